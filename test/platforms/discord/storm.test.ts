/** Posts through a storm of failures: what is sent is there once, what is in doubt is looked for first, and nothing is there twice. */
import { expect, test } from 'vitest';
import type { PostTarget, Poster } from '../../../src/chat/poster.ts';
import type { Fault } from '../../fakes/discord/faults.ts';
import { drill, setUpPoster, type PosterSetUp } from './poster-set-up.ts';

const faults: readonly Fault[] = (['before', 'after'] as const).flatMap((when): Fault[] => [
  { how: 500, when },
  { how: 503, when },
  { how: 'reset', when },
  { how: 429, when: 'before', retryAfter: 2 },
]);

/** Long enough for Discord to forget a nonce: only looking helps then. In milliseconds. */
const forgotten = 240_000;

/** As the delivery does it: post, look where it is in doubt, post again where it is absent. Returns how it ended. */
async function deliver(poster: Poster, target: PostTarget, clock: PosterSetUp['clock']): Promise<string> {
  for (let attempt = 0; attempt < 20; attempt += 1) {
    const since = new Date(clock.now);
    const result = await poster.post(target, drill(target.key));
    if (result.kind === 'sent' || result.kind === 'refused') return result.kind;
    clock.now += forgotten;
    if (result.kind === 'later') continue;
    const finding = await poster.find(target, since);
    if (finding.kind !== 'absent') return finding.kind;
  }
  return 'given up';
}

test.each([1, 2, 3])('every post is there exactly once (seed %i)', async (seed) => {
  const { discord, clock, another } = await setUpPoster({ requestsPerSecond: Infinity });
  discord.faults.storm({ seed, share: 0.4, faults, matching: /messages/ });
  const ends: string[] = [];
  for (let count = 0; count < 100; count += 1) {
    const channel = discord.world.add();
    const target = { community: `discord:${channel.guild?.id}`, channel: channel.id, key: `20261122-${count}` };
    const end = await deliver(another(), target, clock);
    ends.push(end);
    // Where Discord did not let anybody look, the post is there or not; it is never sent again.
    const most = discord.messages.in(channel.id).length;
    if (end === 'unknown') expect(most).toBeLessThanOrEqual(1);
    else expect(most).toBe(1);
  }
  expect(ends.filter((end) => end !== 'sent' && end !== 'found' && end !== 'unknown')).toEqual([]);
  // The storm was one: all that it can do was done.
  expect(discord.faults.happened.size).toBe(7);
  expect(ends).toContain('found');
});
