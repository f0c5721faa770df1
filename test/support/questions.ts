/** Question banks and learners' records for tests of practice. */
import { openDrill, recordAttempt } from '../../src/practice/attempts.ts';
import { type Bank, type BankQuestion, wordingOf } from '../../src/practice/bank.ts';
import type { Grade } from '../../src/practice/ledger.ts';
import { type LearnerRecord, newLearner, type OpenDrill } from '../../src/practice/records.ts';

const common = { minutes: 2, prompt: 'Why?', references: [{ title: 'A book', url: 'https://example.org' }] };

/** A question with three options, the first one right. */
export const choiceQuestion = (id: string, topic = 'sql', level = 'junior'): BankQuestion => ({
  ...common,
  id,
  topic,
  level,
  kind: 'choice',
  options: [
    { text: 'Yes', right: true, why: 'It is so.' },
    { text: 'No', right: false, why: 'It is so.' },
    { text: 'Never', right: false, why: 'It is so.' },
  ],
  takeaway: 'It is so.',
});

/** An open question with these key points, each shown by the phrases after its name. */
export const openQuestion = (
  keyPoints: Readonly<Record<string, readonly string[]>>,
): Extract<BankQuestion, { kind: 'open' }> => ({
  ...common,
  id: 'open',
  topic: 'sql',
  level: 'junior',
  kind: 'open',
  model_answer: 'Because.',
  key_points: Object.entries(keyPoints).map(([point, phrases]) => ({ point, phrases: [...phrases] })),
  follow_ups: ['Why not?'],
  common_mistake: 'Silence.',
});

const levels = ['junior', 'mid', 'senior', 'staff'];

/** The role "coder" with the levels junior to staff, and one above of which there are no questions. */
export const bankOf = (questions: readonly BankQuestion[]): Bank & { questionTopics: Bank['about']['levels'] } => ({
  id: 'coder',
  questions,
  about: { levels: [...levels, 'principal'].map((id) => ({ id, title: id, aliases: [] })) },
  questionTopics: [...new Set(questions.map(({ topic }) => topic))].map((id) => ({
    id,
    title: `On ${id}`,
    aliases: [],
  })),
});

/** `perLevel` questions of each level for each topic, called such as `sql-mid-3`. */
export const questionsOn = (topics: readonly string[], perLevel: number): BankQuestion[] =>
  topics.flatMap((topic) =>
    levels.flatMap((level) =>
      Array.from({ length: perLevel }, (_, index) => choiceQuestion(`${topic}-${level}-${index}`, topic, level)),
    ),
  );

export const ada: LearnerRecord = newLearner('console:ada');

let drills = 0;

const drillOf = (question: BankQuestion, now: Date): OpenDrill => ({
  id: `drill-${drills++}`,
  role: 'coder',
  question: question.id,
  wording: wordingOf(question),
  community: 'console',
  askedAt: now.toISOString(),
});

/** The question asked and answered at once. */
export function answered(record: LearnerRecord, question: BankQuestion, grade: Grade, now: Date): LearnerRecord {
  const drill = drillOf(question, now);
  return recordAttempt(openDrill(record, drill), { drill: drill.id, grade, now, question }).record;
}

/** All of these asked and answered with one grade at an instant. */
export const answeredAll = (
  record: LearnerRecord,
  questions: readonly BankQuestion[],
  grade: Grade,
  now: Date,
): LearnerRecord => questions.reduce((learner, question) => answered(learner, question, grade, now), record);

/** The question put to the learner and not answered. */
export const skipped = (record: LearnerRecord, question: BankQuestion, now: Date): LearnerRecord =>
  openDrill(record, drillOf(question, now));

/** `days` days and `hours` hours after the first moment of the tests, a Monday noon in UTC. */
export const at = (days: number, hours = 0): Date => new Date(Date.UTC(2026, 1, 2 + days, 12 + hours));
