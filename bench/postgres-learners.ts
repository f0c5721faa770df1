/** A database full of learners who have practised for a month, for benchmarks, and what they do next. */
import pg from 'pg';
import type { Role } from '../src/knowledge/knowledge.ts';
import { practiceOf } from '../src/practice/learner-practice.ts';
import type { Practice } from '../src/practice/practice.ts';
import type { Store } from '../src/practice/store.ts';
import { schema } from '../src/store/postgres/statements.ts';

const daysBefore = 30;
const dayLength = 86_400_000;
const lastDay = Date.parse('2026-11-21T10:00:00Z');
/** The day on which the benchmark happens. */
export const today = new Date(lastDay + dayLength);

/** All but the number in a learner's id. */
export const learnerPrefix = 'discord:';

/** The one whom all others are copies of. */
const model = `${learnerPrefix}0`;

let drills = 0;

/** The practice of one learner. */
export const practiceIn = (store: Store, role: Role, learner: string, now: Date): Practice =>
  practiceOf({
    store,
    role,
    learner,
    community: 'discord:1',
    now,
    name: 'Ada',
    defaultZone: 'Europe/Berlin',
    profileZone: () => Promise.resolve(undefined),
    newId: () => `drill${(drills += 1)}`,
    trouble: (error) => {
      throw error;
    },
  });

/** A drill that is open, and how to answer it. */
export interface Ready {
  readonly drill: string;
  readonly answer: () => Promise<void>;
}

/** Puts a question to the learner. Rejects where there is none; so does answering where the answer is not recorded. */
export async function makeReady(practice: Practice): Promise<Ready> {
  const asked = await practice.ask({ topic: undefined, level: undefined });
  if (asked.kind === 'none') throw new Error('the bank has no question left for a learner of the benchmark');
  const { drill, question } = asked;
  return {
    drill,
    answer: async () => {
      const { kind } = await (question.kind === 'choice' ? practice.choose(drill, 0) : practice.grade(drill, 'good'));
      if (kind !== 'recorded') throw new Error(`an answer of the benchmark was not recorded: ${kind}`);
    },
  };
}

/** Fills an empty database with learners 1 to `count`: one practises through the store, and the others are copies of that one's rows. */
export async function fillWithLearners(url: string, store: Store, role: Role, count: number): Promise<void> {
  for (let day = daysBefore - 1; day >= 0; day -= 1)
    await (await makeReady(practiceIn(store, role, model, new Date(lastDay - day * dayLength)))).answer();
  await store.updateService((record) => ({ record: { ...record, heartbeat: today.toISOString() }, result: undefined }));
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    for (const table of ['learners', 'attempts', 'rules_changes', 'memories', 'asked_questions', 'memberships'])
      await copyRows(client, table, count);
    await client.query('vacuum analyze');
    await client.query('checkpoint');
  } finally {
    await client.end();
  }
}

/** Takes away what was recorded today, so that no round finds longer records than the one before. */
export async function forgetToday(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const isNew = (table: string): string =>
    `not exists (select from ${schema}.${table} known where known.learner = '${model}' and known.question = new.question)`;
  try {
    await client.query(`delete from ${schema}.attempts where at >= $1`, [today]);
    await client.query(`delete from ${schema}.memories new where last_review >= $1 and ${isNew('memories')}`, [today]);
    await client.query(`delete from ${schema}.asked_questions new where at >= $1 and ${isNew('asked_questions')}`, [
      today,
    ]);
  } finally {
    await client.end();
  }
}

async function copyRows(client: pg.Client, table: string, count: number): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `select quote_ident(column_name) as name from information_schema.columns where table_schema = $1 and table_name = $2 and column_name <> 'learner'`,
    [schema, table],
  );
  const names = rows.map(({ name }) => name);
  const values = names.map((name) => (name === 'version' ? `nextval('${schema}.versions')` : name));
  await client.query(
    `insert into ${schema}.${table} (learner, ${names.join(', ')}) select $1 || number, ${values.join(', ')} from ${schema}.${table}, generate_series(1, $2::int) number where learner = $3`,
    [learnerPrefix, count, model],
  );
}
