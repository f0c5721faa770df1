/** What Slack's Web API and its response_urls take and refuse. */
import { FakeFiles } from './files.ts';
import { FakeMessages, type Json } from './messages.ts';
import { FakeOAuth } from './oauth.ts';
import { botId, botUser, channel, team } from './payloads.ts';
import { slackProblems } from './validate.ts';
import { channelInfo, FakeWorkspaces, userInfo, type FakeWorkspace } from './workspaces.ts';

export type { Json } from './messages.ts';

/** The scope that each method wants of a bot token; the others want none. docs.slack.dev, the page of each method. */
const scopeOf: Readonly<Record<string, string>> = {
  'chat.postMessage': 'chat:write',
  'chat.postEphemeral': 'chat:write',
  'conversations.open': 'im:write',
  'files.getUploadURLExternal': 'files:write',
  'files.completeUploadExternal': 'files:write',
  'users.info': 'users:read',
};

const otherScopes = [
  'app_mentions:read',
  'channels:read',
  'chat:write.public',
  'commands',
  'groups:read',
  'im:history',
];

/** Where the fake itself listens. */
export interface Addresses {
  readonly socket: string;
  readonly http: string;
}

/** What a method answers: JSON, or 429 and the seconds to wait. */
export type Answer = Json | { readonly retryAfter: number };

const refused = (error: string): Json => ({ ok: false, error });

export class FakeWebApi {
  readonly botToken = 'xoxb-0-good-bot-token';
  readonly appToken = 'xapp-1-good-app-token';
  readonly workspaces = new FakeWorkspaces();
  readonly messages = new FakeMessages(this.workspaces);
  readonly oauth = new FakeOAuth(this.workspaces);
  /** What response_urls took. */
  readonly responses: Json[] = [];
  /** What chat.postEphemeral took. */
  readonly whispers: Json[] = [];
  /** What views.open took. */
  readonly views: Json[] = [];
  /** What becomes of uploads. */
  readonly files = new FakeFiles([channel]);
  /** What bot tokens may do. */
  scopes: ReadonlySet<string> = new Set([...otherScopes, ...Object.values(scopeOf)]);
  /** What the real Slack would have refused or complained of; tests expect none. */
  readonly problems: string[] = [];
  /** Slack's word for why no token at all is good any more. */
  revoked: string | undefined;

  readonly #responseUses = new Map<string, number>();
  readonly #triggers = new Map<string, number>();
  #counter = 0;

  constructor() {
    this.workspaces.add(team, 'Analysts');
    this.workspaces.install(team, this.botToken);
  }

  /** What chat.postMessage took. */
  get posts(): Json[] {
    return this.messages.posts;
  }

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
  call(method: string, authorization: string, form: URLSearchParams, addresses: Addresses): Answer {
    if (method === 'oauth.v2.access') return this.oauth.access(form);
    const token = authorization.replace(/^Bearer /, '');
    if (method === 'apps.connections.open') {
      if (token !== this.appToken) return refused('invalid_auth');
      return this.revoked === undefined ? { ok: true, url: addresses.socket } : refused(this.revoked);
    }
    const workspace = this.workspaces.byToken(token);
    if (workspace === undefined) return refused('invalid_auth');
    const revoked = this.revoked ?? workspace.revoked ?? (workspace.token === token ? undefined : 'token_revoked');
    if (revoked !== undefined) return refused(revoked);
    const needed = scopeOf[method];
    if (needed !== undefined && !this.scopes.has(needed)) return this.#missing(needed);
    return this.#bot(method, workspace, form, addresses);
  }

  #missing(needed: string): Json {
    return { ok: false, error: 'missing_scope', needed, provided: [...this.scopes].join(',') };
  }

  #bot(method: string, workspace: FakeWorkspace, form: URLSearchParams, { http }: Addresses): Answer {
    const json = (name: string): unknown => JSON.parse(form.get(name) ?? 'null');
    switch (method) {
      case 'auth.test':
        return {
          ok: true,
          url: 'https://analysts.slack.com/',
          team: workspace.name,
          team_id: workspace.team,
          user: 'career-advisor',
          user_id: botUser,
          bot_id: botId,
        };
      case 'chat.postMessage':
        return this.#post(workspace, form, json('blocks'));
      case 'chat.postEphemeral':
        return this.#whisper(workspace, form, json('blocks'));
      case 'views.open':
        return this.#openView(form.get('trigger_id') ?? '', json('view'));
      case 'users.info': {
        const user = form.get('user') ?? '';
        const known = this.workspaces.people.get(user);
        return known === undefined
          ? refused('user_not_found')
          : { ok: true, user: userInfo(user, workspace.team, known) };
      }
      case 'conversations.info': {
        const id = form.get('channel') ?? '';
        const found = this.workspaces.visible(workspace, id);
        const scope = id.startsWith('G') ? 'groups:read' : 'channels:read';
        if (!this.scopes.has(scope)) return this.#missing(scope);
        return found === undefined ? refused('channel_not_found') : { ok: true, channel: channelInfo(id, found) };
      }
      case 'conversations.open': {
        const known = this.workspaces.people.get(form.get('users') ?? '');
        if (known === undefined) return refused('user_not_found');
        this.files.channels.add(known.direct);
        return { ok: true, channel: { id: known.direct } };
      }
      case 'files.getUploadURLExternal':
        return this.files.begin(form, http);
      case 'files.completeUploadExternal':
        return this.files.complete(form.get('channel_id') ?? '', form.get('initial_comment') ?? '', json('files'));
      default:
        return refused('unknown_method');
    }
  }

  #post(workspace: FakeWorkspace, form: URLSearchParams, blocks: unknown): Answer {
    form.delete('token');
    const { channel: id = '', ...rest } = Object.fromEntries(form);
    const refusal = this.messages.refusal(workspace, id, this.scopes);
    if (refusal !== undefined) return refused(refusal);
    const seconds = this.messages.wait(id);
    if (seconds !== undefined) return { retryAfter: seconds };
    const message = { ...rest, blocks };
    const isDirect = !this.workspaces.channels.has(id);
    if (this.complain('message', isDirect ? { ...message, response_type: 'ephemeral' } : message))
      return refused('invalid_blocks');
    if (rest['unfurl_links'] !== 'false' || rest['unfurl_media'] !== 'false') this.problems.push('links unfurl');
    return { ok: true, channel: id, ts: this.messages.take(workspace, id, message) };
  }

  /** Everybody is in every channel that the bot is in; only who is in it can be whispered to. */
  #whisper(workspace: FakeWorkspace, form: URLSearchParams, blocks: unknown): Answer {
    form.delete('token');
    const { channel: id = '', user = '', ...rest } = Object.fromEntries(form);
    const found = this.workspaces.visible(workspace, id);
    if (found === undefined) return refused('channel_not_found');
    if (found.isMember !== true || !this.workspaces.people.has(user)) return refused('user_not_in_channel');
    const message = { ...rest, blocks };
    if (this.complain('message', { ...message, response_type: 'ephemeral' })) return refused('invalid_blocks');
    this.whispers.push({ ...message, channel: id, user, team: workspace.team });
    return { ok: true, message_ts: `17.${this.whispers.length}` };
  }

  #openView(trigger: string, view: unknown): Json {
    const issued = this.#triggers.get(trigger);
    this.#triggers.delete(trigger);
    if (issued === undefined) return refused('exchanged_trigger_id');
    if (performance.now() - issued > 3000) return refused('expired_trigger_id');
    if (this.complain('modal', view)) return refused('invalid_arguments');
    this.views.push(view as Json);
    return { ok: true, view: { id: 'V0VIEW' } };
  }
}
