/** Which day rules hold for a learner now. */
import { dayInterval, localDay } from './days.ts';
import type { DayRules, LocalDay } from './ledger.ts';
import type { LearnerRecord } from './records.ts';
import { defaultDayRules, historyUntil, latestRules } from './streak/rules-in-force.ts';

/**
 * The rules in force at an instant: what the learner set, else what the ledger says, else the default with `fallbackZone` (the
 * platform's zone or the community's). The ledger goes before the fallback, so that somebody who practises in two communities of
 * different zones does not travel between them.
 */
export function rulesInForce(
  { settings, ledger }: Pick<LearnerRecord, 'settings' | 'ledger'>,
  fallbackZone: string | undefined,
  now: Date,
): DayRules {
  const written = ledger.some((entry) => entry.kind === 'rules')
    ? latestRules(historyUntil(ledger, now.getTime()))
    : { ...defaultDayRules, zone: fallbackZone ?? defaultDayRules.zone };
  return {
    zone: settings.zone ?? written.zone,
    dayStart: settings.dayStart ?? written.dayStart,
    restDays: settings.restDays ?? written.restDays,
  };
}

/** The learner's today, and the instants between which it lies. */
export function todayOf(record: LearnerRecord, now: Date): { day: LocalDay; from: Date; to: Date; rules: DayRules } {
  const rules = rulesInForce(record, undefined, now);
  const day = localDay(now, rules);
  return { day, ...dayInterval(day, rules), rules };
}
