/** A learner's streak, derived from the ledger each time and never stored: docs/streaks.md has the rules in plain words. */
import { dayBegins, dayNumberAt, dayOfNumber } from './days.ts';
import type { LedgerEntry, LocalDay, Outage } from './ledger.ts';
import { downtimeOf } from './streak/downtime.ts';
import { type Judgement, judge } from './streak/judge.ts';
import { attemptsInOrder } from './streak/ledger-order.ts';
import { historyUntil, latestRules } from './streak/rules-in-force.ts';
import type { Verdict } from './streak/verdict.ts';
import { explain } from './streak/words.ts';

/** One date of a learner's and what it did to the streak. */
export interface StreakDay {
  readonly day: LocalDay;
  readonly kind: Verdict['kind'];
  /** One line for the learner: what happened, and what that did to the number. */
  readonly why: string;
}

/** A learner's streak as it stands at an instant. */
export interface Streak {
  /** Practised days since the last missed day that no repair has bridged; 0 if the streak is broken. */
  readonly current: number;
  readonly longest: number;
  /** Freezes held now, at most 2. */
  readonly freezes: number;
  /** `done` once today counts; after a flight west also if a later date is practised and today's was bridged. */
  readonly today: 'done' | 'open';
  /** Whether there is a streak to lose or to lengthen. */
  readonly alive: boolean;
  /** When the learner's today ends. */
  readonly endsAt: Date;
  /** All days ever practised. */
  readonly practisedDays: number;
  /** From the first practised day to today, or to a later practised day after a flight west. */
  readonly days: readonly StreakDay[];
  /** If a broken streak can be repaired now: until when, and how many more attempts today it takes. */
  readonly repair?: { readonly until: Date; readonly attemptsLeft: number };
}

/**
 * The streak of a learner at an instant. Entries and outages may come in any order and doubled. Rules that begin after `now` are ignored;
 * an attempt dated after `now` (a clock that jumped) counts as made now. Throws a RangeError for an unknown zone or an invalid date.
 */
export function streakOf(entries: readonly LedgerEntry[], outages: readonly Outage[], now: Date): Streak {
  const instant = now.getTime();
  const history = historyUntil(entries, instant);
  const rules = latestRules(history);
  const today = dayNumberAt(instant, rules);
  const attempts = attemptsInOrder(entries).map((timed) =>
    timed.at <= instant ? timed : { ...timed, at: instant, day: Math.min(timed.day, today) },
  );
  const judgement = judge({ attempts, history, downtime: downtimeOf(outages), now: instant, today });
  const { days, current, longest } = count(judgement);
  const isOpen = attempts.length === 0 || judgement.days.some(({ kind }) => kind === 'today');
  const { repair } = judgement;
  return {
    current,
    longest,
    freezes: judgement.freezes,
    today: isOpen ? 'open' : 'done',
    alive: current > 0,
    endsAt: new Date(dayBegins(today + 1, rules)),
    practisedDays: judgement.practised,
    days,
    ...(repair && { repair: { until: new Date(repair.until), attemptsLeft: repair.attemptsLeft } }),
  };
}

/** Counts along the judged days: the number and its explanation come from the same pass, so that they cannot differ. */
function count({ days, repair }: Judgement): Pick<Streak, 'days' | 'current' | 'longest'> {
  let [current, longest] = [0, 0];
  const told = days.map((day) => {
    const before = current;
    if (day.kind === 'practised') current += 1;
    else if (day.kind === 'missed') current = 0;
    longest = Math.max(longest, current);
    const why = explain(day, { before, after: current, toRepair: repair?.attemptsLeft });
    return { day: dayOfNumber(day.day), kind: day.kind, why };
  });
  return { days: told, current, longest };
}

export { zoneChangeAllowed } from './streak/zone-changes.ts';
