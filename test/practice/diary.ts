import { localDay } from '../../src/practice/days.ts';
import type { DayRules, LedgerEntry, LocalDay, Outage } from '../../src/practice/ledger.ts';
import { type Streak, type StreakDay, streakOf } from '../../src/practice/streak.ts';

/** A learner's ledger, written as the bot writes it: rules and attempts at instants, the day fixed by the rules of the moment. */
export class Diary {
  readonly entries: LedgerEntry[] = [];
  rules: DayRules;

  /** Begins with rules at the start of 2010, before everything else. */
  constructor(rules: Partial<DayRules> = {}) {
    this.rules = { zone: 'UTC', dayStart: 4, restDays: [], ...rules };
    this.entries.push({ kind: 'rules', at: '2010-01-01T00:00:00Z', ...this.rules });
  }

  /** New settings from an instant on. Call in the order of time. */
  set(at: string, change: Partial<DayRules>): this {
    this.rules = { ...this.rules, ...change };
    this.entries.push({ kind: 'rules', at: new Date(at).toISOString(), ...this.rules });
    return this;
  }

  /** One attempt at each instant. */
  practise(...instants: string[]): this {
    for (const instant of instants) {
      const at = new Date(instant);
      const { zone } = this.rules;
      const day = localDay(at, this.rules);
      const id = `drill-${this.entries.length}`;
      const attempt = { id, community: 'console', question: id, at: at.toISOString(), zone, day, points: 10 };
      this.entries.push({ kind: 'attempt', grade: 'good', ...attempt });
    }
    return this;
  }

  /** One attempt every 24 hours, beginning at an instant. */
  daily(from: string, days: number): this {
    for (let day = 0; day < days; day += 1) {
      this.practise(new Date(Date.parse(from) + day * 86_400_000).toISOString());
    }
    return this;
  }

  streak(now: string, outages: readonly Outage[] = []): Streak {
    return streakOf(this.entries, outages, new Date(now));
  }
}

/** The kinds of a streak's days, in order. */
export function kinds({ days }: Streak): StreakDay['kind'][] {
  return days.map(({ kind }) => kind);
}

/** What a streak says of one day. */
export function dayOf({ days }: Streak, day: LocalDay): StreakDay | undefined {
  return days.find((each) => each.day === day);
}
