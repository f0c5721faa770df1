/** The words that a mistyped one may have been meant to be. */
import { allowedEdits, editDistance, nearestWord } from '../spelling.ts';

/** Below this many letters too many words lie one edit apart. */
const shortestRepaired = 4;
const longestRepaired = 24;

interface Candidate {
  readonly word: string;
  readonly count: number;
  readonly letters: number;
}

/** A word that may be meant, and how often it occurs. */
export type Guess = Pick<Candidate, 'word' | 'count'>;

export const isRepairable = (word: string): boolean =>
  word.length >= shortestRepaired && word.length <= longestRepaired && /^[a-z]+$/.test(word);

export class Vocabulary {
  readonly #counts: ReadonlyMap<string, number>;
  readonly #byLength = new Map<number, Candidate[]>();

  /** `counts`: the words, and how often each occurs. */
  constructor(counts: ReadonlyMap<string, number>) {
    this.#counts = counts;
    for (const [word, count] of counts) {
      if (!isRepairable(word)) continue;
      const candidate = { word, count, letters: letterSet(word) };
      const sameLength = this.#byLength.get(word.length);
      if (sameLength === undefined) this.#byLength.set(word.length, [candidate]);
      else sameLength.push(candidate);
    }
    for (const sameLength of this.#byLength.values()) sameLength.sort(frequentFirst);
  }

  /** How often a word occurs, 0 for a strange one. */
  countOf(word: string): number {
    return this.#counts.get(word) ?? 0;
  }

  /** The nearest word within the allowed edits; see `nearer` for equally near ones. */
  nearest(word: string): Guess | undefined {
    const near = nearestWord(word, this.#plausible(word));
    return near === undefined ? undefined : { word: near, count: this.countOf(near) };
  }

  /** The words that could be within the allowed edits, in the order of `nearer`. */
  #plausible(word: string): string[] {
    const edits = allowedEdits(word);
    const letters = letterSet(word);
    const sameStart: string[] = [];
    const otherStart: string[] = [];
    for (let length = word.length - edits; length <= word.length + edits; length++) {
      for (const candidate of this.#byLength.get(length) ?? []) {
        // An edit brings in at most one new letter and takes away one: this cheap test spares nearly all distance tables.
        if (countBits(candidate.letters & ~letters) > edits || countBits(letters & ~candidate.letters) > edits)
          continue;
        (hasSameStart(candidate.word, word) ? sameStart : otherStart).push(candidate.word);
      }
    }
    return [...sameStart, ...otherStart];
  }
}

/** The likelier of two guesses for a word: fewer edits, then the same first letter, which people seldom mistype, fewer letters, more frequent. */
export function nearer(word: string, a: Guess, b: Guess): Guess {
  const order =
    editDistance(word, a.word) - editDistance(word, b.word) ||
    Number(hasSameStart(b.word, word)) - Number(hasSameStart(a.word, word)) ||
    a.word.length - b.word.length ||
    frequentFirst(a, b);
  return order <= 0 ? a : b;
}

const frequentFirst = (a: Guess, b: Guess): number => b.count - a.count || (a.word < b.word ? -1 : 1);

const hasSameStart = (candidate: string, word: string): boolean => candidate.startsWith(word.charAt(0));

function letterSet(word: string): number {
  let letters = 0;
  for (let at = 0; at < word.length; at++) letters |= 1 << (word.charCodeAt(at) - 97);
  return letters;
}

function countBits(bits: number): number {
  let count = 0;
  for (let rest = bits; rest !== 0; rest &= rest - 1) count++;
  return count;
}
