/** How sure the search may be of its best entry. Raw scores cannot tell a known question from a foreign one, several signals together can. */
import type { Reading } from './lexicon.ts';
import type { Ranking } from './ranking.ts';
import type { Found } from './search.ts';

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
}

export type Coefficients = Signals & { readonly bias: number };

/** Logistic regression on the tuning split of bench/questions.yaml, by `npm run bench -- tune`. Run it again when the FAQ has changed a lot. */
export const coefficients: Coefficients = {
  bias: -4.47,
  score: 2.38,
  margin: 4.34,
  inEntry: 5.32,
  unknown: -5.53,
  namesRole: 1.11,
  otherProfession: -1.72,
  short: -2.69,
};

/** The signals of a ranking; `undefined` where it is empty. */
export function signalsOf(reading: Reading, { ranked, unknown }: Ranking): Signals | undefined {
  const [best, second] = ranked;
  if (best === undefined) return undefined;
  return {
    score: best.score,
    margin: best.score === 0 ? 0 : (best.score - (second?.score ?? 0)) / best.score,
    inEntry: best.inEntry,
    unknown,
    namesRole: reading.namesRole ? 1 : 0,
    otherProfession: reading.namesOtherProfession ? 1 : 0,
    short: 1 / Math.max(1, [...reading.terms.values()].filter((share) => share === 1).length),
  };
}

/** The logistic combination of the signals, 0 to 1. */
export function confidenceOf(signals: Signals, weights: Coefficients = coefficients): number {
  let sum = weights.bias;
  for (const name of Object.keys(signals) as (keyof Signals)[]) sum += weights[name] * signals[name];
  return 1 / (1 + Math.exp(-sum));
}

// On the tuning split, from 0.87 at most 1 % of the known and 1.5 % of the foreign questions are answered wrongly; a little is added for
// questions not seen. Below 0.3 stand 86 % of the foreign questions and 2 % of the known ones. `npm run bench -- tune` prints both.
const answeredFrom = 0.88;
const suggestedFrom = 0.3;

/** What to do with an answer of this confidence. */
export function kindOf(confidence: number): Found['kind'] {
  if (confidence >= answeredFrom) return 'answered';
  return confidence >= suggestedFrom ? 'suggested' : 'unknown';
}
