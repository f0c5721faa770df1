/** What chat.postMessage takes and refuses, and what it took. */
import type { FakeWorkspace, FakeWorkspaces } from './workspaces.ts';

export type Json = Readonly<Record<string, unknown>>;

/** Messages that a channel takes at once before the one a second. */
const burst = 3;

/** The key of a daily drill, as it stands in the action ids of its buttons. */
const dailyKey = /\b\d{8}[a-z0-9]{16}\b/;

export class FakeMessages {
  /** Everything that was taken, in order. */
  readonly posts: Json[] = [];
  /** How often each `channel key` was posted, for posts whose buttons carry a key. */
  readonly tally = new Map<string, number>();
  /** How many were refused since their channel had too many. */
  limited = 0;
  /** The fake's own clock: milliseconds. Rate limits and timestamps go by it. */
  clock: () => number = () => Date.now();

  readonly #workspaces: FakeWorkspaces;
  /** By channel: the room that was left, and when. */
  readonly #room = new Map<string, { left: number; at: number }>();

  constructor(workspaces: FakeWorkspaces) {
    this.#workspaces = workspaces;
  }

  /** Slack's word for why the bot may not post there; undefined where it may. */
  refusal(workspace: FakeWorkspace, id: string, scopes: ReadonlySet<string>): string | undefined {
    if (this.#isDirect(id)) return undefined;
    const found = this.#workspaces.visible(workspace, id);
    if (found === undefined) return 'channel_not_found';
    if (found.isArchived === true) return 'is_archived';
    if (found.isMember !== true && !scopes.has('chat:write.public')) return 'not_in_channel';
    return found.isReadOnly === true ? 'restricted_action_read_only_channel' : undefined;
  }

  /** Seconds until the channel takes another message; undefined where it takes one now, which is then counted. */
  wait(id: string): number | undefined {
    const now = this.clock();
    const before = this.#room.get(id) ?? { left: burst, at: now };
    const left = Math.min(burst, before.left + (now - before.at) / 1000);
    if (left < 1) {
      this.limited++;
      return Math.ceil(1 - left);
    }
    this.#room.set(id, { left: left - 1, at: now });
    return undefined;
  }

  /** Takes a message, and gives its id. */
  take(workspace: FakeWorkspace, id: string, message: Json): string {
    const ts = `${Math.floor(this.clock() / 1000)}.${String(this.posts.length + 1).padStart(6, '0')}`;
    const [key] = dailyKey.exec(JSON.stringify(message['blocks'])) ?? [];
    this.posts.push({ ...message, channel: id, team: workspace.team, ts });
    if (key !== undefined) this.tally.set(`${id} ${key}`, this.posted(id, key) + 1);
    return ts;
  }

  /** How often the post with this key stands in the channel. */
  posted(id: string, key: string): number {
    return this.tally.get(`${id} ${key}`) ?? 0;
  }

  #isDirect(id: string): boolean {
    const { people } = this.#workspaces;
    return people.has(id) || (id.startsWith('D') && [...people.values()].some(({ direct }) => direct === id));
  }
}
