/** What every store owes to those who ask for many records at once. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { memberSince } from '../../src/practice/leaderboard.ts';
import type { LedgerEntry } from '../../src/practice/ledger.ts';
import type { LearnerRecord } from '../../src/practice/records.ts';
import { newLearner } from '../../src/practice/records.ts';
import type { Store } from '../../src/practice/store.ts';
import { attemptNamed } from '../support/attempts.ts';
import { everyStore } from '../support/every-store.ts';
import { omit } from '../support/omit.ts';

const guild = 'discord:guild:1';
const instant = (minute: number): string => new Date(Date.UTC(2026, 2, 1, 10, minute)).toISOString();

const wokenAt = <R extends { readonly wakeAt?: string }>(record: R, wakeAt: string | undefined): Omit<R, 'wakeAt'> =>
  wakeAt === undefined ? omit(record, 'wakeAt') : { ...record, wakeAt };
const wakeLearner = (store: Store, id: string, wakeAt: string | undefined): Promise<void> =>
  store.updateLearner(id, (record) => ({ record: wokenAt(record, wakeAt), result: undefined }));
const wakeCommunity = (store: Store, id: string, wakeAt: string | undefined): Promise<void> =>
  store.updateCommunity(id, (record) => ({ record: wokenAt(record, wakeAt), result: undefined }));

/** Few ids, days and instants, so that they meet: the same id twice, several attempts on one day. */
const entry: fc.Arbitrary<LedgerEntry> = fc
  .oneof(
    { weight: 6, arbitrary: fc.record({ id: fc.nat(12), minute: fc.nat(50), day: fc.nat(9), points: fc.nat(40) }) },
    { weight: 1, arbitrary: fc.constant(undefined) },
  )
  .map((drawn) =>
    drawn === undefined
      ? { kind: 'rules', at: instant(0), zone: 'UTC', dayStart: 4, restDays: [] }
      : {
          ...attemptNamed(`a${drawn.id}`),
          at: instant(drawn.minute),
          day: `2026-02-2${drawn.day}`,
          points: drawn.points,
        },
  );
const learner = fc.record({
  ledger: fc.array(entry, { maxLength: 20 }),
  settings: fc.constantFrom<LearnerRecord['settings']>({}, { hidden: true }, { hidden: false }),
  name: fc.option(fc.constantFrom('Ada', 'Bob'), { nil: undefined }),
  isMember: fc.boolean(),
});

describe.each(Object.entries(everyStore))('%s', (_name, openStore) => {
  it('counts what members did as the ledger says', async () => {
    const store = await openStore();
    let runs = 0;
    const from = fc.option(
      fc.nat(9).map((day) => `2026-02-2${day}`),
      { nil: undefined },
    );
    await fc.assert(
      fc.asyncProperty(fc.array(learner, { maxLength: 4 }), from, async (drawn, since) => {
        runs += 1;
        const community = `discord:guild:${runs}`;
        const records = drawn.map(({ isMember, name, ...rest }, index) => ({
          ...newLearner(`discord:${runs}:${index}`),
          ...rest,
          ...(name === undefined ? {} : { name }),
          communities: isMember ? ['slack:T1', community] : ['slack:T1'],
        }));
        for (const record of records) {
          // In two parts, so that the second one meets the first in the store.
          const first = { ...record, ledger: record.ledger.slice(0, 5) };
          await store.updateLearner(record.learner, () => ({ record: first, result: undefined }));
          await store.updateLearner(record.learner, () => ({ record, result: undefined }));
        }
        const expected = records
          .filter(({ communities }) => communities.includes(community))
          .map((record) => memberSince(record, since));
        const standings = await store.standings(community, since);
        expect(standings.toSorted((a, b) => (a.learner < b.learner ? -1 : 1))).toEqual(expected);
      }),
      { numRuns: 25 },
    );
  });

  it.each([
    ['communities', wakeCommunity, 'communitiesToWake'],
    ['learners', wakeLearner, 'learnersToWake'],
  ] as const)('finds the %s whose time has come, the longest waiting first', async (_what, wake, find) => {
    const store = await openStore();
    const long = `console:${'Lång'.repeat(80)}`;
    expect(await store[find](new Date(instant(59)), 10)).toEqual([]);
    await wake(store, 'slack:T1:UA', instant(3));
    await wake(store, 'discord:2', instant(2));
    await wake(store, 'discord:10', instant(2));
    await wake(store, long, instant(1));
    await wake(store, 'discord:later', instant(30));
    await wake(store, 'discord:never', undefined);
    expect(await store[find](new Date(instant(3)), 10)).toEqual([long, 'discord:10', 'discord:2', 'slack:T1:UA']);
    expect(await store[find](new Date(instant(3)), 2)).toEqual([long, 'discord:10']);
    expect(await store[find](new Date(Date.parse(instant(2)) - 1), 10)).toEqual([long]);

    await wake(store, long, instant(40));
    await wake(store, 'discord:10', undefined);
    expect(await store[find](new Date(instant(5)), 10)).toEqual(['discord:2', 'slack:T1:UA']);
    await wake(store, 'discord:10', instant(4));
    expect(await store[find](new Date(instant(5)), 10)).toEqual(['discord:2', 'slack:T1:UA', 'discord:10']);
    await store.forgetLearner('discord:2');
    expect(await store.learnersToWake(new Date(instant(5)), 10)).not.toContain('discord:2');
  });

  it('gives nobody else’s members', async () => {
    const store = await openStore();
    expect(await store.standings(guild, undefined)).toEqual([]);
    await store.updateLearner('discord:1', (record) => ({ record: { ...record, communities: [guild] }, result: 0 }));
    expect(await store.standings(guild, '2026-01-01')).toEqual([
      { learner: 'discord:1', hidden: false, days: 0, points: 0 },
    ]);
    expect(await store.standings('discord:guild:11', undefined)).toEqual([]);
  });
});
