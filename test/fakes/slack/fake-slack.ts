/**
 * Slack on loopback: the Web API, Socket Mode, response_url and uploads, refusing what the real one refuses. Nothing in it waits for time to
 * pass: tests await `until`, which is asked again whenever something arrives.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocketServer, type WebSocket } from 'ws';
import { actionBody, commandBody, submissionBody } from './payloads.ts';
import { FakeWebApi, type Json } from './web-api.ts';

/** A failure that a method answers with instead of working. `after` lets the call work and then loses the answer; `silent` never answers. */
export type Failure =
  | { readonly error: string }
  | { readonly status: number; readonly after?: boolean }
  | { readonly retryAfter: number }
  | { readonly silent: true };

export interface Ack {
  readonly payload: Json;
}

export class FakeSlack {
  /** What it takes, refuses and remembers. */
  readonly web = new FakeWebApi();
  /** The methods that were called, in order. */
  readonly calls: string[] = [];
  /** How often the bot has connected. */
  connections = 0;

  readonly #server = createServer((request, response) => void this.#serve(request, response));
  readonly #sockets = new WebSocketServer({ noServer: true });
  readonly #failures = new Map<string, Failure[]>();
  readonly #acks = new Map<string, (payload: Json) => void>();
  readonly #watchers = new Set<() => void>();
  #socket: WebSocket | undefined;
  #counter = 0;

  async start(): Promise<this> {
    this.#server.on('upgrade', (request, socket, head) => {
      this.#sockets.handleUpgrade(request, socket, head, (client) => this.#connected(client));
    });
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return this;
  }

  async stop(): Promise<void> {
    for (const client of this.#sockets.clients) client.terminate();
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  get apiUrl(): string {
    return `${this.#origin('http')}/api/`;
  }

  /** Makes the next calls of a method (`respond` for response_url, `upload` for an upload's address) fail, one after another. */
  failNext(method: string, ...failures: readonly Failure[]): void {
    this.#failures.set(method, [...(this.#failures.get(method) ?? []), ...failures]);
  }

  /** From now on no token is good. */
  revoke(error = 'token_revoked'): void {
    this.web.revoked = error;
  }

  /** Resolves when `condition` holds, which is looked at whenever the bot has done something. */
  async until(condition: () => boolean): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<undefined>();
    const look = (): void => {
      if (condition()) resolve(undefined);
    };
    this.#watchers.add(look);
    look();
    await promise;
    this.#watchers.delete(look);
  }

  /** Asks the bot to connect anew, as Slack does every few hours, and resolves when it has. */
  async refresh(): Promise<void> {
    const before = this.connections;
    this.#socket?.send(
      JSON.stringify({ type: 'disconnect', reason: 'refresh_requested', debug_info: { host: 'fake' } }),
    );
    await this.until(() => this.connections > before);
  }

  /** Breaks the connection without a word, and resolves when the bot has connected again. */
  async breakConnection(): Promise<void> {
    const before = this.connections;
    this.#socket?.terminate();
    await this.until(() => this.connections > before);
  }

  /** Pushes an envelope; resolves with what it is acknowledged with. Slack's three seconds are watched. */
  async push(type: 'slash_commands' | 'interactive' | 'events_api', payload: Json, retryAttempt = 0): Promise<Ack> {
    const id = `envelope-${++this.#counter}`;
    const { promise, resolve } = Promise.withResolvers<Json>();
    this.#acks.set(id, resolve);
    const sent = performance.now();
    const retry =
      type === 'events_api' ? { retry_attempt: retryAttempt, retry_reason: retryAttempt === 0 ? '' : 'timeout' } : {};
    this.#socket?.send(
      JSON.stringify({ envelope_id: id, payload, type, accepts_response_payload: type !== 'events_api', ...retry }),
    );
    const body = await promise;
    if (performance.now() - sent > 3000) this.web.problems.push(`${type} was acknowledged late`);
    return { payload: body };
  }

  /** A person types a slash command. */
  async command(command: string, text = ''): Promise<Ack> {
    const ack = await this.push(
      'slash_commands',
      commandBody(command, text, { response_url: this.#responseUrl(), trigger_id: this.web.trigger() }),
    );
    if (Object.keys(ack.payload).length > 0) this.web.complain('message', ack.payload);
    return ack;
  }

  /** A person clicks a button, or chooses an option. */
  click(click: Omit<Parameters<typeof actionBody>[0], 'responseUrl' | 'triggerId'>): Promise<Ack> {
    return this.push(
      'interactive',
      actionBody({ ...click, responseUrl: this.#responseUrl(), triggerId: this.web.trigger() }),
    );
  }

  /** A person submits a modal that views.open took. */
  async submit(view: Json, values: Readonly<Record<string, string | null>>): Promise<Ack> {
    const body = submissionBody(
      String(view['callback_id']),
      String(view['private_metadata']),
      values,
      this.web.trigger(),
    );
    const ack = await this.push('interactive', body);
    if ('view' in ack.payload) this.web.complain('modal', ack.payload['view']);
    return ack;
  }

  #origin(protocol: string): string {
    return `${protocol}://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  #socketUrl(): string {
    return `${this.#origin('ws')}/link?ticket=one-time&app_id=A0APP`;
  }

  #responseUrl(): string {
    return this.#origin('http') + this.web.responsePath();
  }

  #connected(socket: WebSocket): void {
    this.#socket = socket;
    socket.on('message', (data: Buffer) => {
      const { envelope_id: id, payload = {} } = JSON.parse(data.toString()) as { envelope_id: string; payload?: Json };
      const resolve = this.#acks.get(id);
      if (resolve === undefined) this.web.problems.push(`acknowledged twice, or never sent: ${id}`);
      this.#acks.delete(id);
      resolve?.(payload);
      this.#changed();
    });
    socket.send(JSON.stringify({ type: 'hello', num_connections: 1, connection_info: { app_id: 'A0APP' } }));
    this.connections++;
    this.#changed();
  }

  #changed(): void {
    for (const look of this.#watchers) look();
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks);
    const path = request.url ?? '';
    const { authorization = '', 'content-type': contentType = '' } = request.headers;
    const method = methodOf(path);
    this.calls.push(method);
    const [failure] = this.#failures.get(method)?.splice(0, 1) ?? [];
    const work = (): Json | number => {
      if (method === 'respond') return this.web.respond(path, body.toString());
      if (method === 'upload') return this.web.files.upload(path, contentType, body);
      const form = new URLSearchParams(body.toString());
      return this.web.call(method, authorization, form, { socket: this.#socketUrl(), http: this.#origin('http') });
    };
    const result = failure === undefined ? work() : failed(failure, work);
    if (result === undefined) {
      this.#changed();
      return;
    }
    if (typeof result === 'number')
      response
        .writeHead(
          result,
          result === 429 && failure !== undefined && 'retryAfter' in failure
            ? { 'retry-after': String(failure.retryAfter) }
            : {},
        )
        .end('refused');
    else response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(result));
    this.#changed();
  }
}

function methodOf(path: string): string {
  if (path.startsWith('/api/')) return path.slice('/api/'.length);
  return path.startsWith('/upload/') ? 'upload' : 'respond';
}

/** Undefined where no answer comes. */
function failed(failure: Failure, work: () => Json | number): Json | number | undefined {
  if ('silent' in failure) return undefined;
  if ('error' in failure) return { ok: false, error: failure.error };
  if ('retryAfter' in failure) return 429;
  if (failure.after === true) work();
  return failure.status;
}
