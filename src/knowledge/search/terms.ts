/** The terms of an index: a number for each, and how rare it is. */

/**
 * The rarity of a term that no way of asking has, as a share of the highest: higher, one odd word in a question would outweigh the rest.
 */
const unknownRarity = 0.6;

type Terms = ReadonlyMap<string, number>;

export class TermTable {
  readonly #ids = new Map<string, number>();
  readonly #rarity: Float64Array;
  readonly #unknown: number;

  /** Rarity is counted over the entries' `counted` texts; the terms of `also` are known without making theirs less rare. */
  constructor(entries: readonly { readonly counted: readonly Terms[]; readonly also: Terms }[]) {
    const frequency: number[] = [];
    /** The last entry that a term was counted for: an entry counts once, however often it says a word. */
    const countedIn: number[] = [];
    const idFor = (term: string): number => {
      const known = this.#ids.get(term);
      if (known !== undefined) return known;
      this.#ids.set(term, frequency.length);
      countedIn.push(-1);
      return frequency.push(0) - 1;
    };
    for (const [entry, { counted, also }] of entries.entries()) {
      for (const terms of counted) {
        for (const term of terms.keys()) {
          const id = idFor(term);
          if (countedIn[id] !== entry) frequency[id] = (frequency[id] ?? 0) + 1;
          countedIn[id] = entry;
        }
      }
      for (const term of also.keys()) idFor(term);
    }
    const rarity = (entriesWith: number): number =>
      Math.log(1 + (entries.length - entriesWith + 0.5) / (entriesWith + 0.5));
    this.#unknown = rarity(0) * unknownRarity;
    this.#rarity = Float64Array.from(frequency, (entriesWith) =>
      entriesWith === 0 ? this.#unknown : rarity(entriesWith),
    );
  }

  /** `undefined` for a term that no entry has. */
  idOf(term: string): number | undefined {
    return this.#ids.get(term);
  }

  idsOf(terms: Iterable<string>): number[] {
    return [...terms].flatMap((term) => this.#ids.get(term) ?? []);
  }

  /** The inverse document frequency of a term. */
  rarityOf(term: string): number {
    const id = this.#ids.get(term);
    return id === undefined ? this.#unknown : (this.#rarity[id] ?? this.#unknown);
  }
}
