/** A record that another process changes between a reading of it and the change that follows. */
import pg from 'pg';
import { expect, it, onTestFinished } from 'vitest';
import type { LearnerRecord } from '../../../src/practice/records.ts';
import type { Change, Store } from '../../../src/practice/store.ts';
import { recording } from '../../support/attempts.ts';
import { reportBy } from '../../support/rich-records.ts';
import { postgresStore } from '../../support/stores.ts';

const ada = 'discord:100';

/** Two processes' stores. The first has just read Ada's record, and the second has written to it since. */
async function readAndOvertaken(): Promise<{ first: Store; second: Store }> {
  const { store: first, url } = await postgresStore();
  const { store: second } = await postgresStore({ url });
  await first.updateLearner(ada, recording('a1'));
  await first.learner(ada);
  await second.updateLearner(ada, recording('a2'));
  return { first, second };
}

const idsIn = ({ ledger }: LearnerRecord): string[] =>
  ledger.map((entry) => (entry.kind === 'attempt' ? entry.id : ''));

it('is changed as it is now, and nothing is lost', async () => {
  const { first, second } = await readAndOvertaken();
  expect(await first.updateLearner(ada, recording('a3'))).toBe(3);
  expect(idsIn(await second.learner(ada))).toEqual(['a1', 'a2', 'a3']);
});

it('is looked at as it is now where nothing is to be changed', async () => {
  const { first } = await readAndOvertaken();
  const looking = (record: LearnerRecord): Change<LearnerRecord, string[]> => ({ record, result: idsIn(record) });
  expect(await first.updateLearner(ada, looking)).toEqual(['a1', 'a2']);
});

it('is changed although the change could not be made to what was read', async () => {
  const { first, second } = await readAndOvertaken();
  const needingTheSecond = (record: LearnerRecord): Change<LearnerRecord, number> => {
    if (!idsIn(record).includes('a2')) throw new Error('the second attempt is not there');
    return recording('a3')(record);
  };
  expect(await first.updateLearner(ada, needingTheSecond)).toBe(3);
  expect(idsIn(await second.learner(ada))).toEqual(['a1', 'a2', 'a3']);
});

it('is begun anew where it was erased', async () => {
  const { first, second } = await readAndOvertaken();
  await second.forgetLearner(ada);
  expect(await first.updateLearner(ada, recording('a3'))).toBe(1);
  expect(idsIn(await second.learner(ada))).toEqual(['a3']);
});

it('has the traces of whoever is forgotten taken out of it as it is now', async () => {
  const { store, url } = await postgresStore();
  const guild = 'discord:guild:1';
  await store.updateCommunity(guild, (record) => ({
    record: { ...record, reports: [reportBy(ada, 'hers')] },
    result: undefined,
  }));
  const other = new pg.Client({ connectionString: url });
  await other.connect();
  onTestFinished(() => other.end());
  // Another process has changed the record, and is about to say so: whoever writes it meanwhile waits, and then comes too late.
  await other.query('begin');
  await other.query(`update career_advisor.communities set version = nextval('career_advisor.versions')`);
  const forgetting = store.forgetLearner(ada);
  const waiting = `select pid from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
  await expect.poll(async () => (await other.query(waiting)).rows.length, { timeout: 50_000 }).toBe(1);
  await other.query('commit');
  expect(await forgetting).toBe(1);
  expect((await store.community(guild)).reports).toEqual([]);
});

it('stays as it is, whatever becomes of a reading', async () => {
  const { store } = await postgresStore();
  await store.updateLearner(ada, recording('a1'));
  const read = await store.learner(ada);
  Reflect.set(read, 'ledger', []);
  expect(await store.updateLearner(ada, recording('a2'))).toBe(2);
});
