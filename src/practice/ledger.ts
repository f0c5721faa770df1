/**
 * The ledger of one learner: what happened, in the order it was written, never changed afterwards. Streak, points and leaderboards are
 * derived from it, never counted on the side.
 */

/** A calendar date of the learner's, `YYYY-MM-DD`: the date on which the local day began. */
export type LocalDay = string;

export const weekdays = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const;
export type Weekday = (typeof weekdays)[number];

export const weekdayNames: Record<Weekday, string> = {
  sun: 'Sunday',
  mon: 'Monday',
  tue: 'Tuesday',
  wed: 'Wednesday',
  thu: 'Thursday',
  fri: 'Friday',
  sat: 'Saturday',
};

/** How well an answer went, in FSRS's four grades. */
export const grades = ['again', 'hard', 'good', 'easy'] as const;
export type Grade = (typeof grades)[number];

/** When the learner's day begins and ends. */
export interface DayRules {
  /** IANA name, such as `Asia/Tokyo`. */
  readonly zone: string;
  /** The hour, 0 to 6, at which a new local day begins. */
  readonly dayStart: number;
  /** At most two weekdays on which a missed day is no missed day. */
  readonly restDays: readonly Weekday[];
}

/** One answer. */
export interface Attempt {
  readonly kind: 'attempt';
  /** The drill that it answers: the same drill answered twice counts once. */
  readonly id: string;
  readonly community: string;
  readonly question: string;
  /** ISO instant in UTC. */
  readonly at: string;
  /** The zone in force when it was written. */
  readonly zone: string;
  /** The local day, fixed when it was written. */
  readonly day: LocalDay;
  readonly grade: Grade;
  readonly points: number;
}

/** The rules that hold from an instant on. The first one stands before the first attempt. */
export interface RulesChange extends DayRules {
  readonly kind: 'rules';
  /** ISO instant in UTC. */
  readonly at: string;
}

export type LedgerEntry = Attempt | RulesChange;

/** A time in which the bot was down. ISO instants in UTC. */
export interface Outage {
  readonly from: string;
  readonly to: string;
}
