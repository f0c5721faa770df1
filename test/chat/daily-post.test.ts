/** The post of a daily drill: what a channel reads, and that every platform takes it whole. */
import { beforeAll, describe, expect, it } from 'vitest';
import { decodeAction } from '../../src/chat/action.ts';
import { dailyPost, previewOf } from '../../src/chat/daily-post.ts';
import type { Reply } from '../../src/chat/reply.ts';
import type { Role } from '../../src/knowledge/knowledge.ts';
import { type BankQuestion, questionKey, wordingOf } from '../../src/practice/bank.ts';
import type { Daily, Delivery, Tally } from '../../src/practice/daily/daily.ts';
import { dailyKey } from '../../src/practice/daily/key.ts';
import type { CommunityRecord } from '../../src/practice/records.ts';
import { shippedKnowledge, shippedRole } from '../support/community.ts';
import { actionsOf, textOf } from '../support/conversation.ts';
import { platforms } from '../support/platforms.ts';

let role: Role;
let choice: Extract<BankQuestion, { kind: 'choice' }>;
let open: Extract<BankQuestion, { kind: 'open' }>;
beforeAll(async () => {
  role = shippedRole(await shippedKnowledge());
  const [firstChoice, firstOpen] = [
    role.questions.find((each) => each.kind === 'choice'),
    role.questions.find((each) => each.kind === 'open'),
  ];
  if (firstChoice === undefined || firstOpen === undefined) throw new Error('the shipped bank has lost a kind');
  [choice, open] = [firstChoice, firstOpen];
});

const community = 'discord:200000000000000002';
const today: Delivery = { day: '2026-11-23', dueAt: '2026-11-23T09:00:00.000Z', state: 'claimed', tries: 1 };

const tally: Tally = {
  answered: 12,
  right: 9,
  options: [1, 9, 2, 0],
  streaks: 9,
  longest: [
    { learner: 'discord:1', name: 'Ada', days: 12 },
    { learner: 'discord:2', name: '@everyone <@123456789012345678> **x**', days: 7 },
  ],
};

const sent = (day: string, question: BankQuestion, of?: Tally): Delivery => ({
  day,
  dueAt: `${day}T09:00:00.000Z`,
  state: 'sent',
  tries: 1,
  question: questionKey(role.id, question.id),
  wording: wordingOf(question),
  endedAt: `${day}T09:00:01.000Z`,
  ...(of === undefined ? {} : { tally: of }),
});

const after = (deliveries: readonly Delivery[], recap = false): CommunityRecord => {
  const settings = { channel: '1', time: '09:00', zone: 'UTC', role: role.id, topics: [], recap };
  const daily: Daily = {
    settings: { ...settings, weekdays: ['mon'] },
    setBy: 'discord:1',
    since: '2026-01-01T00:00:00.000Z',
    status: 'on',
    used: [],
    deliveries: [...deliveries, today],
  };
  return { community, unanswered: [], reports: [], daily };
};

const postAfter = (deliveries: readonly Delivery[], recap = false, question: BankQuestion = choice): Reply =>
  dailyPost({ record: after(deliveries, recap), delivery: today, question, role });

const linesAfter = (...args: Parameters<typeof postAfter>): string[] => textOf(postAfter(...args)).split('\n');

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

  it('gives nothing away of today’s question', () => {
    const text = textOf(postAfter([]));
    for (const { why } of choice.options) expect(text).not.toContain(why.slice(0, 40));
    expect(text).not.toContain('✓');
  });

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
    const lines = textOf(post).split('\n');
    expect(lines.slice(lines.indexOf('The drill of Sunday 22 November'))).toEqual([
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

  it('owns up to a date that was missed, and is silent about what an admin left out', () => {
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
      longest: [{ learner: 'discord:1', name: 'Ada', days: 15 }],
    }),
    sent('2026-11-22', choice),
  ];

  it('looks back once, in the first post of an ISO week, if the admins want it', () => {
    const lines = linesAfter(week(), true);
    expect(lines.slice(lines.indexOf('Last week'))).toEqual([
      'Last week',
      '3 drills, 20 answers, 55% right',
      expect.stringMatching(/^The hardest: “.*” \(2 of 8 right\)$/),
      'Longest streaks: Ada (15 days) and @everyone <@123456789012345678> **x** (7 days)',
    ]);
    expect(textOf(postAfter(week(), false))).not.toContain('Last week');
    const tuesday = { ...today, day: '2026-11-24' };
    const record = after([...week(), sent('2026-11-23', choice)], true);
    expect(textOf(dailyPost({ record, delivery: tuesday, question: choice, role }))).not.toContain('Last week');
  });

  it('is left out where nobody answered', () => {
    expect(textOf(postAfter([sent('2026-11-19', choice)], true))).not.toContain('Last week');
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
    for (const [index, question] of role.questions.entries()) {
      const before = role.questions.at(index - 1) ?? question;
      const full = { answered: 12_345, right: 2345, options: [9999, 9999, 9999, 9999, 9999], streaks: 9999, longest };
      const post = postAfter([sent('2026-11-18', question, full), sent('2026-11-20', before, full)], true, question);
      for (const reply of [post, previewOf(post)]) {
        const payload = platform.render({ reply });
        expect(platform.problems(payload, { reply }), question.id).toEqual([]);
        expect(JSON.stringify(payload), question.id).not.toMatch(platform.shortened);
        for (const action of actionsOf(reply)) expect(JSON.stringify(payload)).toContain(action);
      }
    }
  });
});
