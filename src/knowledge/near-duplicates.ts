/** Finds questions of different entries that ask nearly the same, so that no two entries compete for one question. */
import { stemmer } from 'stemmer';
import { contentWords } from './words.ts';
import type { FaqEntry } from './schema/files.ts';

export interface NearDuplicate {
  readonly index: number;
  /** Where in the entry: `['question']` or `['also_asked', n]`. */
  readonly key: readonly (string | number)[];
  readonly text: string;
  readonly twin: { readonly entry: string; readonly text: string };
}

interface Phrasing extends Omit<NearDuplicate, 'twin'> {
  readonly entry: string;
  readonly words: ReadonlySet<string>;
}

/** Two phrasings with this share of their content words in common (Jaccard) count as one question. */
const sameQuestion = 0.85;

/**
 * Every phrasing that nearly equals one of an earlier entry. Linear in practice: two sets can only be this alike if they share one of
 * their rarest words, so only those are looked up.
 */
export function findNearDuplicates(entries: readonly FaqEntry[]): NearDuplicate[] {
  const phrasings = entries.flatMap((entry, index) => phrasingsOf(entry, index)).filter(({ words }) => words.size > 0);
  const frequency = new Map<string, number>();
  for (const { words } of phrasings) for (const word of words) frequency.set(word, (frequency.get(word) ?? 0) + 1);

  const byRareWord = new Map<string, Phrasing[]>();
  const found: NearDuplicate[] = [];
  for (const phrasing of phrasings) {
    const rarestFirst = [...phrasing.words].sort(
      (a, b) => (frequency.get(a) ?? 0) - (frequency.get(b) ?? 0) || (a < b ? -1 : 1),
    );
    const prefix = rarestFirst.slice(0, rarestFirst.length - Math.ceil(sameQuestion * rarestFirst.length) + 1);
    const candidates = new Set(prefix.flatMap((word) => byRareWord.get(word) ?? []));
    const twin = [...candidates].find(
      (other) => other.entry !== phrasing.entry && overlap(other.words, phrasing.words) >= sameQuestion,
    );
    if (twin !== undefined) {
      const { index, key, text } = phrasing;
      found.push({ index, key, text, twin: { entry: twin.entry, text: twin.text } });
    }
    for (const word of prefix) byRareWord.set(word, [...(byRareWord.get(word) ?? []), phrasing]);
  }
  return found;
}

function phrasingsOf(entry: FaqEntry, index: number): Phrasing[] {
  const phrasing = (key: NearDuplicate['key'], text: string): Phrasing => ({
    index,
    key,
    text,
    entry: entry.id,
    words: new Set(contentWords(text).map(stemmer)),
  });
  return [
    phrasing(['question'], entry.question),
    ...entry.also_asked.map((text, at) => phrasing(['also_asked', at], text)),
  ];
}

function overlap(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let shared = 0;
  for (const word of a) if (b.has(word)) shared++;
  return shared / (a.size + b.size - shared);
}
