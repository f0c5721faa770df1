/** Autocomplete: entries whose phrasings hold every word typed so far, the last one as the beginning of a word. */
import { isStopWord, wordsOf } from '../words.ts';
import { entriesOf, entryAt, type Layers } from './layers.ts';
import type { Phrasing } from './prefixes.ts';
import type { FaqSearch } from './search.ts';

/** Enough for any choice list; more letters than these are no longer a search for the beginning of a question. */
const mostTypedWords = 12;
const mostCharacters = 300;
/** With more phrasings than these the typed text is still too short to say which fits better. */
const mostCompared = 2_000;

/** Makes `FaqSearch.complete`. Where no phrasing fits, the nearest entries of `find` are offered. */
export function createCompletion(layers: Layers, find: FaqSearch['find']): FaqSearch['complete'] {
  return (partial, limit) => {
    const typed = wordsOf(partial.slice(0, mostCharacters)).slice(0, mostTypedWords);
    if (typed.length === 0) return entriesOf(layers).slice(0, limit);
    const fitting = complete(layers, typed, limit).flatMap((place) => entryAt(layers, place) ?? []);
    const nearest = fitting.length < Math.min(limit, 3) ? find(partial).near : [];
    return [...new Set([...fitting, ...nearest])].slice(0, limit);
  };
}

/** The places of the entries with a phrasing that has all typed words, best first. */
function complete(layers: Layers, typed: readonly string[], limit: number): number[] {
  const fitting = fittingPhrasings(layers, typed);
  const best = new Map<number, number>();
  const countWords = fitting.length <= mostCompared;
  for (const { entry, text } of fitting) {
    const merit = literalMerit(text, typed.join(' ')) + (countWords ? sharedWords(text, typed) : 0);
    if (merit > (best.get(entry) ?? -1)) best.set(entry, merit);
  }
  return [...best]
    .sort(([a, meritA], [b, meritB]) => meritB - meritA || a - b)
    .slice(0, limit)
    .map(([entry]) => entry);
}

/** The phrasings that have all typed words, with the place of each one's entry among the layers. */
function fittingPhrasings(layers: Layers, typed: readonly string[]): Phrasing[] {
  const content = typed.filter((word, at) => at === typed.length - 1 || !isStopWord(word));
  let fitting = beginningWith(layers, content.pop() ?? '', typed.length === 1);
  for (const word of content) {
    const withWord = beginningWith(layers, word, true);
    fitting = fitting.map((places, at) => places.intersection(withWord[at] ?? new Set()));
  }
  return layers.placed.flatMap(({ layer, from }, at) =>
    [...(fitting[at] ?? [])].flatMap((place) => {
      const phrasing = layer.prefixes.phrasing(place);
      if (phrasing === undefined || layers.hidden.has(from + phrasing.entry)) return [];
      return { entry: from + phrasing.entry, text: phrasing.text };
    }),
  );
}

/** Of each layer the phrasings with such a word. Words like "do" are in every other question: left out where they may be. */
function beginningWith({ placed }: Layers, beginning: string, withStopWords: boolean): Set<number>[] {
  const found = placed.map(({ layer }) => layer.prefixes.beginningWith(beginning, withStopWords));
  if (withStopWords || found.some(({ size }) => size > 0)) return found;
  return placed.map(({ layer }) => layer.prefixes.beginningWith(beginning, true));
}

/** Literally what was typed: best at the start, good in the middle. More than all words in another order can weigh. */
function literalMerit(phrasing: string, typed: string): number {
  if (phrasing.startsWith(typed)) return 2 * mostTypedWords;
  return phrasing.includes(` ${typed}`) ? mostTypedWords : 0;
}

const sharedWords = (phrasing: string, typed: readonly string[]): number =>
  typed.filter((word) => phrasing.startsWith(word) || phrasing.includes(` ${word}`)).length;
