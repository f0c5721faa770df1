/** Repairs mistyped words of a question. Only what is certainly a slip is touched: neither a word of the knowledge nor English. */
import { allowedEdits, nearestWord } from '../spelling.ts';
import { isEnglishWord } from './english.ts';

/** Below this many letters too many words lie one edit apart. */
const shortestRepaired = 4;
const longestRepaired = 24;
/** A person mistypes a few words; a text with more unknown ones is in another language, and each costs time. */
const mostRepairs = 4;

interface Candidate {
  readonly word: string;
  readonly letters: number;
}

type CandidatesByLength = ReadonlyMap<number, readonly Candidate[]>;

/**
 * Makes the repairer for words out of `vocabulary` (each with how often it occurs; of equally near words the most frequent wins), which is
 * only asked for at the first slip. `isKnown` says which words must be left alone although they are not English. The result takes and returns lower-case words.
 */
export function createRepair(
  vocabulary: () => ReadonlyMap<string, number>,
  isKnown: (word: string) => boolean,
): (words: readonly string[]) => string[] {
  let candidates: CandidatesByLength | undefined;
  return (words) => {
    let repairs = 0;
    return words.map((word) => {
      if (!isRepairable(word) || isKnown(word) || repairs >= mostRepairs || isEnglishWord(word)) return word;
      repairs++;
      candidates ??= candidatesOf(vocabulary());
      return nearestWord(word, plausible(word, candidates)) ?? word;
    });
  };
}

function candidatesOf(vocabulary: ReadonlyMap<string, number>): CandidatesByLength {
  const byLength = new Map<number, Candidate[]>();
  const frequentFirst = [...vocabulary].sort(([, a], [, b]) => b - a);
  for (const [word] of frequentFirst) {
    if (!isRepairable(word)) continue;
    const candidate = { word, letters: letterSet(word) };
    const sameLength = byLength.get(word.length);
    if (sameLength === undefined) byLength.set(word.length, [candidate]);
    else sameLength.push(candidate);
  }
  return byLength;
}

const isRepairable = (word: string): boolean =>
  word.length >= shortestRepaired && word.length <= longestRepaired && /^[a-z]+$/.test(word);

/** The candidates that could be within the allowed edits, those with the same first letter first: people seldom mistype it. */
function plausible(word: string, byLength: CandidatesByLength): string[] {
  const edits = allowedEdits(word);
  const letters = letterSet(word);
  const sameStart: string[] = [];
  const otherStart: string[] = [];
  for (let length = word.length - edits; length <= word.length + edits; length++) {
    for (const candidate of byLength.get(length) ?? []) {
      // An edit brings in at most one new letter and takes away one: this cheap test spares nearly all distance tables.
      if (countBits(candidate.letters & ~letters) > edits || countBits(letters & ~candidate.letters) > edits) continue;
      (candidate.word.startsWith(word.charAt(0)) ? sameStart : otherStart).push(candidate.word);
    }
  }
  return [...sameStart, ...otherStart];
}

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
