/** Who practises, where and when: what every part of a learner's practice works with. */
import type { Role } from '../../knowledge/knowledge.ts';
import type { Store } from '../store.ts';

export interface Learner {
  readonly store: Store;
  readonly role: Role;
  readonly learner: string;
  readonly community: string;
  readonly now: Date;
  /** What others call the learner, for leaderboards. */
  readonly name: string | undefined;
  /** The zone that the platform knows of the person, asked for only when it is needed. */
  readonly profileZone: () => Promise<string | undefined>;
  /** The operator's `DEFAULT_TIMEZONE`. */
  readonly defaultZone: string | undefined;
  /** A short text that nobody can guess, new at each call. */
  readonly newId: () => string;
  /** Told of what went wrong beside an answer, without harm to it. */
  readonly trouble: (error: unknown, what: string) => void;
}
