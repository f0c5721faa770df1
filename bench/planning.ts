/**
 * `npm run bench -- planning`: what planning the daily drill costs with 100,000 communities: the rules themselves, and one look of the
 * planner at who is due, on PostgreSQL and with files.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { loadKnowledgeOrThrow } from '../src/knowledge/load.ts';
import type { Bank } from '../src/practice/bank.ts';
import { nextDate } from '../src/practice/daily/schedule.ts';
import type { CommunityRecord } from '../src/practice/records.ts';
import { formatWith, migrations } from '../src/store/embedded/format.ts';
import { layoutOf } from '../src/store/embedded/layout.ts';
import type { Statement } from '../src/store/postgres/connection.ts';
import { openDatabase } from '../src/store/postgres/open.ts';
import { schema } from '../src/store/postgres/statements.ts';
import { storeOver } from '../src/store/postgres/store.ts';
import { communityKind } from '../src/store/shared/record-kinds.ts';
import { realData } from '../test/support/folders.ts';
import { startPostgres, urlOf } from '../test/support/postgres-server.ts';
import {
  communityAfterAMonth,
  communityLike,
  communityNumber,
  firstDue,
  postOnce,
  secondsLater,
  settingsIn,
} from './communities.ts';
import { median } from './figures.ts';
import { type Looks, looksAt } from './looking.ts';
import { overheard } from './pgbench.ts';

const communities = 100_000;

/** Prints what it measured. */
export async function run(): Promise<void> {
  const [role] = (await loadKnowledgeOrThrow(realData)).roles.values();
  if (role === undefined) throw new Error('there is no role');
  benchRules(role);
  const model = communityAfterAMonth(communityNumber(0), 'Europe/Berlin', role);
  await benchPostgres(model);
  benchEmbedded(model);
}

function benchRules(bank: Bank): void {
  const zones = Intl.supportedValuesOf('timeZone');
  const after = new Date(firstDue);
  const all = zones.map((zone) => settingsIn(zone, bank.id));
  const next = microseconds(all, (settings) => nextDate(settings, after));
  console.log(`the next date of a community: ${next.toFixed(1)} µs (median over ${zones.length} zones)`);
  const records = zones.map((zone) => communityAfterAMonth(communityNumber(0), zone, bank));
  const whole = microseconds(records, (record) => postOnce(record, bank, 'claim'));
  console.log(
    `a date taken up, settled and the next one planned: ${whole.toFixed(0)} µs; for ${communities.toLocaleString('en-US')} communities a day ${((whole * communities) / 1e6).toFixed(0)} s of one core`,
  );
}

/** The median over the items of the best of several times. */
function microseconds<T>(items: readonly T[], work: (item: T) => unknown): number {
  const rounds = 20;
  const best = items.map(() => Infinity);
  for (let round = 0; round < rounds; round += 1)
    for (const [index, item] of items.entries()) {
      const started = performance.now();
      work(item);
      best[index] = Math.min(best[index] ?? Infinity, performance.now() - started);
    }
  return 1000 * median(best);
}

async function benchPostgres(model: CommunityRecord): Promise<void> {
  const server = await startPostgres({ durable: true });
  const url = urlOf(server.folder, 'postgres');
  const heard: Statement[] = [];
  const database = await openDatabase(url);
  const client = new pg.Client({ connectionString: url });
  try {
    const store = storeOver(overheard(database, (statement) => heard.push(statement)));
    await store.updateCommunity(model.community, () => ({ record: communityLike(model, 0), result: undefined }));
    await client.connect();
    await copyRows(client, model.community);
    print('PostgreSQL', await looksAt(store));
    const [look] = heard.filter(({ text }) => text.includes('order by "wake_at"'));
    const plan = await client.query<{ 'QUERY PLAN': string }>(`explain ${look?.text ?? ''}`, [...(look?.values ?? [])]);
    const lines = plan.rows.map((row) => row['QUERY PLAN'].trim());
    console.log(`  its plan: ${lines.find((line) => line.includes('Scan')) ?? lines.join('; ')}`);
  } finally {
    await client.end();
    await database.close();
    await server.close();
  }
}

/** Makes the other communities out of the first one's rows. */
async function copyRows(client: pg.Client, model: string): Promise<void> {
  const begin = model.replace(/0+$/, '');
  const zeros = model.length - begin.length;
  await client.query(
    `insert into ${schema}.communities (community, version, daily, wake_at)
     select $1 || lpad(number::text, $2, '0'), nextval('${schema}.versions'), daily, to_timestamp($3::float8 / 1000 + number * ${secondsLater / 1000})
     from ${schema}.communities, generate_series(1, ${communities - 1}) number where community = $4`,
    [begin, zeros, firstDue, model],
  );
  await client.query('vacuum analyze');
}

/** In a process of its own, so that the memory is its own. */
function benchEmbedded(model: CommunityRecord): void {
  const folder = mkdtempSync(join(tmpdir(), 'career-advisor-bench-'));
  try {
    fillState(folder, model);
    const script = fileURLToPath(new URL('looking.ts', import.meta.url));
    const child = spawnSync(process.execPath, ['--expose-gc', script, folder], { encoding: 'utf8' });
    if (child.status !== 0) throw new Error(child.stderr);
    print('Files', JSON.parse(child.stdout) as Looks);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Writes the state as the store would have, without waiting for the disk each time. */
function fillState(stateDir: string, model: CommunityRecord): void {
  const layout = layoutOf(stateDir);
  const format = formatWith(migrations);
  mkdirSync(dirname(layout.community(model.community)), { recursive: true });
  for (let number = 0; number < communities; number += 1) {
    const record = communityLike(model, number);
    writeFileSync(layout.community(record.community), format.print(communityKind, record.community, record));
  }
}

function print(store: string, { first, meanwhile, memory, later }: Looks): void {
  console.log(`${store}: one look of the planner at ${communities.toLocaleString('en-US')} communities`);
  const kept = memory === undefined ? '' : `, and keeps ${(memory / 2 ** 20).toFixed(0)} MiB`;
  console.log(`  the first one takes ${first.toFixed(0)} ms${kept}`);
  console.log(`  while it ran, a learner's record took at most ${meanwhile.toFixed(0)} ms to read`);
  for (const { due, time } of later)
    console.log(`  with ${due.toLocaleString('en-US').padStart(5)} due: ${time.toFixed(2)} ms`);
}
