/** Keeps what was used last, as much as there is room for. */

export interface Shelf<Value> {
  readonly get: (key: string) => Value | undefined;
  /** Keeps a value as the one used last; what was used longest ago goes where there is no room, the value itself if it is too much. */
  readonly put: (key: string, value: Value) => void;
  readonly remove: (key: string) => void;
}

/** `room` is measured as `sizeOf` measures a value. */
export function createShelf<Value>(room: number, sizeOf: (value: Value) => number): Shelf<Value> {
  const kept = new Map<string, { readonly value: Value; readonly size: number }>();
  let filled = 0;
  const remove = (key: string): void => {
    filled -= kept.get(key)?.size ?? 0;
    kept.delete(key);
  };
  return {
    get: (key) => kept.get(key)?.value,
    put(key, value) {
      remove(key);
      const size = sizeOf(value);
      kept.set(key, { value, size });
      filled += size;
      for (const oldest of kept.keys()) {
        if (filled <= room) break;
        remove(oldest);
      }
    },
    remove,
  };
}
