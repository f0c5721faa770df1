/**
 * `npm run bench -- storm [communities] [store]`: very many communities due at the same minute, with the real leases and pauses, while real
 * processes are killed, cut off and refused; and the same number in fine weather, against the pace that Discord allows. `store` is
 * `postgres` (three processes), `embedded` (one) or both, if left out.
 */
import pg from 'pg';
import { dueAt } from '../test/end-to-end/storm/places.ts';
import { embeddedRecords, postgresRecords, type StormRecords } from '../test/end-to-end/storm/records.ts';
import { runStorm, type StormFigures } from '../test/end-to-end/storm/storm.ts';
import type { TroubleOptions } from '../test/end-to-end/storm/trouble.ts';
import { startPostgres, urlOf } from '../test/support/postgres-server.ts';

const stores = ['postgres', 'embedded'] as const;
type StoreName = (typeof stores)[number];
const processes: Readonly<Record<StoreName, number>> = { postgres: 3, embedded: 1 };

const usualCommunities = 2000;
const calmCommunities = 5000;
/** How many of them are on Slack. */
const slackShare = 0.15;
const [second, minute] = [1000, 60_000];

const badWeather: TroubleOptions = {
  lasts: 4 * minute,
  kills: 12,
  cuts: 14,
  longestCut: 8 * second,
  failures: 0.1,
  hangs: true,
  jumps: 3,
  longestJump: 45 * minute,
  wrongClocks: 8,
  clockError: 4 * minute,
  mishaps: 20,
};
const fineWeather: TroubleOptions = {
  lasts: 0,
  kills: 0,
  cuts: 0,
  longestCut: 0,
  failures: 0,
  hangs: false,
  jumps: 0,
  longestJump: 0,
  wrongClocks: 0,
  clockError: 0,
  mishaps: 0,
};

/** Runs the storms, and the calm days of `communities` (5,000 if left out) on Discord alone, and prints what came of each. */
export async function run(args: readonly string[]): Promise<void> {
  const [communities, store] = args;
  const count = communities === undefined ? usualCommunities : Number(communities);
  const chosen = stores.filter((name) => store === undefined || name === store);
  if (!Number.isInteger(count) || count < 1 || chosen.length === 0)
    throw new Error('storm [communities] [postgres | embedded]');
  const slack = Math.round(count * slackShare);
  const calm = communities === undefined ? calmCommunities : count;
  for (const name of chosen) {
    const seed = Date.now() % 1e9;
    print(
      `A storm, ${name}, ${processes[name]} processes`,
      await storm(name, { discord: count - slack, slack }, badWeather, seed),
    );
    print(
      `A calm day, ${name}, ${processes[name]} processes`,
      await storm(name, { discord: calm, slack: 0 }, fineWeather, seed),
    );
  }
}

async function storm(
  name: StoreName,
  counts: { readonly discord: number; readonly slack: number },
  trouble: TroubleOptions,
  seed: number,
): Promise<StormFigures> {
  await using stack = new AsyncDisposableStack();
  let openRecords: () => Promise<StormRecords> = embeddedRecords;
  if (name === 'postgres') {
    const server = await startPostgres();
    stack.defer(() => server.close());
    openRecords = async () => postgresRecords(await newDatabase(server.folder));
  }
  return await runStorm({
    places: { ...counts, learners: trouble === fineWeather ? 0 : Math.ceil(counts.slack / 5), late: 0 },
    processes: processes[name],
    openRecords,
    seed,
    trouble,
    hurry: false,
    patience: 60 * minute,
  });
}

async function newDatabase(folder: string): Promise<string> {
  const client = new pg.Client({ connectionString: urlOf(folder, 'postgres') });
  await client.connect();
  await client.query('create database storm');
  await client.end();
  return urlOf(folder, 'storm');
}

function print(title: string, figures: StormFigures): void {
  const { account, havoc, discordPlaces, lastPostAt } = figures;
  const limit = discordPlaces / 50;
  const seconds = (milliseconds: number): string => (milliseconds / second).toFixed(1);
  const cuts = [...havoc.cuts].map(([kind, times]) => `${times} ${kind}`).join(', ');
  const lines: [string, string | number][] = [
    ['communities', `${figures.places} (${discordPlaces} Discord, ${figures.places - discordPlaces} Slack)`],
    ['posts', account.posts],
    ['doubles', account.doubles.length],
    ['missing without a record', account.missing.length],
    ['not as the record says', account.untrue.length],
    ['ended on Discord', JSON.stringify(account.ends.discord)],
    ['ended on Slack', JSON.stringify(account.ends.slack)],
    ['reminders', `${account.reminders}; told twice: ${account.toldTwice.length}`],
    ['schedules stopped', `${havoc.mishaps.size} mishaps, ${account.told.size} admins told`],
    ['kills, restarts', `${havoc.kills}, ${figures.restarts}`],
    ['cuts', cuts === '' ? 0 : cuts],
    ['calls that failed', figures.failures],
    ['clocks', `${seconds(havoc.jumped)} s skipped, ${havoc.wrongClocks} times wrong`],
    ['until all had ended', `${seconds(figures.wall)} s`],
    ['pacing limit', `${limit.toFixed(1)} s (${discordPlaces}/50), with a tenth ${(limit * 1.1).toFixed(1)} s`],
    ['busiest second', `${figures.busiestSecond} requests; ${figures.tooMany} refused as too many`],
    ...(havoc.kills === 0
      ? [['last post', `${seconds(lastPostAt - dueAt.getTime())} s after they were due`] as [string, string]]
      : []),
  ];
  console.log(`${title} (seed ${figures.seed}):`);
  for (const [what, value] of lines) console.log(`  ${what.padEnd(26)}${value}`);
  for (const [reason, times] of account.reasons) console.log(`    ${String(times).padStart(4)} × ${reason}`);
  for (const problem of figures.problems) console.log(`  WRONG: ${problem}`);
  if (figures.problems.length > 0) process.exitCode = 1;
}
