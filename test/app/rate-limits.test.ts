import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { Dispatcher } from '../../src/app/dispatch.ts';
import { withRateLimits, type RateLimits } from '../../src/app/rate-limits.ts';
import type { Invocation } from '../../src/chat/invocation.ts';
import type { Outcome } from '../../src/chat/reply.ts';
import { textOf } from '../support/conversation.ts';

const answer: Outcome = {
  reply: { title: 'The answer', blocks: [], sources: [], tone: 'answer', visibility: 'public' },
};

/** Windows so long that none ends within a test. */
const limits: RateLimits = { learner: { points: 3, duration: 3600 }, community: { points: 5, duration: 3600 } };

function limited() {
  const told: string[] = [];
  let answered = 0;
  const inner: Dispatcher = {
    answer: () => {
      answered += 1;
      return Promise.resolve(answer);
    },
    complete: () => Promise.resolve([]),
    commands: () => [],
    choices: () => [],
    giveBack: (_, refusal) => refusal,
  };
  const conversation = withRateLimits(inner, (whose) => told.push(whose), limits);
  const ask = async (learner: string, community: string, platform: Invocation['platform'] = 'discord') => {
    const outcome = await conversation.answer({
      platform,
      learner,
      community,
      now: new Date('2026-11-22T12:00:00Z'),
      request: { kind: 'question', text: 'do I need a degree' },
    });
    if ('form' in outcome) throw new Error('a form was opened');
    return outcome.reply;
  };
  return { ask, told, answered: () => answered };
}

describe('rate limits', () => {
  it('let a person go on up to the limit, and then say how long to wait', async () => {
    const { ask, told, answered } = limited();
    for (let time = 0; time < 3; time++) expect((await ask('discord:1', 'discord:10')).title).toBe('The answer');
    const reply = await ask('discord:1', 'discord:10');
    expect(reply).toMatchObject({ title: 'A little slower, please', visibility: 'private' });
    expect(textOf(reply)).toMatch(/everything before it is kept. Please try it again in \d+ seconds/);
    expect(told).toEqual(['learner']);
    expect(answered()).toBe(3);
  });

  it('never say to wait longer than their window, also where the clock was set back meanwhile', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    onTestFinished(() => void vi.useRealTimers());
    const { ask } = limited();
    for (let time = 0; time < 3; time++) await ask('discord:1', 'discord:10');
    vi.setSystemTime(Date.now() - 25 * 60_000);
    expect(textOf(await ask('discord:1', 'discord:10'))).toContain('Please try it again in 3600 seconds.');
  });

  it('stop a community that floods, and nobody else', async () => {
    const { ask, told } = limited();
    for (let person = 0; person < 5; person++) await ask(`discord:${person}`, 'discord:10');
    expect((await ask('discord:99', 'discord:10')).title).toBe('A little slower, please');
    expect(told).toEqual(['community']);
    expect((await ask('discord:100', 'discord:20')).title).toBe('The answer');
  });

  it('do not let one person use up the limit of the community', async () => {
    const { ask } = limited();
    for (let time = 0; time < 50; time++) await ask('discord:1', 'discord:10');
    expect((await ask('discord:2', 'discord:10')).title).toBe('The answer');
  });

  it('do not concern the person at the terminal', async () => {
    const { ask, answered } = limited();
    for (let time = 0; time < 50; time++) await ask('console:you', 'console', 'console');
    expect(answered()).toBe(50);
  });
});
