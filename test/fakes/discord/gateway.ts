/** The fake's gateway: hello, identify, heartbeat, dispatch with sequence numbers, resume with replay, and close codes. */
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';
import { z } from 'zod';
import { nextSnowflake, readyData } from './payloads.ts';

const opcodes = {
  dispatch: 0,
  heartbeat: 1,
  identify: 2,
  resume: 6,
  invalidSession: 9,
  hello: 10,
  heartbeatAck: 11,
} as const;
const closeCodes = { decodeError: 4002, authenticationFailed: 4004, invalidShard: 4010 } as const;
const heartbeatInterval = 41_250;

const identify = z.object({
  token: z.string(),
  intents: z.number(),
  properties: z.record(z.string(), z.string()),
  shard: z.tuple([z.number(), z.number()]),
});
const resume = z.object({ token: z.string(), session_id: z.string(), seq: z.number() });
const incoming = z.object({ op: z.number(), d: z.unknown() });

export type Identify = z.infer<typeof identify>;

interface Event {
  readonly op: typeof opcodes.dispatch;
  readonly t: string;
  readonly s: number;
  readonly d: unknown;
}

interface Session {
  readonly id: string;
  readonly shard: Identify['shard'];
  readonly events: Event[];
  socket: WebSocket | undefined;
}

/** What the gateway needs to know of the rest of the fake. */
export interface GatewayState {
  readonly isValidToken: (token: string) => boolean;
  readonly url: () => string;
  readonly guilds: () => readonly string[];
  /** How many shards may identify themselves at once, by `id % maxConcurrency`. */
  readonly maxConcurrency: number;
  /** How far apart those of one such group must do it, in milliseconds. */
  readonly identifyPace: number;
  readonly now: () => number;
}

/** "Gateway", sharding: the shard that a server belongs to; direct messages go to the first. */
export const shardOf = (guild: string | undefined, count: number): number =>
  guild === undefined ? 0 : Number((BigInt(guild) >> 22n) % BigInt(count));

const guildEvent = z.object({ guild_id: z.string().optional(), id: z.string().optional() });

/** The server that an event is about; undefined where it is about none. */
function guildOf(type: string, data: unknown): string | undefined {
  const { guild_id: guild, id } = guildEvent.parse(data);
  return type.startsWith('GUILD_') ? (guild ?? id) : guild;
}

export class FakeGateway {
  readonly identifies: Identify[] = [];
  /** Those that came too soon after another, and were refused. */
  readonly refusedIdentifies: Identify[] = [];
  resumes = 0;
  readonly #state: GatewayState;
  readonly #server = new WebSocketServer({ noServer: true });
  readonly #sessions: Session[] = [];
  readonly #identifiedAt = new Map<number, number>();
  readonly #waiting: { readonly isMet: () => boolean; readonly resolve: () => void }[] = [];

  constructor(state: GatewayState) {
    this.#state = state;
  }

  /** Takes over a connection that asks to become a WebSocket. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    this.#server.handleUpgrade(request, socket, head, (webSocket) => {
      webSocket.on('message', (data) => this.#receive(webSocket, Buffer.isBuffer(data) ? data.toString('utf8') : ''));
      send(webSocket, { op: opcodes.hello, d: { heartbeat_interval: heartbeatInterval, _trace: [] } });
    });
  }

  /** Sends an event to every session of the server's shard; one without a connection gets it when it resumes. */
  dispatch(type: string, data: unknown): void {
    const guild = guildOf(type, data);
    for (const session of this.#sessions) {
      const [shard, count] = session.shard;
      if (shard === shardOf(guild, count)) this.#dispatchTo(session, type, data);
    }
  }

  /** Closes every connection with a code. Sessions stay, so that they can be resumed. */
  drop(code: number): void {
    for (const session of this.#sessions) {
      session.socket?.close(code);
      session.socket = undefined;
    }
  }

  /** Resolves when so many sessions have been resumed. */
  resumed(count: number): Promise<void> {
    return this.#until(() => this.resumes >= count);
  }

  /** Resolves when so many clients have identified themselves. */
  identified(count: number): Promise<void> {
    return this.#until(() => this.identifies.length >= count);
  }

  /** Whether a client is connected. */
  get isConnected(): boolean {
    return this.#server.clients.size > 0;
  }

  close(): void {
    for (const client of this.#server.clients) client.terminate();
    this.#server.close();
  }

  #until(isMet: () => boolean): Promise<void> {
    if (isMet()) return Promise.resolve();
    return new Promise((resolve) => {
      this.#waiting.push({ isMet, resolve });
    });
  }

  #wake(): void {
    for (const { isMet, resolve } of this.#waiting) if (isMet()) resolve();
  }

  #receive(socket: WebSocket, text: string): void {
    const { op, d } = incoming.parse(JSON.parse(text));
    if (op === opcodes.heartbeat) send(socket, { op: opcodes.heartbeatAck });
    const closeCode =
      op === opcodes.identify ? this.#identify(socket, d) : op === opcodes.resume ? this.#resume(socket, d) : undefined;
    if (closeCode !== undefined) socket.close(closeCode);
  }

  /** Returns the code with which the connection must be closed, if it must. */
  #identify(socket: WebSocket, data: unknown): number | undefined {
    const parsed = identify.safeParse(data);
    if (!parsed.success) return closeCodes.decodeError;
    this.identifies.push(parsed.data);
    this.#wake();
    const { token, shard } = parsed.data;
    if (!this.#state.isValidToken(token)) return closeCodes.authenticationFailed;
    if (shard[0] >= shard[1]) return closeCodes.invalidShard;
    if (this.#isTooSoon(shard[0])) {
      this.refusedIdentifies.push(parsed.data);
      send(socket, { op: opcodes.invalidSession, d: false });
      return undefined;
    }
    const session: Session = { id: nextSnowflake(), shard, events: [], socket };
    this.#sessions.push(session);
    const guilds = this.#state.guilds().filter((guild) => shardOf(guild, shard[1]) === shard[0]);
    this.#dispatchTo(session, 'READY', readyData(session.id, this.#state.url(), guilds, shard));
    return undefined;
  }

  /** "Gateway", rate limiting: one identify in 5 seconds for each group of shards. */
  #isTooSoon(shard: number): boolean {
    const { maxConcurrency, identifyPace, now } = this.#state;
    const group = shard % maxConcurrency;
    const last = this.#identifiedAt.get(group);
    if (last !== undefined && now() - last < identifyPace) return true;
    this.#identifiedAt.set(group, now());
    return false;
  }

  #resume(socket: WebSocket, data: unknown): number | undefined {
    const parsed = resume.safeParse(data);
    if (!parsed.success) return closeCodes.decodeError;
    if (!this.#state.isValidToken(parsed.data.token)) return closeCodes.authenticationFailed;
    const session = this.#sessions.find(({ id }) => id === parsed.data.session_id);
    if (session === undefined) {
      send(socket, { op: opcodes.invalidSession, d: false });
      return undefined;
    }
    session.socket = socket;
    for (const event of session.events.filter(({ s }) => s > parsed.data.seq)) send(socket, event);
    this.#dispatchTo(session, 'RESUMED', { _trace: [] });
    this.resumes += 1;
    this.#wake();
    return undefined;
  }

  #dispatchTo(session: Session, type: string, data: unknown): void {
    const event: Event = { op: opcodes.dispatch, t: type, s: session.events.length + 1, d: data };
    session.events.push(event);
    if (session.socket !== undefined) send(session.socket, event);
  }
}

const send = (socket: WebSocket, payload: unknown): void => socket.send(JSON.stringify(payload));
