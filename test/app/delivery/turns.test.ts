/** A process that is held up, by its machine or by itself. */
import { expect, it } from 'vitest';
import { createTurns } from '../../../src/app/delivery/turns.ts';
import type { Poster } from '../../../src/chat/poster.ts';

const poster = { platform: 'discord', paceOf: () => ({ key: 'discord', spacing: 21 }) } as Partial<Poster> as Poster;

/** Takes one turn where each pause, of 10 ms, is as late as the next of `delays` says, the last again and again. */
async function takeWhereLate(...delays: readonly number[]): Promise<{ taken: boolean; reserved: number }> {
  const stop = new AbortController();
  let [clock, reserved] = [0, 0];
  const pacer = { reserve: () => Promise.resolve(((reserved += 1), 10)), hold: () => Promise.resolve() };
  const pause = (milliseconds: number): Promise<void> => {
    clock += milliseconds + (delays[reserved - 1] ?? delays.at(-1) ?? 0);
    if (reserved === 100) stop.abort();
    return Promise.resolve();
  };
  const turns = createTurns({ pacer, pause, now: () => new Date(clock), onPaced: () => undefined }, stop.signal);
  return { taken: await turns.take(poster, 'discord:1'), reserved };
}

it('uses the moment that it reserved', async () => {
  expect(await takeWhereLate(1)).toEqual({ taken: true, reserved: 1 });
});

it('takes another moment where it missed its own: what was held up must not be sent all at once', async () => {
  expect(await takeWhereLate(5000, 1)).toEqual({ taken: true, reserved: 2 });
});

it('sends all the same where it is always late', async () => {
  const { taken, reserved } = await takeWhereLate(200);
  expect(taken).toBe(true);
  expect(reserved).toBeLessThan(10);
});
