/** Judges the dates between two practised days, or between the last practised day and today. */
import { dayBegins, dayLength, hour, weekdayOfNumber } from '../days.ts';
import { downDuring, type Span } from './downtime.ts';
import { type DayStart, type History, knownAt, type Move, movesOf, startOf } from './rules-in-force.ts';
import type { Missing } from './verdict.ts';

/** Dates without practice. Instants are milliseconds, days are numbers. */
export interface Gap {
  /** The practised day before it. */
  readonly after: number;
  /** The practised day after it, or today. */
  readonly before: number;
  /** The last attempt before it. */
  readonly since: number;
  /** The first attempt after it, or now: what happens later changes nothing in it. */
  readonly closes: number;
}

/** A missing date, why it costs no freeze if it does not, and when it was over for the learner. */
export interface MissingDay {
  readonly day: number;
  readonly over: number;
  readonly excuse: Exclude<Missing, { kind: 'freeze' | 'missed' }> | undefined;
}

const shortestDay = 12 * hour;
const longestDowntime = 6 * hour;

/** Goes through the dates of a gap in order. What it says of a date depends on nothing that happens after the date is over. */
export function* missingDays(gap: Gap, history: History, downtime: readonly Span[]): Generator<MissingDay> {
  const known = knownAt(history, gap.closes);
  const moves = movesIn(gap, history);
  let counted = 0;
  let start = startOf(known, gap.after + 1);
  while (start.day < gap.before) {
    const next = startOf(known, start.day + 1);
    const excuse =
      skippedByClocks(start, next) ??
      endedByEarlierStart(next) ??
      excusedByMoves(
        moves.filter(({ at }) => at <= Math.max(next.at, gap.since)),
        next.begins - gap.since,
        counted,
      ) ??
      restOrOutage(start, next, downtime);
    if (excuse?.kind !== 'no-such-day' && excuse?.kind !== 'moved') counted += 1;
    yield { day: start.day, over: next.at, excuse };
    start = next;
  }
}

/** The whole of a day in the zone in which it started, also if the learner moved during it. */
function wholeDay({ day, rules, begins }: DayStart, next: DayStart): Span {
  return { from: begins, to: rules === next.rules ? next.begins : dayBegins(day + 1, rules) };
}

/** The moves between the attempts around a gap. After a flight back over the date line the later attempt has the earlier date. */
function movesIn({ since, closes }: Gap, history: History): Move[] {
  const [from, to] = [Math.min(since, closes), Math.max(since, closes)];
  return movesOf(history).filter(({ at }) => at > from && at <= to);
}

/**
 * docs/streaks.md: after a change of zone only whole 24-hour spans count as missed dates. The spans end where the next local day starts,
 * not at the hour of the next attempt: see docs/decisions/0010-streak-readings.md.
 */
function excusedByMoves(moves: readonly Move[], elapsed: number, counted: number): MissingDay['excuse'] {
  const [first, last] = [moves.at(0), moves.at(-1)];
  if (!first || !last || counted < Math.floor(elapsed / dayLength)) return undefined;
  const hours = Math.max(0, Math.floor(elapsed / hour));
  return { kind: 'moved', how: { change: 'zone', from: first.from, to: last.to, hours } };
}

/** Samoa had no 2011-12-30: of such a date at most the hours before the next day's start remain. */
function skippedByClocks(start: DayStart, next: DayStart): MissingDay['excuse'] {
  const { from, to } = wholeDay(start, next);
  return to - from < shortestDay ? { kind: 'no-such-day', zone: start.rules.zone } : undefined;
}

/** Nobody loses a streak by setting another day start: a day that was ended by it, while it was still open, is excused. */
function endedByEarlierStart({ cutShort, rules }: DayStart): MissingDay['excuse'] {
  if (cutShort?.zone !== rules.zone) return undefined;
  return { kind: 'moved', how: { change: 'day-start', from: cutShort.dayStart, to: rules.dayStart } };
}

function restOrOutage(start: DayStart, next: DayStart, downtime: readonly Span[]): MissingDay['excuse'] {
  const weekday = weekdayOfNumber(start.day);
  if (start.rules.restDays.includes(weekday)) return { kind: 'rest', weekday };
  const down = downDuring(downtime, wholeDay(start, next));
  return down >= longestDowntime ? { kind: 'outage', hours: Math.floor(down / hour) } : undefined;
}
