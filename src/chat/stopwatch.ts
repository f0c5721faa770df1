/** How long something takes, whatever happens to clocks. */

/**
 * Begins to measure; the result gives the milliseconds since, by whichever of two clocks says more: that of `now` may be set back meanwhile,
 * and the other one stands still while a machine sleeps.
 */
export function startStopwatch(now: () => Date): () => number {
  const [wall, steady] = [now().getTime(), performance.now()];
  return () => Math.max(Math.abs(now().getTime() - wall), performance.now() - steady);
}
