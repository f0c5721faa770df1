/**
 * `npm run bench -- postgres`: answers recorded a second on PostgreSQL, each durable, through the real practice and store in one process,
 * against pgbench with the very statements that they send, on the same server and data; and whether the number of learners matters.
 */
import pg from 'pg';
import type { Role } from '../src/knowledge/knowledge.ts';
import { loadKnowledgeOrThrow } from '../src/knowledge/load.ts';
import type { Store } from '../src/practice/store.ts';
import type { Statement } from '../src/store/postgres/connection.ts';
import { openDatabase } from '../src/store/postgres/open.ts';
import { storeOver } from '../src/store/postgres/store.ts';
import { realData } from '../test/support/folders.ts';
import { startPostgres, urlOf } from '../test/support/postgres-server.ts';
import { median, percent } from './figures.ts';
import { overheard, pgbench, scriptOf, type Script } from './pgbench.ts';
import { fillWithLearners, forgetToday, learnerPrefix, makeReady, practiceIn, today } from './postgres-learners.ts';

const sizes = [1_000, 100_000];
/** How many answers are on their way at a time, and how many of them make a round. */
const loads = [
  { clients: 16, answers: 2000 },
  { clients: 1, answers: 500 },
];
/** Rounds that are not counted: a program that has run for a minute is meant. */
const warmUps = 5;
const rounds = 7;
const pgbenchSeconds = 2;

/** Prints the best rates, and the ratio: a busy machine slows both of a round alike. */
export async function run(): Promise<void> {
  const [role] = (await loadKnowledgeOrThrow(realData)).roles.values();
  if (role === undefined) throw new Error('there is no role');
  const server = await startPostgres({ durable: true });
  try {
    console.log(
      `Answers recorded a second, each durable (fsync and synchronous_commit on), the best of ${rounds} rounds:`,
    );
    for (const size of sizes) await benchSize(server.folder, role, size);
  } finally {
    await server.close();
  }
}

async function benchSize(folder: string, role: Role, learners: number): Promise<void> {
  const database = `learners_${learners}`;
  await createDatabase(urlOf(folder, 'postgres'), database);
  const url = urlOf(folder, database);
  const heard: Statement[] = [];
  const connected = await openDatabase(url);
  try {
    await fillWithLearners(url, storeOver(connected), role, learners);
    const listening = storeOver(overheard(connected, (statement) => heard.push(statement)));
    const script = await scriptOfOneAnswer(listening, heard, role, learners);
    const store = storeOver(connected);
    for (let round = 0; round < warmUps; round += 1)
      await measure(store, role, { learners, clients: 16, answers: 2000 });
    await forgetToday(url);
    for (const { clients, answers } of loads) {
      const results: { readonly ours: Measured; readonly bare: number }[] = [];
      for (let round = 0; round < rounds; round += 1) {
        const ours = await measure(store, role, { learners, clients, answers });
        const bare = await pgbench(script, { folder, database, clients, seconds: pgbenchSeconds });
        results.push({ ours, bare });
        await forgetToday(url);
      }
      const best = {
        ours: Math.max(...results.map(({ ours }) => ours.perSecond)),
        cpu: Math.min(...results.map(({ ours }) => ours.cpu)),
        bare: Math.max(...results.map(({ bare }) => bare)),
      };
      const ratio = median(results.map(({ ours, bare }) => ours.perSecond / bare));
      console.log(
        [
          `  ${learners.toLocaleString('en-US').padStart(7)} learners, ${String(clients).padStart(2)} at a time:`,
          `ours ${best.ours.toFixed(0).padStart(5)} (${best.cpu.toFixed(2)} ms of this process's time each),`,
          `pgbench with the same ${script.statements} statements ${best.bare.toFixed(0).padStart(5)};`,
          `median of the rounds' ratios ${percent(ratio)}`,
        ].join(' '),
      );
    }
  } finally {
    await connected.close();
  }
}

async function createDatabase(url: string, name: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(`create database ${name}`);
  } finally {
    await client.end();
  }
}

/** Records one answer, and makes of the statements that were heard meanwhile a script. */
async function scriptOfOneAnswer(store: Store, heard: Statement[], role: Role, learners: number): Promise<Script> {
  const learner = `${learnerPrefix}1`;
  const { drill, answer } = await makeReady(practiceIn(store, role, learner, today));
  heard.length = 0;
  await answer();
  return scriptOf({ statements: [...heard], learner, attempt: drill }, learners);
}

interface Load {
  readonly learners: number;
  readonly clients: number;
  readonly answers: number;
}

interface Measured {
  readonly perSecond: number;
  /** Milliseconds of this process for one answer. */
  readonly cpu: number;
}

/** Records answers. The questions are put before the clock runs. */
async function measure(store: Store, role: Role, { learners, clients, answers }: Load): Promise<Measured> {
  const someone = (): string => `${learnerPrefix}${1 + Math.floor(Math.random() * learners)}`;
  const ready = await inTurns(clients, Array.from({ length: answers }), () =>
    makeReady(practiceIn(store, role, someone(), today)),
  );
  const started = performance.now();
  const before = process.cpuUsage();
  await inTurns(clients, ready, ({ answer }) => answer());
  const { user, system } = process.cpuUsage(before);
  return {
    perSecond: (1000 * answers) / (performance.now() - started),
    cpu: (user + system) / 1000 / answers,
  };
}

/** Works through the items, so many at a time. Resolves with the results in no order. */
async function inTurns<T, U>(workers: number, items: readonly T[], work: (item: T) => Promise<U>): Promise<U[]> {
  const queue = items.values();
  const results: U[] = [];
  const worker = async (): Promise<void> => {
    for (const item of queue) results.push(await work(item));
  };
  await Promise.all(Array.from({ length: workers }, worker));
  return results;
}
