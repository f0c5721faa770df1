import { describe, expect, it } from 'vitest';
import type { PostResult } from '../../../src/chat/poster.ts';
import { newLearner } from '../../../src/practice/records.ts';
import { StoreError } from '../../../src/practice/store.ts';
import { createWorld, hour, minute } from '../../support/delivery.ts';

const ada = 'discord:ada';
/** Ada practises on Monday at midnight UTC, in her day of Sunday; her Monday ends at 04:00 on Tuesday, and is looked at two hours before. */
const look = 26 * hour;
const before = look - 5 * minute;

/** Somebody's reminder is due at the next look, and meets these results, the last one again and again. */
async function reminding(...results: readonly [PostResult, ...PostResult[]]) {
  const world = createWorld();
  await world.askForReminders(ada);
  const tellings: Date[] = [];
  world.discord.onTell = () => {
    tellings.push(world.clock.now());
    return results[tellings.length - 1] ?? results.at(-1) ?? results[0];
  };
  await world.clock.advance(before);
  const delivery = await world.start();
  await world.clock.advance(5 * minute + 2000);
  return { world, tellings, delivery };
}

describe('reminders', () => {
  it('come two hours before the end of a day that the streak still needs, once, and with buttons', async () => {
    const world = createWorld();
    const { clock, discord, delivered } = world;
    await world.askForReminders(ada);
    await world.askForReminders('slack:T1:U1');
    await clock.advance(before);
    const delivery = await world.start();
    await clock.advance(5 * minute - 1);
    expect(discord.told).toEqual([]);
    await clock.advance(hour);
    expect(discord.told.map(({ learner }) => learner)).toEqual([ada]);
    expect(world.slack.told.map(({ learner }) => learner)).toEqual(['slack:T1:U1']);
    expect(JSON.stringify(discord.told[0]?.reply)).toContain('Stop reminders');
    expect(discord.told[0]?.key.length).toBeLessThanOrEqual(25);
    expect(delivered).toContainEqual({ platform: 'discord', kind: 'reminder', state: 'sent' });
    await delivery.stop();
  });

  it('that may have arrived are not sent again on that day', async () => {
    const { world, tellings, delivery } = await reminding({ kind: 'doubt', detail: 'The answer was lost.' });
    await world.clock.advance(2 * hour);
    expect(tellings).toHaveLength(1);
    expect((await world.store.learner(ada)).settings.reminders).toBe(true);
    await delivery.stop();
  });

  it('that certainly were not sent are tried again while the day lasts, and come once', async () => {
    const limit: PostResult = { kind: 'later', after: 1000, detail: 'Not now.' };
    const { world, tellings, delivery } = await reminding(limit, limit, { kind: 'sent', message: 'm' });
    await world.clock.advance(10 * minute);
    expect(tellings).toHaveLength(3);
    expect(world.discord.told.map(({ learner }) => learner)).toEqual([ada]);
    await world.clock.advance(3 * hour);
    expect(tellings).toHaveLength(3);
    expect((await world.store.learner(ada)).remindedOn).toBe('2026-11-23');
    await delivery.stop();
  });

  it('are given up when the day is over, with pauses that grow until then', async () => {
    const { world, tellings, delivery } = await reminding({ kind: 'later', detail: 'Not now.' });
    await world.clock.advance(2 * hour);
    expect(tellings.length).toBeGreaterThan(5);
    expect(tellings.length).toBeLessThan(15);
    const dayEnds = Date.parse('2026-11-24T04:00Z');
    expect(tellings.every((at) => at.getTime() < dayEnds)).toBe(true);
    await world.clock.advance(4 * hour);
    // The streak is over: nothing is due on the next day.
    expect(Math.max(...tellings.map((at) => at.getTime()))).toBeLessThan(dayEnds);
    await delivery.stop();
  });

  it('are not tried again for whoever has practised meanwhile', async () => {
    const { world, tellings, delivery } = await reminding({ kind: 'later', after: hour / 2, detail: 'Not now.' });
    await world.askForReminders(ada);
    await world.clock.advance(2 * hour);
    expect(tellings).toHaveLength(1);
    await delivery.stop();
  });

  it('leave no record of somebody who was forgotten while one was refused', async () => {
    const world = createWorld();
    const { clock, discord, store } = world;
    await world.askForReminders(ada);
    const poster = discord.posterOf();
    Object.assign(discord, {
      posterOf: () => ({
        ...poster,
        tell: async (...message: Parameters<typeof poster.tell>) => {
          const result = await poster.tell(...message);
          await store.forgetLearner(ada);
          return result;
        },
      }),
    });
    discord.onTell = () => ({ kind: 'refused', why: 'no-access', detail: 'Closed to private messages.' });
    await clock.advance(before);
    const delivery = await world.start();
    await clock.advance(hour);
    expect(await store.learner(ada)).toEqual(newLearner(ada));
    await delivery.stop();
  });

  it('are switched off for somebody whom the platform brings none, and the settings say why', async () => {
    const world = createWorld();
    const { clock, discord, store } = world;
    await world.askForReminders(ada);
    discord.onTell = () => ({ kind: 'refused', why: 'no-access', detail: 'Closed to private messages.' });
    await clock.advance(before);
    const delivery = await world.start();
    await clock.advance(hour);
    const record = await store.learner(ada);
    expect(record).toMatchObject({ settings: { reminders: false }, remindersRefused: 'Closed to private messages.' });
    expect(record.wakeAt).toBeUndefined();
    await delivery.stop();
  });

  it('stay on where only the token of the bot is refused', async () => {
    const { world, tellings, delivery } = await reminding({
      kind: 'refused',
      why: 'token-refused',
      detail: 'Revoked.',
    });
    await world.clock.advance(hour);
    expect(tellings).toHaveLength(1);
    expect((await world.store.learner(ada)).settings.reminders).toBe(true);
    await delivery.stop();
  });

  it('leave room for two calls of the platform each: one of them opens the conversation', async () => {
    const world = createWorld();
    const { clock, discord } = world;
    const learners = [ada, 'discord:bob', 'discord:eve'];
    for (const learner of learners) await world.askForReminders(learner);
    const tellings: number[] = [];
    discord.onTell = () => {
      tellings.push(clock.now().getTime());
      return { kind: 'sent', message: 'm' };
    };
    await clock.advance(before);
    const delivery = await world.start();
    await clock.advance(hour);
    const [first = NaN, second = NaN, third = NaN] = tellings;
    expect(tellings).toHaveLength(learners.length);
    // A call takes 21 ms of the limit that all share.
    expect(Math.min(second - first, third - second)).toBeGreaterThanOrEqual(42);
    await delivery.stop();
  });

  it('come once from two processes, both of which have seen that it is due before either sends', async () => {
    const world = createWorld();
    const { clock, discord, store, pacer } = world;
    await world.askForReminders(ada);
    await clock.advance(before);
    const both = [await world.start(), await world.start()];
    await clock.advance(look - before - 1);
    await pacer.hold('discord', 10_000);
    await clock.advance(hour);
    expect(discord.told).toHaveLength(1);
    expect((await store.learner(ada)).remindedOn).toBe('2026-11-23');
    await Promise.all(both.map((one) => one.stop()));
  });

  it('are not sent by one that knows not whether it recorded them, nor by another one: a reminder comes once at most', async () => {
    const world = createWorld();
    const { clock, discord, store } = world;
    await world.askForReminders(ada);
    let recorded = 0;
    const dying = {
      ...store,
      // Done, but never heard of again.
      updateLearner: async (...args: Parameters<typeof store.updateLearner>) => {
        await store.updateLearner(...args);
        recorded += 1;
        throw new StoreError('The store cannot be reached.');
      },
    } as typeof store;
    await clock.advance(before);
    const first = await world.start({ store: dying });
    await clock.advance(10 * minute);
    const other = await world.start();
    await clock.advance(hour);
    expect(recorded).toBe(1);
    expect(discord.told).toEqual([]);
    expect((await store.learner(ada)).remindedOn).toBe('2026-11-23');
    await Promise.all([first.stop(), other.stop()]);
  });
});
