/**
 * A Discord on loopback: the HTTP API and the gateway, as far as the bot uses them. It refuses what Discord refuses, so that a test that
 * passes here says something about the real service.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { FakeGateway } from './gateway.ts';
import { FakeInteraction, type Callback, type Refusal } from './interactions.ts';
import { readBody, type Body } from './multipart.ts';
import { applicationId, botUser, guildId, type InteractionPayload } from './payloads.ts';
import { registered } from './registered.ts';
import { discordProblems } from './validate.ts';

export interface FakeDiscordOptions {
  readonly token?: string;
  /** The servers that the bot is in. */
  readonly guilds?: readonly string[];
}

/** Set up with `startFakeDiscord`. */
export class FakeDiscord {
  readonly token: string;
  readonly gateway: FakeGateway;
  /** Method and path of every request, in order. */
  readonly requests: string[] = [];
  /** The registered commands, as Discord would list them. */
  commands: readonly unknown[] = [];
  readonly #server: Server;
  readonly #interactions = new Map<string, FakeInteraction>();
  #isTokenRevoked = false;
  #failures = 0;

  constructor({ token = 'fake.bot.token', guilds = [guildId] }: FakeDiscordOptions) {
    this.token = token;
    this.gateway = new FakeGateway({
      isValidToken: (own) => this.#isValid(own),
      url: () => this.#gatewayUrl,
      guilds,
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

  /** From now on the token is worth nothing, and the connection is closed, as when it is reset on Discord's pages. */
  revokeToken(): void {
    this.#isTokenRevoked = true;
    this.gateway.drop(4004);
  }

  /** The next requests are answered with 503. */
  failNext(requests: number): void {
    this.#failures = requests;
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
    const { status, body: answer } = await readBody(request).then(
      (body) => this.#answer(route, request.headers.authorization ?? '', body),
      (error: unknown) =>
        refused({ status: 400, code: 50109, message: `The request body is no good: ${String(error)}` }),
    );
    // An empty answer has no content type: discord.js would try to read it as JSON.
    if (answer === undefined) response.writeHead(status).end();
    else response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
  }

  #answer(route: string, authorization: string, body: Body): Answer {
    if (this.#failures > 0) {
      this.#failures -= 1;
      return { status: 503, body: { message: 'Service Unavailable', code: 0 } };
    }
    const [verb = '', kind = '', , token = ''] = route.split('/');
    if (kind === 'interactions' || kind === 'webhooks') return this.#answerInteraction(verb.trim(), kind, token, body);
    if (!this.#isValid(authorization.replace('Bot ', '')))
      return { status: 401, body: { message: '401: Unauthorized', code: 0 } };
    return this.#answerAuthorized(route, body.json);
  }

  #answerAuthorized(route: string, body: unknown): Answer {
    switch (route) {
      case 'GET /gateway/bot': {
        const limits = { total: 1000, remaining: 999, reset_after: 86_400_000, max_concurrency: 1 };
        return { status: 200, body: { url: this.#gatewayUrl, shards: 1, session_start_limit: limits } };
      }
      case 'GET /applications/@me':
        return { status: 200, body: { id: applicationId, name: botUser.username, bot: botUser } };
      case `GET /applications/${applicationId}/commands`:
        return { status: 200, body: this.commands };
      case `PUT /applications/${applicationId}/commands`:
        return this.#register(body);
      default:
        return refused({ status: 404, code: 0, message: '404: Not Found' });
    }
  }

  #register(body: unknown): Answer {
    const problems = discordProblems('commands', body);
    if (problems.length > 0 || !Array.isArray(body))
      return refused({ status: 400, code: 50035, message: problems.join('; ') });
    this.commands = body.map((command: unknown) => registered(command));
    return { status: 200, body: this.commands };
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
    return kind === 'interactions' ? { status: 204 } : { status: 200, body: { id: interaction.payload.id } };
  }
}

interface Answer {
  readonly status: number;
  readonly body?: unknown;
}

const refused = ({ status, code, message }: Refusal): Answer => ({ status, body: { message, code } });

/** Starts a fake on a free port. */
export async function startFakeDiscord(options: FakeDiscordOptions = {}): Promise<FakeDiscord> {
  const fake = new FakeDiscord(options);
  await fake.listen();
  return fake;
}
