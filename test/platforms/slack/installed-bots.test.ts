/** What is remembered of the workspaces' bots. */
import { pino } from 'pino';
import { expect, it } from 'vitest';
import type { Kept } from '../../../src/platforms/slack/installations.ts';
import { installedBots } from '../../../src/platforms/slack/installed-bots.ts';

const kept: Kept = {
  token: 'xoxb-1',
  userId: 'U0BOT',
  team: 'T1',
  installedAt: '2026-11-22T10:00:00.000Z',
  installedBy: 'U1',
  scopes: [],
};

it.each([
  ['is read once within a minute', 59, 1],
  ['is read again after a minute: another process may have removed it', 60, 2],
  ['is read again where the clock has been set back by an hour', -3600, 2],
])('a bot %s', async (_case, seconds, times) => {
  let now = Date.parse('2026-11-22T12:00:00Z');
  let reads = 0;
  const bots = installedBots({
    installations: {
      read: () => Promise.resolve(((reads += 1), kept)),
      save: () => Promise.resolve(),
      remove: () => Promise.resolve(),
    },
    logger: pino({ level: 'silent' }),
    now: () => new Date(now),
  });
  await bots.of({ team: 'T1' });
  now += seconds * 1000;
  expect(await bots.of({ team: 'T1' })).toEqual({ token: 'xoxb-1', userId: 'U0BOT', team: 'T1' });
  expect(reads).toBe(times);
});
