/** The machine's clock is set back while the bot posts: no pause gets longer by it. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { drill, setUpPoster, target } from './poster-set-up.ts';

const halfAnHour = 1_800_000;
const setBack = (): void => void vi.setSystemTime(Date.now() - halfAnHour);

beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'] }));
afterEach(() => void vi.useRealTimers());

test('more posts than Discord takes in a second do not have to wait until it has caught up', async () => {
  const { poster } = await setUpPoster({ requestsPerSecond: Infinity });
  const results: string[] = [];
  for (let count = 0; count < 60; count += 1) {
    if (count === 10) setBack();
    results.push((await poster.post({ ...target, key: `key-${count}` }, drill())).kind);
  }
  expect(new Set(results)).toEqual(new Set(['sent']));
});

test('a pause that Discord asked for ends when Discord said', async () => {
  const { discord, poster } = await setUpPoster();
  discord.faults.next({ how: 429, when: 'before', retryAfter: 60, isGlobal: true });
  await poster.post(target, drill());
  setBack();
  const result = await poster.post(target, drill());
  expect(result).toMatchObject({ kind: 'later', everywhere: true });
  expect('after' in result && result.after).toBeGreaterThan(1000);
  expect('after' in result && result.after).toBeLessThanOrEqual(60_000);
  expect(discord.requests).toHaveLength(1);
});
