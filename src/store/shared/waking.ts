/** Who is to be looked at: records by the instant at which they want to be woken. */

/**
 * At most `limit` ids whose instant (milliseconds) is not after `before`: the longest waiting first, of equal ones the lower id, so that
 * every store gives the same order.
 */
export function longestWaiting(waiting: Iterable<readonly [string, number]>, before: Date, limit: number): string[] {
  // There may be very many, and few of them due.
  return Iterator.from(waiting)
    .filter(([, at]) => at <= before.getTime())
    .toArray()
    .sort(([a, atA], [b, atB]) => atA - atB || (a < b ? -1 : 1))
    .slice(0, limit)
    .map(([id]) => id);
}

/** Keeps in mind when a record (now) wants to be woken, if it does. */
export function noteWaking(waiting: Map<string, number>, id: string, wakeAt: string | undefined): void {
  if (wakeAt === undefined) waiting.delete(id);
  else waiting.set(id, Date.parse(wakeAt));
}
