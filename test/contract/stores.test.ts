/** What every store owes to its callers. The folder is listed, so that a new store cannot forget to enrol. */
import { readdir } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import type { CommunityRecord, LearnerRecord, Report } from '../../src/practice/records.ts';
import { newCommunity, newLearner } from '../../src/practice/records.ts';
import { StoreError } from '../../src/practice/store.ts';
import { attemptNamed, recording } from '../support/attempts.ts';
import { reportBy } from '../support/rich-records.ts';
import { everyStore } from '../support/every-store.ts';

it('every store is enrolled', async () => {
  const entries = await readdir(new URL('../../src/store', import.meta.url));
  const others = ['migrate', 'shared'];
  expect(Object.keys(everyStore).sort()).toEqual(entries.filter((name) => !others.includes(name)).sort());
});

const ada = 'discord:100';
const guild = 'discord:guild:1';
const other = 'discord:guild:2';

const joining = (community: string) => (record: LearnerRecord) => ({
  record: { ...record, communities: [...record.communities, community] },
  result: undefined,
});
const leaving = (community: string) => (record: LearnerRecord) => ({
  record: { ...record, communities: record.communities.filter((name) => name !== community) },
  result: undefined,
});
const reporting = (report: Report) => (record: CommunityRecord) => ({
  record: { ...record, reports: [...record.reports, report] },
  result: undefined,
});
const idsIn = (record: LearnerRecord): string[] =>
  record.ledger.flatMap((entry) => (entry.kind === 'attempt' ? [entry.id] : []));

describe.each(Object.entries(everyStore))('%s', (_name, openStore) => {
  it('gives a new record for somebody unknown', async () => {
    const store = await openStore();
    expect(await store.learner(ada)).toEqual(newLearner(ada));
    expect(await store.community(guild)).toEqual(newCommunity(guild));
    expect(await store.service()).toEqual({ outages: [] });
    expect(await store.members(guild)).toEqual([]);
  });

  it('keeps a change and gives back its result', async () => {
    const store = await openStore();
    expect(await store.updateLearner(ada, recording('a1'))).toBe(1);
    expect((await store.learner(ada)).ledger).toEqual([attemptNamed('a1')]);
  });

  it('loses none of 50 concurrent changes of one learner', async () => {
    const store = await openStore();
    const names = Array.from({ length: 50 }, (_, index) => `a${index}`);
    const counts = await Promise.all(names.map((name) => store.updateLearner(ada, recording(name))));
    expect(counts).toEqual(names.map((_, index) => index + 1));
    expect(idsIn(await store.learner(ada))).toEqual(names);
  });

  it('changes different learners side by side', async () => {
    const store = await openStore();
    const learners = Array.from({ length: 100 }, (_, index) => `slack:T1:U${index}`);
    await Promise.all(learners.map((learner) => store.updateLearner(learner, recording(`of ${learner}`))));
    const records = await Promise.all(learners.map((learner) => store.learner(learner)));
    expect(records.map(idsIn)).toEqual(learners.map((learner) => [`of ${learner}`]));
  });

  it('keeps learners apart whose ids differ in case only', async () => {
    const store = await openStore();
    await store.updateLearner('slack:T1:UABC', recording('upper'));
    await store.updateLearner('slack:t1:uabc', recording('lower'));
    expect(idsIn(await store.learner('slack:T1:UABC'))).toEqual(['upper']);
    expect(idsIn(await store.learner('slack:t1:uabc'))).toEqual(['lower']);
  });

  it('changes nothing where the change throws, and goes on', async () => {
    const store = await openStore();
    await store.updateLearner(ada, recording('a1'));
    const failure = new Error('no');
    const failing = store.updateLearner(ada, () => {
      throw failure;
    });
    const next = store.updateLearner(ada, recording('a2'));
    await expect(failing).rejects.toBe(failure);
    await next;
    expect(idsIn(await store.learner(ada))).toEqual(['a1', 'a2']);
  });

  it('refuses a record that could not be read back, and keeps the old one', async () => {
    const store = await openStore();
    await store.updateLearner(ada, recording('a1'));
    const unreadable: readonly ((record: LearnerRecord) => LearnerRecord)[] = [
      (record) => ({ ...record, ledger: [{ ...attemptNamed('a2'), points: NaN }], communities: [guild] }),
      (record) => ({ ...record, asked: { 'backend/sql-1': 'yesterday' } }),
      (record) => ({ ...record, learner: 'discord:101' }),
    ];
    for (const change of unreadable) {
      const update = store.updateLearner(ada, (record) => ({ record: change(record), result: undefined }));
      await expect(update).rejects.toThrow(StoreError);
    }
    expect(idsIn(await store.learner(ada))).toEqual(['a1']);
    expect(await store.members(guild)).toEqual([]);
  });

  it('writes nothing where the same record comes back', async () => {
    const store = await openStore();
    expect(await store.updateLearner(ada, (record) => ({ record, result: 'looked' }))).toBe('looked');
    expect(await store.forgetLearner(ada)).toBe(0);
  });

  it('shares nothing that it keeps', async () => {
    const store = await openStore();
    const mine: { learner: string; note: string; at: string; id: string; question: string }[] = [reportBy(ada, 'r1')];
    await store.updateCommunity(guild, (record) => ({ record: { ...record, reports: mine }, result: undefined }));
    mine.push(reportBy(ada, 'r2'));
    const first = await store.community(guild);
    Reflect.set(first, 'reports', []);
    expect((await store.community(guild)).reports).toEqual([reportBy(ada, 'r1')]);
    await store.updateCommunity(guild, (record) => {
      Reflect.set(record, 'reports', []);
      return { record, result: undefined };
    });
    expect((await store.community(guild)).reports).toEqual([reportBy(ada, 'r1')]);
  });

  it('lists the members of each community', async () => {
    const store = await openStore();
    const long = `console:${'Lång'.repeat(80)}`;
    await store.updateLearner(ada, joining(guild));
    await store.updateLearner(long, joining(guild));
    await store.updateLearner('slack:T1:U1', joining(other));
    await store.updateLearner(ada, joining(other));
    expect((await store.members(guild)).toSorted()).toEqual([long, ada].toSorted());
    expect((await store.members(other)).toSorted()).toEqual([ada, 'slack:T1:U1'].toSorted());
    await store.updateLearner(ada, leaving(guild));
    expect(await store.members(guild)).toEqual([long]);
  });

  it('forgets a learner everywhere and nobody else', async () => {
    const store = await openStore();
    const bob = 'discord:1001';
    for (const learner of [ada, bob]) {
      await store.updateLearner(learner, recording('a1'));
      await store.updateLearner(learner, joining(guild));
      await store.updateCommunity(guild, reporting(reportBy(learner, `by ${learner}`)));
    }
    await store.updateCommunity(other, reporting(reportBy(ada, 'elsewhere')));
    await store.updateCommunity('discord:guild:3', reporting(reportBy(bob, 'not hers')));
    expect(await store.forgetLearner(ada)).toBe(3);
    expect(await store.learner(ada)).toEqual(newLearner(ada));
    expect(idsIn(await store.learner(bob))).toEqual(['a1']);
    expect(await store.members(guild)).toEqual([bob]);
    expect((await store.community(guild)).reports).toEqual([reportBy(bob, `by ${bob}`)]);
    expect((await store.community(other)).reports).toEqual([]);
    expect((await store.community('discord:guild:3')).reports).toHaveLength(1);
    expect(await store.forgetLearner(ada)).toBe(0);
  });

  it('keeps installations until they are removed', async () => {
    const store = await openStore();
    const keys = ['slack:T1', 'slack:E1/t1', `slack:${'x'.repeat(300)}`];
    for (const key of keys) {
      expect(await store.installation(key)).toBeUndefined();
      await store.saveInstallation(key, `first of ${key}`);
      await store.saveInstallation(key, `text of ${key}`);
    }
    for (const key of keys) expect(await store.installation(key)).toBe(`text of ${key}`);
    await store.removeInstallation('slack:T1');
    await store.removeInstallation('slack:T1');
    expect(await store.installation('slack:T1')).toBeUndefined();
    expect(await store.installation('slack:E1/t1')).toBe('text of slack:E1/t1');
    await store.saveInstallation('slack:T1', 'again');
    expect(await store.installation('slack:T1')).toBe('again');
  });

  it('is ready until it is closed', async () => {
    const store = await openStore();
    await store.ready();
    await store.close();
    await expect(store.ready()).rejects.toThrow(StoreError);
    await expect(store.installation('slack:T1')).rejects.toThrow(StoreError);
    await expect(store.learnersToWake(new Date(), 1)).rejects.toThrow(StoreError);
    await expect(store.standings(guild, undefined)).rejects.toThrow(StoreError);
  });

  it('finishes what is being written before it closes, and takes nothing afterwards', async () => {
    const store = await openStore();
    const writing = Array.from({ length: 10 }, (_, index) => store.updateLearner(ada, recording(`a${index}`)));
    await Promise.all([store.close(), store.close()]);
    expect(await Promise.all(writing)).toHaveLength(10);
    await expect(store.learner(ada)).rejects.toThrow(StoreError);
    await expect(store.updateLearner(ada, recording('late'))).rejects.toThrow('closed');
    await expect(store.forgetLearner(ada)).rejects.toThrow(StoreError);
  });
});
