/** `/streak` and `/streak why`: the number, the calendar, and the reason for every day. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { StreakDay } from '../../src/practice/streak.ts';
import { createMemoryStore } from '../../src/store/memory.ts';
import { actionsOf, conversationOver, textOf, type TestConversation } from '../support/conversation.ts';
import { realData } from '../support/folders.ts';
import { type Answered, button, Person } from '../support/person.ts';

const store = createMemoryStore();
let bot: TestConversation;
beforeAll(async () => {
  bot = await conversationOver(realData, store);
});

const daysIn = ({ data }: Answered): StreakDay[] => (data?.['days'] ?? []) as StreakDay[];
const tableIn = ({ reply }: Answered): readonly (readonly string[])[] =>
  reply.blocks.find((block) => block.kind === 'table')?.rows ?? [];

describe('the number', () => {
  it('is nothing for somebody new, who is told how to begin', async () => {
    const ada = new Person(bot, 'new');
    const answered = await ada.type('/streak');
    expect(answered.data).toEqual({ current: 0, longest: 0, freezes: 0, today: 'open', days: [] });
    expect(textOf(answered.reply)).toContain('You have no streak at the moment: one answer today starts one.');
    expect(await ada.read('/streak why')).toContain('There is no day to explain yet');
  });

  it('carries each day with its kind and why', async () => {
    const ada = new Person(bot, 'data').at('2026-11-01T12:00:00Z');
    await ada.practiseDaily(2);
    expect((await ada.type('/streak')).data).toEqual({
      current: 2,
      longest: 2,
      freezes: 0,
      today: 'open',
      days: [
        { day: '2026-11-01', kind: 'practised', why: 'Practised: day 1 of your streak' },
        { day: '2026-11-02', kind: 'practised', why: 'Practised: day 2 of your streak' },
        { day: '2026-11-03', kind: 'today', why: 'Not practised yet: your streak of 2 is safe until this day ends' },
      ],
    });
  });

  it.each([
    ['2026-11-03T12:00:00Z', '16 hours'],
    ['2026-11-04T02:30:00Z', '1 hour 30 minutes'],
    ['2026-11-04T03:20:00Z', '40 minutes'],
    ['2026-11-04T03:59:30Z', 'less than a minute'],
  ])('at %s it is not yet extended, and the time left is never overstated: %s', async (now, left) => {
    const ada = new Person(bot, `left-${left}`).at('2026-11-02T12:00:00Z');
    await ada.practise();
    expect(await ada.at(now).read('/streak')).toContain(`1 day, not yet extended today. Your day ends in ${left}.`);
    await ada.practise();
    expect(await ada.read('/streak')).toContain('Your streak: 2 days. Today counts.');
  });

  it('is one number in every view', async () => {
    const ada = new Person(bot, 'views').at('2026-11-01T12:00:00Z');
    await ada.practiseDaily(9);
    const recorded = await ada.answer(await ada.drill());
    const shown = await ada.type('/streak');
    const why = await ada.press(button(shown, /Why/));
    expect([recorded.data?.['streak'], shown.data?.['current'], why.data?.['current']]).toEqual([10, 10, 10]);
    for (const { reply } of [recorded, shown, why])
      expect(textOf(reply)).toContain('Your streak: 10 days. Today counts.');
    expect(await ada.read('/leaderboard all')).toContain('you: 10 days');
  });
});

describe('a broken streak', () => {
  it('can be mended: the offer counts down, and the repair is explained', async () => {
    const ada = new Person(bot, 'repair').at('2026-11-01T12:00:00Z');
    await ada.practiseDaily(3);
    ada.later(24);
    expect(await ada.read('/streak')).toContain(
      'Your streak broke, but you can repair it: 3 more answers in one day, within 40 hours.',
    );
    await ada.practise();
    expect(await ada.read('/streak')).toContain(
      'Your streak: 1 day. Today counts. The one before broke, but you can repair it: 2 more answers today, within 40 hours.',
    );
    await ada.practise(2);
    expect((await ada.type('/streak')).data).toMatchObject({ current: 4, longest: 4, today: 'done' });
    expect(await ada.read('/streak why')).toContain(
      '2026-11-04 Missed, then repaired by your three answers on 2026-11-05',
    );
  });

  it('is not offered for mending after 48 hours', async () => {
    const ada = new Person(bot, 'too-late').at('2026-11-01T12:00:00Z');
    await ada.practise();
    const text = await ada.at('2026-11-05T04:00:01Z').read('/streak');
    expect(text).toContain('You have no streak at the moment');
    expect(text).not.toContain('mend');
  });
});

const signs: Readonly<Record<string, string>> = {
  practised: '●',
  today: '○',
  freeze: '*',
  rest: '–',
  missed: 'x',
  repaired: '+',
};
const dateOf = (monday: string, weekday: number): string =>
  new Date(Date.parse(`${monday}T00:00:00Z`) + weekday * 86_400_000).toISOString().slice(0, 10);

describe('the calendar', () => {
  it.each([
    ['Pacific/Kiritimati', '2026-02-10T23:30:00Z', ['26 Jan', '2 Feb', '9 Feb', '16 Feb', '23 Feb'], '2026-01-26'],
    ['Pacific/Pago_Pago', '2026-02-10T12:30:00Z', ['26 Jan', '2 Feb', '9 Feb', '16 Feb', '23 Feb'], '2026-01-26'],
    ['Asia/Kathmandu', '2026-12-15T12:00:00Z', ['30 Nov', '7 Dec', '14 Dec', '21 Dec', '28 Dec'], '2026-11-30'],
    ['America/Los_Angeles', '2028-02-13T04:30:00Z', ['31 Jan', '7 Feb', '14 Feb', '21 Feb', '28 Feb'], '2028-01-31'],
    ['Australia/Lord_Howe', '2026-03-22T20:00:00Z', ['9 Mar', '16 Mar', '23 Mar', '30 Mar', '6 Apr'], '2026-03-09'],
  ])('shows five weeks from Monday on in %s, each day under its weekday', async (zone, start, labels, firstMonday) => {
    const ada = new Person(bot, `calendar-${zone}`).at(start);
    await ada.type(`/settings timezone:${zone} rest-days:sun`);
    await ada.practiseDaily(8);
    await ada.later(24).practiseDaily(4);
    ada.later(72);
    const answered = await ada.type('/streak');
    const kinds = new Map(daysIn(answered).map(({ day, kind }) => [day, kind]));
    const rows = tableIn(answered);
    expect(rows.map(([label]) => label)).toEqual(labels);
    rows.forEach((row, week) =>
      row.slice(1).forEach((cell, weekday) => {
        const kind = kinds.get(dateOf(firstMonday, week * 7 + weekday));
        expect(cell).toBe(kind === undefined ? ' ' : signs[kind]);
      }),
    );
    expect(rows.flat().filter((cell) => cell === '○')).toHaveLength(1);
    expect(textOf(answered.reply)).toContain('● practised');
  });

  it('explains every sign that stands in it, and no other', async () => {
    const ada = new Person(bot, 'legend').at('2026-11-02T12:00:00Z');
    await ada.practiseDaily(7);
    await ada.later(24).practise();
    const answered = await ada.type('/streak');
    const legend = answered.reply.blocks.findLast((block) => block.kind === 'text');
    expect(legend?.text).toBe(String.raw`● practised · \* bridged by a freeze`);
  });
});

describe('/streak why', () => {
  it('explains forty days at a time, and leads to all of the earlier ones', async () => {
    const ada = new Person(bot, 'long').at('2026-06-01T12:00:00Z');
    await ada.practiseDaily(90);
    let page = await ada.type('/streak why');
    const told: string[] = [];
    for (;;) {
      const list = page.reply.blocks.find((block) => block.kind === 'list');
      told.push(...(list?.items ?? []));
      const [earlier] = actionsOf(page.reply).filter((id) => id.startsWith('streak:why:'));
      if (earlier === undefined) break;
      expect(textOf(page.reply)).toMatch(/… \d+ days? before that\./);
      page = await ada.press(earlier);
    }
    expect(told).toEqual(
      daysIn(page)
        .toReversed()
        .map(({ day, why }) => `**${day}** ${why}`),
    );
    expect(told).toHaveLength(91);
  });

  it.each(['yesterday', '2026-13-99', '%', '9'.repeat(60)])(
    'takes a made-up place "%s" without harm',
    async (place) => {
      const ada = new Person(bot, 'made-up');
      expect((await ada.press(`streak:why:${place}`)).reply.title).toBe('Your streak, day by day');
    },
  );

  it('names zones with an underscore as they are', async () => {
    const ada = new Person(bot, 'underscore').at('2026-06-01T20:00:00-07:00');
    await ada.type('/settings timezone:America/Los_Angeles');
    await ada.practise();
    await ada.at('2026-06-03T07:00:00+09:00').type('/settings timezone:Asia/Tokyo');
    expect(await ada.read('/streak why')).toContain('You moved from America/Los_Angeles to Asia/Tokyo');
  });
});
