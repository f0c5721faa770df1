/** Finds questions of different entries that ask nearly the same, so that no two entries compete for one question. */
import { stemmer } from 'stemmer';
import type { Finding, Place } from './content.ts';
import { contentWords } from './words.ts';

/** One way of asking something. */
export interface Phrasing extends Place {
  /** The id of the entry it belongs to. Phrasings of one entry may be alike. */
  readonly entry: string;
  readonly text: string;
}

interface Indexed extends Phrasing {
  readonly words: ReadonlySet<string>;
}

/** Two phrasings with this share of their content words in common (Jaccard) count as one question. */
const sameQuestion = 0.85;

/**
 * A finding for every phrasing that nearly equals one of an earlier entry. Linear in practice: two sets can only be this alike if they
 * share one of their rarest words, so only those are looked up.
 */
export function findNearDuplicates(phrasings: readonly Phrasing[]): Finding[] {
  const indexed = phrasings
    .map((phrasing): Indexed => ({ ...phrasing, words: new Set(contentWords(phrasing.text).map(stemmer)) }))
    .filter(({ words }) => words.size > 0);
  const frequency = new Map<string, number>();
  for (const { words } of indexed) for (const word of words) frequency.set(word, (frequency.get(word) ?? 0) + 1);

  const byRareWord = new Map<string, Indexed[]>();
  const found: Finding[] = [];
  for (const phrasing of indexed) {
    const rarestFirst = [...phrasing.words].sort(
      (a, b) => (frequency.get(a) ?? 0) - (frequency.get(b) ?? 0) || (a < b ? -1 : 1),
    );
    const prefix = rarestFirst.slice(0, rarestFirst.length - Math.ceil(sameQuestion * rarestFirst.length) + 1);
    const candidates = new Set(prefix.flatMap((word) => byRareWord.get(word) ?? []));
    const twin = [...candidates].find(
      (other) => other.entry !== phrasing.entry && overlap(other.words, phrasing.words) >= sameQuestion,
    );
    if (twin !== undefined) found.push(finding(phrasing, twin));
    for (const word of prefix) byRareWord.set(word, [...(byRareWord.get(word) ?? []), phrasing]);
  }
  return found;
}

const finding = ({ file, path, text }: Phrasing, twin: Phrasing): Finding => ({
  file,
  path,
  message: `"${opening(text)}" is nearly the same question as "${opening(twin.text)}" of entry "${twin.entry}"`,
  fix: 'keep one of them, or word it so that it asks for something else',
});

/** Enough of a long text to recognise it. */
const opening = (text: string): string => (text.length <= 150 ? text : `${text.slice(0, 149).trimEnd()}…`);

function overlap(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let shared = 0;
  for (const word of a) if (b.has(word)) shared++;
  return shared / (a.size + b.size - shared);
}
