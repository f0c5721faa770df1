/** What Slack says about people: their time zones, and whether they administer the workspace. One question to Slack serves both. */
import type { webApi } from '@slack/bolt';
import type { Logger } from 'pino';
import { belongsTo, type Bots, type Workspace } from './bots.ts';
import { describeError, errorCode } from './failures.ts';

/** None rejects. */
export interface People {
  /** The IANA name of a person's time zone; undefined where Slack knows none or does not say. */
  readonly zoneOf: (workspace: Workspace, user: string) => Promise<string | undefined>;
  /** Whether the person is an admin or owner of the workspace; undefined where Slack does not say. */
  readonly isAdmin: (workspace: Workspace, user: string) => Promise<boolean | undefined>;
}

interface Person {
  readonly zone: string | undefined;
  /** Undefined where Slack did not say. */
  readonly isAdmin: boolean | undefined;
}

export interface PeopleTools {
  /** Asks Slack. Rejects where it does not say within the time that a person can be kept waiting. */
  readonly ask: (workspace: Workspace, user: string) => Promise<Person>;
  readonly now: () => Date;
  readonly logger: Logger;
}

/** Milliseconds. People move seldom; somebody whose rights were taken away keeps them no longer than this; an outage is over in minutes. */
const keptFor = { zone: 3_600_000, rights: 120_000, failure: 60_000 } as const;

interface Entry {
  /** The instant of asking, in milliseconds. */
  readonly at: number;
  readonly person: Promise<Person>;
  failed: boolean;
}

/** Asks once for each person and time, also where several ask at once. `capacity` is how many people are remembered. */
export function createPeople({ ask, now, logger }: PeopleTools, capacity = 2000): People {
  /** In the order of use, the longest unused first. */
  const kept = new Map<string, Entry>();

  const fresh = (workspace: Workspace, user: string, before: Entry | undefined): Entry => {
    const person = ask(workspace, user).catch(async (error: unknown): Promise<Person> => {
      entry.failed = true;
      logger.warn({ reason: describeError(error) }, explain(error));
      // Rights must be confirmed; a zone that was known does not change so fast.
      return { zone: (await before?.person)?.zone, isAdmin: isUnknownThere(error) ? false : undefined };
    });
    const entry: Entry = { at: now().getTime(), person, failed: false };
    return entry;
  };
  const look = async (workspace: Workspace, user: string, longest: number): Promise<Person> => {
    const key = `${workspace.team}:${user}`;
    const known = kept.get(key);
    // A clock that was set back must not make rights outlive their time.
    const age = Math.abs(now().getTime() - (known?.at ?? 0));
    const isGood = known !== undefined && age < (known.failed ? keptFor.failure : longest);
    const entry = isGood ? known : fresh(workspace, user, known);
    kept.delete(key);
    kept.set(key, entry);
    const [oldest] = kept.keys();
    if (kept.size > capacity && oldest !== undefined) kept.delete(oldest);
    return entry.person;
  };
  return {
    zoneOf: async (workspace, user) => (await look(workspace, user, keptFor.zone)).zone,
    isAdmin: async (workspace, user) => (await look(workspace, user, keptFor.rights)).isAdmin,
  };
}

/** Asks by users.info. https://docs.slack.dev/reference/methods/users.info */
export const askSlack =
  (client: webApi.WebClient, bots: Bots) =>
  async (workspace: Workspace, user: string): Promise<Person> => {
    const bot = await bots.of(workspace);
    if (bot === undefined) throw new Error('the app is not installed in that workspace');
    try {
      const { user: profile = {} } = await client.users.info({ token: bot.token, user });
      const { is_admin, is_owner, is_primary_owner, team_id: home, enterprise_user: inOrganisation } = profile;
      // Somebody from another workspace, met in a channel that both share, may be an admin there.
      const isMember = home === workspace.team || inOrganisation?.teams?.includes(workspace.team) === true;
      const isOfHere = belongsTo(bot, workspace.team) && isMember;
      const hasRights = is_admin === true || is_owner === true || is_primary_owner === true;
      return { zone: checkedZone(profile.tz), isAdmin: isOfHere && hasRights };
    } catch (error) {
      bots.onFailure(workspace, bot, error);
      throw error;
    }
  };

/** Undefined for what is no zone that this machine knows: it would fail later, where nobody knows whence it came. */
function checkedZone(zone: string | undefined): string | undefined {
  // Intl takes offsets such as +01:00 too, which know no summer time.
  if (zone === undefined || !/^[a-z]/i.test(zone)) return undefined;
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return zone;
  } catch {
    return undefined;
  }
}

/** Whether Slack says that the person has no part in the workspace. */
const isUnknownThere = (error: unknown): boolean =>
  ['user_not_found', 'user_not_visible'].includes(errorCode(error) ?? '');

const explain = (error: unknown): string =>
  errorCode(error) === 'missing_scope'
    ? 'Slack: neither time zones nor who is an admin can be read without the scope users:read. Add it under "OAuth & Permissions" at https://api.slack.com/apps and install the app again'
    : 'Slack: a profile could not be read; going on without a time zone, and without knowing whether that is an admin';
