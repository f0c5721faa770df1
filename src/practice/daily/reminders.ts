/**
 * When a learner who asked for it is reminded: two hours before their day ends, once a day at most, and only while there is a streak that
 * today has not extended. All pure; the record says so before anything is sent, so that no second one can follow.
 */
import { dayInterval, hour, nextDay } from '../days.ts';
import type { LocalDay, Outage } from '../ledger.ts';
import type { LearnerRecord } from '../records.ts';
import { todayOf } from '../rules.ts';
import { type Streak, streakOf } from '../streak.ts';

/** How long before the end of the learner's day, in milliseconds. */
const remindBefore = 2 * hour;

/** From one attempt to the next where the platform took none, in milliseconds. */
const shortestPause = 60_000;
const longestPause = 15 * 60_000;

/** What a look at a learner gives. */
export interface ReminderTaken {
  /** To be written before anything is sent. */
  readonly record: LearnerRecord;
  /** Whether to send a reminder now. */
  readonly due: boolean;
  readonly streak: Streak;
}

/**
 * When to look whether a reminder is due: an ISO instant, which may be past where that is now; undefined where none can come. It
 * changes with settings and answers, so every change of either keeps it with `withNextLook`.
 */
export function nextLook(record: LearnerRecord, now: Date): string | undefined {
  if (!wantsReminders(record)) return undefined;
  const { day } = todayOf(record, now);
  const isDone = wasReminded(record, day) || practisedOn(record, day);
  return lookOn(record, isDone ? nextDay(day) : day, now);
}

/** The record with its next look as `nextLook` says; the same record where that stands there already. */
export const withNextLook = (record: LearnerRecord, now: Date): LearnerRecord =>
  withLook(record, nextLook(record, now));

/**
 * Looks at a learner now. A reminder is due in the last two hours of the learner's day while the streak is alive and not yet extended,
 * if this day has not had one: a look that comes late, when the day is over, finds another day. Of a date that a flight west brings back
 * after a later one was reminded of, nobody is reminded again.
 */
export function takeReminder(
  record: LearnerRecord,
  { outages, now }: { readonly outages: readonly Outage[]; readonly now: Date },
): ReminderTaken {
  const streak = streakOf(record.ledger, outages, now);
  const { day, to } = todayOf(record, now);
  const isLate = now.getTime() >= to.getTime() - remindBefore;
  if (!wantsReminders(record) || !isLate) return { record: withNextLook(record, now), due: false, streak };
  const due = streak.alive && streak.today === 'open' && !wasReminded(record, day);
  const told = due ? { ...record, remindedOn: day } : record;
  return { record: withLook(told, lookOn(told, nextDay(day), now)), due, streak };
}

/**
 * When a reminder that certainly was not sent is tried again: not sooner than `after` milliseconds, and after pauses that grow; undefined
 * where the learner's day is over by then.
 */
export function reminderAgain(
  record: LearnerRecord,
  { after = 0, now }: { readonly after?: number; readonly now: Date },
): Date | undefined {
  const { to } = todayOf(record, now);
  // As long as it has been due already, so that each pause is about twice the one before.
  const sinceDue = now.getTime() - (to.getTime() - remindBefore);
  const again = now.getTime() + Math.max(after, Math.min(Math.max(sinceDue, shortestPause), longestPause));
  return again < to.getTime() ? new Date(again) : undefined;
}

/** A reminder that certainly was not sent: the record before it was taken up, and after. */
export interface UnsentReminder {
  readonly before: LearnerRecord;
  readonly taken: LearnerRecord;
}

/**
 * The record in which a reminder that certainly was not sent is due again, at the instant `again`. The same record where the learner wants none any more, or `again` is
 * past: another process may have sent it then.
 */
export function withReminderAgain(
  record: LearnerRecord,
  { before, taken, again, now }: UnsentReminder & { readonly again: Date; readonly now: Date },
): LearnerRecord {
  const isOurs = record.remindedOn === taken.remindedOn && now < again;
  if (!wantsReminders(record) || !isOurs) return record;
  const unsent = { ...record };
  delete unsent.remindedOn;
  const { remindedOn } = before;
  return withLook(remindedOn === undefined ? unsent : { ...unsent, remindedOn }, again.toISOString());
}

/**
 * The record with reminders switched off by us; the same one where the learner wants none any more. `why`: one plain line, which the learner
 * finds in the settings.
 */
export const refuseReminders = (record: LearnerRecord, why: string): LearnerRecord =>
  wantsReminders(record)
    ? withLook({ ...record, settings: { ...record.settings, reminders: false }, remindersRefused: why }, undefined)
    : record;

/** Two hours before a day ends by the rules of now, or its beginning where it is shorter. */
function lookOn(record: LearnerRecord, day: LocalDay, now: Date): string {
  const { from, to } = dayInterval(day, todayOf(record, now).rules);
  return new Date(Math.max(from.getTime(), to.getTime() - remindBefore)).toISOString();
}

/** Whether there is a way to write to the learner in private: the terminal has none. */
export const canBeTold = (learner: string): boolean => !learner.startsWith('console:');

const wantsReminders = ({ learner, settings }: LearnerRecord): boolean =>
  settings.reminders === true && canBeTold(learner);

const wasReminded = ({ remindedOn }: LearnerRecord, day: LocalDay): boolean =>
  remindedOn !== undefined && remindedOn >= day;

const practisedOn = ({ ledger }: LearnerRecord, day: LocalDay): boolean =>
  ledger.some((entry) => entry.kind === 'attempt' && entry.day === day);

function withLook(record: LearnerRecord, look: string | undefined): LearnerRecord {
  if (look === record.wakeAt) return record;
  if (look !== undefined) return { ...record, wakeAt: look };
  const rest = { ...record };
  delete rest.wakeAt;
  return rest;
}
