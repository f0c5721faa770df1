/** How a learner does, topic by topic. */
import type { Role } from '../knowledge/knowledge.ts';
import { type Bank, questionKey } from './bank.ts';
import { retrievability } from './memory.ts';
import type { LearnerRecord } from './records.ts';
import { meanShare, resultsOf } from './results.ts';

/** Fewer answers than this say too little to call a topic weak. */
const enoughAnswers = 3;
/** A topic with this much of both is not weak. */
const strong = 0.8;
/** How many weak topics are named at most. */
const weakestShown = 3;

export interface TopicProgress {
  /** The topic's id. */
  readonly topic: string;
  readonly title: string;
  /** Questions of the topic in the bank. */
  readonly questions: number;
  /** How many of them the learner remembers something of: those answered at least once. */
  readonly known: number;
  /** Answers, the first to a question on a day. */
  readonly answers: number;
  /** The mean result of these answers, 0 to 1; undefined without any. */
  readonly accuracy: number | undefined;
  /** The mean chance, 0 to 1, that a known question is still known; undefined without any. */
  readonly memory: number | undefined;
}

export interface Progress {
  /** Every topic of the bank, in the bank's order. */
  readonly topics: readonly TopicProgress[];
  /** The weakest first, at most three; none where there are too few answers or nothing is weak. */
  readonly weakest: readonly TopicProgress[];
  /** Answers over all topics. */
  readonly answers: number;
}

/** Accuracy and memory by topic at an instant. */
export function progressOf(
  bank: Pick<Bank, 'id' | 'questions'> & Pick<Role, 'questionTopics'>,
  record: LearnerRecord,
  now: Date,
): Progress {
  const results = Map.groupBy(resultsOf(bank, record.ledger), ({ question }) => question.topic);
  const questions = Map.groupBy(bank.questions, (question) => question.topic);
  const topics = bank.questionTopics.map(({ id, title }): TopicProgress => {
    const ofTopic = questions.get(id) ?? [];
    const answers = results.get(id) ?? [];
    const chances = ofTopic.flatMap((question) => {
      const memory = record.memories[questionKey(bank.id, question.id)];
      return memory === undefined ? [] : [{ share: retrievability(memory, now) }];
    });
    return {
      topic: id,
      title,
      questions: ofTopic.length,
      known: chances.length,
      answers: answers.length,
      accuracy: meanShare(answers),
      memory: meanShare(chances),
    };
  });
  return { topics, weakest: weakestOf(topics), answers: topics.reduce((sum, topic) => sum + topic.answers, 0) };
}

/** By what is known less well of the two: what was answered wrong, or what fades. */
function weakestOf(topics: readonly TopicProgress[]): TopicProgress[] {
  const strength = ({ accuracy = 1, memory = 1 }: TopicProgress): number => Math.min(accuracy, memory);
  return topics
    .filter((topic) => topic.answers >= enoughAnswers && strength(topic) < strong)
    .sort((a, b) => strength(a) - strength(b) || (a.topic < b.topic ? -1 : 1))
    .slice(0, weakestShown);
}
