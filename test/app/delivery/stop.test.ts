/** Admins hear of a stop: once at most, and also where the first attempt certainly said nothing. */
import { describe, expect, it } from 'vitest';
import type { PostResult } from '../../../src/chat/poster.ts';
import { withResume } from '../../../src/practice/daily/outbox.ts';
import { StoreError } from '../../../src/practice/store.ts';
import { createWorld, hour, minute, second, type World } from '../../support/delivery.ts';

const guild = 'discord:1';
const closed: PostResult = { kind: 'refused', why: 'no-access', detail: 'I may not post there.' };

const stopIn = async (world: World) => (await world.daily(guild)).stop;
/** A world in which the post of a community will be refused at nine. */
async function refusingWorld(): Promise<World> {
  const world = createWorld();
  world.discord.onPost = ({ community }) => (community === guild ? closed : 'sent');
  await world.setUp(guild);
  return world;
}

describe('a stop is told', () => {
  it('by the next start, where the program ends in the moment of the refusal', async () => {
    const world = await refusingWorld();
    const { clock, discord } = world;
    const delivery = await world.start();
    await clock.advance(9 * hour + 20);
    const stopping = delivery.stop();
    await clock.advance(10 * second);
    await stopping;
    expect(discord.told).toEqual([]);
    expect(await stopIn(world)).toMatchObject({ told: false });
    const next = await world.start();
    await clock.advance(48 * hour);
    expect(discord.told.map(({ learner }) => learner)).toEqual([`${guild}:admin`]);
    expect(await stopIn(world)).toMatchObject({ told: true });
    await next.stop();
  });

  it('after a pause that the platform asks of everything in that moment', async () => {
    const world = await refusingWorld();
    const { clock, discord } = world;
    discord.onPost = ({ community }) =>
      community === guild ? closed : { kind: 'later', after: 2000, everywhere: true, detail: 'Too many.' };
    await world.setUp('discord:2');
    const delivery = await world.start();
    await clock.advance(9 * hour + minute);
    expect(discord.told.map(({ learner }) => learner)).toEqual([`${guild}:admin`]);
    await Promise.all([delivery.stop(), clock.advance(second)]);
  });

  it('once, where the platform does not take it at first', async () => {
    const world = await refusingWorld();
    const { clock, discord, log } = world;
    let asked = 0;
    discord.onTell = () =>
      ++asked < 4 ? { kind: 'later', after: 2000, detail: 'Slowly.' } : { kind: 'sent', message: 'm' };
    const delivery = await world.start();
    await clock.advance(48 * hour);
    expect([asked, discord.told.length]).toEqual([4, 1]);
    expect(JSON.stringify(discord.told[0]?.reply)).toContain('I may not post there.');
    expect(await stopIn(world)).toMatchObject({ told: true });
    expect(log.filter((line) => line.includes('could not be told yet'))).toHaveLength(3);
    await delivery.stop();
  });

  it('to nobody any more once the schedule goes on', async () => {
    const world = await refusingWorld();
    const { clock, discord, store } = world;
    discord.onTell = () => ({ kind: 'later', detail: 'Not now.' });
    const delivery = await world.start();
    await clock.advance(9 * hour + minute);
    await store.updateCommunity(guild, (record) => ({ record: withResume(record, clock.now()), result: undefined }));
    discord.onPost = () => 'sent';
    discord.onTell = () => ({ kind: 'sent', message: 'm' });
    await clock.advance(24 * hour);
    expect(discord.told).toEqual([]);
    expect(discord.posts).toHaveLength(1);
    await delivery.stop();
  });

  it('not for ever: after a week of attempts the log says that nobody was told', async () => {
    const world = await refusingWorld();
    const { clock, discord, log } = world;
    let asked = 0;
    discord.onTell = () => {
      asked += 1;
      return { kind: 'later', detail: 'Not now.' };
    };
    const delivery = await world.start();
    // The hours between the attempts are slept through.
    for (let at = 0; at < 10 * 24; at += 6) await clock.advance(6 * hour);
    expect(asked).toBeGreaterThan(20);
    expect(asked).toBeLessThan(50);
    expect(log.filter((line) => line.includes('nobody could be told'))).toHaveLength(1);
    expect((await world.store.community(guild)).wakeAt).toBeUndefined();
    await delivery.stop();
  }, 30_000);

  it('once, where the records did not say that telling had begun: nobody was told then', async () => {
    const world = await refusingWorld();
    const { clock, discord, store } = world;
    let lost = 0;
    const delivery = await world.start({
      store: {
        ...store,
        updateCommunity: async (id, change) => {
          const seen = { begins: false };
          const result = await store.updateCommunity(id, (before) => {
            const changed = change(before);
            seen.begins = before.daily?.stop?.told === false && changed.record.daily?.stop?.told === true;
            return changed;
          });
          if (seen.begins && ++lost === 1) throw new StoreError('The answer was lost.', { mayBeDone: true });
          return result;
        },
      },
    });
    await clock.advance(10 * hour);
    expect([lost, discord.told.length]).toEqual([2, 1]);
    await delivery.stop();
  });
});

describe('where the platform refuses the token', () => {
  const revoked: PostResult = { kind: 'refused', why: 'token-refused', detail: 'The token was revoked.' };

  it('the operator reads it at once; the admin is told when there is a good one, and it is not asked for often', async () => {
    const world = createWorld();
    const { clock, slack, log } = world;
    await world.setUp('slack:T1');
    slack.onPost = () => revoked;
    let [asked, isGood] = [0, false];
    slack.onTell = () => {
      asked += 1;
      return isGood ? { kind: 'sent', message: 'm' } : revoked;
    };
    const delivery = await world.start();
    await clock.advance(9 * hour + minute);
    expect(log.some((line) => line.includes('"level":50') && line.includes('The token was revoked.'))).toBe(true);
    expect(asked).toBe(0);
    await clock.advance(24 * hour);
    expect(asked).toBeGreaterThan(1);
    expect(asked).toBeLessThan(8);
    expect(slack.told).toEqual([]);
    isGood = true;
    await clock.advance(7 * hour);
    expect(slack.told.map(({ learner }) => learner)).toEqual(['slack:T1:admin']);
    await delivery.stop();
  });
});
