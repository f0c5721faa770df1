/** Who practised most: rankings over the members of a community. */
import { dayNumber, dayOfNumber, weekdayOfNumber } from './days.ts';
import { type LocalDay, weekdays } from './ledger.ts';
import type { LearnerRecord } from './records.ts';
import { attemptsInOrder } from './streak/ledger-order.ts';

export const periods = ['week', 'month', 'all'] as const;
/** This week from Monday on, this calendar month, or everything. */
export type Period = (typeof periods)[number];

export const measures = ['days', 'points'] as const;
export type Measure = (typeof measures)[number];

/** What one member did in a period. */
export interface Member {
  readonly learner: string;
  readonly name?: string;
  /** Does not want to be seen by others. */
  readonly hidden: boolean;
  readonly days: number;
  readonly points: number;
}

export interface Standing extends Member {
  /** 1 for the first; equal results share a place and the next one is left free (1, 1, 3). */
  readonly place: number;
}

export interface Leaderboard {
  /** The best, in order; never anybody who is hidden, nor anybody without a result. */
  readonly top: readonly Standing[];
  /** How many stand below those in `top`. */
  readonly more: number;
  /** The asker's own place, always, in `top` or not; the last place where there is no result yet. */
  readonly own: Standing;
  /** What the asker should know about the own place, if anything. */
  readonly note: string | undefined;
}

/** The first date of a period; undefined where it has no beginning. */
export function periodStart(period: Period, today: LocalDay): LocalDay | undefined {
  if (period === 'all') return undefined;
  if (period === 'month') return `${today.slice(0, 7)}-01`;
  const number = dayNumber(today);
  const sinceMonday = (weekdays.indexOf(weekdayOfNumber(number)) + 6) % 7;
  return dayOfNumber(number - sinceMonday);
}

/**
 * What a learner did since a date, included; undefined for ever. Days are counted by the learner's own dates, as the streak counts them,
 * and all members are compared over the same dates.
 */
export function memberSince(record: LearnerRecord, from: LocalDay | undefined): Member {
  const attempts = attemptsInOrder(record.ledger).filter(({ attempt }) => attempt.day >= (from ?? ''));
  return {
    learner: record.learner,
    ...(record.name === undefined ? {} : { name: record.name }),
    hidden: record.settings.hidden === true,
    days: new Set(attempts.map(({ day }) => day)).size,
    points: attempts.reduce((sum, { attempt }) => sum + attempt.points, 0),
  };
}

export interface LeaderboardRequest {
  readonly members: readonly Member[];
  /** The learner who asks; somebody who is not among the members has no result. */
  readonly asker: string;
  readonly by: Measure;
  /** How many places to show. Whoever shares the last of them is shown too only as far as there is room. */
  readonly size: number;
}

/** The ranking of a community's members. Hidden ones are left out and take no place; the asker always gets an own one. */
export function leaderboardOf({ members, asker, by, size }: LeaderboardRequest): Leaderboard {
  const other = by === 'days' ? 'points' : 'days';
  const shown = members
    .filter((member) => !member.hidden && member[by] > 0)
    .sort((a, b) => b[by] - a[by] || b[other] - a[other] || (a.learner < b.learner ? -1 : 1));
  const standing = (member: Member): Standing => ({
    ...member,
    place: 1 + shown.filter((each) => each.learner !== member.learner && each[by] > member[by]).length,
  });
  const own = standing(
    members.find(({ learner }) => learner === asker) ?? { learner: asker, hidden: false, days: 0, points: 0 },
  );
  const top = placed(shown.slice(0, size), by);
  return { top, more: shown.length - top.length, own, note: noteFor(own, by) };
}

/** Places in one pass, for a list that begins with the best. */
function placed(sorted: readonly Member[], by: Measure): Standing[] {
  let place = 1;
  return sorted.map((member, index) => {
    if (member[by] !== sorted[index - 1]?.[by]) place = index + 1;
    return { ...member, place };
  });
}

function noteFor(own: Standing, by: Measure): string | undefined {
  if (own.hidden)
    return 'You are hidden: only you see your place, and it takes nobody else’s. /settings leaderboard:show changes that.';
  if (own[by] === 0) return 'You have no result in this time yet: one answer puts you on the list.';
  return undefined;
}
