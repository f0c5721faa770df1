/** `npm run bench -- forty-days`: the transcript of a learner's forty days, as the terminal shows them. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { state } from '../src/jobs/state.ts';
import { renderOutcome } from '../src/platforms/console/render.ts';
import { createAsker } from '../test/support/asker.ts';
import { playFortyDays } from '../test/support/forty-days.ts';

const width = 100;
const silent = { stdout: { write: () => undefined }, stderr: process.stderr };

/** Plays the days on a state in a temporary folder, which is removed, and prints what was done and what came of it. */
export async function run(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'career-advisor-bench-'));
  const stateDir = join(folder, 'state');
  try {
    const scenes = playFortyDays({
      ask: await createAsker(fileURLToPath(new URL('../data', import.meta.url)), stateDir),
      async addOutage(from, to) {
        const code = await state({ stateDir, databaseUrl: undefined }, ['outage', 'add', from, to], silent);
        if (code !== 0) throw new Error('the outage was not added');
      },
    });
    for await (const { at, note, did, outcome } of scenes) {
      if (note !== undefined) console.log(`\n=== ${note} ===`);
      console.log(`\n${at}  $ ${did}`);
      if (outcome !== undefined)
        console.log(renderOutcome(outcome, { colour: false, width }).replaceAll(/^(?=.)/gm, '    '));
    }
  } finally {
    await rm(folder, { recursive: true });
  }
}
