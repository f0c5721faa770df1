/**
 * Ranks FAQ entries for a question in two steps. BM25+ over everything an entry says finds candidates; then each is scored by the one
 * of its phrasings that fits best, because a question resembles one way of asking, not all of them at once.
 */
import { highest } from './bm25.ts';
import { averageLength, locate, type Layers } from './layers.ts';
import type { Phrasing } from './entry-terms.ts';
import type { Reading } from './lexicon.ts';

export interface Ranked {
  /** The entry's place among the layers. */
  readonly entry: number;
  /** 0 to 1. */
  readonly score: number;
  /** The share of the question's weight that all phrasings of the entry together have, 0 to 1. */
  readonly inEntry: number;
}

export interface Ranking {
  /** Best first, at most `mostCandidates`. */
  readonly ranked: readonly Ranked[];
  /** The share of the question's weight in terms that no entry has, 0 to 1. */
  readonly unknown: number;
}

/**
 * How much each part counts in a score; all but `ofPhrasing` add up to 1. Found by random search for the most right-at-1 on the tuning split
 * of bench/questions.yaml and on the entries' own phrasings, each left out in turn; then rounded to where small changes matter least.
 */
const mix = {
  /** How well the best phrasing fits, and the second best. */
  best: 0.4,
  second: 0.16,
  /** The share of the question's weight that the answer's text has. */
  answer: 0.08,
  /** BM25+, relative to the best candidate. */
  bm25: 0.36,
  /** Within a fit: how much of the phrasing the question covers, against how much of the question the phrasing covers. */
  ofPhrasing: 0.6,
};

const mostCandidates = 30;
/** Only the rarest terms of a long question are looked up: the others belong to most entries, cost most and decide least. */
const mostLookedUp = 10;
/** A term of the answer is worth this share of one in a way of asking. */
const answerBoost = 0.3;

export class FaqIndex {
  readonly #layers: Layers;
  readonly #askedLength: number;
  readonly #answerLength: number;

  constructor(layers: Layers) {
    this.#layers = layers;
    this.#askedLength = averageLength(layers, ({ asked }) => asked);
    this.#answerLength = averageLength(layers, ({ answers }) => answers);
  }

  /** Whether any entry has this term. */
  knows(term: string): boolean {
    return this.#numberOf(term) !== undefined;
  }

  /** The entries that share a term with the question. */
  rank(reading: Reading): Ranking {
    const { known, total } = this.#weigh(reading);
    const unknown = total === 0 ? 0 : 1 - sum(known.values()) / total;
    const ranked = this.#candidates(known)
      .map(({ entry, bm25 }) => this.#score(entry, bm25, known, total))
      .sort((a, b) => b.score - a.score || a.entry - b.entry);
    return { ranked, unknown };
  }

  /** `undefined` for a term that no entry has. */
  #numberOf(term: string): number | undefined {
    const number = this.#layers.numbers.of(term);
    return number !== undefined && this.#layers.statistics.isSaid(number) ? number : undefined;
  }

  /** The weight of each term of the question: those of known terms by number, and all together. */
  #weigh({ terms }: Reading): { known: Map<number, number>; total: number } {
    const known = new Map<number, number>();
    let total = 0;
    for (const [term, share] of terms) {
      const number = this.#numberOf(term);
      const weight = share * this.#layers.statistics.rarityOf(number);
      if (number !== undefined) known.set(number, weight);
      // A hint that no entry has says nothing; a word that no entry has says that the question may be about something else.
      if (number !== undefined || share === 1) total += weight;
    }
    return { known, total };
  }

  #candidates(known: ReadonlyMap<number, number>): { entry: number; bm25: number }[] {
    const rarest = new Map([...known].sort(([, a], [, b]) => b - a).slice(0, mostLookedUp));
    const { placed, hidden } = this.#layers;
    const scores = new Float64Array(placed.reduce((total, { layer }) => total + layer.entries.length, 0));
    for (const { layer, from } of placed) {
      const ofLayer = scores.subarray(from);
      layer.asked.addScores(rarest, ofLayer, 1, this.#askedLength);
      layer.answers.addScores(rarest, ofLayer, answerBoost, this.#answerLength);
    }
    for (const place of hidden) scores[place] = 0;
    const found = highest(scores, mostCandidates);
    const top = found[0]?.score ?? 1;
    return found.map(({ document, score }) => ({ entry: document, bm25: score / top }));
  }

  #score(entry: number, bm25: number, known: ReadonlyMap<number, number>, total: number): Ranked {
    const { layer, at } = locate(this.#layers, entry);
    const indexed = layer.terms[at];
    if (indexed === undefined) throw new Error(`The index has no entry ${entry}`);
    let best = 0;
    let second = 0;
    for (const phrasing of indexed.phrasings) {
      const shared = sharedWeight(phrasing.terms, known);
      if (shared === 0) continue;
      const inPhrasing = shared / total;
      const ofPhrasing = Math.min(1, shared / this.#weightOf(phrasing));
      // A short phrasing is soon covered: that counts in full only once a third of the question is covered, too.
      const fit = (1 - mix.ofPhrasing) * inPhrasing + mix.ofPhrasing * ofPhrasing * Math.min(1, 3 * inPhrasing);
      if (fit > best) [best, second] = [fit, best];
      else if (fit > second) second = fit;
    }
    const inAnswer = sharedWeight(indexed.answer, known) / total;
    const score = mix.best * best + mix.second * second + mix.answer * inAnswer + mix.bm25 * bm25;
    return { entry, score, inEntry: sharedWeight(indexed.asked, known) / total };
  }

  #weightOf({ terms, shares }: Phrasing): number {
    let weight = 0;
    for (const [at, term] of terms.entries()) weight += (shares[at] ?? 0) * this.#layers.statistics.rarityOf(term);
    return weight;
  }
}

function sharedWeight(terms: readonly number[], known: ReadonlyMap<number, number>): number {
  let weight = 0;
  for (const term of terms) weight += known.get(term) ?? 0;
  return weight;
}

function sum(values: Iterable<number>): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}
