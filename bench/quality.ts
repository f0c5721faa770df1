/** How well a search answers a split of the question set. */
import type { FaqSearch } from '../src/knowledge/search/search.ts';
import type { QuestionSplit } from './questions.ts';

/** Shares, 0 to 1. The first five are of the known questions, the last two of the foreign ones. */
export interface Quality {
  readonly rightAtOne: number;
  readonly withinThree: number;
  readonly wrongButConfident: number;
  /** Known questions met with nearest entries instead of an answer. */
  readonly suggested: number;
  readonly refused: number;
  readonly foreignAnswered: number;
  readonly foreignRefused: number;
}

/** Asks every question of the split. */
export function measureQuality(search: FaqSearch, { known, foreign }: QuestionSplit): Quality {
  const answers = known.map(({ asked, entry }) => ({ entry, found: search.find(asked) }));
  const strangers = foreign.map((asked) => search.find(asked));
  return {
    rightAtOne: share(answers, ({ entry, found }) => found.best?.id === entry),
    withinThree: share(answers, ({ entry, found }) => found.near.some(({ id }) => id === entry)),
    wrongButConfident: share(answers, ({ entry, found }) => found.kind === 'answered' && found.best?.id !== entry),
    suggested: share(answers, ({ found }) => found.kind === 'suggested'),
    refused: share(answers, ({ found }) => found.kind === 'unknown'),
    foreignAnswered: share(strangers, ({ kind }) => kind === 'answered'),
    foreignRefused: share(strangers, ({ kind }) => kind === 'unknown'),
  };
}

function share<Value>(values: readonly Value[], test: (value: Value) => boolean): number {
  return values.length === 0 ? 0 : values.filter(test).length / values.length;
}
