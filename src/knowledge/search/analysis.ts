/** From a typed question to ranked entries and the signals of how well they fit. */
import type { Role } from '../knowledge.ts';
import type { FaqEntry, SearchFile } from '../schema/files.ts';
import { isStopWord, wordsOf } from '../words.ts';
import { signalsOf, type Signals } from './confidence.ts';
import { Lexicon } from './lexicon.ts';
import { FaqIndex, type EntryWords, type Ranked } from './ranking.ts';
import { createRepair } from './repair.ts';
import { rankByWording, wordingOf, type Wording } from './wording.ts';

/** A question longer than this is cut: nobody needs more to ask, and the time to answer stays bounded. */
const mostCharacters = 6000;
const mostWords = 250;
/** How many entries are looked at closely and may be offered. */
const mostNear = 3;

export interface Analysis {
  /** The entry that has the question among its own phrasings, word for word, as when it was picked from the completions. */
  readonly exact: number | undefined;
  /** Best first, at most `mostNear`. */
  readonly nearest: readonly Ranked[];
  /** `undefined` where nothing was found. */
  readonly signals: Signals | undefined;
}

/** Indexes a role's FAQ and returns the function that analyses a question against it. */
export function createAnalysis(role: Role, searchFile: SearchFile): (question: string) => Analysis {
  const lexicon = new Lexicon(role, searchFile);
  const entries = role.faq.map((entry) => ({ asked: phrasingsOf(entry), answer: wordsOf(entry.answer) }));
  const index = new FaqIndex(entries, lexicon);
  const repair = createRepair(
    () => vocabularyOf(role, lexicon),
    (word) => isStopWord(word) || lexicon.words.has(word) || index.knows(lexicon.stemOf(word)),
  );
  const exact = entryByPhrasing(entries);
  // Read when an entry first comes near: read for all with the index, the wordings would cost time and memory that few ever need.
  const wordings = new Map<number, Wording>();
  const wordingOfEntry = (entry: number): Wording => {
    const known = wordings.get(entry);
    if (known !== undefined) return known;
    const faqEntry = role.faq[entry];
    if (faqEntry === undefined) throw new Error(`The FAQ has no entry ${entry}`);
    const wording = wordingOf(phrasingsOf(faqEntry).map((words) => lexicon.read(words).wording));
    wordings.set(entry, wording);
    return wording;
  };
  return (question) => {
    const words = wordsOf(question.slice(0, mostCharacters)).slice(0, mostWords);
    const reading = lexicon.read(repair(words));
    const ranking = index.rank(reading);
    const nearest = rankByWording(reading.wording, ranking.ranked.slice(0, mostNear), wordingOfEntry);
    return { exact: exact.get(words.join(' ')), nearest, signals: signalsOf(reading, nearest, ranking.unknown) };
  };
}

const phrasingsOf = ({ question, also_asked: alsoAsked }: FaqEntry): string[][] =>
  [question, ...alsoAsked].map(wordsOf);

/** The entry of each phrasing; the first of equal ones. */
function entryByPhrasing(entries: readonly EntryWords[]): Map<string, number> {
  const entryOf = new Map<string, number>();
  for (const [entry, { asked }] of entries.entries()) {
    for (const words of asked) {
      const text = words.join(' ');
      if (text !== '' && !entryOf.has(text)) entryOf.set(text, entry);
    }
  }
  return entryOf;
}

/** What a slip may be repaired to: each word of the ways of asking and of search.yaml, with how often it occurs. */
function vocabularyOf(role: Role, lexicon: Lexicon): Map<string, number> {
  const count = new Map<string, number>();
  for (const word of lexicon.words) count.set(word, 1);
  for (const word of role.faq.flatMap(phrasingsOf).flat()) count.set(word, (count.get(word) ?? 0) + 1);
  return count;
}
