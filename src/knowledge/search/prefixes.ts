/** Which phrasings of some entries have a word with a given beginning. */
import type { FaqEntry } from '../schema/files.ts';
import { isStopWord, wordsOf } from '../words.ts';

export interface Phrasing {
  /** The entry's place among those of the index. */
  readonly entry: number;
  /** Its words, a space between each two. */
  readonly text: string;
}

export class PrefixIndex {
  readonly #phrasings: readonly Phrasing[];
  /** Every word, sorted, and at the same place where its phrasings begin among `#places`; one more, where the last one's end. */
  readonly #words: readonly string[];
  readonly #starts: Int32Array;
  readonly #places: Int32Array;

  constructor(entries: readonly FaqEntry[]) {
    const phrasings: Phrasing[] = [];
    const places = new Map<string, number[]>();
    for (const [entry, { question, also_asked: alsoAsked }] of entries.entries()) {
      for (const text of [question, ...alsoAsked]) {
        const words = wordsOf(text);
        for (const word of new Set(words)) {
          const known = places.get(word);
          if (known === undefined) places.set(word, [phrasings.length]);
          else known.push(phrasings.length);
        }
        phrasings.push({ entry, text: words.join(' ') });
      }
    }
    this.#phrasings = phrasings;
    const sorted = [...places].sort(([a], [b]) => (a < b ? -1 : 1));
    this.#words = sorted.map(([word]) => word);
    let start = 0;
    this.#starts = Int32Array.from([0, ...sorted.map(([, at]) => (start += at.length))]);
    this.#places = Int32Array.from(sorted.flatMap(([, at]) => at));
  }

  phrasing(place: number): Phrasing | undefined {
    return this.#phrasings[place];
  }

  /** The places of the phrasings that have a word with this beginning; without those words that carry no topic, if asked. */
  beginningWith(beginning: string, withStopWords: boolean): Set<number> {
    const places = new Set<number>();
    for (let at = this.#firstFrom(beginning); this.#words[at]?.startsWith(beginning) === true; at++) {
      if (!withStopWords && isStopWord(this.#words[at] ?? '')) continue;
      const end = this.#starts[at + 1] ?? 0;
      for (let each = this.#starts[at] ?? 0; each < end; each++) places.add(this.#places[each] ?? 0);
    }
    return places;
  }

  /** Where the words from `beginning` on start. */
  #firstFrom(beginning: string): number {
    let low = 0;
    let high = this.#words.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#words[middle] ?? '') < beginning) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
