/** Work on one thing at a time, on different things side by side. */

export interface Queues {
  /**
   * Runs the task after those that were given before it under the same key; one without a key waits for none of them. A task that waits for
   * others keeps its place meanwhile: the keys of such tasks must be fewer than the limit, and none may wait for one that waits for it.
   */
  readonly run: <T>(key: string | undefined, task: () => Promise<T>) => Promise<T>;
  /** Resolves when nothing is left to do. */
  readonly idle: () => Promise<void>;
  /** How many keys have work to do: nothing is kept of the others. */
  readonly size: () => number;
}

/** At most `limit` tasks run at the same time, so that a burst does not use up what they share, such as files or connections. */
export function createQueues(limit: number): Queues {
  const last = new Map<string | symbol, Promise<void>>();
  const waiting: (() => void)[] = [];
  let running = 0;

  const whenFree = (): Promise<void> => {
    if (running < limit) {
      running += 1;
      return Promise.resolve();
    }
    return new Promise((resolve) => waiting.push(resolve));
  };
  const free = (): void => {
    const next = waiting.shift();
    if (next === undefined) running -= 1;
    else next();
  };

  return {
    run: (named, task) => {
      const key = named ?? Symbol('a task of its own');
      const before = last.get(key) ?? Promise.resolve();
      const result = before.then(whenFree).then(task).finally(free);
      const done = result.then(
        () => undefined,
        () => undefined,
      );
      const tail = done.then(() => {
        if (last.get(key) === tail) last.delete(key);
      });
      last.set(key, tail);
      return result;
    },
    idle: async () => {
      while (last.size > 0) await Promise.all(last.values());
    },
    size: () => last.size,
  };
}
