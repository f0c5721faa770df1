/** Which day rules held when, and where the learner's own days begin when they travel. Instants are milliseconds, days are numbers. */
import { dayBegins, dayNumberAt } from '../days.ts';
import type { DayRules, LedgerEntry } from '../ledger.ts';
import { rulesInOrder } from './ledger-order.ts';

/** What holds until a learner sets something: docs/streaks.md. */
export const defaultDayRules: DayRules = { zone: 'UTC', dayStart: 4, restDays: [] };

/** Rules from an instant until the next segment's. */
export interface Segment {
  readonly at: number;
  /** The learner's local day when the rules came into force. */
  readonly firstDay: number;
  readonly rules: DayRules;
}

/** The rules' history, never empty, in order. The first segment also covers everything before it. */
export type History = readonly [Segment, ...Segment[]];

/** The rules' history up to an instant, as far as the ledger tells. */
export function historyUntil(entries: readonly LedgerEntry[], instant: number): History {
  const [first, ...later] = rulesInOrder(entries);
  return [
    { at: -Infinity, firstDay: -Infinity, rules: first?.rules ?? defaultDayRules },
    ...later
      .filter(({ at }) => at <= instant)
      .map(({ at, rules }) => ({ at, firstDay: dayNumberAt(at, rules), rules })),
  ];
}

/** The part of a history that was known at an instant. */
export function knownAt([first, ...later]: History, instant: number): History {
  return [first, ...later.filter(({ at }) => at <= instant)];
}

/** The rules at the end of a history. */
export function latestRules(history: History): DayRules {
  return (history.at(-1) ?? history[0]).rules;
}

/** How a day began for the learner. */
export interface DayStart {
  readonly day: number;
  /** When it became the learner's today. */
  readonly at: number;
  readonly rules: DayRules;
  /** When it begins in the zone of the rules; earlier than `at` if the learner moved into it. */
  readonly begins: number;
  /** If a change of rules ended the day before early: the rules under which it would have lasted longer. */
  readonly cutShort?: DayRules;
}

/**
 * When a day began for the learner, and the rules in force then. A move can jump over a day's start: then it began with the move. A move
 * back can bring a date twice: then its last beginning counts.
 */
export function startOf(history: History, day: number): DayStart {
  const index = history.findLastIndex(({ firstDay }) => firstDay < day);
  const { rules } = history[index] ?? history[0];
  const begins = dayBegins(day, rules);
  const next = history[index + 1];
  if (!next || begins < next.at) return { day, at: begins, rules, begins };
  const moved = { day, at: next.at, rules: next.rules, begins: dayBegins(day, next.rules) };
  return begins > next.at ? { ...moved, cutShort: rules } : moved;
}

/** A change from one zone to another. */
export interface Move {
  readonly at: number;
  readonly from: string;
  readonly to: string;
}

/** Every change of zone in a history. */
export function movesOf(history: readonly Pick<Segment, 'at' | 'rules'>[]): Move[] {
  return history.flatMap(({ at, rules }, index) => {
    const from = history[index - 1]?.rules.zone ?? rules.zone;
    return from === rules.zone ? [] : [{ at, from, to: rules.zone }];
  });
}
