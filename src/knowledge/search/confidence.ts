/** How sure the search may be of its best entry. Raw scores cannot tell a known question from a foreign one, several signals together can. */
import type { Reading } from './lexicon.ts';
import type { Found } from './search.ts';
import type { Worded } from './wording.ts';

/** What the confidence is made of, each 0 to about 1. */
export interface Signals {
  /** How well the best entry fits. */
  readonly score: number;
  /** By what share of its score the best entry leads. */
  readonly margin: number;
  /** The share of the question's weight that the best entry's phrasings have. */
  readonly inEntry: number;
  /** The share of the question's weight in words that no entry has. */
  readonly unknown: number;
  readonly namesRole: number;
  readonly otherProfession: number;
  /** High where few words carry the question. */
  readonly short: number;
  /** The share of all the question's words, those without a topic included, in the phrasing of the best entry that has most of them. */
  readonly inPhrasing: number;
  /** The same in all phrasings of the best entry together. */
  readonly inPhrasings: number;
}

export type Coefficients = Signals & { readonly bias: number };

/**
 * Logistic regression on the tuning split of bench/questions.yaml and on the FAQ's own phrasings, each left out in turn, by
 * `npm run bench -- tune`. Run it again when the FAQ has changed a lot.
 */
export const coefficients: Coefficients = {
  bias: -4.61,
  score: 1.65,
  margin: 3.18,
  inEntry: 2.23,
  unknown: -4.73,
  namesRole: 0.99,
  otherProfession: -0.83,
  short: -1.7,
  inPhrasing: 0.9,
  inPhrasings: 2.58,
};

/** The signals of the nearest entries, best first, for a question of which the share `unknown` is in no entry; `undefined` for none. */
export function signalsOf(reading: Reading, nearest: readonly Worded[], unknown: number): Signals | undefined {
  const [best, second] = nearest;
  if (best === undefined) return undefined;
  return {
    score: best.score,
    margin: best.score === 0 ? 0 : (best.score - (second?.score ?? 0)) / best.score,
    inEntry: best.inEntry,
    unknown,
    namesRole: reading.namesRole ? 1 : 0,
    otherProfession: reading.namesOtherProfession ? 1 : 0,
    short: 1 / Math.max(1, [...reading.terms.values()].filter((share) => share === 1).length),
    inPhrasing: best.inPhrasing,
    inPhrasings: best.inPhrasings,
  };
}

/** The logistic combination of the signals, 0 to 1. */
export function confidenceOf(signals: Signals, weights: Coefficients = coefficients): number {
  let sum = weights.bias;
  for (const name of Object.keys(signals) as (keyof Signals)[]) sum += weights[name] * signals[name];
  return 1 / (1 + Math.exp(-sum));
}

// From 0.81 at most 1.5 % of the tuning split's known and 2 % of its foreign questions are answered wrongly, as `npm run bench -- tune`
// prints; a little is added for questions not seen, which also keeps the left-out phrasings to 2 %. Below 0.35 stand 88 % of the foreign
// questions and 1 % of the known ones.
const answeredFrom = 0.83;
const suggestedFrom = 0.35;

/** What to do with an answer of this confidence. */
export function kindOf(confidence: number): Found['kind'] {
  if (confidence >= answeredFrom) return 'answered';
  return confidence >= suggestedFrom ? 'suggested' : 'unknown';
}
