/** Failures of the fake: the next calls of a method, or a share of all of them by chance. */

/**
 * What a method does instead of answering well. `after`: the call works, and only the answer is lost. `silent` never answers, `reset` breaks
 * the connection, `held` works and answers when the promise is settled.
 */
export type Failure =
  | { readonly error: string; readonly after?: boolean }
  | { readonly status: number; readonly after?: boolean }
  | { readonly retryAfter: number }
  | { readonly silent: true; readonly after?: boolean }
  | { readonly reset: true; readonly after?: boolean }
  | { readonly held: Promise<unknown> };

export interface Storm {
  readonly methods: readonly string[];
  /** Any number: the same gives the same failures. */
  readonly seed: number;
  /** Of all calls, 0 to 1. */
  readonly share: number;
  readonly kinds: readonly Failure[];
}

export class Failures {
  readonly #next = new Map<string, Failure[]>();
  #storm: { readonly storm: Storm; readonly random: () => number } | undefined;
  /** How many calls have failed. */
  count = 0;

  add(method: string, failures: readonly Failure[]): void {
    this.#next.set(method, [...(this.#next.get(method) ?? []), ...failures]);
  }

  /** From now on, until another storm or none comes. */
  set storm(storm: Storm | undefined) {
    this.#storm = storm && { storm, random: randomFrom(storm.seed) };
  }

  /** What becomes of this call; undefined where it works. */
  take(method: string): Failure | undefined {
    const failure = this.#next.get(method)?.shift() ?? this.#byChance(method);
    if (failure !== undefined) this.count++;
    return failure;
  }

  #byChance(method: string): Failure | undefined {
    if (this.#storm === undefined) return undefined;
    const { storm, random } = this.#storm;
    if (!storm.methods.includes(method) || random() >= storm.share) return undefined;
    return storm.kinds[Math.floor(random() * storm.kinds.length)];
  }
}

/** mulberry32: small, and good enough to spread failures. */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
