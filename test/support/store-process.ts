/**
 * A process of its own that opens a state, a folder or a database: `store-process.ts PLACE hold` says `held` or `refused: …`; `… write MARK`
 * also records attempts named MARK-0, MARK-1, … for 20 learners in turn, several at a time, and says `LEARNER ID` after each is acknowledged;
 * `… race MARK` records 100 attempts of one learner, claims a delivery of each of 50 communities, and says `claimed COMMUNITY` for each that
 * was its own, and `done`. It ends when it is killed, or when its input ends.
 */
import { writeSync } from 'node:fs';
import type { Store } from '../../src/practice/store.ts';
import { recording } from './attempts.ts';
import { claiming, racedCommunities, racedLearner } from './races.ts';

const [place = '', what, mark = ''] = process.argv.slice(2);
/** Written at once, so that nothing that was said is lost with the process. */
const say = (line: string): void => void writeSync(1, `${line}\n`);

/** Only what is used is loaded: some tests start many of these. */
async function openStore(): Promise<Store> {
  if (place.startsWith('postgres://')) {
    const { openPostgres } = await import('../../src/store/postgres/open.ts');
    return (await openPostgres(place)).store;
  }
  const { openEmbeddedStore } = await import('../../src/store/embedded/store.ts');
  return openEmbeddedStore(place, { now: () => new Date() });
}

async function write(store: Store): Promise<void> {
  let next = 0;
  const writer = async (): Promise<never> => {
    for (;;) {
      const id = `${mark}-${next}`;
      const learner = `console:${next % 20}`;
      next += 1;
      await store.updateLearner(learner, recording(id));
      say(`${learner} ${id}`);
    }
  };
  await Promise.all(Array.from({ length: 8 }, writer));
}

async function race(store: Store): Promise<void> {
  const attempts = Array.from({ length: 100 }, (_, index) => recording(`${mark}-${index}`));
  await Promise.all(attempts.map((attempt) => store.updateLearner(racedLearner, attempt)));
  const claim = async (community: string): Promise<void> => {
    if (await store.updateCommunity(community, claiming(mark))) say(`claimed ${community}`);
  };
  await Promise.all(racedCommunities.map(claim));
  say('done');
}

process.stdin.resume().on('end', () => process.exit());
try {
  const store = await openStore();
  say('held');
  if (what === 'write') await write(store);
  if (what === 'race') await race(store);
} catch (error) {
  say(`refused: ${error instanceof Error ? error.message : String(error)}`);
  process.exit(1);
}
