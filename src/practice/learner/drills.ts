/** The drills of one learner: asked, answered, and recorded once. */
import { answeredQuestion, keepAnswer, openDrill, recordAttempt } from '../attempts.ts';
import { type BankQuestion, questionKey, wordingOf } from '../bank.ts';
import { keyPointsCovered } from '../coverage.ts';
import { findDaily, latestKey, putDaily } from '../daily/ask-daily.ts';
import { withNextLook } from '../daily/reminders.ts';
import { isDailyDrill, withCounted } from '../daily/tally.ts';
import { gradeOfChoice } from '../grade.ts';
import type { Attempt, Grade } from '../ledger.ts';
import { nextDates } from '../memory.ts';
import { pickQuestion } from '../pick.ts';
import type { Asked, OpenAnswer, Practice, Recorded } from '../practice.ts';
import type { LearnerRecord, OpenDrill } from '../records.ts';
import { rulesInForce } from '../rules.ts';
import type { Change } from '../store.ts';
import { type Streak, streakOf } from '../streak.ts';
import { followZone } from '../zone-in-force.ts';
import type { Learner } from './learner.ts';
import { unnamed } from './settings.ts';
import type { LearnerZone } from './zone.ts';

/** What a learner answers with: a chosen option, or an own grade. */
interface Answer {
  readonly grade: Grade;
  readonly chosen?: number;
}

type DrillPractice = Pick<Practice, 'ask' | 'askDaily' | 'choose' | 'openAnswer' | 'write' | 'grade'>;

export function drillsOf(me: Learner, zone: LearnerZone): DrillPractice {
  const { store, role, now } = me;

  /** Records the answer to a drill; `answerTo` is asked once the drill's question is known. */
  const record = async (
    drillId: string,
    answerTo: (question: BankQuestion) => Answer | undefined,
  ): Promise<Recorded> => {
    // All that can fail comes before the write: once the answer is durable, the learner must hear so.
    const [{ outages }, { zone: here }] = await Promise.all([
      store.service(),
      store.learner(me.learner).then((seen) => zone.of(seen)),
    ]);
    const written = await store.updateLearner(me.learner, (current) => {
      const question = questionOf(me, drillOf(current, drillId)) ?? answeredQuestion(current, drillId, role);
      const answer = question === undefined ? undefined : answerTo(question);
      if (question === undefined || answer === undefined) return { record: current, result: undefined };
      const moved = followZone(current, here, now);
      const outcome = recordAttempt(moved, { drill: drillId, grade: answer.grade, now, question, fallbackZone: here });
      const named = me.name === undefined ? outcome.record : { ...outcome.record, name: me.name };
      const next = outcome.result === 'recorded' ? withNextLook(named, now) : current;
      return { record: next, result: { ...outcome, question, chosen: answer.chosen, record: next } };
    });
    if (written === undefined || written.result === 'expired') return { kind: 'expired' };
    const { question, attempt, result, chosen } = written;
    const streak = streakOf(written.record.ledger, outages, now);
    if (result === 'recorded') await count(written.record, attempt, { question, chosen, streak });
    const due = written.record.memories[questionKey(role.id, question.id)]?.due;
    return {
      kind: result,
      question,
      grade: attempt.grade,
      points: attempt.points,
      due: due === undefined ? undefined : new Date(due),
      clock: rulesInForce(written.record, undefined, now),
      streak,
    };
  };

  /** Counts an answer in the tally of its community. The answer itself is durable already: nothing here may harm it. */
  const count = async (
    { learner, name, settings }: LearnerRecord,
    { id, community, question: key, grade }: Attempt,
    { question, chosen, streak }: { question: BankQuestion; chosen: number | undefined; streak: Streak },
  ): Promise<void> => {
    if (!isDailyDrill(id, community)) return;
    const options = question.kind === 'choice' ? question.options.length : 0;
    const who = { learner, name, hidden: settings.hidden === true, streak: streak.current };
    const answer = { drill: id, question: key, grade, options, chosen, ...who };
    try {
      const counted = await store.updateCommunity(community, (current) => {
        const record = withCounted(current, answer);
        return { record, result: record };
      });
      if (unnamed(counted, learner) !== counted) await withdrawStaleName(community, id);
    } catch (error) {
      me.trouble(error, 'an answer to the daily drill was recorded and not counted in the tally');
    }
  };

  /** Whoever erased the answer, or hid, between its writing and its counting is named no more: they have been told that it is done. */
  const withdrawStaleName = async (community: string, attempt: string): Promise<void> => {
    const { ledger, settings } = await store.learner(me.learner);
    const isThere = ledger.some((entry) => entry.kind === 'attempt' && entry.id === attempt);
    if (isThere && settings.hidden !== true) return;
    await store.updateCommunity(community, (current) => ({ record: unnamed(current, me.learner), result: undefined }));
  };

  return {
    async ask({ topic, level }) {
      const id = me.newId();
      return store.updateLearner(me.learner, (current): Change<LearnerRecord, Asked> => {
        const picked = pickQuestion({ bank: role, record: current, now, topic, level, seed: `${me.learner} ${id}` });
        if (picked.question === undefined) {
          const filtered = topic !== undefined || level !== undefined;
          const clock = rulesInForce(current, undefined, now);
          return { record: current, result: { kind: 'none', next: picked.next, clock, filtered } };
        }
        const { question, reason } = picked;
        const drill = {
          id,
          role: role.id,
          question: question.id,
          wording: wordingOf(question),
          community: me.community,
          askedAt: now.toISOString(),
        };
        return { record: openDrill(current, drill), result: { kind: 'question', drill: id, question, reason } };
      });
    },
    async askDaily(wanted) {
      const community = await store.community(me.community);
      const key = wanted ?? latestKey(community);
      if (key === undefined) return { kind: 'none' };
      const found = findDaily(community, key, role);
      return store.updateLearner(me.learner, (current) =>
        putDaily(current, key, found, { bank: role, community: me.community, now }),
      );
    },
    choose: (drill, option) =>
      record(drill, (question) => {
        const chosen = question.kind === 'choice' ? question.options[option] : undefined;
        return chosen === undefined ? undefined : { grade: gradeOfChoice(chosen.right), chosen: option };
      }),
    openAnswer: async (drill) => openAnswer(me, await store.learner(me.learner), drill),
    write: (drill, answer) =>
      store.updateLearner(me.learner, (current) => {
        const kept = keepAnswer(current, drill, answer);
        return { record: kept, result: openAnswer(me, kept, drill) };
      }),
    grade: (drill, grade) => record(drill, (question) => (question.kind === 'open' ? { grade } : undefined)),
  };
}

const drillOf = (record: LearnerRecord, id: string): OpenDrill | undefined =>
  record.drills.find((drill) => drill.id === id);

/** The question of a drill, unless it was edited since: its buttons speak of the options as they were. */
function questionOf({ role }: Learner, drill: OpenDrill | undefined): BankQuestion | undefined {
  const question = drill?.role === role.id ? role.questions.find(({ id }) => id === drill.question) : undefined;
  return question === undefined || drill?.wording !== wordingOf(question) ? undefined : question;
}

function openAnswer(me: Learner, current: LearnerRecord, drillId: string): OpenAnswer | undefined {
  const drill = drillOf(current, drillId);
  const question = questionOf(me, drill);
  if (drill === undefined || question?.kind !== 'open') return undefined;
  return {
    question,
    answer: drill.answer,
    coverage: drill.answer === undefined ? undefined : keyPointsCovered(question, drill.answer),
    next: nextDates(current.memories[questionKey(me.role.id, question.id)], me.now),
    clock: rulesInForce(current, undefined, me.now),
  };
}
