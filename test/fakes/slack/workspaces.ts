/** The workspaces that have the app, their channels and their people. Cheap enough for thousands. */
import { channel, directChannel, person, team } from './payloads.ts';

export interface FakeWorkspace {
  readonly team: string;
  readonly name: string;
  /** The token that is good now; undefined while the app is not installed. */
  token: string | undefined;
  /** Slack's word for why the token is good no more. */
  revoked: string | undefined;
}

export interface FakeChannel {
  readonly team: string;
  readonly name: string;
  readonly isPrivate?: boolean;
  isArchived?: boolean;
  /** Whether the bot is in it. */
  isMember?: boolean;
  readonly isReadOnly?: boolean;
}

export interface FakePerson {
  readonly tz?: string;
  /** The direct message with the bot. */
  readonly direct: string;
  isAdmin?: boolean;
  readonly isOwner?: boolean;
  /** The workspace that the person belongs to, where it is another one, met in a shared channel. */
  readonly home?: string;
}

/** An admin of every workspace. */
export const boss = 'U0BOSS';
export const publicChannel = 'C0PUBLIC';
export const privateChannel = 'G0SECRET';
export const circleChannel = 'G0CIRCLE';
export const archivedChannel = 'C0OLD';
export const readOnlyChannel = 'C0NEWS';

export class FakeWorkspaces {
  /** Each workspace has the same people. */
  readonly people = new Map<string, FakePerson>([
    [person, { tz: 'Europe/Lisbon', direct: directChannel }],
    ['U0BOB', { direct: 'D0BOB' }],
    [boss, { tz: 'Europe/Lisbon', direct: 'D0BOSS', isAdmin: true }],
    ['U0OWNER', { direct: 'D0OWNER', isOwner: true }],
    ['U0GUEST', { direct: 'D0GUEST', isAdmin: true, home: 'T0PARTNER' }],
  ]);
  readonly channels = new Map<string, FakeChannel>([
    [channel, { team, name: 'general', isMember: true }],
    [publicChannel, { team, name: 'careers' }],
    [privateChannel, { team, name: 'secret', isPrivate: true }],
    [circleChannel, { team, name: 'circle', isPrivate: true, isMember: true }],
    [archivedChannel, { team, name: 'old', isArchived: true, isMember: true }],
    [readOnlyChannel, { team, name: 'news', isReadOnly: true, isMember: true }],
  ]);
  readonly #byTeam = new Map<string, FakeWorkspace>();
  readonly #byToken = new Map<string, FakeWorkspace>();
  #tokens = 0;

  /** A workspace with one public channel, `C` and what follows the `T` of its id, that the bot is in. The app is not installed in a new one. */
  add(id: string, name = `Workspace ${id}`): FakeWorkspace {
    const known = this.#byTeam.get(id);
    if (known !== undefined) return known;
    const workspace: FakeWorkspace = { team: id, name, token: undefined, revoked: undefined };
    this.#byTeam.set(id, workspace);
    const channelId = `C${id.slice(1)}`;
    if (!this.channels.has(channelId)) this.channels.set(channelId, { team: id, name: 'general', isMember: true });
    return workspace;
  }

  /** Installs the app there, with a new token. */
  install(id: string, token = `xoxb-${++this.#tokens}-token-of-${id}`): string {
    const workspace = this.add(id);
    workspace.token = token;
    workspace.revoked = undefined;
    this.#byToken.set(token, workspace);
    return token;
  }

  of(id: string): FakeWorkspace | undefined {
    return this.#byTeam.get(id);
  }

  /** Whose token it is, also of one that is good no more. */
  byToken(token: string): FakeWorkspace | undefined {
    return this.#byToken.get(token);
  }

  /** The channel of a workspace as the bot there may see it: private ones only where it is in them. */
  visible(workspace: FakeWorkspace, id: string): FakeChannel | undefined {
    const found = this.channels.get(id);
    if (found?.team !== workspace.team || (found.isPrivate === true && found.isMember !== true)) return undefined;
    return found;
  }
}

/** users.info. */
export const userInfo = (id: string, asked: string, { tz, isAdmin, isOwner, home = asked }: FakePerson) => ({
  id,
  team_id: home,
  ...(tz === undefined ? {} : { tz, tz_offset: 0 }),
  is_admin: isAdmin ?? false,
  is_owner: isOwner ?? false,
  is_primary_owner: false,
});

/** conversations.info. */
export const channelInfo = (id: string, found: FakeChannel) => ({
  id,
  name: found.name,
  is_channel: true,
  is_private: found.isPrivate ?? false,
  is_archived: found.isArchived ?? false,
  is_member: found.isMember ?? false,
  is_im: false,
  is_mpim: false,
  ...(found.isReadOnly === true ? { is_read_only: true } : {}),
  context_team_id: found.team,
});
