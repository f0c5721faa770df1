/** Repairs slips of the keyboard. Only what is certainly a slip is touched: neither a word of the knowledge nor English. */
import { isEnglishWord } from './english.ts';
import { isRepairable, nearer, type Vocabulary } from './vocabulary.ts';

/** A person mistypes a few words; a text with more unknown ones is in another language, and each costs time. */
const mostRepairs = 4;

/**
 * Makes the repairer for words out of `vocabularies`, which are only asked for at the first slip. `isKnown` says which words must be left
 * alone although they are not English. The result takes and returns lower-case words.
 */
export function createRepair(
  vocabularies: () => readonly Vocabulary[],
  isKnown: (word: string) => boolean,
): (words: readonly string[]) => string[] {
  return (words) => {
    let repairs = 0;
    return words.map((word) => {
      if (!isRepairable(word) || isKnown(word) || repairs >= mostRepairs || isEnglishWord(word)) return word;
      repairs++;
      const guesses = vocabularies().flatMap((vocabulary) => vocabulary.nearest(word) ?? []);
      if (guesses.length === 0) return word;
      return guesses.reduce((best, guess) => nearer(word, best, guess)).word;
    });
  };
}
