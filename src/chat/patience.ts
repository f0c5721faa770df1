/**
 * Waits for work, and speaks up once if it takes long: platforms drop an interaction that is not answered in time, so a slow answer is
 * first acknowledged ("deferred") and delivered when it is ready. `onSlow` is awaited before the result is handed on.
 */
export async function withPatience<T>(work: Promise<T>, milliseconds: number, onSlow: () => Promise<void>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const slow = new Promise<'slow'>((resolve) => {
    timer = setTimeout(resolve, milliseconds, 'slow');
  });
  try {
    const first = await Promise.race([work.then(() => 'done' as const), slow]);
    if (first === 'slow') await onSlow();
    return await work;
  } finally {
    clearTimeout(timer);
  }
}
