/** The machine's clock is set back while the bot posts and answers: no pause gets longer by it. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { PostResult } from '../../../src/chat/poster.ts';
import { createDiscordPoster } from '../../../src/platforms/discord/poster.ts';
import { renderReply } from '../../../src/platforms/discord/render.ts';
import { interactionApi } from '../../../src/platforms/discord/rest.ts';
import { startBareServer } from './bare-server.ts';
import { drill, setUpPoster, target } from './poster-set-up.ts';
import { recordingLogger } from './stubs.ts';

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

test('more answers that come late than Discord takes in a second do not have to wait until it has caught up', async () => {
  const edited = new Set<string | undefined>();
  const apiUrl = await startBareServer((request, response) => {
    edited.add(request.url);
    response.setHeader('content-type', 'application/json').end('{}');
  });
  const api = interactionApi({ token: 'x', apiUrl });
  const message = renderReply(drill());
  for (let count = 0; count < 60; count += 1) {
    if (count === 10) setBack();
    await api.editOriginal({ applicationId: '1', id: `${count}`, token: `token-${count}` }, message);
  }
  expect(edited.size).toBe(60);
});

test('a route that may be used again in a second is used again', async () => {
  const apiUrl = await startBareServer((_request, response) => {
    const bucket = {
      'x-ratelimit-bucket': 'one',
      'x-ratelimit-limit': '1',
      'x-ratelimit-remaining': '0',
      'x-ratelimit-reset-after': '1',
    };
    response.writeHead(200, { 'content-type': 'application/json', ...bucket }).end('{"id":"200000000000000001"}');
  });
  const poster = createDiscordPoster(
    { token: 'x', apiUrl },
    { logger: recordingLogger().logger, now: () => new Date(), wait: () => Promise.resolve() },
  );
  const post = (key: string): Promise<PostResult> => poster.post({ ...target, key }, drill());
  expect(await post('one')).toMatchObject({ kind: 'sent' });
  vi.setSystemTime(Date.now() + 2000);
  setBack();
  expect(await post('two')).toMatchObject({ kind: 'sent' });
});
