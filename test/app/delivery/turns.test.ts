/** A process that is held up, by its machine or by itself. */
import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import type { Pause } from '../../../src/app/delivery/pause.ts';
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
  const logger = pino({ enabled: false });
  const turns = createTurns(
    { pacer, pause, now: () => new Date(clock), onPaced: () => undefined, logger },
    stop.signal,
  );
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

describe('whoever waits for the moment that it reserved', () => {
  /** Somebody waits, until `end` is called. */
  function waiting() {
    const stop = new AbortController();
    const over = Promise.withResolvers<undefined>();
    const pacer = { reserve: () => Promise.resolve(10), hold: () => Promise.resolve() };
    const pause = (milliseconds: number): Promise<void> =>
      milliseconds === 10 ? over.promise : new Promise(() => undefined);
    const logger = pino({ enabled: false });
    const parts = { pacer, pause, now: () => new Date(0), onPaced: () => undefined, logger };
    const turns = createTurns(parts, stop.signal);
    return { turns, stop, end: () => over.resolve(undefined), taken: turns.take(poster, 'discord:1') };
  }

  it('sends in it', async () => {
    const { taken, end } = waiting();
    end();
    expect(await taken).toBe(true);
  });

  it('sends nothing where the program stops meanwhile', async () => {
    const { taken, stop, end } = waiting();
    stop.abort();
    end();
    expect(await taken).toBe(false);
  });

  it('sends nothing where the platform asks for a pause meanwhile', async () => {
    const { taken, turns, end } = waiting();
    await turns.hold(poster, 'discord:2', 5000);
    end();
    expect(await taken).toBe(false);
  });
});

it('says once why it sends nothing, where the pace that all processes share asks it to wait long', async () => {
  const log: string[] = [];
  const logger = pino({ base: null, timestamp: false }, { write: (line: string) => void log.push(line) });
  const pacer = { reserve: () => Promise.resolve(600_500), hold: () => Promise.resolve() };
  const pause: Pause = () => new Promise(() => undefined);
  const turns = createTurns(
    { pacer, pause, now: () => new Date(0), onPaced: () => undefined, logger },
    new AbortController().signal,
  );
  const three = Array.from({ length: 3 }, (_, index) => turns.take(poster, `discord:${index}`));
  expect(await Promise.all(three)).toEqual([false, false, false]);
  expect(await turns.take(poster, 'discord:4')).toBe(false);
  expect(log.map((line) => JSON.parse(line) as unknown)).toEqual([
    expect.objectContaining({ level: 40, platform: 'discord', seconds: 601 }),
  ]);
});
