/** Small storms over both stores. `npm run bench -- storm` makes the big ones. */
import { expect, it, onTestFinished } from 'vitest';
import { newDatabase } from '../../support/postgres.ts';
import { embeddedRecords, postgresRecords, type StormRecords } from './records.ts';
import { runStorm, type StormFigures } from './storm.ts';

/** A new one each time; a failure names it. Set it to see the same trouble again. */
const seed = Number(process.env['STORM_SEED'] ?? Date.now() % 1e9);

const storm = (processes: number, openRecords: () => Promise<StormRecords>): Promise<StormFigures> =>
  runStorm({
    places: { discord: 120, slack: 24, learners: 10, late: 6 },
    processes,
    openRecords,
    seed,
    trouble: {
      lasts: 7000,
      kills: 3,
      cuts: 4,
      longestCut: 1200,
      failures: 0.12,
      hangs: false,
      jumps: 2,
      longestJump: 300_000,
      wrongClocks: 3,
      clockError: 1_500_000,
      mishaps: 8,
    },
    hurry: true,
    patience: 120_000,
  });

async function inPostgres(): Promise<StormRecords> {
  const { url, drop } = await newDatabase();
  onTestFinished(drop);
  return postgresRecords(url);
}

it.each([
  ['two processes on PostgreSQL', 2, inPostgres],
  ['three processes on PostgreSQL', 3, inPostgres],
  ['one process on the embedded store', 1, embeddedRecords],
])('%s: each date has one post or an honest record', { timeout: 180_000 }, async (_name, processes, openRecords) => {
  const { account, havoc, problems, surelyTold } = await storm(processes, openRecords);
  expect(problems, `with STORM_SEED=${seed}`).toEqual([]);
  // It was one: processes died and were cut off, and most posts are there all the same.
  expect(havoc.kills).toBe(3);
  expect([...havoc.cuts.values()].reduce((sum, times) => sum + times, 0)).toBe(4);
  expect(account.posts).toBeGreaterThan(75);
  // What cannot heal stops the schedule, and is told once where nothing kept it from being told.
  expect(surelyTold).toHaveLength(6);
  expect(account.ends.discord.failed).toBeGreaterThanOrEqual(6);
});
