/** What a desk is made of. */
import type { PosterFor } from '../../chat/poster.ts';
import type { Knowledge, Role } from '../../knowledge/knowledge.ts';
import type { Store } from '../../practice/store.ts';

/** How the data folder stands. */
export interface DataState {
  /** When the knowledge that is in service was loaded. */
  readonly loadedAt: Date;
  /** What is wrong with the folder as it is now, one line each; the knowledge in service is the last good one. */
  readonly problems: readonly string[];
}

export interface DeskParts {
  readonly store: Store;
  /** What admins should read of where records are kept: "files in one folder", "PostgreSQL". */
  readonly storeName: string;
  readonly community: string;
  /** The learner id of the admin who sits at the desk. */
  readonly learner: string;
  readonly role: Role;
  readonly knowledge: Knowledge;
  readonly posterFor: PosterFor;
  /** Sends what is due in a community now, and accounts for it. */
  readonly deliver: (community: string) => Promise<void>;
  readonly dataState: () => DataState;
  readonly now: Date;
  /** Told of what an admin is not shown in full. */
  readonly trouble: (error: unknown, what: string) => void;
}
