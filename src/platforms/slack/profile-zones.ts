/** People's time zones, from their Slack profiles. */
import type { Logger } from 'pino';
import { describeError, errorCode } from './failures.ts';

/** The IANA name of a person's time zone; undefined where Slack knows none or does not say. Never rejects. */
export type ProfileZone = (user: string) => Promise<string | undefined>;

export interface ProfileZoneTools {
  /** Asks Slack for the zone in a person's profile. Rejects where it does not say within the time that a person can be kept waiting. */
  readonly ask: (user: string) => Promise<string | undefined>;
  readonly now: () => Date;
  readonly logger: Logger;
  /** Told of every failure to ask. */
  readonly onFailure: (error: unknown) => void;
}

/** People move seldom, and a scope is granted or an outage over within minutes. Milliseconds. */
const keptFor = { answer: 3_600_000, failure: 60_000 } as const;

interface Kept {
  readonly zone: Promise<string | undefined>;
  /** The instant, in milliseconds, until which it is good. */
  until: number;
}

/** Asks once for each person and hour, also where several ask at once. `capacity` is how many people are remembered. */
export function createProfileZone({ ask, now, logger, onFailure }: ProfileZoneTools, capacity = 500): ProfileZone {
  /** In the order of use, the longest unused first. */
  const kept = new Map<string, Kept>();

  const fresh = (user: string): Kept => {
    const entry: Kept = {
      until: now().getTime() + keptFor.answer,
      zone: ask(user)
        .then(checked)
        .catch((error: unknown) => {
          entry.until = now().getTime() + keptFor.failure;
          onFailure(error);
          logger.warn({ reason: describeError(error) }, explain(error));
          return undefined;
        }),
    };
    return entry;
  };

  return (user) => {
    const known = kept.get(user);
    const entry = known !== undefined && now().getTime() < known.until ? known : fresh(user);
    kept.delete(user);
    kept.set(user, entry);
    const [oldest] = kept.keys();
    if (kept.size > capacity && oldest !== undefined) kept.delete(oldest);
    return entry.zone;
  };
}

/** Throws `RangeError` for what is no zone that this machine knows: it would fail later, where nobody knows whence it came. */
function checked(zone: string | undefined): string | undefined {
  if (zone === undefined || zone === '') return undefined;
  // Intl takes offsets such as +01:00 too, which know no summer time.
  if (!/^[a-z]/i.test(zone)) throw new RangeError(`not the name of a time zone: ${zone}`);
  new Intl.DateTimeFormat('en', { timeZone: zone });
  return zone;
}

const explain = (error: unknown): string =>
  errorCode(error) === 'missing_scope'
    ? 'Slack: time zones cannot be read from profiles without the scope users:read. Add it under "OAuth & Permissions" at https://api.slack.com/apps and install the app again'
    : 'Slack: a time zone could not be read from a profile; going on without it';
