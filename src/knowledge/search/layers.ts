/**
 * The entries of a FAQ in layers: the shared ones, and over them those that a community has of its own. The shared layer is one for all.
 * What depends on all entries, such as how rare a term is, is as if they stood in one layer: so both can be asked, and their scores compare.
 */
import type { Role } from '../knowledge.ts';
import type { FaqEntry, SearchFile } from '../schema/files.ts';
import { atOnce, type Slices } from '../slices.ts';
import type { Bm25 } from './bm25.ts';
import { phrasingsOf } from './entry-terms.ts';
import { Layer } from './layer.ts';
import { Lexicon } from './lexicon.ts';
import { TermNumbers } from './term-numbers.ts';
import { OwnStatistics, SharedStatistics, type TermStatistics } from './terms.ts';
import { Vocabulary } from './vocabulary.ts';

/** A layer, and the place of its first entry among all. */
export interface Placed {
  readonly layer: Layer;
  readonly from: number;
}

export interface Layers {
  readonly lexicon: Lexicon;
  readonly numbers: TermNumbers;
  readonly statistics: TermStatistics;
  /** The upper one first: of equals, it comes first. */
  readonly placed: readonly Placed[];
  /** The places of entries that others stand in for: never found. */
  readonly hidden: ReadonlySet<number>;
  /** What a slip may be repaired to, layer by layer; counted at the first slip. A word counts as often as it stands in all layers. */
  readonly vocabularies: () => readonly Vocabulary[];
}

/** The one layer that every community shares. */
export interface SharedLayers extends Layers {
  readonly layer: Layer;
  readonly statistics: SharedStatistics;
  readonly vocabulary: () => Vocabulary;
}

/** Reads the FAQ of a role. */
export function sharedLayers(role: Role, searchFile: SearchFile): SharedLayers {
  const lexicon = new Lexicon(role, searchFile);
  const numbers = new TermNumbers();
  const layer = atOnce(Layer.of(role.faq, lexicon, numbers));
  const vocabulary = once(() => {
    const counts = new Map([...lexicon.words].map((word) => [word, 1]));
    addWords(counts, role.faq, 1);
    return new Vocabulary(counts);
  });
  return {
    lexicon,
    numbers,
    layer,
    statistics: new SharedStatistics(layer, numbers.size),
    placed: [{ layer, from: 0 }],
    hidden: new Set(),
    vocabulary,
    vocabularies: () => [vocabulary()],
  };
}

/** Lays a community's own entries over the shared ones. One with the id of a shared one stands in for that. */
export function* withOwn(shared: SharedLayers, own: readonly FaqEntry[]): Slices<Layers> {
  const numbers = new TermNumbers(shared.numbers);
  const layer = yield* Layer.of(own, shared.lexicon, numbers);
  const ids = new Set(own.map(({ id }) => id));
  const hidden = [...shared.layer.entries.entries()].flatMap(([at, { id }]) => (ids.has(id) ? at : []));
  const hiddenIn = <Value>(values: readonly Value[]): Value[] => hidden.flatMap((at) => values[at] ?? []);
  return {
    lexicon: shared.lexicon,
    numbers,
    statistics: new OwnStatistics(shared.statistics, layer, hiddenIn(shared.layer.terms), shared.layer),
    placed: [
      { layer, from: 0 },
      { layer: shared.layer, from: own.length },
    ],
    hidden: new Set(hidden.map((at) => own.length + at)),
    vocabularies: once(() => {
      const counts = new Map<string, number>();
      addWords(counts, own, 1);
      for (const [word, count] of counts) counts.set(word, count + shared.vocabulary().countOf(word));
      addWords(counts, hiddenIn(shared.layer.entries), -1);
      return [new Vocabulary(counts), shared.vocabulary()];
    }),
  };
}

/** Counts the words of the ways of asking. */
function addWords(counts: Map<string, number>, entries: readonly FaqEntry[], by: 1 | -1): void {
  for (const word of entries.flatMap(phrasingsOf).flat()) counts.set(word, (counts.get(word) ?? 0) + by);
}

/** The layer of a place, and the place in it. */
export function locate({ placed }: Layers, place: number): { readonly layer: Layer; readonly at: number } {
  const found = placed.findLast(({ from }) => from <= place);
  if (found === undefined) throw new Error(`There is no entry at ${place}`);
  return { layer: found.layer, at: place - found.from };
}

export function entryAt(layers: Layers, place: number): FaqEntry | undefined {
  const { layer, at } = locate(layers, place);
  return layer.entries[at];
}

/** All entries in their order. */
export const entriesOf = ({ placed, hidden }: Layers): FaqEntry[] =>
  placed.flatMap(({ layer, from }) => layer.entries.filter((_, at) => !hidden.has(from + at)));

/** The mean length of the documents of all entries, at least 1. */
export function averageLength({ placed, hidden }: Layers, of: (layer: Layer) => Bm25): number {
  let [documents, length] = [0, 0];
  for (const { layer, from } of placed) {
    const index = of(layer);
    documents += index.documents;
    length += index.totalLength;
    for (const place of hidden) {
      const hiddenLength = index.lengthOf(place - from);
      documents -= hiddenLength === undefined ? 0 : 1;
      length -= hiddenLength ?? 0;
    }
  }
  return Math.max(1, length / Math.max(1, documents));
}

function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined;
  return () => (made ??= { value: make() }).value;
}
