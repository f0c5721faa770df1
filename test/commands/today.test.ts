/** `/today` and the buttons under the post: answered in private, once, and counted for the community. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { BankQuestion } from '../../src/practice/bank.ts';
import { createMemoryStore } from '../../src/store/memory.ts';
import { conversationOver, textOf, type TestConversation } from '../support/conversation.ts';
import { realData, twoRoles } from '../support/folders.ts';
import { button, Person } from '../support/person.ts';
import { platforms } from '../support/platforms.ts';
import { attemptsBy, memberOf, posted, someQuestions, tallyOf, today, yesterday } from '../support/posted-drills.ts';

type Choice = Extract<BankQuestion, { kind: 'choice' }>;
type Open = Extract<BankQuestion, { kind: 'open' }>;

let choice: Choice;
let open: Open;
let bot: TestConversation;
const store = createMemoryStore();
beforeAll(async () => {
  bot = await conversationOver(realData, store);
  ({ choice, open } = await someQuestions());
});

const person = (community: string, name: string, among = bot): Person => memberOf(among, community, name);
const optionOf = (right: boolean): number => choice.options.findIndex((option) => option.right === right);
const attemptsOf = (community: string, name: string): Promise<string[]> => attemptsBy(store, community, name);

describe('/today', () => {
  it('says that there is none yet, and that one can practise all the same', async () => {
    const ada = person('discord:none', 'ada');
    const { reply } = await ada.type('/today');
    expect(reply).toMatchObject({ title: 'There is no daily drill to answer', visibility: 'private' });
    expect(textOf(reply)).toContain('admins set it up with /daily set');
    expect((await ada.press(button({ reply }, /Another question/))).data).toHaveProperty('drill');
  });

  it.each([
    ['discord', 'discord:dm:1', 'Daily drills belong to a server: type /today there.'],
    ['console', 'console', 'Daily drills belong to a Discord server or a Slack workspace: type /today there.'],
  ] as const)('says where there are some, where one is alone: %s', async (platform, community, words) => {
    const { reply } = await new Person(bot, 'ada', { platform, community }).type('/today');
    expect(textOf(reply)).toContain(words);
    expect(textOf(reply)).not.toContain('admins');
  });

  it('shows the latest that was posted, with its buttons; what is only planned is nobody’s business', async () => {
    const community = 'latest';
    await posted(store, { community, day: yesterday, question: open });
    const key = await posted(store, { community, day: today, question: choice });
    await posted(store, { community, day: '2026-11-23', question: open, state: 'planned' });
    const { reply, data } = await person(community, 'ada').type('/today');
    expect(reply.title).toMatch(/^Daily drill: /);
    expect(reply.visibility).toBe('private');
    expect(data).toMatchObject({ drill: key, question: choice.id });
    expect(button({ reply }, /^A$/)).toBe(`today:choose:${key}.0`);
  });

  it('shows what was right to somebody who has answered, and what comes next', async () => {
    const community = 'again';
    await posted(store, { community, day: today, question: choice });
    const ada = person(community, 'ada');
    await ada.press(button(await ada.type('/today'), /^A$/));
    const { reply } = await ada.type('/today');
    expect(reply.title).toBe('You have answered this already: it counts once');
    expect(textOf(reply)).toContain('How everybody answered comes with the next drill.');
    expect(textOf(reply)).toContain(choice.options[optionOf(true)]?.why);
  });

  it('names the role where the drill is about another one', async () => {
    const two = createMemoryStore();
    await posted(two, { community: 'roles', day: today, question: choice, role: 'barista' });
    const ada = person('roles', 'ada', await conversationOver(twoRoles, two));
    expect(await ada.read('/today role:baker')).toContain('Here it is about Barista: /today role:barista shows it.');
  });
});

describe('a click on a choice', () => {
  it('is answered in private like any other drill, recorded once, and counted once', async () => {
    const community = 'click';
    const key = await posted(store, { community, day: today, question: choice });
    const ada = person(community, 'ada');
    const first = await ada.press(`today:choose:${key}.${optionOf(true)}`);
    expect(first.reply).toMatchObject({ title: 'Right', visibility: 'private' });
    expect(first.data).toMatchObject({ grade: 'good', streak: 1, counted: true });
    expect(textOf(first.reply)).toContain('The question comes back');
    for (const option of [optionOf(true), optionOf(false)]) {
      const again = await ada.later(0.1).press(`today:choose:${key}.${option}`);
      expect(again.reply.title).toBe('You have answered this already: it counts once');
    }
    expect(await attemptsOf(community, 'ada')).toEqual([key]);
    expect(await tallyOf(store, community, today)).toEqual({
      answered: 1,
      right: 1,
      options: choice.options.map(({ right }) => (right ? 1 : 0)),
      streaks: 0,
      longest: [],
    });
  });

  it('by many at once, each many times, counts everybody once', async () => {
    const community = 'crowd';
    const key = await posted(store, { community, day: today, question: choice });
    const names = Array.from({ length: 20 }, (_, each) => `p${each}`);
    await Promise.all(
      [...names, ...names, ...names].map((name, index) =>
        person(community, name).press(`today:choose:${key}.${index % choice.options.length}`),
      ),
    );
    const tally = await tallyOf(store, community, today);
    expect(tally?.answered).toBe(20);
    expect(tally?.options.reduce((sum, count) => sum + count, 0)).toBe(20);
  });

  it('is answered once for a learner who opened it by /today and then pressed in the channel', async () => {
    const community = 'both';
    const key = await posted(store, { community, day: today, question: choice });
    const ada = person(community, 'ada');
    const shown = await ada.type('/today');
    await ada.press(`today:choose:${key}.0`);
    expect((await ada.press(button(shown, /^B$/))).data).toMatchObject({ counted: false });
    expect(await attemptsOf(community, 'ada')).toEqual([key]);
  });

  it.each(['', '.0', 'x.0', '20261122.0', '20261122aaaaaaaaaaaaaaaa.0', '__proto__.0'])(
    'with the made-up drill "%s" records nothing',
    async (argument) => {
      const community = 'made-up';
      await posted(store, { community, day: today, question: choice });
      const { reply } = await person(community, 'eve').press(`today:choose:${argument}`);
      expect(reply.title).toBe('This drill is no longer there');
      expect(await attemptsOf(community, 'eve')).toEqual([]);
    },
  );

  it('on a post whose sending was in doubt counts: who pressed it has seen it', async () => {
    const community = 'doubt';
    const key = await posted(store, { community, day: today, question: choice, state: 'doubt' });
    expect((await person(community, 'ada').press(`today:choose:${key}.0`)).data).toMatchObject({ counted: true });
    expect((await tallyOf(store, community, today))?.answered).toBe(1);
  });

  it('on another community’s drill records nothing', async () => {
    const key = await posted(store, { community: 'theirs', day: today, question: choice });
    await posted(store, { community: 'ours', day: today, question: choice });
    const { reply } = await person('ours', 'ada').press(`today:choose:${key}.0`);
    expect(reply.title).toBe('This drill is no longer there');
    expect(await attemptsOf('ours', 'ada')).toEqual([]);
  });
});

describe('a drill that is over', () => {
  it('is closed when the next one has been posted: nothing is recorded, and the current one is a button away', async () => {
    const community = 'closed';
    const old = await posted(store, { community, day: yesterday, question: choice });
    await posted(store, { community, day: today, question: open });
    const ada = person(community, 'ada');
    for (const action of [`choose:${old}.0`, `write:${old}`, `reveal:${old}`]) {
      const closed = await ada.press(`today:${action}`);
      expect(closed.reply.title).toBe('This drill is over');
      expect(textOf(closed.reply)).toContain('Nothing was recorded now; what you recorded before is kept.');
      expect((await ada.press(button(closed, /current drill/))).data).toMatchObject({ question: open.id });
    }
    expect(await attemptsOf(community, 'ada')).toEqual([]);
  });

  it('still says to somebody who answered it that it counts once', async () => {
    const community = 'kept';
    const old = await posted(store, { community, day: yesterday, question: choice });
    const ada = person(community, 'ada');
    await ada.press(`today:choose:${old}.${optionOf(true)}`);
    await posted(store, { community, day: today, question: open });
    const again = await ada.press(`today:choose:${old}.${optionOf(true)}`);
    expect(again.reply.title).toBe('You have answered this already: it counts once');
  });

  it('is gone where its question was edited since it was posted', async () => {
    const community = 'edited';
    const key = await posted(store, { community, day: today, question: { ...choice, prompt: 'As it was?' } });
    const { reply } = await person(community, 'ada').press(`today:choose:${key}.0`);
    expect(reply.title).toBe('This drill is no longer there');
    expect(textOf(reply)).toContain('edited or removed since it was posted');
    expect(await attemptsOf(community, 'ada')).toEqual([]);
  });
});

describe('an open question', () => {
  it('is written in a form, compared, graded by oneself, and counted with the grade', async () => {
    const community = 'open';
    const key = await posted(store, { community, day: today, question: open });
    const ada = person(community, 'ada');
    const form = await ada.open(`today:write:${key}`);
    const compared = await ada.press(form.action, { answer: open.key_points[0]?.phrases[0] ?? '' });
    expect(textOf(compared.reply)).toContain(open.model_answer);
    expect(await tallyOf(store, community, today)).toBeUndefined();
    expect((await ada.press(button(compared, /^Good/))).data).toMatchObject({ grade: 'good', counted: true });
    expect(await tallyOf(store, community, today)).toMatchObject({ answered: 1, right: 1, options: [] });
    for (const action of [`write:${key}`, `reveal:${key}`]) {
      const { reply } = await ada.press(`today:${action}`);
      expect(reply.title).toBe('You have answered this already: it counts once');
      expect(textOf(reply)).toContain(open.model_answer);
    }
  });

  it('that was looked up and not known counts as answered, not as right', async () => {
    const community = 'looked-up';
    const key = await posted(store, { community, day: today, question: open });
    const ada = person(community, 'ada');
    const revealed = await ada.press(`today:reveal:${key}`);
    await ada.press(button(revealed, /^Not yet/));
    expect(await tallyOf(store, community, today)).toMatchObject({ answered: 1, right: 0 });
  });
});

describe.each(Object.entries(platforms))('on %s', (platform, { render, problems, shortened }) => {
  it('every reply fits as it is', async () => {
    const community = `fits-${platform}`;
    const old = await posted(store, { community, day: yesterday, question: choice });
    const ada = person(community, 'ada');
    const [unanswered, answered] = [await ada.type('/today'), await ada.press(`today:choose:${old}.0`)];
    const again = await ada.type('/today');
    const key = await posted(store, { community, day: today, question: open });
    const outcomes = [
      unanswered,
      answered,
      again,
      await ada.press(`today:write:${old}`),
      await person(community, 'eve').press(`today:choose:${old}.0`),
      await ada.press(`today:reveal:${key}`),
      { form: await ada.open(`today:write:${key}`) },
      await person(`${community}-none`, 'ada').type('/today'),
    ];
    for (const outcome of outcomes) {
      const payload = render(outcome);
      expect(problems(payload, outcome)).toEqual([]);
      expect(JSON.stringify(payload)).not.toMatch(shortened);
    }
  });
});
