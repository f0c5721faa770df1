/** What a daily post says of the drills before: how they were answered, which were missed, and how the week went. */
import { describe, expect, it } from 'vitest';
import { dailyPost } from '../../src/chat/daily-post.ts';
import type { Role } from '../../src/knowledge/knowledge.ts';
import type { BankQuestion } from '../../src/practice/bank.ts';
import type { Delivery, Tally } from '../../src/practice/daily/daily.ts';
import { textOf } from '../support/conversation.ts';
import {
  after,
  choice,
  linesAfter,
  linesFrom,
  linesOf,
  open,
  postAfter,
  role,
  sent,
  tally,
  today,
} from '../support/daily-posts.ts';
import { platforms } from '../support/platforms.ts';

describe('a daily post', () => {
  it('shows how the last one was answered, what was right and why, and who kept a streak, without a ping', () => {
    const question: BankQuestion = {
      ...choice,
      prompt: 'Which?',
      options: ['one', 'two', 'three', 'four'].map((text, index) => ({
        text,
        right: index === 1,
        why: `Because of ${text}.`,
      })),
    };
    const withIt: Role = { ...role, questions: [question] };
    const record = after([sent('2026-11-22', question, tally)]);
    const post = dailyPost({ record, delivery: today, question: open, role: withIt });
    expect(linesFrom('The drill of Sunday 22 November', linesOf(post))).toEqual([
      'The drill of Sunday 22 November',
      '“Which?” 12 answered, 9 right (75%).',
      'A one — 1 (8%)',
      'B ✓ two — 9 (75%)',
      'C three — 2 (17%)',
      'D four — 0 (0%)',
      'Why B: Because of two.',
      'Streaks kept: Ada (12 days), @everyone <@123456789012345678> **x** (7 days) and 7 others.',
    ]);
    for (const { render, pings } of Object.values(platforms))
      if (pings !== undefined) expect(JSON.stringify(render({ reply: post }))).not.toMatch(pings);
  });

  it('says plainly that nobody answered, and what was right all the same', () => {
    const lines = linesAfter([sent('2026-11-20', choice)]);
    expect(lines).toContain('The drill of Friday 20 November');
    expect(lines.find((line) => line.includes('Nobody answered.'))).toBeDefined();
    expect(lines.filter((line) => /^[A-E] ✓/.test(line))).toHaveLength(1);
    expect(lines.join('\n')).not.toMatch(/NaN|%|Streaks/);
  });

  it('shows the key points of an open one, which everybody judged for themselves', () => {
    const lines = linesAfter([sent('2026-11-22', open, { ...tally, options: [] })]);
    expect(lines.join('\n')).toContain('12 answered, 9 content with their answer (75%).');
    for (const { point } of open.key_points) expect(lines).toContain(point);
  });

  it('gives the numbers alone where the question was edited or is gone', () => {
    const edited = { ...sent('2026-11-22', choice, tally), wording: 'other' };
    const gone = { ...sent('2026-11-22', choice, tally), question: 'backend-engineer/gone' };
    for (const delivery of [edited, gone]) {
      const text = textOf(postAfter([delivery]));
      expect(text).toContain('12 answered, 9 right (75%). Its question was changed since');
      expect(text).not.toContain('✓');
    }
  });

  it('counts hidden learners and names them not', () => {
    const hidden = (streaks: number): string =>
      textOf(postAfter([sent('2026-11-22', choice, { ...tally, streaks, longest: [] })]));
    expect(hidden(3)).toContain('Streaks kept: 3 learners.');
    expect(hidden(1)).toContain('Streaks kept: 1 learner.');
    expect(hidden(0)).not.toContain('Streaks');
  });

  it('owns up to a date that was missed, and is silent about what an admin skipped', () => {
    const ended = (state: Delivery['state'], endedAt: string): Delivery => ({
      day: '2026-11-22',
      dueAt: '2026-11-22T09:00:00.000Z',
      state,
      tries: 0,
      endedAt,
      reason: 'A reason for admins.',
    });
    const before = sent('2026-11-21', choice, tally);
    const tooLate = textOf(postAfter([before, ended('skipped', '2026-11-22T16:00:00.000Z')]));
    expect(tooLate).toContain('Yesterday’s drill was not posted: something was down');
    expect(tooLate).toContain('The drill of Saturday 21 November');
    const failed = textOf(postAfter([before, ended('failed', '2026-11-22T09:00:05.000Z')]));
    expect(failed).toContain('Yesterday’s drill could not be posted here; /daily status tells the admins why.');
    const leftOut = textOf(postAfter([before, ended('skipped', '2026-11-22T08:00:00.000Z')]));
    expect(leftOut).not.toContain('Yesterday');
    for (const text of [tooLate, failed, leftOut]) expect(text).not.toContain('A reason for admins.');
  });

  it('owns up to each date that was missed since the last post, whatever the reason of each, and to no other', () => {
    const ended = (day: string, state: Delivery['state'], hoursLate: number): Delivery => {
      const dueAt = `${day}T09:00:00.000Z`;
      const endedAt = new Date(Date.parse(dueAt) + hoursLate * 3_600_000).toISOString();
      return { day, dueAt, state, tries: 0, endedAt };
    };
    const late = (day: string): Delivery => ended(day, 'skipped', 7);
    const missedIn = (...deliveries: Delivery[]): string[] =>
      linesAfter(deliveries).filter((line) => line.includes('posted') && /^(Yesterday|The drills? of)/.test(line));
    const down = 'were not posted: something was down at their times, and for hours after them.';
    expect(missedIn(late('2026-11-19'), sent('2026-11-20', choice), late('2026-11-21'), late('2026-11-22'))).toEqual([
      `The drills of Saturday 21 and Sunday 22 November ${down}`,
    ]);
    expect(missedIn(late('2026-10-30'), late('2026-10-31'), late('2026-11-01'))).toEqual([
      `The drills of Friday 30, Saturday 31 October and Sunday 1 November ${down}`,
    ]);
    expect(missedIn(late('2026-11-20'), ended('2026-11-21', 'failed', 1), ended('2026-11-22', 'skipped', -5))).toEqual([
      'The drill of Friday 20 November was not posted: something was down at its time, and for hours after it.',
      'The drill of Saturday 21 November could not be posted here; /daily status tells the admins why.',
    ]);
    const week = Array.from({ length: 7 }, (_, index) => ended(`2026-11-${16 + index}`, 'failed', 1));
    expect(missedIn(...week)).toEqual([
      'The drills of 7 dates from Monday 16 to Sunday 22 November could not be posted here; /daily status tells the admins why.',
    ]);
  });

  it('takes an answer for proof that a post in doubt is there', () => {
    const doubt = (of: Tally): Delivery => ({ ...sent('2026-11-22', choice, of), state: 'doubt' });
    expect(textOf(postAfter([doubt(tally)]))).toContain('The drill of Sunday 22 November');
    expect(textOf(postAfter([doubt({ ...tally, answered: 0 })]))).not.toContain('The drill of');
  });
});

describe('the weekly recap', () => {
  const week = (): Delivery[] => [
    sent('2026-11-15', choice, tally),
    sent('2026-11-16', choice, tally),
    sent('2026-11-19', open, {
      ...tally,
      answered: 8,
      right: 2,
      options: [],
      longest: [{ learner: 'discord:1', name: 'Ada', days: 15 }],
    }),
    sent('2026-11-22', choice),
  ];

  it('looks back once, in the first post of an ISO week, if the admins want it', () => {
    expect(linesFrom('Last week', linesAfter(week(), true))).toEqual([
      'Last week',
      '3 drills, 20 answers; 75% of those to choice questions right',
      'Longest streaks: Ada (15 days) and @everyone <@123456789012345678> **x** (7 days)',
    ]);
    expect(textOf(postAfter(week(), false))).not.toContain('Last week');
    const tuesday = { ...today, day: '2026-11-24' };
    const record = after([...week(), sent('2026-11-23', choice)], true);
    expect(textOf(dailyPost({ record, delivery: tuesday, question: choice, role }))).not.toContain('Last week');
  });

  it('names the hardest of the choice questions; of an open one nobody else knows how well it was answered', () => {
    const hard = sent('2026-11-20', choice, { ...tally, answered: 8, right: 3 });
    const lines = (...deliveries: Delivery[]): string[] => linesFrom('Last week', linesAfter(deliveries, true));
    expect(lines(sent('2026-11-16', choice, tally), hard).slice(1, 3)).toEqual([
      '2 drills, 20 answers, 60% right',
      expect.stringMatching(/^The hardest: “.*” \(3 of 8 right\)$/),
    ]);
    const unsure = sent('2026-11-19', open, { ...tally, answered: 4, right: 0, options: [] });
    expect(lines(sent('2026-11-16', choice, tally), unsure, hard).slice(1, 3)).toEqual([
      '3 drills, 24 answers; 60% of those to choice questions right',
      expect.stringMatching(/^The hardest: .* \(3 of 8 right\)$/),
    ]);
    expect(lines(sent('2026-11-18', open, { ...tally, options: [] }), unsure)[1]).toBe('2 drills, 16 answers');
  });

  it('has nothing to add in a week of one drill, which the same post shows', () => {
    expect(linesAfter([sent('2026-11-19', choice, tally)], true)).not.toContain('Last week');
  });

  it('takes an answer for proof that a post in doubt is there, among those of last week and as the first of this one', () => {
    const doubted = (day: string, of?: Tally): Delivery => ({ ...sent(day, choice, of), state: 'doubt' });
    const twoOfThree = [sent('2026-11-18', choice, tally), doubted('2026-11-19', tally), doubted('2026-11-20')];
    expect(linesAfter(twoOfThree, true)).toContain('2 drills, 24 answers, 75% right');
    const onTuesday = (...monday: Delivery[]): string[] => {
      const record = after([...twoOfThree, ...monday], true);
      return linesOf(dailyPost({ record, delivery: { ...today, day: '2026-11-24' }, question: choice, role }));
    };
    expect(onTuesday(doubted('2026-11-23', tally))).not.toContain('Last week');
    // Nobody is known to have seen it.
    expect(onTuesday(doubted('2026-11-23'))).toContain('Last week');
  });

  it('is left out where nobody answered', () => {
    expect(textOf(postAfter([sent('2026-11-19', choice)], true))).not.toContain('Last week');
  });
});
