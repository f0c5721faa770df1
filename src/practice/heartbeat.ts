/** Signs of life, from which the bot knows afterwards for how long it was down. The callers decide who gives them: a terminal does not. */
import { dayLength } from './days.ts';
import type { Outage } from './ledger.ts';
import type { Store } from './store.ts';

/** A bot that was silent for longer than this, in milliseconds, was down. Beats must come well within it. */
export const longestSilence = 10 * 60_000;

/** A sign of life that is farther ahead than this, in milliseconds, was given by a clock that was wrong. */
const farthestAhead = dayLength;

/**
 * Says that the bot is alive: at its start, and from then on regularly. If its last sign of life is older than `longestSilence`, the
 * time since then becomes an outage, which is given back. `before`: the last sign that this process itself gave; where that is recent,
 * nothing was down, and it is only that the clocks of two processes do not agree. Rejects with a StoreError where it cannot be recorded.
 */
export function recordLife(store: Store, now: Date, before?: Date): Promise<Outage | undefined> {
  const silence = (since: Date): number => now.getTime() - since.getTime();
  return store.updateService((service) => {
    const { heartbeat, outages } = service;
    const latest = heartbeat === undefined ? now : new Date(heartbeat);
    // Another process, whose clock is ahead, has given a later one: set back, it would look silent to that process at its next.
    if (silence(latest) < 0 && silence(latest) >= -farthestAhead) return { record: service, result: undefined };
    const record = { ...service, heartbeat: now.toISOString() };
    const wasAlive = before !== undefined && Math.abs(silence(before)) <= longestSilence;
    if (wasAlive || silence(latest) <= longestSilence) return { record, result: undefined };
    const outage: Outage = { from: latest.toISOString(), to: now.toISOString() };
    return { record: { ...record, outages: [...outages, outage] }, result: outage };
  });
}
