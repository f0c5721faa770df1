/** A Slack on loopback and a bot connected to it, for one test. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import type { Conversation } from '../../../src/chat/conversation.ts';
import type { HttpRoute } from '../../../src/chat/http-route.ts';
import {
  startSlack,
  type SlackConnection,
  type SlackPace,
  type SlackSettings,
} from '../../../src/platforms/slack/connection.ts';
import type { InstallationTexts } from '../../../src/platforms/slack/installations.ts';
import { slackManifest } from '../../../src/platforms/slack/manifest.ts';
import { FakeSlack } from '../../fakes/slack/fake-slack.ts';
import { botUser, mentionBody } from '../../fakes/slack/payloads.ts';

const pace: SlackPace = { patience: 2000, finishing: 10_000, profile: 10_000, retryDelay: () => 0, apart: 0 };

/** A store of installations in memory. */
export class Texts implements InstallationTexts {
  readonly kept = new Map<string, string>();
  /** Set while the store is away. */
  away: Error | undefined;

  #onRead: (() => void) | undefined;

  /** Resolves when something is read next. */
  nextRead(): Promise<void> {
    return new Promise((resolve) => (this.#onRead = resolve));
  }

  installation = (key: string): Promise<string | undefined> => {
    this.#onRead?.();
    return this.away === undefined ? Promise.resolve(this.kept.get(key)) : Promise.reject(this.away);
  };
  saveInstallation = (key: string, text: string): Promise<void> => {
    if (this.away !== undefined) return Promise.reject(this.away);
    this.kept.set(key, text);
    return Promise.resolve();
  };
  removeInstallation = (key: string): Promise<void> => {
    this.kept.delete(key);
    return Promise.resolve();
  };
}

export class Workspace {
  readonly slack = new FakeSlack();
  /** What the bot logged, line by line. */
  readonly logged: string[] = [];
  readonly logger = pino({ level: 'trace' }, { write: (line) => this.#heard(line) });
  readonly texts = new Texts();
  readonly stateSecret = 'a secret of this test, 32 signs at least';
  connection: SlackConnection | undefined;
  #server: Server | undefined;
  readonly #listeners = new Set<() => void>();

  static async open(): Promise<Workspace> {
    const workspace = new Workspace();
    await workspace.slack.start();
    // The app as it is installed from our manifest: what a call lacks there, it lacks in life.
    workspace.slack.web.scopes = new Set(slackManifest([]).oauth_config.scopes.bot);
    return workspace;
  }

  /** Connects by Socket Mode, and resolves when both connections are open; or, where that cannot be, when the first attempt is over. */
  async connect<C extends Conversation>(
    conversation: C,
    change: Partial<SlackPace> = {},
    tokens: { botToken?: string; appToken?: string } = {},
  ): Promise<C> {
    const { botToken, appToken } = this.slack.web;
    await this.#start({ mode: 'socket', botToken, appToken, ...tokens }, conversation, change);
    return conversation;
  }

  /** Serves HTTP for the one workspace of the token; gives the address that Slack sends to. */
  serve(
    conversation: Conversation,
    change: Partial<SlackPace> = {},
    botToken = this.slack.web.botToken,
  ): Promise<string> {
    const { signingSecret } = this.slack;
    return this.#serve({ mode: 'http', signingSecret, access: { kind: 'token', botToken } }, conversation, change);
  }

  /** Serves HTTP for all workspaces that install the app. */
  serveAll(conversation: Conversation, change: Partial<SlackPace> = {}): Promise<string> {
    const { signingSecret, web } = this.slack;
    const { clientId, clientSecret } = web.oauth;
    const access = {
      kind: 'oauth',
      clientId,
      clientSecret,
      stateSecret: this.stateSecret,
      publicUrl: 'https://bot.example.org',
      installations: this.texts,
    } as const;
    return this.#serve({ mode: 'http', signingSecret, access }, conversation, change);
  }

  /** What was logged at this level and above, without what is only for debugging. 40 is a warning, 50 an error. */
  loggedFrom(level: number): string[] {
    return this.logged.filter((line) => (JSON.parse(line) as { level: number }).level >= level);
  }

  /** Resolves when the bot has logged a line with this. */
  async says(text: string): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<undefined>();
    const look = (): void => {
      if (this.logged.some((line) => line.includes(text))) resolve(undefined);
    };
    this.#listeners.add(look);
    look();
    await promise;
    this.#listeners.delete(look);
  }

  async close(): Promise<void> {
    await this.connection?.stop();
    this.#server?.closeAllConnections();
    this.#server?.close();
    await this.slack.stop();
  }

  #heard(line: string): void {
    this.logged.push(line);
    for (const look of this.#listeners) look();
  }

  async #start(
    settings: SlackSettings,
    conversation: Conversation,
    change: Partial<SlackPace>,
  ): Promise<SlackConnection> {
    const changed = { ...pace, ...change };
    const { apiUrl } = this.slack;
    this.connection = await startSlack({ ...settings, apiUrl }, conversation, this.logger, () => new Date(), changed);
    return this.connection;
  }

  async #serve(settings: SlackSettings, conversation: Conversation, change: Partial<SlackPace>): Promise<string> {
    const { routes } = await this.#start(settings, conversation, change);
    this.#server = createServer((request, response) => {
      const { pathname } = new URL(request.url ?? '', 'http://localhost');
      const route = routes.find(({ method, path }) => method === request.method && path === pathname);
      if (route === undefined) response.writeHead(404).end();
      else handle(route, request, response);
    });
    await new Promise<void>((resolve) => this.#server?.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/slack/events`;
  }
}

const handle = (route: HttpRoute, ...[request, response]: Parameters<HttpRoute['handle']>): void => {
  route.handle(request, response).catch(() => response.writeHead(500).end());
};

export const mention = (text: string) => mentionBody(`<@${botUser}> ${text}`);
