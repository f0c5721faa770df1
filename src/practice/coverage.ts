/**
 * Which key points an answer in the learner's own words shows. Phrases are looked for, no more: what an answer says about them (that
 * something is NOT so, for instance) is beyond it. So the result is a help for grading oneself and never a verdict.
 */
import { stemmer } from 'stemmer';
import type { OpenQuestion } from '../knowledge/schema/question.ts';
import { wordsOf } from '../knowledge/words.ts';
import type { Grade } from './ledger.ts';

export interface Coverage {
  /** The key points that the answer shows, in the question's order. */
  readonly covered: readonly string[];
  readonly missed: readonly string[];
  /** How many of the points were covered, 0 to 1. */
  readonly share: number;
  /** A grade that fits; the learner decides. */
  readonly suggested: Grade;
}

interface Word {
  readonly word: string;
  readonly stem: string;
}

/** From this length on the beginning of a word is enough: `idempoten` shows idempotent and idempotency, but `log` does not show logic. */
const shortestBeginning = 4;

const toWords = (text: string): Word[] => wordsOf(text).map((word) => ({ word, stem: stemmer(word) }));

const sameWord = (written: Word, wanted: Word): boolean =>
  written.stem === wanted.stem || (wanted.word.length >= shortestBeginning && written.word.startsWith(wanted.word));

/** Whether the phrase's words stand in the answer, one after the other. */
const shows = (answer: readonly Word[], phrase: readonly Word[]): boolean =>
  phrase.length > 0 &&
  answer.some((_, start) =>
    phrase.every((wanted, offset) => {
      const written = answer[start + offset];
      return written !== undefined && sameWord(written, wanted);
    }),
  );

/**
 * Compares an answer, of any length, with the key points of an open question: without case, accents and endings, and by whole words. A
 * point is covered when one of its phrases stands in the answer.
 */
export function keyPointsCovered(question: Pick<OpenQuestion, 'key_points'>, answer: string): Coverage {
  const words = toWords(answer);
  const points = question.key_points.map(({ point, phrases }) => ({
    point,
    covered: phrases.some((phrase) => shows(words, toWords(phrase))),
  }));
  const covered = points.filter((point) => point.covered).map(({ point }) => point);
  const missed = points.filter((point) => !point.covered).map(({ point }) => point);
  const share = covered.length / Math.max(1, points.length);
  return { covered, missed, share, suggested: suggestedGrade(share) };
}

/** All points: easy; at least 60%: good; at least 30%: hard. */
function suggestedGrade(share: number): Grade {
  if (share === 1) return 'easy';
  if (share >= 0.6) return 'good';
  return share >= 0.3 ? 'hard' : 'again';
}
