/** What Slack's Web API and its response_urls take and refuse. */
import { FakeFiles } from './files.ts';
import { botId, botUser, channel, directChannel, person, team } from './payloads.ts';
import { slackProblems } from './validate.ts';

export type Json = Readonly<Record<string, unknown>>;

/** The scope that each method wants of a bot token; the others want none. docs.slack.dev, the page of each method. */
const scopeOf: Readonly<Record<string, string>> = {
  'chat.postMessage': 'chat:write',
  'conversations.open': 'im:write',
  'files.getUploadURLExternal': 'files:write',
  'files.completeUploadExternal': 'files:write',
  'users.info': 'users:read',
};

/** The directory of the workspace: each person's profile and direct message. */
const people: Readonly<Record<string, { readonly tz?: string; readonly direct: string }>> = {
  [person]: { tz: 'Europe/Lisbon', direct: directChannel },
  U0BOB: { direct: 'D0BOB' },
};

/** Where the fake itself listens. */
export interface Addresses {
  readonly socket: string;
  readonly http: string;
}

export class FakeWebApi {
  readonly botToken = 'xoxb-0-good-bot-token';
  readonly appToken = 'xapp-1-good-app-token';
  /** What chat.postMessage took. */
  readonly posts: Json[] = [];
  /** What response_urls took. */
  readonly responses: Json[] = [];
  /** What views.open took. */
  readonly views: Json[] = [];
  /** What becomes of uploads. */
  readonly files = new FakeFiles([channel]);
  /** What the bot token may do. */
  scopes: ReadonlySet<string> = new Set(['app_mentions:read', 'commands', 'im:history', ...Object.values(scopeOf)]);
  /** What the real Slack would have refused or complained of; tests expect none. */
  readonly problems: string[] = [];
  /** Slack's word for why no token is good any more. */
  revoked: string | undefined;

  readonly #responseUses = new Map<string, number>();
  readonly #triggers = new Map<string, number>();
  #counter = 0;

  /** The path of a new response_url. */
  responsePath(): string {
    const id = `r${++this.#counter}`;
    this.#responseUses.set(id, 0);
    return `/response/${id}`;
  }

  /** A new trigger: good for one modal, for three seconds. */
  trigger(): string {
    const id = `trigger-${++this.#counter}`;
    this.#triggers.set(id, performance.now());
    return id;
  }

  /** Notes what is wrong with a body; true where something is. */
  complain(kind: 'message' | 'modal', body: unknown): boolean {
    const found = slackProblems(kind, body);
    this.problems.push(...found);
    return found.length > 0;
  }

  /** A response_url takes five messages. */
  respond(path: string, body: string): Json | number {
    const id = path.slice('/response/'.length);
    const uses = this.#responseUses.get(id) ?? 5;
    if (uses >= 5) return 404;
    const message = JSON.parse(body) as Json;
    if (this.complain('message', message)) return 400;
    this.#responseUses.set(id, uses + 1);
    this.responses.push(message);
    return { ok: true };
  }

  /** Answers a Web API method. */
  call(method: string, authorization: string, form: URLSearchParams, { socket, http }: Addresses): Json {
    const wanted = method === 'apps.connections.open' ? this.appToken : this.botToken;
    if (authorization !== `Bearer ${wanted}`) return { ok: false, error: 'invalid_auth' };
    if (this.revoked !== undefined) return { ok: false, error: this.revoked };
    const needed = scopeOf[method];
    if (needed !== undefined && !this.scopes.has(needed)) {
      return { ok: false, error: 'missing_scope', needed, provided: [...this.scopes].join(',') };
    }
    const json = (name: string): unknown => JSON.parse(form.get(name) ?? 'null');
    switch (method) {
      case 'auth.test':
        return {
          ok: true,
          url: 'https://analysts.slack.com/',
          team: 'Analysts',
          team_id: team,
          user: 'career-advisor',
          user_id: botUser,
          bot_id: botId,
        };
      case 'apps.connections.open':
        return { ok: true, url: socket };
      case 'chat.postMessage': {
        const { channel = '', ...rest } = Object.fromEntries(form);
        const message = { ...rest, blocks: json('blocks') };
        if (this.complain('message', message)) return { ok: false, error: 'invalid_blocks' };
        if (rest['unfurl_links'] !== 'false' || rest['unfurl_media'] !== 'false') this.problems.push('links unfurl');
        this.posts.push({ ...message, channel });
        return { ok: true, channel, ts: '1700000007.000700' };
      }
      case 'views.open': {
        const trigger = form.get('trigger_id') ?? '';
        const issued = this.#triggers.get(trigger);
        this.#triggers.delete(trigger);
        if (issued === undefined) return { ok: false, error: 'exchanged_trigger_id' };
        if (performance.now() - issued > 3000) return { ok: false, error: 'expired_trigger_id' };
        const view = json('view');
        if (this.complain('modal', view)) return { ok: false, error: 'invalid_arguments' };
        this.views.push(view as Json);
        return { ok: true, view: { id: 'V0VIEW' } };
      }
      case 'users.info': {
        const user = form.get('user') ?? '';
        const known = people[user];
        if (known === undefined) return { ok: false, error: 'user_not_found' };
        const { tz } = known;
        return { ok: true, user: { id: user, team_id: team, ...(tz === undefined ? {} : { tz, tz_offset: 0 }) } };
      }
      case 'conversations.open': {
        const known = people[form.get('users') ?? ''];
        if (known === undefined) return { ok: false, error: 'user_not_found' };
        this.files.channels.add(known.direct);
        return { ok: true, channel: { id: known.direct } };
      }
      case 'files.getUploadURLExternal':
        return this.files.begin(form, http);
      case 'files.completeUploadExternal':
        return this.files.complete(form.get('channel_id') ?? '', form.get('initial_comment') ?? '', json('files'));
      default:
        return { ok: false, error: 'unknown_method' };
    }
  }
}
