/** The post of a daily drill: what a channel reads, and that every platform takes it whole. */
import { describe, expect, it } from 'vitest';
import { decodeAction } from '../../src/chat/action.ts';
import { previewOf } from '../../src/chat/daily-post.ts';
import type { Delivery } from '../../src/practice/daily/daily.ts';
import { dailyKey } from '../../src/practice/daily/key.ts';
import { actionsOf, textOf } from '../support/conversation.ts';
import { choice, community, linesAfter, open, postAfter, role, sent, tally, today } from '../support/daily-posts.ts';
import { platforms } from '../support/platforms.ts';

const missedOn = (day: string, state: Delivery['state']): Delivery => ({
  day,
  dueAt: `${day}T09:00:00.000Z`,
  state,
  tries: 1,
  endedAt: `${day}T09:00:01.000Z`,
});

describe('a daily post', () => {
  it('asks, with a button for each option that names the role and the post', () => {
    const post = postAfter([]);
    expect(post).toMatchObject({ title: 'Daily drill · Monday 23 November', visibility: 'public', sources: [] });
    const [prompt, ...options] = linesAfter([]).slice(1);
    expect(prompt).toBe(choice.prompt);
    expect(options[0]).toMatch(/^A /);
    const key = dailyKey(community, today.day);
    expect(actionsOf(post).map(decodeAction)).toEqual(
      choice.options.map((_, index) => ({
        command: 'today',
        action: 'choose',
        argument: `${key}.${index}`,
        role: role.id,
      })),
    );
    expect(actionsOf(postAfter([], false, open)).map((id) => decodeAction(id)?.action)).toEqual(['write', 'reveal']);
  });

  it('has what was before above today’s question, and its buttons under it; alone it needs no heading', () => {
    const missed = missedOn('2026-11-22', 'failed');
    const week = [sent('2026-11-18', choice, tally), sent('2026-11-20', choice, tally), missed];
    const lines = linesAfter(week, true);
    const places = ['The drill of Friday', 'Yesterday’s drill', 'Last week', 'Today’s question', choice.prompt].map(
      (begin) => lines.findIndex((line) => line.startsWith(begin)),
    );
    expect(places[0]).toBe(1);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    for (const deliveries of [week, [missed], []])
      expect(postAfter(deliveries).blocks.at(-1)).toMatchObject({ kind: 'buttons' });
    expect(linesAfter([missed])).toContain('Today’s question');
    expect(linesAfter([])).not.toContain('Today’s question');
  });

  it('gives nothing away of today’s question', () => {
    const text = textOf(postAfter([]));
    for (const { why } of choice.options) expect(text).not.toContain(why.slice(0, 40));
    expect(text).not.toContain('✓');
  });
});

describe.each(Object.entries(platforms))('on %s', (_name, platform) => {
  it('a post of any question after any other is taken, whole, with its buttons', () => {
    const long = 'W'.repeat(60);
    const longest = Array.from({ length: 5 }, (_, index) => ({
      learner: `discord:${index}`,
      name: `${long}${index}`,
      days: 1234,
    }));
    const missed = [
      missedOn('2026-11-21', 'failed'),
      { ...missedOn('2026-11-22', 'skipped'), endedAt: '2026-11-22T16:00:00.000Z' },
    ];
    for (const [index, question] of role.questions.entries()) {
      const before = role.questions.at(index - 1) ?? question;
      const full = { answered: 12_345, right: 2345, options: [9999, 9999, 9999, 9999, 9999], streaks: 9999, longest };
      const week = [sent('2026-11-18', question, full), sent('2026-11-20', before, full), ...missed];
      const post = postAfter(week, true, question);
      for (const reply of [post, previewOf(post)]) {
        const payload = platform.render({ reply });
        expect(platform.problems(payload, { reply }), question.id).toEqual([]);
        expect(JSON.stringify(payload), question.id).not.toMatch(platform.shortened);
        for (const action of actionsOf(reply)) expect(JSON.stringify(payload)).toContain(action);
      }
    }
  });
});
