/** Finding the FAQ entry that answers a question. The seam: a semantic engine can stand behind the same interface later. */
import type { FaqEntry } from '../schema/files.ts';
import type { Slices } from '../slices.ts';

export interface Found {
  /** `answered`: confident. `suggested`: the right one is probably among `near`. `unknown`: better said than guessed. */
  readonly kind: 'answered' | 'suggested' | 'unknown';
  /** The best entry; `undefined` where no word of the question is known. */
  readonly best: FaqEntry | undefined;
  /** The nearest entries, best first, at most three, `best` included. */
  readonly near: readonly FaqEntry[];
  /** The calibrated confidence that `best` answers the question, 0 to 1. */
  readonly confidence: number;
}

export interface FaqSearch {
  /** Finds the answer to a free question of any length. Never throws. */
  readonly find: (question: string) => Found;
  /** Entries whose question fits what has been typed so far, best first. For an empty text: the first entries of the file. */
  readonly complete: (partial: string, limit: number) => readonly FaqEntry[];
}

export interface SharedSearch extends FaqSearch {
  /**
   * The search that would be built over these entries before the shared ones, each in the place of the shared one with its id. Cheap: only
   * the given entries are read, and the shared ones are kept once for all.
   */
  readonly withOwn: (own: readonly FaqEntry[]) => Slices<FaqSearch>;
}
