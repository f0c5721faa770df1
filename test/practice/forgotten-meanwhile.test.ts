/** Somebody who is forgotten, or hides, in the moment in which an answer of theirs is being counted is named nowhere afterwards. */
import { describe, expect, it } from 'vitest';
import { dailyKey } from '../../src/practice/daily/key.ts';
import { settle, takeUp } from '../../src/practice/daily/outbox.ts';
import { practiceOf } from '../../src/practice/learner-practice.ts';
import type { Practice } from '../../src/practice/practice.ts';
import type { LearnerRecord } from '../../src/practice/records.ts';
import type { Store } from '../../src/practice/store.ts';
import { everyStore } from '../support/every-store.ts';
import { answered, bankOf, choiceQuestion, questionsOn } from '../support/questions.ts';
import { roleWith } from '../support/small-role.ts';
import { communityWith, guild } from './daily/support.ts';

const grace = 'discord:7';
const day = '2026-11-02';
const now = new Date(`${day}T10:00Z`);
const bank = bankOf(questionsOn(['sql'], 1));
const role = { ...roleWith([]), ...bank, title: 'Coder', about: { ...roleWith([]).about, ...bank.about } };

const practiceIn = (store: Store): Practice =>
  practiceOf({
    store,
    role,
    learner: grace,
    community: guild,
    now,
    name: 'Grace',
    profileZone: () => Promise.resolve(undefined),
    defaultZone: undefined,
    newId: () => 'x',
    trouble: (error) => {
      throw error;
    },
  });

/** A store with today's drill posted, and Grace, who has a streak from yesterday. */
async function storeWithDrill(open: () => Promise<Store>): Promise<Store> {
  const store = await open();
  await store.updateCommunity(guild, () => {
    const { record } = takeUp(communityWith({ role: role.id }), { now: new Date(`${day}T09:00Z`), claim: 'a', bank });
    const settling = { claim: 'a', day, channel: 'general', now: new Date(`${day}T09:00:01Z`) };
    return { record: settle(record, { ...settling, result: { kind: 'sent', message: '1' } }), result: undefined };
  });
  await store.updateLearner(grace, (before) => ({
    record: answered(before, choiceQuestion('practised'), 'good', new Date('2026-11-01T10:00Z')),
    result: undefined,
  }));
  return store;
}

/** Grace answers today's drill; `meanwhile` happens when the answer is written and not yet counted. */
async function answer(store: Store, meanwhile: () => Promise<unknown> = () => Promise.resolve()): Promise<void> {
  let isCounting = false;
  const slow: Store = {
    ...store,
    async updateCommunity(id, change) {
      if (!isCounting) {
        isCounting = true;
        await meanwhile();
      }
      return store.updateCommunity(id, change);
    },
  };
  const asked = await practiceIn(store).askDaily(dailyKey(guild, day));
  if (asked.kind !== 'question') throw new Error(`There is no drill: ${asked.kind}.`);
  const recorded = await practiceIn(slow).choose(asked.drill, 0);
  expect(recorded).toMatchObject({ kind: 'recorded', streak: { current: 2 } });
}

const longestIn = async (store: Store): Promise<unknown> =>
  (await store.community(guild)).daily?.deliveries.find((each) => each.day === day)?.tally?.longest;

const hide = (record: LearnerRecord): LearnerRecord => ({ ...record, settings: { ...record.settings, hidden: true } });

describe.each(Object.entries(everyStore))('with %s', (_name, open) => {
  it('an answer names whoever gave it', async () => {
    const store = await storeWithDrill(open);
    await answer(store);
    expect(await longestIn(store)).toEqual([{ learner: grace, name: 'Grace', days: 2 }]);
  });

  it('an answer of somebody who was forgotten meanwhile names nobody', async () => {
    const store = await storeWithDrill(open);
    await answer(store, () => store.forgetLearner(grace));
    expect(await longestIn(store)).toEqual([]);
    expect(JSON.stringify(await store.community(guild))).not.toContain('Grace');
    expect((await store.learner(grace)).ledger).toEqual([]);
  });

  it('an answer of somebody who hid meanwhile names nobody', async () => {
    const store = await storeWithDrill(open);
    await answer(store, () => store.updateLearner(grace, (record) => ({ record: hide(record), result: undefined })));
    expect(await longestIn(store)).toEqual([]);
  });
});
