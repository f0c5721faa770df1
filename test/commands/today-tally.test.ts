/** How a community answered its daily drill: counted with each answer, and never in its way. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { BankQuestion } from '../../src/practice/bank.ts';
import { type Store, StoreError } from '../../src/practice/store.ts';
import { createMemoryStore } from '../../src/store/memory.ts';
import { conversationOver, type TestConversation } from '../support/conversation.ts';
import { realData } from '../support/folders.ts';
import { Person } from '../support/person.ts';
import { attemptsBy, memberOf, posted, someQuestions, tallyOf, today } from '../support/posted-drills.ts';

let choice: BankQuestion;
let bot: TestConversation;
const store = createMemoryStore();
beforeAll(async () => {
  bot = await conversationOver(realData, store);
  ({ choice } = await someQuestions());
});

/** One without a name is somebody of whom the platform says none. */
const person = (community: string, name: string): Person => memberOf(bot, community, name);

describe('the tally', () => {
  it('names the five longest streaks of those who can be named and do not hide', async () => {
    const community = 'streaks';
    const streaks: [name: string, days: number][] = [
      ['a', 2],
      ['b', 7],
      ['c', 3],
      ['d', 1],
      ['e', 5],
      ['f', 4],
      ['hidden', 9],
      ['g', 6],
      ['', 8],
    ];
    for (const [name, days] of streaks) {
      const one = person(community, name)
        .at('2026-11-22T12:00:00Z')
        .later(24 * (1 - days));
      await one.practiseDaily(days - 1);
    }
    await person(community, 'hidden').type('/settings leaderboard:hide');
    const key = await posted(store, { community, day: today, question: choice });
    for (const [name] of streaks) await person(community, name).press(`today:choose:${key}.0`);
    const tally = await tallyOf(store, community, today);
    expect(tally).toMatchObject({ answered: 9, streaks: 8 });
    expect(tally?.longest.map(({ name, days }) => `${name} ${days}`)).toEqual(['b 7', 'g 6', 'e 5', 'f 4', 'c 3']);
  });

  describe('of somebody who hides after the answer', () => {
    /** Ada, with a streak of three days, has answered the drill of a date in each of these communities. */
    const answeredIn = async (
      inner: Store,
      bots: TestConversation,
      communities: readonly string[],
    ): Promise<Person> => {
      const learner = `discord:wanderer-${communities[0]}`;
      const at = (community: string): Person =>
        new Person(bots, 'wanderer', { platform: 'discord', learner, community, name: 'wanderer' });
      const [home = '', ...others] = communities;
      const ada = at(home).at('2026-11-20T12:00:00Z');
      await ada.practiseDaily(2);
      for (const community of [home, ...others])
        await at(community).press(`today:choose:${await posted(inner, { community, day: today, question: choice })}.0`);
      return ada;
    };
    const longestIn = async (inner: Store, community: string) =>
      (await tallyOf(inner, community, today))?.longest.map(({ name }) => name);

    it('names nobody any more, wherever that was, and still counts the streak', async () => {
      const communities = ['north', 'south'];
      const ada = await answeredIn(store, bot, communities);
      for (const community of communities) expect(await longestIn(store, community)).toEqual(['wanderer']);
      const hidden = await ada.read('/settings leaderboard:hide');
      expect(hidden).toContain('Leaderboard: only you see your place; no post names you');
      for (const community of communities)
        expect(await tallyOf(store, community, today)).toMatchObject({ answered: 1, streaks: 1, longest: [] });
      expect(await ada.read('/settings leaderboard:show')).toContain('others see you there and in the daily post');
      for (const community of communities) expect(await longestIn(store, community)).toEqual([]);
    });

    it('says that it cannot tell where a name could not be taken out; doing it again does', async () => {
      const inner = createMemoryStore();
      const away = { is: false };
      const flaky: Store = {
        ...inner,
        updateCommunity: (id, change) =>
          away.is ? Promise.reject(new StoreError('The disk is full.')) : inner.updateCommunity(id, change),
      };
      const ada = await answeredIn(inner, await conversationOver(realData, flaky), ['flaky']);
      away.is = true;
      expect(await ada.read('/settings leaderboard:hide')).toContain(
        'I cannot tell whether this last one was recorded',
      );
      away.is = false;
      expect(await longestIn(inner, 'flaky')).toEqual(['wanderer']);
      await ada.type('/settings leaderboard:hide');
      expect(await longestIn(inner, 'flaky')).toEqual([]);
    });
  });

  it('that cannot be written does not harm the answer, and the operator is told', async () => {
    const inner = createMemoryStore();
    const key = await posted(inner, { community: 'away', day: today, question: choice });
    const broken: Store = { ...inner, updateCommunity: () => Promise.reject(new Error('The disk is full.')) };
    const told: string[] = [];
    const ada = memberOf(await conversationOver(realData, broken, (_error, what) => told.push(what)), 'away', 'ada');
    expect((await ada.press(`today:choose:${key}.0`)).data).toMatchObject({ counted: true });
    expect(await attemptsBy(inner, 'away', 'ada')).toEqual([key]);
    expect(told).toEqual(['an answer to the daily drill was recorded and not counted in the tally']);
  });

  it('is left alone by every other drill', async () => {
    const community = 'other';
    await posted(store, { community, day: today, question: choice });
    await person(community, 'ada').practise(3);
    expect(await tallyOf(store, community, today)).toBeUndefined();
  });
});
