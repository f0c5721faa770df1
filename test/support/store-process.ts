/**
 * A process of its own that opens a state: `store-process.ts STATE_DIR hold` says `held` or `refused: …`; `… write MARK` also records attempts
 * named MARK-0, MARK-1, … for 20 learners in turn, several at a time, and says `LEARNER ID` after each is acknowledged. It ends when it is
 * killed, or when its input ends.
 */
import { writeSync } from 'node:fs';
import { openEmbeddedStore } from '../../src/store/embedded/store.ts';
import { recording } from './attempts.ts';

const [stateDir = '', what, mark = ''] = process.argv.slice(2);
/** Written at once, so that nothing that was said is lost with the process. */
const say = (line: string): void => void writeSync(1, `${line}\n`);

async function write(): Promise<void> {
  const store = await openEmbeddedStore(stateDir, { now: () => new Date() });
  say('held');
  if (what !== 'write') return;
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

process.stdin.resume().on('end', () => process.exit());
try {
  await write();
} catch (error) {
  say(`refused: ${error instanceof Error ? error.message : String(error)}`);
  process.exit(1);
}
