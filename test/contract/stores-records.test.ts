/** What every store keeps of records: all of it, and nothing of somebody who is forgotten. */
import { describe, expect, it } from 'vitest';
import { withoutName } from '../../src/practice/daily/tally.ts';
import type { CommunityRecord, LearnerRecord } from '../../src/practice/records.ts';
import { everyStore } from '../support/every-store.ts';
import { omit } from '../support/omit.ts';
import { fromNewerRelease, reportBy, richCommunity, richLearner, richService } from '../support/rich-records.ts';

const ada = 'discord:100';
const guild = 'discord:guild:1';
const other = 'discord:guild:2';

describe.each(Object.entries(everyStore))('%s', (_name, openStore) => {
  it.each([
    ['keeps every field of every kind of record', <T>(record: T): T => record],
    ['keeps the fields of a newer release', fromNewerRelease],
  ])('%s', async (_what, made) => {
    const store = await openStore();
    const learner = made(richLearner(ada, guild));
    const community = made(richCommunity(guild, ada));
    const service = made(richService);
    // Twice: what was written is read, and written over.
    for (const name of ['Ada', 'Ada King']) {
      await store.updateLearner(ada, () => ({ record: { ...learner, name }, result: undefined }));
      await store.updateCommunity(guild, () => ({ record: { ...community, zone: name }, result: undefined }));
      await store.updateService(() => ({ record: service, result: undefined }));
      expect(await store.learner(ada)).toEqual({ ...learner, name });
      expect(await store.community(guild)).toEqual({ ...community, zone: name });
      expect(await store.service()).toEqual(service);
    }
  });

  it('keeps lists and maps as changes leave them', async () => {
    const store = await openStore();
    await store.updateLearner(ada, () => ({ record: richLearner(ada, guild), result: undefined }));
    await store.updateCommunity(guild, () => ({ record: richCommunity(guild, ada), result: undefined }));
    const learners: readonly ((record: LearnerRecord) => LearnerRecord)[] = [
      (record) => omit(record, 'wakeAt', 'remindedOn', 'name'),
      (record) => ({ ...record, ledger: record.ledger.toReversed(), communities: record.communities.toReversed() }),
      (record) => ({ ...record, ledger: record.ledger.slice(1), drills: [] }),
      (record) => ({ ...record, memories: {}, asked: { 'backend/sql-1': record.asked['backend/caching'] ?? '' } }),
      (record) => ({ ...record, ledger: [], communities: [] }),
    ];
    for (const change of learners) {
      const next = await store.updateLearner(ada, (record) => ({ record: change(record), result: change(record) }));
      expect(await store.learner(ada)).toEqual(next);
    }
    const communities: readonly ((record: CommunityRecord) => CommunityRecord)[] = [
      (record) => ({ ...record, daily: withoutName(record.daily ?? raise(), ada) }),
      (record) => ({ ...record, unanswered: record.unanswered.toReversed(), reports: record.reports.slice(1) }),
      (record) => ({ ...record, unanswered: record.unanswered.map((each) => ({ ...each, times: 5 })) }),
      (record) => ({ ...record, faq: record.faq?.slice(0, 1) ?? [], admins: [] }),
      (record) => omit(record, 'faq', 'admins', 'wakeAt'),
      (record) => omit(record, 'daily'),
    ];
    for (const change of communities) {
      const next = await store.updateCommunity(guild, (record) => ({ record: change(record), result: change(record) }));
      expect(await store.community(guild)).toEqual(next);
      expect(next.daily?.deliveries.flatMap(({ tally }) => tally?.longest ?? []) ?? []).toEqual([]);
    }
  });

  it('takes any text', async () => {
    const store = await openStore();
    const strange = ['\0', 'a\ud800b', '\\u0000', "'; drop table learners; --", '${x} $1 %s', 'é\u0301\u202e'];
    for (const answer of strange) {
      await store.updateLearner(ada, (record) => {
        const { drills } = richLearner(ada, guild);
        return { record: { ...record, name: answer, drills: drills.map((each) => ({ ...each, answer })) }, result: 0 };
      });
      // What no screen shows may come back as the sign for that.
      const shown = [answer, answer.replaceAll(/\0|\ud800/g, '\ufffd')];
      expect(shown).toContain((await store.learner(ada)).name);
      expect(shown).toContain((await store.learner(ada)).drills[0]?.answer);
    }
  });

  it('forgets every trace of a learner in communities, and keeps what belongs to others', async () => {
    const store = await openStore();
    await store.updateCommunity(guild, () => ({ record: richCommunity(guild, ada), result: undefined }));
    const daily = richCommunity(other, ada).daily ?? raise();
    const traces: readonly Partial<CommunityRecord>[] = [
      { admins: [ada] },
      { faq: richCommunity(other, ada).faq?.slice(0, 1) ?? [] },
      { daily: { ...daily, deliveries: [] } },
      // A name among the long streaks alone.
      { daily: { ...daily, setBy: 'discord:7' } },
      { reports: [reportBy(ada, 'r1')] },
    ];
    for (const [index, trace] of traces.entries())
      await store.updateCommunity(`slack:T${index}`, (record) => ({ record: { ...record, ...trace }, result: 0 }));
    await store.updateCommunity('slack:without', () => ({
      record: richCommunity('slack:without', 'discord:7'),
      result: 0,
    }));

    expect(await store.forgetLearner(ada)).toBe(1 + traces.length);
    for (const community of [guild, ...traces.map((_, index) => `slack:T${index}`)])
      expect(JSON.stringify(await store.community(community))).not.toContain(JSON.stringify(ada));
    const { daily: kept, faq, admins } = await store.community(guild);
    expect(admins).toEqual(['discord:7']);
    expect(faq?.map(({ by }) => by)).toEqual(['', 'discord:7']);
    expect(kept?.deliveries[1]?.tally).toMatchObject({ answered: 3, longest: [] });
    expect(await store.community('slack:without')).toEqual(richCommunity('slack:without', 'discord:7'));
    expect(await store.forgetLearner(ada)).toBe(0);
  });
});

function raise(): never {
  throw new Error('the rich community has a daily drill');
}
