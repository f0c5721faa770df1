/** Work on many things, a few at a time. */

/** Well below what the stores do at a time, so that nothing waits there. */
const atOnce = 8;

/** Resolves when the work on each is done; rejects with the first failure, after which no new one is begun. */
export async function sideBySide<T>(things: readonly T[], work: (thing: T) => Promise<void>): Promise<void> {
  const rest = things.values();
  let failed = false;
  const hand = async (): Promise<void> => {
    for (const thing of rest) {
      if (failed) return;
      await work(thing).catch((error: unknown) => {
        failed = true;
        throw error;
      });
    }
  };
  await Promise.all(Array.from({ length: atOnce }, hand));
}

/** What the work gives for each, in the order of the things. */
export async function* inOrder<T, R>(things: readonly T[], work: (thing: T) => Promise<R>): AsyncGenerator<R> {
  for (let start = 0; start < things.length; start += atOnce)
    yield* await Promise.all(things.slice(start, start + atOnce).map(work));
}
