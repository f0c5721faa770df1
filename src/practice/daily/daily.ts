/** The daily drill of a community: what its admins chose, and the account of each date. Plain data, never changed in place. */
import type { LocalDay, Weekday } from '../ledger.ts';

/** What the admins chose. */
export interface DailySettings {
  /** The platform's id of the channel. */
  readonly channel: string;
  /** The wall time, `HH:MM`, 24 hours. */
  readonly time: string;
  /** IANA name. */
  readonly zone: string;
  /** The weekdays on which it is posted, Monday first; never empty. */
  readonly weekdays: readonly Weekday[];
  readonly role: string;
  /** Ids of question topics; empty for all. */
  readonly topics: readonly string[];
  /** The id of a level; undefined for all. */
  readonly level?: string;
  /** Whether the first post of a week looks back at the week before. */
  readonly recap: boolean;
}

/**
 * `planned`: waits for its time, or for another attempt. `claimed`: a process is sending it, until its lease ends. The others are ends:
 * `sent`, `failed` (could not be sent, and why), `skipped` (was not tried, and why), `doubt` (may have been sent, and nobody can tell).
 */
export const deliveryStates = ['planned', 'claimed', 'sent', 'failed', 'skipped', 'doubt'] as const;
export type DeliveryState = (typeof deliveryStates)[number];

/** Who is sending a delivery, and for how long nobody else may. ISO instants in UTC. */
export interface Claim {
  /** New for each claim, and unguessable: a claim that was lost cannot settle what another one did. */
  readonly id: string;
  readonly at: string;
  readonly until: string;
}

/** Somebody who answered the daily drill with a long streak, for the next day's post. */
export interface KeptStreak {
  readonly learner: string;
  readonly name: string;
  readonly days: number;
}

/** How the community answered one daily drill. */
export interface Tally {
  readonly answered: number;
  readonly right: number;
  /** By option of a choice question, in the order of the bank; empty for an open one. */
  readonly options: readonly number[];
  /** How many of those who answered have a streak of two days or more. */
  readonly streaks: number;
  /** The longest of them, at most five, of learners who do not hide. */
  readonly longest: readonly KeptStreak[];
}

/** The account of one date. There is at most one for each date of a community. */
export interface Delivery {
  /** The date in the community's zone. */
  readonly day: LocalDay;
  /** The instant, ISO in UTC, at which its time comes. */
  readonly dueAt: string;
  readonly state: DeliveryState;
  /** Attempts that were begun. */
  readonly tries: number;
  /** Of a planned one: not to be tried before this instant. */
  readonly notBefore?: string;
  readonly claim?: Claim;
  /** `role/question`, from the first claim on. */
  readonly question?: string;
  /** What the question said then: see `wordingOf`. */
  readonly wording?: string;
  /** The channel that it is sent to, from the first claim on: also where another was chosen meanwhile, an attempt is looked for there. */
  readonly channel?: string;
  /** The platform's id of the message. */
  readonly message?: string;
  /** When it ended. */
  readonly endedAt?: string;
  /** One plain line for the admins: why it ended as it did, or why it is tried again. */
  readonly reason?: string;
  /** Of an open one that was in doubt, and that an admin has posted again: where that comes to nothing, it is in doubt as before. */
  readonly perhaps?: boolean;
  readonly tally?: Tally;
}

/** Why nothing is posted any more until an admin does something. */
export interface Stop {
  readonly at: string;
  readonly why: Refusal;
  /** One plain line for the admins: what happened and how to fix it. */
  readonly detail: string;
  /** Whether an admin has been told (or a message to them has at least been begun): they are told once. */
  readonly told: boolean;
  /** From when on an admin is to be told, ISO in UTC; undefined where they have been, or nobody could be. */
  readonly tellAt?: string;
  /** How often telling was begun: whoever has not begun the latest cannot undo it. */
  readonly tellings?: number;
}

export interface Daily {
  readonly settings: DailySettings;
  /** The learner id of the admin who set it up: told in private of what needs a person. */
  readonly setBy: string;
  /** From when on dates count: those due before were promised by nobody. */
  readonly since: string;
  readonly status: 'on' | 'paused' | 'stopped';
  readonly stop?: Stop;
  /** Question keys, each once, in the order in which they were last posted: no question comes again before its bank's cycle is over. */
  readonly used: readonly string[];
  /**
   * In the order of their dates. At most one is open (`planned` or `claimed`): the last, unless later dates have been skipped already.
   * All others have ended.
   */
  readonly deliveries: readonly Delivery[];
}

/** What cannot heal by trying again. */
export const refusals = ['channel-gone', 'no-access', 'bot-removed', 'token-refused', 'not-connected'] as const;
export type Refusal = (typeof refusals)[number];

/** What became of an attempt to send. */
export type PostResult =
  /** It is there: the platform's id of the message. */
  | { readonly kind: 'sent'; readonly message: string }
  /** Certainly not there, and trying again as it is will not help. `detail`: what happened and how to fix it, one plain line. */
  | { readonly kind: 'refused'; readonly why: Refusal; readonly detail: string }
  /**
   * Certainly not there, and it may work later; not before `after` milliseconds where that is known. `everywhere`: the platform asked for
   * this pause of everything that goes at the same pace, not of this one post. `ours`: something is wrong with this process alone, such as
   * its token; the pause of everything is its own, and others may send at once.
   */
  | {
      readonly kind: 'later';
      readonly after?: number;
      readonly everywhere?: boolean;
      readonly ours?: boolean;
      readonly detail: string;
    }
  /** It may be there or not: the answer was lost. */
  | { readonly kind: 'doubt'; readonly detail: string };

/** What a look into the channel found of a post that may be there. */
export type Finding =
  | { readonly kind: 'found'; readonly message: string }
  | { readonly kind: 'absent' }
  /** The platform does not say just now: worth another look, not before `after` milliseconds where that is known. */
  | { readonly kind: 'later'; readonly after?: number; readonly detail: string }
  /** The platform does not let us look. */
  | { readonly kind: 'unknown'; readonly detail: string };
