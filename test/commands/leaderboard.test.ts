/** `/leaderboard`: periods, shared places, the own place, and who does not want to be seen. */
import { beforeAll, describe, expect, it } from 'vitest';
import { createMemoryStore } from '../../src/store/memory.ts';
import { conversationOver, type TestConversation } from '../support/conversation.ts';
import { realData } from '../support/folders.ts';
import { Person } from '../support/person.ts';

let bot: TestConversation;
beforeAll(async () => {
  bot = await conversationOver(realData, createMemoryStore());
});

const member = (community: string, name: string): Person =>
  new Person(bot, name, { learner: `discord:${community}-${name}`, community: `discord:${community}`, name });

/** Somebody who practised daily from a date on. */
async function practised(community: string, name: string, from: string, days: number): Promise<Person> {
  const person = member(community, name).at(`${from}T12:00:00Z`);
  await person.practiseDaily(days);
  return person;
}

describe('/leaderboard', () => {
  it('counts this week, this month and all time, each for itself', async () => {
    const ada = await practised('periods', 'ada', '2026-10-29', 6);
    await practised('periods', 'bob', '2026-11-02', 2);
    ada.at('2026-11-03T18:00:00Z');
    expect(await ada.read('/leaderboard')).toMatch(/^Practised days: this week\n1\. (you|bob): 2 days, \d+ points/);
    expect(await ada.read('/leaderboard month')).toMatch(/this month\n1\. you: 3 days.*\n2\. bob: 2 days/);
    expect(await ada.read('/leaderboard all')).toMatch(/all time\n1\. you: 6 days.*\n2\. bob: 2 days/);
    expect(await ada.read('/leaderboard all points')).toMatch(/^Points: all time\n1\. \w+: \d+ points?, \d days?/);
    expect(await ada.read('/leaderboard weekly')).toContain('this week');
  });

  it('shares places, and leaves the next one free', async () => {
    for (const name of ['ada', 'bob']) await practised('ties', name, '2026-11-02', 2);
    const eve = await practised('ties', 'eve', '2026-11-03', 1);
    expect(await eve.at('2026-11-03T18:00:00Z').read('/leaderboard')).toMatch(
      /1\. (ada|bob): 2 days.*\n1\. (ada|bob): 2 days.*\n3\. you: 1 day,/,
    );
  });

  it('always shows the own place: below the list, and without a result', async () => {
    for (let each = 0; each < 11; each += 1) await practised('crowd', `p${each}`, '2026-11-02', 2);
    const last = await practised('crowd', 'last', '2026-11-03', 1);
    expect(await last.at('2026-11-03T18:00:00Z').read('/leaderboard')).toMatch(
      /… 2 more below\.\nYour place: 12\. you: 1 day, /,
    );
    expect(await member('crowd', 'new').at('2026-11-03T18:00:00Z').read('/leaderboard')).toContain(
      'Your place: 13. you: 0 days, 0 points\nYou have no result in this time yet: one answer puts you on the list.',
    );
  });

  it('says so where nobody has practised', async () => {
    expect(await member('empty', 'ada').read('/leaderboard')).toBe(
      'Practised days: this week\nNobody has practised in this time yet. One answer puts you first.',
    );
  });

  it('never shows who is hidden to others, and tells them their own place', async () => {
    const ada = await practised('hidden', 'ada', '2026-11-02', 2);
    const bob = await practised('hidden', 'bob', '2026-11-02', 1);
    await ada.type('/settings leaderboard:hide');
    const seen = await bob.type('/leaderboard all');
    expect(JSON.stringify(seen)).not.toContain('ada');
    expect(await bob.read('/leaderboard all')).toContain('1. you: 1 day');
    expect(await ada.read('/leaderboard all')).toMatch(/1\. bob.*\nYour place: 1\. you: 2 days.*\nYou are hidden/s);
    await ada.type('/settings leaderboard:show');
    expect(await bob.read('/leaderboard all')).toMatch(/1\. ada: 2 days.*\n2\. you: 1 day/);
  });

  it('is one community’s own, and lets no name format or ping', async () => {
    await practised('here', '@everyone **x** [a](https://evil.example)', '2026-11-02', 1);
    await practised('there', 'bob', '2026-11-02', 1);
    const text = await member('here', 'ada').at('2026-11-02T18:00:00Z').read('/leaderboard');
    expect(text).toContain('@everyone **x** [a](https://evil.example)');
    expect(text).not.toContain('bob');
  });
});
