/** Some entries of a FAQ with all that finding them takes. Never changed once it is built, so that others can be laid over it. */
import type { FaqEntry } from '../schema/files.ts';
import type { Slices } from '../slices.ts';
import { Bm25 } from './bm25.ts';
import { entryTerms, phrasingsOf, wordingOf, type EntryTerms, type Wording } from './entry-terms.ts';
import type { Lexicon } from './lexicon.ts';
import { PrefixIndex } from './prefixes.ts';
import type { TermNumbers } from './term-numbers.ts';

interface Read {
  readonly terms: readonly EntryTerms[];
  readonly byPhrasing: ReadonlyMap<string, number>;
  readonly asked: Bm25;
  readonly answers: Bm25;
}

export class Layer {
  readonly entries: readonly FaqEntry[];
  readonly terms: readonly EntryTerms[];
  readonly asked: Bm25;
  readonly answers: Bm25;
  readonly #lexicon: Lexicon;
  readonly #byPhrasing: ReadonlyMap<string, number>;
  // Read when an entry first comes near: read for all with the index, the wordings would cost time and memory that few ever need.
  readonly #wordings = new Map<number, Wording>();
  #prefixes: PrefixIndex | undefined;

  private constructor(entries: readonly FaqEntry[], lexicon: Lexicon, read: Read) {
    this.entries = entries;
    this.#lexicon = lexicon;
    this.terms = read.terms;
    this.#byPhrasing = read.byPhrasing;
    this.asked = read.asked;
    this.answers = read.answers;
  }

  /** Reads the entries, and numbers their terms. */
  static *of(entries: readonly FaqEntry[], lexicon: Lexicon, numbers: TermNumbers): Slices<Layer> {
    const byPhrasing = new Map<string, number>();
    const terms: EntryTerms[] = [];
    for (const [at, entry] of entries.entries()) {
      const phrasings = phrasingsOf(entry);
      for (const words of phrasings.map((each) => each.join(' ')))
        if (words !== '' && !byPhrasing.has(words)) byPhrasing.set(words, at);
      terms.push(entryTerms(entry, phrasings, lexicon, numbers));
      yield;
    }
    const asked = new Bm25(terms.map(({ phrasings }) => phrasings.flatMap((phrasing) => phrasing.terms)));
    yield;
    const answers = new Bm25(terms.map(({ answer }) => answer));
    return new Layer(entries, lexicon, { terms, byPhrasing, asked, answers });
  }

  /** The entry that has these words, as `bareWords` gives them, as one of its phrasings; of several the first. */
  asking(words: string): number | undefined {
    return this.#byPhrasing.get(words);
  }

  wordingOf(entry: number): Wording {
    const known = this.#wordings.get(entry);
    if (known !== undefined) return known;
    const faqEntry = this.entries[entry];
    if (faqEntry === undefined) throw new Error(`The FAQ has no entry ${entry}`);
    const wording = wordingOf(phrasingsOf(faqEntry).map((words) => this.#lexicon.read(words).wording));
    this.#wordings.set(entry, wording);
    return wording;
  }

  /** For completion; built when somebody first types. */
  get prefixes(): PrefixIndex {
    return (this.#prefixes ??= new PrefixIndex(this.entries));
  }
}
