/**
 * A Discord on loopback: the HTTP API and the gateway, as far as the bot uses them. It refuses what Discord refuses, so that a test that
 * passes here says something about the real service.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { refusals, refused, taken, type Answer } from './answers.ts';
import { deliver } from './deliver.ts';
import { faultyAnswer, Faults } from './faults.ts';
import { FakeGateway } from './gateway.ts';
import { FakeInteraction, type Callback } from './interactions.ts';
import { FakeMessages } from './messages.ts';
import { readBody, type Body } from './multipart.ts';
import { applicationId, botUser, guildId, type InteractionPayload } from './payloads.ts';
import { GlobalLimit } from './rate-limit.ts';
import { registered } from './registered.ts';
import { WorldRoutes } from './routes.ts';
import { publicKey, type Signature } from './signing.ts';
import { discordProblems } from './validate.ts';
import { FakeWorld } from './world.ts';

export interface FakeDiscordOptions {
  readonly token?: string;
  /** The servers that the bot is in. */
  readonly guilds?: readonly string[];
  /** Milliseconds since 1970. */
  readonly now?: () => number;
  /** How many requests it takes in a second; Discord takes 50. */
  readonly requestsPerSecond?: number;
  /** How many shards it advises. */
  readonly shards?: number;
  readonly maxConcurrency?: number;
  /** How far apart shards must identify themselves, in milliseconds. Discord's are 5,000; here they wait only where a test is about that. */
  readonly identifyPace?: number;
}

/** Set up with `startFakeDiscord`. */
export class FakeDiscord {
  readonly token: string;
  readonly gateway: FakeGateway;
  /** The servers, channels and people. */
  readonly world = new FakeWorld();
  /** What the bot said of its own accord, in channels and direct messages. */
  readonly messages: FakeMessages;
  readonly limit: GlobalLimit;
  readonly faults = new Faults();
  /** Of the application: what interactions by HTTP are verified with. */
  readonly publicKey = publicKey;
  /** Method and path of every request, in order. */
  readonly requests: string[] = [];
  /** The registered commands, as Discord would list them. */
  commands: readonly unknown[] = [];
  readonly #server: Server;
  readonly #routes: WorldRoutes;
  readonly #interactions = new Map<string, FakeInteraction>();
  readonly #advice: { readonly shards: number; readonly maxConcurrency: number };
  #isTokenRevoked = false;

  constructor(options: FakeDiscordOptions) {
    const { token = 'fake.bot.token', guilds = [guildId], now = Date.now, shards = 1, maxConcurrency = 1 } = options;
    this.token = token;
    this.#advice = { shards, maxConcurrency };
    for (const guild of guilds) this.world.add(guild);
    this.messages = new FakeMessages(now);
    this.limit = new GlobalLimit(options.requestsPerSecond ?? 50, now);
    this.#routes = new WorldRoutes(this.world, this.messages, now);
    this.gateway = new FakeGateway({
      isValidToken: (own) => this.#isValid(own),
      url: () => this.#gatewayUrl,
      guilds: () => [...this.world.guilds.values()].filter(({ hasBot }) => hasBot).map(({ id }) => id),
      maxConcurrency,
      identifyPace: options.identifyPace ?? 0,
      now,
    });
    this.#server = createServer((request, response) => void this.#handle(request, response));
    this.#server.on('upgrade', (request, socket, head) => this.gateway.upgrade(request, socket, head));
  }

  get #port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  get #gatewayUrl(): string {
    return `ws://127.0.0.1:${this.#port}`;
  }

  /** For `apiUrl`. */
  get apiUrl(): string {
    return `http://127.0.0.1:${this.#port}/api`;
  }

  listen(): Promise<void> {
    return new Promise((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
  }

  /** Sends an interaction to the connected bot, and returns what becomes of it. */
  interact(payload: InteractionPayload): FakeInteraction {
    const interaction = new FakeInteraction(payload);
    this.#interactions.set(payload.token, interaction);
    this.gateway.dispatch('INTERACTION_CREATE', payload);
    return interaction;
  }

  /** Sends an interaction to an HTTP endpoint; `status` is what that answers with. */
  interactHttp(
    url: string,
    payload: InteractionPayload,
    signature: Signature = 'good',
  ): { readonly interaction: FakeInteraction; readonly status: Promise<number> } {
    const interaction = new FakeInteraction(payload);
    this.#interactions.set(payload.token, interaction);
    return { interaction, status: deliver(url, interaction, signature) };
  }

  /** From now on the token is worth nothing, and the connection is closed, as when it is reset on Discord's pages. */
  revokeToken(): void {
    this.#isTokenRevoked = true;
    this.gateway.drop(4004);
  }

  /** The next requests are answered with 503. */
  failNext(requests: number): void {
    this.faults.next({ how: 503, when: 'before' }, requests);
  }

  async close(): Promise<void> {
    this.gateway.close();
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #isValid(token: string): boolean {
    return !this.#isTokenRevoked && token === this.token;
  }

  async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = decodeURIComponent((request.url ?? '').replace('/api/v10', ''));
    const route = `${request.method} ${path}`;
    this.requests.push(route);
    const fault = this.faults.of(route);
    const answer = await this.#work(route, request, fault?.when !== 'before');
    if (fault?.how === 'hang') return;
    if (fault?.how === 'reset') request.socket.resetAndDestroy();
    else respond(response, fault === undefined ? answer : (faultyAnswer(fault) ?? answer));
  }

  /** Reads the request, and does what it asks where it is not to fail before that. */
  #work(route: string, request: IncomingMessage, isDone: boolean): Promise<Answer> {
    const { authorization = '' } = request.headers;
    return readBody(request).then(
      (body) => (isDone ? this.#answer(route, authorization, body) : refusals.notFound),
      (error: unknown) =>
        refused({ status: 400, code: 50109, message: `The request body is no good: ${String(error)}` }),
    );
  }

  #answer(route: string, authorization: string, body: Body): Answer {
    const [verb = '', kind = '', , token = ''] = route.split('/');
    if (kind === 'interactions' || kind === 'webhooks') return this.#answerInteraction(verb.trim(), kind, token, body);
    // Everything but the answers to interactions counts.
    const tooMany = this.limit.count();
    if (tooMany !== undefined) return tooMany;
    if (!this.#isValid(authorization.replace('Bot ', ''))) return refusals.unauthorized;
    return this.#answerAuthorized(route, body);
  }

  #answerAuthorized(route: string, body: Body): Answer {
    switch (route) {
      case 'GET /gateway/bot': {
        const { shards, maxConcurrency } = this.#advice;
        const limits = { total: 1000, remaining: 999, reset_after: 86_400_000, max_concurrency: maxConcurrency };
        return taken({ url: this.#gatewayUrl, shards, session_start_limit: limits });
      }
      case 'GET /applications/@me':
        return taken({ id: applicationId, name: botUser.username, bot: botUser });
      case `GET /applications/${applicationId}/commands`:
        return taken(this.commands);
      case `PUT /applications/${applicationId}/commands`:
        return this.#register(body.json);
      default: {
        const [method = '', path = ''] = route.split(' ');
        const { pathname, searchParams: query } = new URL(path, this.apiUrl);
        return this.#routes.answer({ method, parts: pathname.split('/').slice(1), query, body });
      }
    }
  }

  #register(body: unknown): Answer {
    const problems = discordProblems('commands', body);
    if (problems.length > 0 || !Array.isArray(body))
      return refused({ status: 400, code: 50035, message: problems.join('; ') });
    this.commands = body.map((command: unknown) => registered(command));
    return taken(this.commands);
  }

  #answerInteraction(verb: string, kind: 'interactions' | 'webhooks', token: string, { json, files }: Body): Answer {
    const interaction = this.#interactions.get(token);
    if (interaction === undefined)
      return refused({ status: 404, code: kind === 'webhooks' ? 10015 : 10062, message: 'Unknown' });
    const refusal =
      kind === 'interactions'
        ? interaction.answer(json as Callback, files)
        : verb === 'PATCH'
          ? interaction.edit(json, files)
          : interaction.followUp(json, files);
    if (refusal !== undefined) return refused(refusal);
    return kind === 'interactions' ? { status: 204 } : taken({ id: interaction.payload.id });
  }
}

/** An empty answer has no content type: discord.js would try to read it as JSON. */
function respond(response: ServerResponse, { status, body, headers }: Answer): void {
  const type = body === undefined ? {} : { 'content-type': 'application/json' };
  response.writeHead(status, { ...headers, ...type }).end(body === undefined ? undefined : JSON.stringify(body));
}

/** Starts a fake on a free port. */
export async function startFakeDiscord(options: FakeDiscordOptions = {}): Promise<FakeDiscord> {
  const fake = new FakeDiscord(options);
  await fake.listen();
  return fake;
}
