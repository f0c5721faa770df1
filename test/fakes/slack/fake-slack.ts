/**
 * Slack on loopback: the Web API, Socket Mode, signed HTTP requests, response_url, uploads and installations, refusing what the real one
 * refuses. Nothing in it waits for time to pass: tests await `until`, which is asked again whenever something arrives.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answer, fail, methodOf } from './answers.ts';
import { Failures, type Failure, type Storm } from './failures.ts';
import { actionBody, commandBody, submissionBody, type Clicked } from './payloads.ts';
import { sendSigned, type Reply, type SigningOptions } from './signed.ts';
import { FakeSocketMode, type EnvelopeType } from './socket-mode.ts';
import { FakeWebApi, type Answer, type Json } from './web-api.ts';

export type { Failure } from './failures.ts';

export interface Ack {
  readonly payload: Json;
}

type Extra = Readonly<Record<string, string>>;
type Click = Omit<Clicked, 'responseUrl' | 'triggerId'>;
type Signing = Partial<SigningOptions>;

/** What Slack gives an answer, in milliseconds. */
const longestAck = 3000;

export class FakeSlack {
  /** What it takes, refuses and remembers. */
  readonly web = new FakeWebApi();
  readonly signingSecret = '0123456789abcdef0123456789abcdef';
  readonly failures = new Failures();
  /** The methods that were called, in order. */
  readonly calls: string[] = [];

  readonly #server = createServer((request, response) => void this.#serve(request, response));
  readonly #socketMode = new FakeSocketMode({
    changed: () => this.#changed(),
    problem: (problem) => void this.web.problems.push(problem),
  });
  readonly #watchers = new Set<() => void>();

  async start(): Promise<this> {
    this.#server.on('upgrade', (request, socket, head) => this.#socketMode.upgrade(request, socket, head));
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return this;
  }

  async stop(): Promise<void> {
    this.#socketMode.stop();
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  get apiUrl(): string {
    return `${this.#origin('http')}/api/`;
  }

  /** How often the bot has connected. */
  get connections(): number {
    return this.#socketMode.connections;
  }

  /** How many connections take what happens now. */
  get openConnections(): number {
    return this.#socketMode.open;
  }

  /** Makes the next calls of a method (`respond` for response_url, `upload` for an upload's address) fail, one after another. */
  failNext(method: string, ...failures: readonly Failure[]): void {
    this.failures.add(method, failures);
  }

  /** Makes a share of all calls fail, by chance; none ends that. */
  set storm(storm: Storm | undefined) {
    this.failures.storm = storm;
  }

  /** From now on no token is good, or that of one workspace. */
  revoke(error = 'token_revoked', team?: string): void {
    if (team === undefined) this.web.revoked = error;
    const workspace = team === undefined ? undefined : this.web.workspaces.of(team);
    if (workspace !== undefined) workspace.revoked = error;
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

  /** Asks one connection to go and come again, as Slack does every few hours; resolves when it has come. */
  async refresh(reason: 'refresh_requested' | 'warning' = 'refresh_requested'): Promise<void> {
    const before = this.connections;
    this.#socketMode.disconnect(reason);
    await this.until(() => this.connections > before);
  }

  /** Breaks one connection without a word, and resolves when the bot has connected again. */
  async breakConnection(): Promise<void> {
    const before = this.connections;
    this.#socketMode.break();
    await this.until(() => this.connections > before);
  }

  /** Pushes an envelope; resolves with what it is acknowledged with. Slack's three seconds are watched, and that somebody is connected. */
  async push(type: EnvelopeType, payload: Json, retryAttempt = 0): Promise<Ack> {
    if (this.openConnections === 0) {
      this.web.problems.push(`nobody was connected for ${type}`);
      await this.until(() => this.openConnections > 0);
    }
    return { payload: await this.#inTime(type, this.#socketMode.push(type, payload, retryAttempt)) };
  }

  /** A person types a slash command. `extra` changes the payload, such as `user_id`. */
  async command(command: string, text = '', extra: Extra = {}): Promise<Ack> {
    const ack = await this.push('slash_commands', this.#commandBody(command, text, extra));
    if (Object.keys(ack.payload).length > 0) this.web.complain('message', ack.payload);
    return ack;
  }

  /** A person clicks a button, or chooses an option. */
  click(click: Click): Promise<Ack> {
    return this.push('interactive', this.#actionBody(click));
  }

  /** A person submits a modal that views.open took. */
  async submit(view: Json, values: Readonly<Record<string, string | null>>, user?: string): Promise<Ack> {
    const ack = await this.push('interactive', this.#submissionBody(view, values, user));
    if ('view' in ack.payload) this.web.complain('modal', ack.payload['view']);
    return ack;
  }

  /** The same by HTTP: `url` is the program's `/slack/events`. */
  async commandHttp(url: string, command: string, text = '', extra: Extra = {}, signing: Signing = {}): Promise<Reply> {
    const body = new URLSearchParams(this.#commandBody(command, text, extra)).toString();
    const reply = await this.#send(url, body, 'form', signing);
    if (reply.payload !== undefined) this.web.complain('message', reply.payload);
    return reply;
  }

  clickHttp(url: string, click: Click, signing: Signing = {}): Promise<Reply> {
    return this.#interact(url, this.#actionBody(click), signing);
  }

  async submitHttp(
    url: string,
    view: Json,
    values: Readonly<Record<string, string | null>>,
    signing: Signing = {},
  ): Promise<Reply> {
    const reply = await this.#interact(url, this.#submissionBody(view, values), signing);
    if (reply.payload !== undefined && 'view' in reply.payload) this.web.complain('modal', reply.payload['view']);
    return reply;
  }

  /** An event, such as `mentionBody` makes it. */
  eventHttp(url: string, body: Json, signing: Signing = {}): Promise<Reply> {
    return this.#send(url, JSON.stringify(body), 'json', signing);
  }

  #interact(url: string, payload: Json, signing: Signing): Promise<Reply> {
    return this.#send(url, new URLSearchParams({ payload: JSON.stringify(payload) }).toString(), 'form', signing);
  }

  #send(url: string, body: string, type: 'json' | 'form', signing: Signing): Promise<Reply> {
    return this.#inTime('a request', sendSigned(url, body, type, { secret: this.signingSecret, ...signing }));
  }

  async #inTime<T>(what: string, answer: Promise<T>): Promise<T> {
    const sent = performance.now();
    const result = await answer;
    if (performance.now() - sent > longestAck) this.web.problems.push(`${what} was acknowledged late`);
    return result;
  }

  #commandBody(command: string, text: string, extra: Extra): Record<string, string> {
    return commandBody(command, text, {
      response_url: this.#responseUrl(),
      trigger_id: this.web.trigger(),
      ...extra,
    });
  }

  #actionBody(click: Click): Json {
    return actionBody({ ...click, responseUrl: this.#responseUrl(), triggerId: this.web.trigger() });
  }

  #submissionBody(view: Json, values: Readonly<Record<string, string | null>>, user?: string): Json {
    const { callback_id: id, private_metadata: metadata } = view;
    return submissionBody(String(id), String(metadata), values, this.web.trigger(), user);
  }

  #origin(protocol: string): string {
    return `${protocol}://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  #responseUrl(): string {
    return this.#origin('http') + this.web.responsePath();
  }

  #changed(): void {
    for (const look of this.#watchers) look();
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await bodyOf(request);
    // Who broke off in the middle has asked for nothing.
    if (body === undefined) return;
    const path = request.url ?? '';
    const method = methodOf(path);
    this.calls.push(method);
    const failure = this.failures.take(method);
    if (failure !== undefined && 'held' in failure) await failure.held;
    const work = (): Answer | number => this.#work(method, path, request, body);
    if (failure === undefined || 'held' in failure) answer(response, work(), this.web.scopes);
    else fail(failure, response, work);
    this.#changed();
  }

  #work(method: string, path: string, { headers }: IncomingMessage, body: Buffer): Answer | number {
    if (method === 'respond') return this.web.respond(path, body.toString());
    if (method === 'upload') return this.web.files.upload(path, headers['content-type'] ?? '', body);
    const addresses = { socket: `${this.#origin('ws')}/link?ticket=one-time&app_id=A0APP`, http: this.#origin('http') };
    return this.web.call(method, headers.authorization ?? '', new URLSearchParams(body.toString()), addresses);
  }
}

/** Undefined where the connection broke before all of it had come. */
async function bodyOf(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of request) chunks.push(chunk as Buffer);
    return Buffer.concat(chunks);
  } catch {
    return undefined;
  }
}
