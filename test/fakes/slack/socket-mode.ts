/** Slack's side of Socket Mode: envelopes are spread over the connections that are open, and acknowledged where they came. */
import { WebSocketServer, type WebSocket } from 'ws';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Json } from './messages.ts';

export type EnvelopeType = 'slash_commands' | 'interactive' | 'events_api';

export interface SocketTools {
  /** Told of everything that happens. */
  readonly changed: () => void;
  readonly problem: (problem: string) => void;
}

interface Pending {
  readonly socket: WebSocket;
  readonly resolve: (payload: Json) => void;
}

export class FakeSocketMode {
  /** How often the bot has connected. */
  connections = 0;
  readonly #server = new WebSocketServer({ noServer: true });
  /** The connections that take envelopes, in the order of their turns. */
  #open: WebSocket[] = [];
  readonly #pending = new Map<string, Pending>();
  readonly #tools: SocketTools;
  #counter = 0;

  constructor(tools: SocketTools) {
    this.#tools = tools;
  }

  /** How many connections take envelopes. */
  get open(): number {
    return this.#open.length;
  }

  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    this.#server.handleUpgrade(request, socket, head, (client) => this.#connected(client));
  }

  stop(): void {
    for (const client of this.#server.clients) client.terminate();
  }

  /** Asks the connection whose turn it is to go and come again. */
  disconnect(reason: 'refresh_requested' | 'warning'): void {
    const [socket] = this.#open;
    if (socket === undefined) return;
    this.#leave(socket);
    socket.send(JSON.stringify({ type: 'disconnect', reason, debug_info: { host: 'fake' } }));
  }

  /** Breaks the connection whose turn it is, without a word. */
  break(): void {
    this.#open[0]?.terminate();
  }

  /** Sends an envelope by the next connection; resolves with what it is acknowledged with. One must be open. */
  push(type: EnvelopeType, payload: Json, retryAttempt: number): Promise<Json> {
    const id = `envelope-${++this.#counter}`;
    const { promise, resolve } = Promise.withResolvers<Json>();
    const socket = this.#open.shift();
    if (socket === undefined) throw new Error('no connection is open');
    this.#open.push(socket);
    this.#pending.set(id, { socket, resolve });
    const retry =
      type === 'events_api' ? { retry_attempt: retryAttempt, retry_reason: retryAttempt === 0 ? '' : 'timeout' } : {};
    socket.send(
      JSON.stringify({ envelope_id: id, payload, type, accepts_response_payload: type !== 'events_api', ...retry }),
    );
    return promise;
  }

  #connected(socket: WebSocket): void {
    socket.on('message', (data: Buffer) => this.#acknowledged(socket, data));
    socket.on('close', () => {
      this.#leave(socket);
      this.#tools.changed();
    });
    this.#open.push(socket);
    this.connections++;
    socket.send(
      JSON.stringify({ type: 'hello', num_connections: this.#open.length, connection_info: { app_id: 'A0APP' } }),
    );
    this.#tools.changed();
  }

  #acknowledged(socket: WebSocket, data: Buffer): void {
    const { envelope_id: id, payload = {} } = JSON.parse(data.toString()) as { envelope_id: string; payload?: Json };
    const pending = this.#pending.get(id);
    this.#pending.delete(id);
    if (pending === undefined) this.#tools.problem(`acknowledged twice, or never sent: ${id}`);
    else if (pending.socket !== socket) this.#tools.problem(`acknowledged by another connection: ${id}`);
    pending?.resolve(payload);
    this.#tools.changed();
  }

  #leave(socket: WebSocket): void {
    this.#open = this.#open.filter((each) => each !== socket);
  }
}
