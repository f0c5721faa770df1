/**
 * The fold over a learner's days, in order: what became of each. Later events never change the verdict on a day that is over, except that
 * a repair turns missed days into repaired ones.
 */
import { dayLength } from '../days.ts';
import type { Span } from './downtime.ts';
import { type Gap, missingDays } from './gap.ts';
import type { TimedAttempt } from './ledger-order.ts';
import type { History } from './rules-in-force.ts';
import { type JudgedDay, mostFreezes, type Verdict } from './verdict.ts';

const daysPerFreeze = 7;
const attemptsToRepair = 3;
const repairWindow = 2 * dayLength;
const daysBetweenRepairs = 30;

/** The gap that last broke the streak. */
interface Break {
  /** When the first missed day was over. */
  readonly at: number;
  /** Where the missed days stand among the judged ones. */
  readonly missed: number[];
}

/** Everything the fold looks at. Attempts are in order and none is later than now. */
export interface Facts {
  readonly attempts: readonly TimedAttempt[];
  readonly history: History;
  readonly downtime: readonly Span[];
  readonly now: number;
  readonly today: number;
}

/** The days from the first practised one to today (or to a later practised one, after a flight west), and what is left over. */
export interface Judgement {
  readonly days: readonly JudgedDay[];
  readonly practised: number;
  readonly freezes: number;
  /** The repair that is possible now. */
  readonly repair: { readonly until: number; readonly attemptsLeft: number } | undefined;
}

class Fold {
  readonly days: JudgedDay[] = [];
  practised = 0;
  freezes = 0;
  #broken: Break | undefined;
  #repairedOn: number | undefined;

  /** A practised day; `times` are the instants of its attempts. */
  practise(day: number, times: readonly number[]): void {
    this.practised += 1;
    const freeze = this.practised % daysPerFreeze > 0 ? undefined : this.freezes < mostFreezes ? 'earned' : 'full';
    if (freeze === 'earned') this.freezes += 1;
    const repairs = this.#repair(day, times[attemptsToRepair - 1]);
    this.days.push({
      kind: 'practised',
      day,
      held: this.freezes,
      ...(freeze && { freeze }),
      ...(repairs && { repairs }),
    });
  }

  /** The dates without practice before the next practised day or today. */
  bridge(gap: Gap, { history, downtime, today }: Facts): void {
    if (gap.before === gap.after + 1) return;
    let missed: number[] | undefined;
    for (const { day, over, excuse } of missingDays(gap, history, downtime)) {
      // A flight west can bring back a date that was over: while it is today again, it is not missed.
      const verdict = excuse ?? (day === today ? { kind: 'today' } : this.#spendFreeze());
      if (verdict.kind === 'missed') {
        if (!missed) this.#broken = { at: over, missed: (missed = []) };
        missed.push(this.days.length);
      }
      this.days.push({ ...verdict, day });
    }
  }

  /** The repair that attempts on a day could still bring at an instant. */
  repairAt(now: number, day: number, attempts: number): Judgement['repair'] {
    const attemptsLeft = attemptsToRepair - attempts;
    if (!this.#broken || attemptsLeft <= 0 || !this.#repairable(this.#broken, day, now)) return undefined;
    if (this.#broken.missed.some((index) => (this.days[index]?.day ?? day) >= day)) return undefined;
    return { until: this.#broken.at + repairWindow, attemptsLeft };
  }

  #spendFreeze(): Verdict {
    if (this.freezes === 0) return { kind: 'missed' };
    this.freezes -= 1;
    return { kind: 'freeze', left: this.freezes };
  }

  #repair(day: number, third: number | undefined): true | undefined {
    if (!this.#broken || third === undefined || !this.#repairable(this.#broken, day, third)) return undefined;
    for (const index of this.#broken.missed) {
      const missed = this.days[index];
      if (missed) this.days[index] = { kind: 'repaired', day: missed.day, on: day };
    }
    this.#broken = undefined;
    this.#repairedOn = day;
    return true;
  }

  #repairable({ at }: Break, day: number, instant: number): boolean {
    const rested = this.#repairedOn === undefined || day - this.#repairedOn >= daysBetweenRepairs;
    return rested && instant <= at + repairWindow;
  }
}

/** A practised day: the instants of its attempts, and the attempt made before the first of them, on whatever day. */
interface PractisedDay {
  readonly day: number;
  readonly times: number[];
  readonly first: number;
  readonly previous: number;
}

/** Judges every day of a ledger. */
export function judge(facts: Facts): Judgement {
  const { attempts, now, today } = facts;
  const fold = new Fold();
  const practised = practisedDays(attempts);
  let last: PractisedDay | undefined;
  for (const next of practised) {
    if (last) fold.bridge(gapBetween(last, next), facts);
    fold.practise(next.day, next.times);
    last = next;
  }
  if (last && last.day < today) {
    fold.bridge({ after: last.day, before: today, since: attempts.at(-1)?.at ?? now, closes: now }, facts);
    fold.days.push({ kind: 'today', day: today });
  }
  const attemptsToday = practised.find(({ day }) => day === today)?.times.length ?? 0;
  const repair = fold.repairAt(now, today, attemptsToday);
  return { days: fold.days, practised: fold.practised, freezes: fold.freezes, repair };
}

function practisedDays(attempts: readonly TimedAttempt[]): PractisedDay[] {
  const days = new Map<number, PractisedDay>();
  let previous: number | undefined;
  for (const { at, day } of attempts) {
    const known = days.get(day);
    if (known) known.times.push(at);
    else days.set(day, { day, times: [at], first: at, previous: previous ?? at });
    previous = at;
  }
  return [...days.values()].sort((a, b) => a.day - b.day);
}

function gapBetween(last: PractisedDay, next: PractisedDay): Gap {
  // After a flight back over the date line the earlier date was practised last.
  const since = last.first > next.first ? last.first : next.previous;
  return { after: last.day, before: next.day, since, closes: next.first };
}
