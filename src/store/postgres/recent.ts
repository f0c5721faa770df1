/** What was read a moment ago: who writes a record has nearly always just read it. */

export interface Recent<T> {
  /** Undefined where it was not put here, or too long ago. */
  readonly get: (key: string) => T | undefined;
  readonly put: (key: string, value: T) => void;
}

/** At most so many values, each for so many milliseconds by `clock`, which never jumps. */
export function createRecent<T>(most: number, longest: number, clock: () => number): Recent<T> {
  // The oldest stand first.
  const values = new Map<string, { readonly value: T; readonly at: number }>();
  return {
    get: (key) => {
      const known = values.get(key);
      return known === undefined || clock() - known.at > longest ? undefined : known.value;
    },
    put: (key, value) => {
      values.delete(key);
      values.set(key, { value, at: clock() });
      const [oldest] = values.keys();
      if (values.size > most && oldest !== undefined) values.delete(oldest);
    },
  };
}
