/** Signs of life, from which the bot knows afterwards for how long it was down. The callers decide who gives them: a terminal does not. */
import type { Outage } from './ledger.ts';
import type { Store } from './store.ts';

/** A bot that was silent for longer than this, in milliseconds, was down. Beats must come well within it. */
export const longestSilence = 10 * 60_000;

/**
 * Says that the bot is alive: at its start, and from then on regularly. If its last sign of life is older than `longestSilence`, the
 * time since then becomes an outage, which is given back. Rejects with a StoreError where that cannot be recorded.
 */
export function recordLife(store: Store, now: Date): Promise<Outage | undefined> {
  return store.updateService((service) => {
    const { heartbeat, outages } = service;
    const record = { ...service, heartbeat: now.toISOString() };
    if (heartbeat === undefined || now.getTime() - Date.parse(heartbeat) <= longestSilence)
      return { record, result: undefined };
    const outage: Outage = { from: heartbeat, to: now.toISOString() };
    return { record: { ...record, outages: [...outages, outage] }, result: outage };
  });
}
