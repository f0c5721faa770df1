/**
 * Keeps what several processes send to one platform below its limits. Where the clock that it goes by is set back, nobody waits longer for
 * it than they had to before.
 */

export interface Pacer {
  /**
   * Reserves the next free moment under this key, at least `spacing` milliseconds after the one before. Resolves with the milliseconds to
   * wait for it. The moments of all processes that share a store are apart.
   */
  readonly reserve: (key: string, spacing: number) => Promise<number>;
  /** Lets nobody have a moment under this key for so many milliseconds from now: the platform asked for a pause. */
  readonly hold: (key: string, milliseconds: number) => Promise<void>;
}
