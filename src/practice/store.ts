/** Where records are kept. Memory, the embedded store and PostgreSQL implement this and pass one contract suite. */
import type { Member } from './leaderboard.ts';
import type { LocalDay } from './ledger.ts';
import type { CommunityRecord, LearnerRecord, ServiceRecord } from './records.ts';

/** What a change gives: the new record, and what the caller wants to know. To change nothing, give back the same record. */
export interface Change<R, T> {
  readonly record: R;
  readonly result: T;
}

export interface Store {
  /** The learner's record; a new one for somebody unknown, of whom nothing is written. */
  readonly learner: (id: string) => Promise<LearnerRecord>;
  /**
   * Changes a learner's record: `change` is pure, is given the present record, and runs alone for this learner. Resolves when the new
   * record is durable; when `change` throws or writing fails, nothing has changed and the promise rejects.
   */
  readonly updateLearner: <T>(id: string, change: (record: LearnerRecord) => Change<LearnerRecord, T>) => Promise<T>;
  readonly community: (id: string) => Promise<CommunityRecord>;
  readonly updateCommunity: <T>(
    id: string,
    change: (record: CommunityRecord) => Change<CommunityRecord, T>,
  ) => Promise<T>;
  /** The learners whose `communities` name this one, in no order. */
  readonly members: (community: string) => Promise<readonly string[]>;
  /** What each member did since a date (included; undefined for ever), in no order: as `memberSince` counts, also where an index does it. */
  readonly standings: (community: string, from: LocalDay | undefined) => Promise<readonly Member[]>;
  /** At most `limit` communities whose `wakeAt` is not after `before`, the longest waiting first. */
  readonly communitiesToWake: (before: Date, limit: number) => Promise<readonly string[]>;
  /** The same for learners. */
  readonly learnersToWake: (before: Date, limit: number) => Promise<readonly string[]>;
  readonly service: () => Promise<ServiceRecord>;
  readonly updateService: <T>(change: (record: ServiceRecord) => Change<ServiceRecord, T>) => Promise<T>;
  /**
   * Erases the learner everywhere: the record, memberships, and traces in communities (`withoutTracesOf`). Resolves with how many records
   * were touched.
   */
  readonly forgetLearner: (id: string) => Promise<number>;
  /** A platform's installation in one workspace or organisation, as the (encrypted) text that was saved; undefined where there is none. */
  readonly installation: (key: string) => Promise<string | undefined>;
  readonly saveInstallation: (key: string, text: string) => Promise<void>;
  readonly removeInstallation: (key: string) => Promise<void>;
  /** Resolves where records can be read and written now; rejects with a StoreError where not. */
  readonly ready: () => Promise<void>;
  /** Finishes what is being written, and releases the lock. */
  readonly close: () => Promise<void>;
}

interface StoreErrorOptions extends ErrorOptions {
  readonly mayBeDone?: boolean;
  readonly inShort?: string | undefined;
}

/** Thrown where the place that records are kept in cannot be used. The message says what happened, what was kept and what to do. */
export class StoreError extends Error {
  /** Whether the change may have been made all the same: its answer was lost. Making it again does no harm. */
  readonly mayBeDone: boolean;
  /** What is wrong in a few words that may be read in a chat, without path or address: "the disk is full". Undefined where none are known. */
  readonly inShort: string | undefined;

  constructor(message: string, { mayBeDone = false, inShort, ...options }: StoreErrorOptions = {}) {
    super(message, options);
    this.name = 'StoreError';
    this.mayBeDone = mayBeDone;
    this.inShort = inShort;
  }
}
