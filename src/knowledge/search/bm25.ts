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

interface Postings {
  readonly documents: number[];
  readonly counts: number[];
}

export class Bm25 {
  readonly #postings = new Map<number, Postings>();
  readonly #lengths: Float64Array;
  readonly #averageLength: number;

  constructor(documents: readonly Document[]) {
    for (const [at, terms] of documents.entries()) for (const term of terms) this.#count(term, at);
    this.#lengths = Float64Array.from(documents, ({ length }) => length);
    this.#averageLength = Math.max(
      1,
      this.#lengths.reduce((total, length) => total + length, 0) / Math.max(1, documents.length),
    );
  }

  /** Adds the score of each document to `scores` (one place a document): `query` holds each term's number and weight. */
  addScores(query: ReadonlyMap<number, number>, scores: Float64Array, boost: number): void {
    for (const [term, weight] of query) {
      const postings = this.#postings.get(term);
      if (postings === undefined) continue;
      const { documents, counts } = postings;
      for (let at = 0; at < documents.length; at++) {
        const document = documents[at] ?? 0;
        const count = counts[at] ?? 0;
        const length = (this.#lengths[document] ?? 0) / this.#averageLength;
        const frequency =
          (count * (saturation + 1)) / (count + saturation * (1 - lengthPenalty + lengthPenalty * length));
        scores[document] = (scores[document] ?? 0) + boost * weight * (floor + frequency);
      }
    }
  }

  #count(term: number, document: number): void {
    let postings = this.#postings.get(term);
    if (postings === undefined) this.#postings.set(term, (postings = { documents: [], counts: [] }));
    const last = postings.documents.length - 1;
    if (postings.documents[last] === document) postings.counts[last] = (postings.counts[last] ?? 0) + 1;
    else {
      postings.documents.push(document);
      postings.counts.push(1);
    }
  }
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
