/** How the entries of an index use terms: how rare each is, and whether it is there at all. */
import type { Bm25 } from './bm25.ts';
import type { EntryTerms } from './entry-terms.ts';

/**
 * The rarity of a term that no way of asking has, as a share of the highest: higher, one odd word in a question would outweigh the rest.
 */
const unknownRarity = 0.6;

/** The entries of a layer, and which terms their ways of asking and their answers have. */
interface Counted {
  readonly entries: readonly unknown[];
  readonly asked: Pick<Bm25, 'having'>;
  readonly answers: Pick<Bm25, 'having'>;
}

/** How the entries of an index use terms. Asked about terms that have a number there, so that an entry has or had them. */
export interface TermStatistics {
  /** Whether any entry has the term, in a way of asking or in its answer. */
  readonly isSaid: (term: number) => boolean;
  /** The inverse document frequency, over the entries' ways of asking; `undefined` stands for a term that none has. */
  readonly rarityOf: (term: number | undefined) => number;
}

/** Counted over the shared entries. */
export class SharedStatistics implements TermStatistics {
  readonly entries: number;
  readonly #asking: Int32Array;
  readonly #rarity: Float64Array;
  readonly #unknown: number;

  /** `terms`: how many there are. */
  constructor({ entries, asked }: Counted, terms: number) {
    this.entries = entries.length;
    this.#asking = Int32Array.from({ length: terms }, (_, term) => asked.having(term));
    this.#rarity = Float64Array.from(this.#asking, (asking) => rarity(asking, entries.length));
    this.#unknown = rarity(0, entries.length);
  }

  /** How many entries have the term in a way of asking. */
  asking(term: number): number {
    return this.#asking[term] ?? 0;
  }

  isSaid(term: number): boolean {
    return term < this.#asking.length;
  }

  rarityOf(term: number | undefined): number {
    return term === undefined ? this.#unknown : (this.#rarity[term] ?? this.#unknown);
  }
}

/** What counting all entries anew would give, where some were added and some are hidden: only the difference is kept. */
export class OwnStatistics implements TermStatistics {
  readonly #shared: SharedStatistics;
  readonly #own: Counted;
  readonly #entries: number;
  readonly #hiddenAsking = new Map<number, number>();
  /** Terms that only hidden entries had. */
  readonly #gone: ReadonlySet<number>;

  constructor(shared: SharedStatistics, own: Counted, hidden: readonly EntryTerms[], sharedLayer: Counted) {
    this.#shared = shared;
    this.#own = own;
    this.#entries = shared.entries + own.entries.length - hidden.length;
    const hiddenAnswering = new Map<number, number>();
    for (const { asked, answer } of hidden) {
      for (const term of asked) increase(this.#hiddenAsking, term);
      for (const term of answer) increase(hiddenAnswering, term);
    }
    const isLeft = (term: number): boolean =>
      this.#asking(term) > 0 ||
      own.answers.having(term) > 0 ||
      sharedLayer.answers.having(term) > (hiddenAnswering.get(term) ?? 0);
    const hiddenTerms = [...this.#hiddenAsking.keys(), ...hiddenAnswering.keys()];
    this.#gone = new Set(hiddenTerms.filter((term) => !isLeft(term)));
  }

  isSaid(term: number): boolean {
    return !this.#gone.has(term);
  }

  rarityOf(term: number | undefined): number {
    return rarity(term === undefined ? 0 : this.#asking(term), this.#entries);
  }

  #asking(term: number): number {
    return this.#shared.asking(term) + this.#own.asked.having(term) - (this.#hiddenAsking.get(term) ?? 0);
  }
}

function rarity(asking: number, entries: number): number {
  const share = asking === 0 ? unknownRarity : 1;
  return share * Math.log(1 + (entries - asking + 0.5) / (asking + 0.5));
}

const increase = (counts: Map<number, number>, term: number): void =>
  void counts.set(term, (counts.get(term) ?? 0) + 1);
