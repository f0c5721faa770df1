import { describe, expect, it } from 'vitest';
import type { PostResult } from '../../../src/chat/poster.ts';
import { StoreError } from '../../../src/practice/store.ts';
import { createWorld, hour, minute } from '../../support/delivery.ts';

const ada = 'discord:ada';
/** Ada practises on Monday at midnight UTC, in her day of Sunday; her Monday ends at 04:00 on Tuesday, and is looked at two hours before. */
const look = 26 * hour;
const before = look - 5 * minute;

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

  it.each<PostResult>([
    { kind: 'doubt', detail: 'The answer was lost.' },
    { kind: 'later', after: 1000, detail: 'Not now.' },
  ])('that may not have arrived ($kind) are not sent again on that day', async (result) => {
    const world = createWorld();
    const { clock, discord } = world;
    await world.askForReminders(ada);
    let tellings = 0;
    discord.onTell = () => {
      tellings += 1;
      return result;
    };
    await clock.advance(before);
    const delivery = await world.start();
    await clock.advance(hour);
    expect(tellings).toBe(1);
    expect((await world.store.learner(ada)).settings.reminders).toBe(true);
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

  it('come once also from two processes, one of which dies before it can say that it has sent', async () => {
    const world = createWorld();
    const { clock, discord, store } = world;
    await world.askForReminders(ada);
    const dying = {
      ...store,
      // Done, but never heard of again.
      updateLearner: async (...args: Parameters<typeof store.updateLearner>) => {
        await store.updateLearner(...args);
        throw new StoreError('The store cannot be reached.');
      },
    } as typeof store;
    await clock.advance(before);
    const first = await world.start({ store: dying });
    const other = await world.start();
    await clock.advance(hour);
    expect(discord.told.length).toBeLessThanOrEqual(1);
    expect((await store.learner(ada)).remindedOn).toBe('2026-11-23');
    await Promise.all([first.stop(), other.stop()]);
  });
});
