/** Drills and answers, as changes of a learner's record. Pure: what is given back is a new record, or the same one if nothing changed. */
import type { Question } from '../knowledge/schema/question.ts';
import { type Bank, type BankQuestion, questionKey } from './bank.ts';
import { localDay } from './days.ts';
import type { Attempt, DayRules, Grade, LedgerEntry } from './ledger.ts';
import { reviewMemory } from './memory.ts';
import { pointsFor } from './points.ts';
import type { LearnerRecord, OpenDrill } from './records.ts';
import { rulesInForce } from './rules.ts';

/** As many drills can be open at a time; the oldest expire. */
export const openDrills = 20;
/** As much of a typed answer is kept with a drill; platforms' forms allow less. */
export const longestAnswer = 6000;

/** Puts a question to the learner. A drill whose id is open already or answered changes nothing. */
export function openDrill(record: LearnerRecord, drill: Omit<OpenDrill, 'answer'>): LearnerRecord {
  if (record.drills.some(({ id }) => id === drill.id) || attemptOf(record, drill.id) !== undefined) return record;
  return {
    ...record,
    drills: [...record.drills, drill].slice(-openDrills),
    asked: { ...record.asked, [questionKey(drill.role, drill.question)]: drill.askedAt },
    communities: record.communities.includes(drill.community)
      ? record.communities
      : [...record.communities, drill.community],
  };
}

/** Keeps what the learner wrote to an open question until it is graded. A drill that is not open changes nothing. */
export function keepAnswer(record: LearnerRecord, drillId: string, answer: string): LearnerRecord {
  if (!record.drills.some(({ id }) => id === drillId)) return record;
  const kept = answer.slice(0, longestAnswer);
  return {
    ...record,
    drills: record.drills.map((drill) => (drill.id === drillId ? { ...drill, answer: kept } : drill)),
  };
}

export interface Answer {
  /** The id of the drill. */
  readonly drill: string;
  readonly grade: Grade;
  readonly now: Date;
  /** The question, for its points. */
  readonly question: Pick<Question, 'kind' | 'level'>;
  /** The zone of a learner who never set one: the platform's, else the community's; undefined stands for UTC. */
  readonly fallbackZone?: string | undefined;
}

export type Recorded = { readonly record: LearnerRecord } & (
  | { readonly result: 'recorded'; readonly attempt: Attempt }
  /** The drill was answered before: the attempt is the one that counts. */
  | { readonly result: 'already'; readonly attempt: Attempt }
  /** The drill is not open any more, or never was. */
  | { readonly result: 'expired'; readonly attempt?: undefined }
);

/**
 * Writes an answer to the ledger, updates the memory of its question and closes the drill. Doing it again with the same drill changes
 * nothing (double click, redelivery). The local day is fixed now and never changed later. Day rules that are not in the ledger yet are
 * written before the attempt.
 */
export function recordAttempt(record: LearnerRecord, answer: Answer): Recorded {
  const earlier = attemptOf(record, answer.drill);
  if (earlier !== undefined) return { record, result: 'already', attempt: earlier };
  const drill = record.drills.find(({ id }) => id === answer.drill);
  if (drill === undefined) return { record, result: 'expired' };

  const { grade, now } = answer;
  const rules = rulesInForce(record, answer.fallbackZone, now);
  const day = localDay(now, rules);
  const question = questionKey(drill.role, drill.question);
  const repeated = record.ledger.some(
    (entry) => entry.kind === 'attempt' && entry.day === day && entry.question === question,
  );
  const attempt: Attempt = {
    kind: 'attempt',
    id: drill.id,
    community: drill.community,
    question,
    at: now.toISOString(),
    zone: rules.zone,
    day,
    grade,
    points: pointsFor(answer.question, grade, { repeated }),
  };
  return {
    result: 'recorded',
    attempt,
    record: {
      ...record,
      ledger: [...record.ledger, ...unwrittenRules(record, rules, now), attempt],
      memories: { ...record.memories, [question]: reviewMemory(record.memories[question], grade, now) },
      drills: record.drills.filter(({ id }) => id !== drill.id),
    },
  };
}

/** The question of an attempt that is written already, so that a second click can be told what it was; undefined where there is none. */
export function answeredQuestion(
  record: LearnerRecord,
  drillId: string,
  bank: Pick<Bank, 'id' | 'questions'>,
): BankQuestion | undefined {
  const attempt = attemptOf(record, drillId);
  if (attempt === undefined) return undefined;
  return bank.questions.find(({ id }) => questionKey(bank.id, id) === attempt.question);
}

const attemptOf = (record: LearnerRecord, id: string): Attempt | undefined =>
  record.ledger.find((entry): entry is Attempt => entry.kind === 'attempt' && entry.id === id);

/** The rules as a ledger entry, if the ledger does not say the same by itself. */
function unwrittenRules(record: LearnerRecord, rules: DayRules, now: Date): LedgerEntry[] {
  const written = rulesInForce({ settings: {}, ledger: record.ledger }, undefined, now);
  const known = record.ledger.some((entry) => entry.kind === 'rules');
  const { zone, dayStart, restDays } = rules;
  const same = zone === written.zone && dayStart === written.dayStart && restDays.join() === written.restDays.join();
  return known && same ? [] : [{ kind: 'rules', at: now.toISOString(), zone, dayStart, restDays }];
}
