import { expect, it } from 'vitest';
import { recordLife } from '../../src/practice/heartbeat.ts';
import { createMemoryStore } from '../../src/store/memory.ts';

const at = (time: string): Date => new Date(`2026-03-01T${time}Z`);

it('takes the first start for no outage', async () => {
  const store = createMemoryStore();
  expect(await recordLife(store, at('08:00:00'))).toBeUndefined();
  expect(await store.service()).toEqual({ outages: [], heartbeat: '2026-03-01T08:00:00.000Z' });
});

it('records the time since the last sign of life, once it is longer than ten minutes', async () => {
  const store = createMemoryStore();
  await recordLife(store, at('08:00:00'));
  await recordLife(store, at('08:05:00'));
  expect(await recordLife(store, at('08:15:00'))).toBeUndefined();
  const outage = { from: '2026-03-01T08:15:00.000Z', to: '2026-03-01T08:25:00.001Z' };
  expect(await recordLife(store, at('08:25:00.001'))).toEqual(outage);
  expect(await recordLife(store, at('08:26:00'))).toBeUndefined();
  expect((await store.service()).outages).toEqual([outage]);
});

it('keeps earlier outages, and survives a clock that went back', async () => {
  const store = createMemoryStore();
  await recordLife(store, at('08:00:00'));
  await recordLife(store, at('09:00:00'));
  expect(await recordLife(store, at('07:00:00'))).toBeUndefined();
  await recordLife(store, at('12:00:00'));
  expect((await store.service()).outages.map(({ from }) => from.slice(11, 16))).toEqual(['08:00', '09:00']);
});

it('takes two processes whose clocks are an hour apart for no outage, whichever gives the next sign', async () => {
  const store = createMemoryStore();
  await recordLife(store, at('08:00:00'));
  const lives: (Date | undefined)[] = [undefined, undefined];
  const outages: unknown[] = [];
  for (let minute = 0; minute < 30; minute += 1) {
    for (const [index, hour] of ['08', '09'].entries()) {
      const now = at(`${hour}:${String(minute).padStart(2, '0')}:30`);
      outages.push(await recordLife(store, now, lives[index]));
      lives[index] = now;
    }
  }
  // Only the start of the second one looks like one: nobody can tell it from a bot that was down for an hour.
  expect(outages.filter((outage) => outage !== undefined)).toHaveLength(1);
  expect(await store.service()).toMatchObject({ heartbeat: '2026-03-01T09:29:30.000Z' });
});

it('takes no clock for long that was years ahead', async () => {
  const store = createMemoryStore();
  await recordLife(store, new Date('2036-03-01T08:00:00Z'));
  await recordLife(store, at('08:00:00'));
  expect(await recordLife(store, at('09:00:00'))).toMatchObject({ from: '2026-03-01T08:00:00.000Z' });
});

it('records nothing while the process itself was alive a moment ago', async () => {
  const store = createMemoryStore();
  await recordLife(store, at('08:00:00'));
  expect(await recordLife(store, at('09:00:00'), at('08:59:00'))).toBeUndefined();
  expect(await recordLife(store, at('10:00:00'), at('09:00:00'))).toMatchObject({ from: '2026-03-01T09:00:00.000Z' });
});
