import { describe, expect, it } from 'vitest';
import { createWorld, hour, minute, second } from '../../support/delivery.ts';

const nine = Date.parse('2026-11-23T09:00:00Z');
const numbered = (count: number, name: (index: number) => string): string[] =>
  Array.from({ length: count }, (_, index) => name(index));

describe('very many communities at the same minute', () => {
  it('5,000 on Discord: each once, never above 50 in any second, all within the platform’s limit plus a tenth', async () => {
    const world = createWorld();
    const { clock, discord } = world;
    for (const id of numbered(5000, (index) => `discord:${index}`)) await world.setUp(id);
    // The time comes at an inconvenient moment: just after a look.
    await clock.advance(9 * hour - 1);
    const delivery = await world.start();
    await clock.advance(112 * second);
    const times = discord.posts.map(({ at }) => at.getTime() - nine);
    expect(new Set(discord.posts.map(({ community }) => community)).size).toBe(5000);
    expect(times).toHaveLength(5000);
    expect(Math.max(...times)).toBeLessThanOrEqual(1.1 * (5000 / 50) * second);
    const sorted = times.toSorted((a, b) => a - b);
    const tooClose = sorted.filter((time, index) => index >= 50 && time - (sorted[index - 50] ?? 0) < second);
    expect(tooClose).toEqual([]);
    await delivery.stop();
  });

  it('do not hold up another platform, and a platform that hangs holds up nobody', async () => {
    const world = createWorld();
    const { clock, discord, slack } = world;
    for (const id of numbered(1000, (index) => `discord:${index}`)) await world.setUp(id);
    for (const id of numbered(200, (index) => `slack:HANGS${index}`)) await world.setUp(id, { time: '08:59' });
    for (const id of numbered(20, (index) => `slack:T${index}`)) await world.setUp(id);
    slack.onPost = ({ community }) => (community.includes('HANGS') ? 'hangs' : 'sent');
    await clock.advance(9 * hour - 2 * minute);
    const delivery = await world.start();
    await clock.advance(2 * minute + 25 * second);
    expect(discord.posts).toHaveLength(1000);
    // Those behind the hanging ones come as hands become free.
    await clock.advance(10 * minute);
    expect(slack.posts).toHaveLength(20);
    await delivery.stop();
  });

  it('and a workspace with very many reminders does not keep others waiting', async () => {
    const world = createWorld();
    const { clock, slack } = world;
    const learners = [...numbered(300, (index) => `slack:BIG:U${index}`), 'slack:SMALL:U1'];
    for (const id of learners) await world.askForReminders(id);
    await clock.advance(26 * hour);
    const delivery = await world.start();
    await clock.advance(30 * second);
    expect(slack.told.some(({ learner }) => learner === 'slack:SMALL:U1')).toBe(true);
    await clock.advance(20 * minute);
    expect(slack.told).toHaveLength(301);
    await delivery.stop();
  });
});
