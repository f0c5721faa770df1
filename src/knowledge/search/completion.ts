/** Autocomplete: entries whose phrasings hold every word typed so far, the last one as the beginning of a word. */
import type { FaqEntry } from '../schema/files.ts';
import { isStopWord, wordsOf } from '../words.ts';
import type { FaqSearch } from './search.ts';

/** Enough for any choice list; more letters than these are no longer a search for the beginning of a question. */
const mostTypedWords = 12;
const mostCharacters = 300;
/** With more phrasings than these the typed text is still too short to say which fits better. */
const mostCompared = 2_000;

interface Phrasing {
  readonly entry: number;
  readonly text: string;
}

/** Makes `FaqSearch.complete`. Where no phrasing fits, the nearest entries of `find` are offered. The index is built at first use. */
export function createCompletion(entries: readonly FaqEntry[], find: FaqSearch['find']): FaqSearch['complete'] {
  let index: PrefixIndex | undefined;
  return (partial, limit) => {
    const typed = wordsOf(partial.slice(0, mostCharacters)).slice(0, mostTypedWords);
    if (typed.length === 0) return entries.slice(0, limit);
    index ??= new PrefixIndex(entries);
    const fitting = index.complete(typed, limit).flatMap((at) => entries[at] ?? []);
    const nearest = fitting.length < Math.min(limit, 3) ? find(partial).near : [];
    return [...new Set([...fitting, ...nearest])].slice(0, limit);
  };
}

class PrefixIndex {
  readonly #phrasings: readonly Phrasing[];
  /** Every word, sorted, and at the same place the phrasings that have it. */
  readonly #words: readonly string[];
  readonly #places: readonly (readonly number[])[];

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
    this.#places = sorted.map(([, at]) => at);
  }

  /** The entries with a phrasing that has all typed words, best first. */
  complete(typed: readonly string[], limit: number): number[] {
    const content = typed.filter((word, at) => at === typed.length - 1 || !isStopWord(word));
    let fitting = new Set(this.#beginningWith(content.pop() ?? '', typed.length === 1));
    for (const word of content) fitting = fitting.intersection(new Set(this.#beginningWith(word, true)));
    const best = new Map<number, number>();
    const countWords = fitting.size <= mostCompared;
    for (const at of fitting) {
      const phrasing = this.#phrasings[at];
      if (phrasing === undefined) continue;
      const merit = literalMerit(phrasing.text, typed.join(' ')) + (countWords ? sharedWords(phrasing.text, typed) : 0);
      if (merit > (best.get(phrasing.entry) ?? -1)) best.set(phrasing.entry, merit);
    }
    return [...best]
      .sort(([a, meritA], [b, meritB]) => meritB - meritA || a - b)
      .slice(0, limit)
      .map(([entry]) => entry);
  }

  /** The places of words with this beginning. Words like "do" are in every other question: left out where they may be. */
  #beginningWith(beginning: string, withStopWords: boolean): number[] {
    const places: number[] = [];
    for (let at = this.#firstFrom(beginning); this.#words[at]?.startsWith(beginning) === true; at++) {
      if (!withStopWords && isStopWord(this.#words[at] ?? '')) continue;
      for (const place of this.#places[at] ?? []) places.push(place);
    }
    return places.length === 0 && !withStopWords ? this.#beginningWith(beginning, true) : places;
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

/** Literally what was typed: best at the start, good in the middle. More than all words in another order can weigh. */
function literalMerit(phrasing: string, typed: string): number {
  if (phrasing.startsWith(typed)) return 2 * mostTypedWords;
  return phrasing.includes(` ${typed}`) ? mostTypedWords : 0;
}

const sharedWords = (phrasing: string, typed: readonly string[]): number =>
  typed.filter((word) => phrasing.startsWith(word) || phrasing.includes(` ${word}`)).length;
