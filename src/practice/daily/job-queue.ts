/** Carries work to whichever process has a hand free. What is to be done is decided by the records alone: a job is only a reason to look. */

/** `delivery`: the daily drill of a community. `reminder`: the private reminder of a learner. Ids are those of the records. */
export type JobKind = 'delivery' | 'reminder';

export interface JobQueue {
  /** Offers jobs. One whose id waits or is being worked on already is not added again. */
  readonly offer: (kind: JobKind, ids: readonly string[]) => Promise<void>;
  /**
   * Works on the jobs of one platform, at most `atOnce` of them at a time in this process, until `close`. A job whose handler rejects is
   * tried again, with growing pauses and not for ever. Called once for each kind and platform: a process takes no job of a platform that
   * it does not speak to, and a platform that hangs holds up no other.
   */
  readonly work: (
    kind: JobKind,
    platform: string,
    atOnce: number,
    handle: (id: string) => Promise<void>,
  ) => Promise<void>;
  /** Takes no new job, and resolves when the running ones are done. */
  readonly close: () => Promise<void>;
}

/** A job that was tried too often. What it stood for is still due by its record, so it will be offered again. */
export interface GivenUp {
  readonly kind: JobKind;
  readonly id: string;
  /** What the last attempt came to. */
  readonly error: string;
}

/** The platform that a record's id begins with. */
export const platformOf = (id: string): string => id.split(':', 1)[0] ?? id;

/** The ids by the platform that they begin with, each group in the order given. */
export const byPlatform = (ids: readonly string[]): ReadonlyMap<string, readonly string[]> =>
  Map.groupBy(ids, platformOf);
