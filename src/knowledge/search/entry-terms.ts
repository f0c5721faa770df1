/** What an index keeps of an entry: the numbers of its terms, and its wording. */
import type { FaqEntry } from '../schema/files.ts';
import { wordsOf } from '../words.ts';
import type { Lexicon } from './lexicon.ts';
import type { TermNumbers } from './term-numbers.ts';

export interface Phrasing {
  readonly terms: readonly number[];
  /** At the same places, how much of each term's rarity counts. */
  readonly shares: readonly number[];
}

export interface EntryTerms {
  /** Of each way of asking, the question first. */
  readonly phrasings: readonly Phrasing[];
  /** The terms of all phrasings, each once. */
  readonly asked: readonly number[];
  /** Those of the answer, each once. */
  readonly answer: readonly number[];
}

/** The words of each way of asking, the question first. */
export const phrasingsOf = ({ question, also_asked: alsoAsked }: FaqEntry): string[][] =>
  [question, ...alsoAsked].map(wordsOf);

/** Reads an entry, given the words of its phrasings; new terms get a number. */
export function entryTerms(
  { answer }: FaqEntry,
  phrasings: readonly (readonly string[])[],
  lexicon: Lexicon,
  numbers: TermNumbers,
): EntryTerms {
  const read = phrasings.map((words): Phrasing => {
    const terms = [...lexicon.read(words).terms];
    return { terms: terms.map(([term]) => numbers.for(term)), shares: terms.map(([, share]) => share) };
  });
  return {
    phrasings: read,
    asked: [...new Set(read.flatMap(({ terms }) => terms))],
    answer: [...lexicon.read(wordsOf(answer)).terms.keys()].map((term) => numbers.for(term)),
  };
}

/** The words of an entry's phrasings, each word once in each list. */
export interface Wording {
  readonly phrasings: readonly (readonly string[])[];
  readonly all: readonly string[];
}

/** Brings together the wordings of an entry's phrasings. */
export function wordingOf(phrasings: readonly ReadonlySet<string>[]): Wording {
  const lists = phrasings.map((words) => [...words]);
  return { phrasings: lists, all: [...new Set(lists.flat())] };
}
