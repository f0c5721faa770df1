/** Reminds one learner, once a day at most. */
import type { PostResult } from '../../chat/poster.ts';
import { reminderPost } from '../../chat/reminder-post.ts';
import type { Knowledge } from '../../knowledge/knowledge.ts';
import { dailyKey } from '../../practice/daily/key.ts';
import { refuseReminders, takeReminder } from '../../practice/daily/reminders.ts';
import type { LearnerRecord } from '../../practice/records.ts';
import { durably } from './accounting.ts';
import { isDue } from './deliver.ts';
import type { Workshop } from './parts.ts';
import { tell } from './sending.ts';
import { callsToTell } from './turns.ts';

/**
 * Sends a learner's reminder if one is due. The record says that it was sent before it is, so that it comes once at most, whatever happens
 * in between; one that could not be sent is not tried again. Rejects only where records cannot be reached.
 */
export async function remind(workshop: Workshop, learner: string): Promise<void> {
  const { store, posterFor, turns, now, knowledge } = workshop;
  const poster = posterFor(learner);
  if (poster === undefined || !isDue(await store.learner(learner), now())) return;
  if (!(await turns.take(poster, learner, callsToTell))) return;
  const { outages } = await store.service();
  const { due, streak, record } = await store.updateLearner(learner, (before) => {
    const taken = takeReminder(before, { outages, now: now() });
    return { record: taken.record, result: taken };
  });
  if (!due) return;
  const role = roleFor(record, knowledge());
  const result = await tell(workshop, poster, {
    learner,
    reply: reminderPost({ streak, now: now(), role }),
    key: dailyKey(`${learner} reminder`, record.remindedOn ?? ''),
  });
  await noteReminder(workshop, learner, poster.platform, result);
}

async function noteReminder(workshop: Workshop, learner: string, platform: string, result: PostResult): Promise<void> {
  const { store, logger, onDelivered } = workshop;
  onDelivered({ platform, kind: 'reminder', state: result.kind });
  if (result.kind === 'sent') return;
  logger.warn({ platform, state: result.kind, reason: result.detail }, 'a reminder was not sent');
  if (result.kind === 'refused' && result.why === 'no-access') {
    await durably(workshop, () =>
      store.updateLearner(learner, (record) => ({ record: refuseReminders(record, result.detail), result: undefined })),
    );
  }
}

/** The role that the learner practised last, if it is still there; else the first. Questions are named `role/question`. */
function roleFor({ ledger }: LearnerRecord, { roles }: Knowledge): string | undefined {
  const last = ledger.findLast((entry) => entry.kind === 'attempt');
  const practised = last?.question.split('/', 1)[0];
  return practised !== undefined && roles.has(practised) ? practised : roles.keys().next().value;
}
