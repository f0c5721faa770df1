/** The program's signs of life, from which it knows afterwards when it was down. */
import type { Logger } from 'pino';
import { recordLife } from '../practice/heartbeat.ts';
import type { Store } from '../practice/store.ts';
import { createTrouble } from '../practice/trouble.ts';

/** How often the bot says that it is alive, in milliseconds: well within the silence that counts as an outage. */
const betweenBeats = 60_000;

/**
 * Says every minute that the bot is alive, and records an outage where it has not been: after a stop, or after the machine slept. The
 * terminal never does: nobody relies on it. Several processes share one record: the bot lives while one of them does.
 */
export async function startLife(store: Store, logger: Logger): Promise<NodeJS.Timeout> {
  let latest: Date | undefined;
  const live = async (): Promise<void> => {
    const now = new Date();
    const outage = await recordLife(store, now, latest);
    latest = now;
    if (outage !== undefined) logger.info(outage, 'the bot was down; the days it took from learners break no streak');
  };
  const outage = createTrouble(
    (error) => logger.error({ err: error }, 'signs of life are not recorded; it is tried again every minute'),
    () => logger.info('signs of life are recorded again'),
  );
  await live();
  return setInterval(() => {
    outage.watch(live).catch(() => undefined);
  }, betweenBeats).unref();
}
