/** The time of the world of a storm: the machine's, moved. It never goes back, for the platforms' clocks do not. */
export class WorldClock {
  #ahead: number;

  constructor(start: Date) {
    this.#ahead = start.getTime() - Date.now();
  }

  /** Milliseconds from the machine's time to the world's. */
  get ahead(): number {
    return this.#ahead;
  }

  /** Milliseconds since 1970. */
  readonly now = (): number => Date.now() + this.#ahead;

  /** So many milliseconds pass at once, as for a machine that was asleep. */
  pass(milliseconds: number): void {
    this.#ahead += Math.max(0, milliseconds);
  }
}
