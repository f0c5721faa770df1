/** What every pacer owes to those who send. */
import { describe, expect, it } from 'vitest';
import type { Pacer } from '../../src/practice/daily/pacer.ts';
import { createMemoryPacer } from '../../src/store/shared/memory-pacer.ts';
import { execute } from '../support/postgres.ts';
import { postgresStore } from '../support/stores.ts';

/** Pacers that share what they keep, as processes do that share a store. */
const pacers: Readonly<Record<string, () => Promise<readonly [Pacer, Pacer]>>> = {
  memory: () => {
    const pacer = createMemoryPacer(() => 1000);
    return Promise.resolve([pacer, pacer]);
  },
  postgres: async () => {
    const { pacer, url } = await postgresStore();
    return [pacer, (await postgresStore({ url })).pacer];
  },
};

/** Longer than any test takes: a database's clock goes on meanwhile. */
const spacing = 1_000_000;
const tolerance = 100_000;

describe.each(Object.entries(pacers))('%s', (_name, open) => {
  it('keeps the moments of all apart', async () => {
    const [one, other] = await open();
    const waits = await Promise.all(
      Array.from({ length: 20 }, (_, index) => (index % 2 === 0 ? one : other).reserve('discord', spacing)),
    );
    const moments = waits.toSorted((a, b) => a - b).map((wait) => Math.round(wait / tolerance) * tolerance);
    expect(moments).toEqual(Array.from({ length: 20 }, (_, index) => index * spacing));
  });

  it('gives the first moment at once, also where another key is busy', async () => {
    const [pacer] = await open();
    await pacer.reserve('slack:C1', spacing);
    await pacer.reserve('slack:C1', spacing);
    expect(await pacer.reserve('slack:C2', spacing)).toBe(0);
  });

  it('holds everybody for as long as a platform asks, also with a key that is new', async () => {
    const [one, other] = await open();
    await one.hold('discord', spacing);
    await other.hold('discord', spacing / 2);
    expect(Math.round((await other.reserve('discord', 20)) / tolerance)).toBe(spacing / tolerance);
    expect(Math.round((await one.reserve('discord', spacing)) / tolerance)).toBe((2 * spacing) / tolerance);
  });
});

describe('the pacer in PostgreSQL, where the clock of the database is set back by an hour', () => {
  const hour = 3_600_000;

  /** A pacer, and its database's clock: all that was written down is an hour ahead of it then. */
  async function setUp() {
    const { pacer, url } = await postgresStore();
    const setBack = (): Promise<void> =>
      execute(
        url,
        `update career_advisor.pacing set last_moment = last_moment + interval '1 hour',
          held_until = held_until + interval '1 hour', written_at = written_at + interval '1 hour'`,
      );
    return { pacer, setBack };
  }

  it('goes on at once where nobody had to wait, and keeps the next moments apart', async () => {
    const { pacer, setBack } = await setUp();
    await pacer.reserve('discord', 20);
    await setBack();
    expect(await pacer.reserve('discord', 20)).toBeLessThanOrEqual(20);
    await pacer.reserve('discord', hour);
    expect(await pacer.reserve('discord', hour)).toBeGreaterThan(1.9 * hour);
  });

  it('keeps a queue as long as it was, and no longer', async () => {
    const { pacer, setBack } = await setUp();
    for (let moment = 0; moment < 3; moment += 1) await pacer.reserve('discord', spacing);
    await setBack();
    expect(Math.round((await pacer.reserve('discord', spacing)) / tolerance)).toBe((3 * spacing) / tolerance);
  });

  it('keeps a pause that a platform asked for as long as it was, also beside another one and after a second time', async () => {
    const { pacer, setBack } = await setUp();
    await pacer.hold('discord', spacing);
    await setBack();
    await pacer.hold('discord', spacing / 2);
    await setBack();
    for (let moment = 0; moment < 2; moment += 1)
      expect(Math.round((await pacer.reserve('discord', 20)) / tolerance)).toBe(spacing / tolerance);
  });
});

it('the pacer in memory goes by its clock, and forgets keys that hold nobody up', async () => {
  let now = 0;
  const pacer = createMemoryPacer(() => now);
  for (let key = 0; key < 3000; key += 1) await pacer.reserve(`slack:C${key}`, 1000);
  expect(await pacer.reserve('slack:C0', 1000)).toBe(1000);
  now = 1500;
  expect(await pacer.reserve('slack:C0', 1000)).toBe(500);
  now = 10_000;
  expect(await pacer.reserve('slack:C0', 1000)).toBe(0);
});
