/** Reminds one learner, once a day at most. */
import type { PostResult } from '../../chat/poster.ts';
import { reminderPost } from '../../chat/reminder-post.ts';
import type { Knowledge } from '../../knowledge/knowledge.ts';
import { dailyKey } from '../../practice/daily/key.ts';
import {
  refuseReminders,
  reminderAgain,
  takeReminder,
  type UnsentReminder,
  withReminderAgain,
} from '../../practice/daily/reminders.ts';
import type { LearnerRecord } from '../../practice/records.ts';
import { durably } from './accounting.ts';
import { isDue } from './deliver.ts';
import type { Workshop } from './parts.ts';
import { tell } from './sending.ts';
import { callsToTell } from './turns.ts';

/**
 * Sends a learner's reminder if one is due. The record says that it was sent before it is, so that it comes once at most, whatever happens
 * in between; one that certainly was not sent is due again while the day lasts. Rejects only where records cannot be reached.
 */
export async function remind(workshop: Workshop, learner: string): Promise<void> {
  const { store, posterFor, turns, now, knowledge } = workshop;
  const poster = posterFor(learner);
  if (poster === undefined || !isDue(await store.learner(learner), now())) return;
  if (!(await turns.take(poster, learner, callsToTell))) return;
  const { outages } = await store.service();
  const { due, streak, before, taken } = await store.updateLearner(learner, (current) => {
    const { record, ...look } = takeReminder(current, { outages, now: now() });
    return { record, result: { ...look, before: current, taken: record } };
  });
  if (!due) return;
  const role = roleFor(taken, knowledge());
  const result = await tell(workshop, poster, {
    learner,
    reply: reminderPost({ streak, now: now(), role }),
    key: dailyKey(`${learner} reminder`, taken.remindedOn ?? ''),
  });
  await noteReminder(workshop, { before, taken }, poster.platform, result);
}

async function noteReminder(
  workshop: Workshop,
  reminder: UnsentReminder,
  platform: string,
  result: PostResult,
): Promise<void> {
  const { store, logger, onDelivered } = workshop;
  const { learner } = reminder.taken;
  onDelivered({ platform, kind: 'reminder', state: result.kind });
  if (result.kind === 'sent') return;
  logger.warn({ platform, state: result.kind, reason: result.detail }, 'a reminder was not sent');
  if (result.kind === 'later') await remindLater(workshop, reminder, result);
  if (result.kind === 'refused' && result.why === 'no-access') {
    await durably(workshop, () =>
      store.updateLearner(learner, (record) => ({ record: refuseReminders(record, result.detail), result: undefined })),
    );
  }
}

/** Has it tried again, where the learner's day leaves the time. A pause that is this process's own says nothing of when others can send it. */
async function remindLater(
  workshop: Workshop,
  { before, taken }: UnsentReminder,
  { after, ours }: Extract<PostResult, { kind: 'later' }>,
): Promise<void> {
  const { store, now } = workshop;
  const again = reminderAgain(taken, { now: now(), ...(ours !== true && after !== undefined && { after }) });
  if (again === undefined) return;
  await durably(workshop, () =>
    store.updateLearner(taken.learner, (record) => ({
      record: withReminderAgain(record, { before, taken, again, now: now() }),
      result: undefined,
    })),
  );
}

/** The role that the learner practised last, if it is still there; else the first. Questions are named `role/question`. */
function roleFor({ ledger }: LearnerRecord, { roles }: Knowledge): string | undefined {
  const last = ledger.findLast((entry) => entry.kind === 'attempt');
  const practised = last?.question.split('/', 1)[0];
  return practised !== undefined && roles.has(practised) ? practised : roles.keys().next().value;
}
