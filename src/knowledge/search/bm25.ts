/**
 * BM25+ over short documents, as flat lists of numbers. A general search library makes an object for each match and a tree for the
 * words: at 165 entries that took most of a one-shot answer's time, at 10,000 it was ten times over the budget (docs/decisions).
 */

/** What a field of one document says: each term's number, as often as it occurs. */
export type Document = readonly number[];

export interface Match {
  readonly document: number;
  readonly score: number;
}

// The usual constants: how soon repetition stops counting, how much length counts against a document, the least that a match is worth.
const saturation = 1.2;
const lengthPenalty = 0.7;
const floor = 0.5;

export class Bm25 {
  // Flat lists of numbers, not an object for each term: communities by the thousand have an index of their own.
  /** Every term that a document has, in ascending order. */
  readonly #terms: Int32Array;
  /** At the same places, where a term's postings begin; one place more, where the last one's end. */
  readonly #starts: Int32Array;
  /** The documents that have a term, and at the same places how often. */
  readonly #documents: Int32Array;
  readonly #counts: Int32Array;
  readonly #lengths: Int32Array;
  /** In terms. */
  readonly totalLength: number;

  constructor(documents: readonly Document[]) {
    this.#lengths = Int32Array.from(documents, ({ length }) => length);
    this.totalLength = this.#lengths.reduce((total, length) => total + length, 0);
    const [terms, starts, having, counts]: [number[], number[], number[], number[]] = [[], [], [], []];
    let last = -1;
    for (const occurrence of sortedOccurrences(documents, this.totalLength)) {
      const term = Math.floor(occurrence / documents.length);
      if (term !== terms.at(-1)) {
        terms.push(term);
        starts.push(having.length);
      }
      if (occurrence === last) counts.push((counts.pop() ?? 0) + 1);
      else {
        having.push(occurrence % documents.length);
        counts.push(1);
      }
      last = occurrence;
    }
    this.#terms = Int32Array.from(terms);
    this.#starts = Int32Array.from([...starts, having.length]);
    this.#documents = Int32Array.from(having);
    this.#counts = Int32Array.from(counts);
  }

  /** How many documents there are. */
  get documents(): number {
    return this.#lengths.length;
  }

  /** In terms; `undefined` where there is no such document. */
  lengthOf(document: number): number | undefined {
    return this.#lengths[document];
  }

  /**
   * Adds the score of each document to `scores` (one place a document): `query` holds each term's number and weight. The average length is
   * given, since the documents may be only some of those that are searched.
   */
  addScores(query: ReadonlyMap<number, number>, scores: Float64Array, boost: number, averageLength: number): void {
    for (const [term, weight] of query) {
      const { from, to } = this.#postingsOf(term);
      for (let at = from; at < to; at++) {
        const document = this.#documents[at] ?? 0;
        const count = this.#counts[at] ?? 0;
        const length = (this.#lengths[document] ?? 0) / averageLength;
        const frequency =
          (count * (saturation + 1)) / (count + saturation * (1 - lengthPenalty + lengthPenalty * length));
        scores[document] = (scores[document] ?? 0) + boost * weight * (floor + frequency);
      }
    }
  }

  /** How many documents have the term. */
  having(term: number): number {
    const { from, to } = this.#postingsOf(term);
    return to - from;
  }

  #postingsOf(term: number): { readonly from: number; readonly to: number } {
    let low = 0;
    let high = this.#terms.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#terms[middle] ?? 0) < term) low = middle + 1;
      else high = middle;
    }
    if (this.#terms[low] !== term) return { from: 0, to: 0 };
    return { from: this.#starts[low] ?? 0, to: this.#starts[low + 1] ?? 0 };
  }
}

/** Each term of each document as one number, sorted by term, then by document. */
function sortedOccurrences(documents: readonly Document[], total: number): Float64Array {
  const occurrences = new Float64Array(total);
  let at = 0;
  for (const [document, terms] of documents.entries()) {
    for (const term of terms) occurrences[at++] = term * documents.length + document;
  }
  return occurrences.sort();
}

/** The places of the `most` highest scores above 0, highest first; of equals the first. */
export function highest(scores: Float64Array, most: number): Match[] {
  const best: Match[] = [];
  let least = 0;
  for (let document = 0; document < scores.length; document++) {
    const score = scores[document] ?? 0;
    if (score <= least) continue;
    const at = best.findLastIndex((other) => other.score >= score) + 1;
    best.splice(at, 0, { document, score });
    if (best.length > most) best.pop();
    if (best.length === most) least = best[most - 1]?.score ?? 0;
  }
  return best;
}
