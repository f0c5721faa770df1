/** How a community answered its daily drill: counted with each answer, and never in its way. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { BankQuestion } from '../../src/practice/bank.ts';
import type { Store } from '../../src/practice/store.ts';
import { createMemoryStore } from '../../src/store/memory.ts';
import { conversationOver, type TestConversation } from '../support/conversation.ts';
import { realData } from '../support/folders.ts';
import type { Person } from '../support/person.ts';
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
