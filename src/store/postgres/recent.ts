/** A few values that are of use only for a moment. */

export interface Recent<T> {
  readonly put: (key: string, value: T) => void;
  /** The value, which is not kept any longer. Undefined where there is none, or it was put here too long ago. */
  readonly take: (key: string) => T | undefined;
}

/** Keeps at most so many values, each for so many milliseconds by `clock`, which never jumps. */
export function createRecent<T>(most: number, longest: number, clock: () => number): Recent<T> {
  // The oldest stand first.
  const values = new Map<string, { readonly value: T; readonly at: number }>();
  return {
    put: (key, value) => {
      values.delete(key);
      values.set(key, { value, at: clock() });
      const [oldest] = values.keys();
      if (values.size > most && oldest !== undefined) values.delete(oldest);
    },
    take: (key) => {
      const known = values.get(key);
      values.delete(key);
      return known === undefined || clock() - known.at > longest ? undefined : known.value;
    },
  };
}
