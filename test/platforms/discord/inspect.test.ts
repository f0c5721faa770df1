/** What the bot may do in a channel: with the real discord.js against a Discord on loopback, and for any permissions there can be. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canBeFixed, checkItems } from '../../../src/chat/checks.ts';
import { neededPermissions, permissionsOf } from '../../../src/platforms/discord/permissions.ts';
import { botUser, channelId, guildId } from '../../fakes/discord/payloads.ts';
import { isAllowed, permission } from '../../fakes/discord/permissions.ts';
import { channelTypes, type FakeWorld } from '../../fakes/discord/world.ts';
import { community, setUpPoster } from './poster-set-up.ts';

const names = ['View Channel', 'Send Messages', 'Embed Links', 'Read Message History'];

async function inspect(spoil: (world: FakeWorld) => void, options: Parameters<typeof setUpPoster>[0] = {}) {
  const { discord, poster } = await setUpPoster(options);
  spoil(discord.world);
  return poster.inspect(community, channelId);
}

test('a server has the name that Discord gives it, and none once the bot is not in it', async () => {
  const { discord, poster } = await setUpPoster();
  expect(await poster.nameOf(community)).toBe('Analysts');
  expect(await poster.nameOf('discord:dm:1')).toBeUndefined();
  discord.world.guild().hasBot = false;
  expect(await poster.nameOf(community)).toBeUndefined();
});

describe('a channel', () => {
  test('in which the bot may do what it must', async () => {
    const checks = await inspect(() => undefined);
    expect(checks).toEqual(names.map((what) => ({ what, ok: true, detail: 'Allowed in #careers.' })));
  });

  test.each([
    ['Send Messages', permission.sendMessages, false],
    ['Embed Links', permission.embedLinks, false],
    ['Read Message History', permission.readHistory, true],
  ])('without %s', async (name, bit, advisory) => {
    const checks = await inspect((world) => world.channel().deny(bit));
    expect(checks.filter(({ ok }) => !ok)).toEqual([
      {
        what: name,
        ok: false,
        advisory,
        detail: expect.stringContaining(`I lack ${name} in #careers`) as unknown,
        fix: `In Discord, open Edit Channel (the cog beside #careers) > Permissions, add the bot or its role, and allow ${name}.`,
      },
    ]);
    expect(checks.map(({ what }) => what)).toEqual(names);
  });

  test('whose own settings for the bot outdo those for its role and for everybody', async () => {
    const checks = await inspect((world) => {
      const channel = world.channel();
      channel.deny(permission.sendMessages);
      channel.overwrites.push({ id: guildId, type: 0, allow: 0n, deny: permission.viewChannel });
      channel.overwrites.push({
        id: botUser.id,
        type: 1,
        allow: permission.sendMessages | permission.viewChannel,
        deny: permission.embedLinks,
      });
    });
    expect(checks.filter(({ ok }) => !ok).map(({ what }) => what)).toEqual(['Embed Links']);
  });

  test('nothing of which matters to an administrator', async () => {
    const checks = await inspect((world) => {
      world.guild().botRole.permissions = permission.administrator;
      world.channel().deny(permission.sendMessages);
      world.guild().timedOutUntil = Date.parse('2026-11-23T00:00:00Z');
    });
    expect(checks.every(({ ok }) => ok)).toBe(true);
  });

  test('where everybody may do it, as the bot without a permission of its own', async () => {
    const checks = await inspect((world) => {
      world.guild().everyone.permissions = world.guild().botRole.permissions;
      world.guild().botRole.permissions = 0n;
    });
    expect(checks.every(({ ok }) => ok)).toBe(true);
  });

  test.each<[string, (world: FakeWorld) => void, string, RegExp]>([
    ['that is hidden', (world) => world.channel().deny(permission.viewChannel), 'View Channel', /I cannot see.*allow View Channel, Send Messages, Embed Links and Read Message History/],
    ['that is gone', (world) => world.deleteChannel(), 'Channel', /does not exist any more.*another channel/],
    ['of a server without the bot', (world) => (world.guild().hasBot = false), 'Server', /not in this server.*Invite the bot again/],
  ])('%s', async (_, spoil, what, words) => {
    const checks = await inspect(spoil);
    expect(checks).toMatchObject([{ what, ok: false }]);
    expect(checkItems(checks).join()).toMatch(words);
  }); // prettier-ignore

  test.each([
    [channelTypes.voice, 'a voice channel'],
    [channelTypes.forum, 'a forum'],
    [channelTypes.publicThread, 'a thread'],
    [99, 'a channel of another kind'],
  ])('of type %i can never be posted to: it is said to be %s', async (type, kind) => {
    const checks = await inspect((world) => {
      world.channel().type = type;
      world.guild().timedOutUntil = Date.parse('2026-11-23T00:00:00Z');
    });
    expect(checks).toEqual([
      {
        what: 'Channel',
        ok: false,
        detail: `#careers is ${kind}: daily drills are posted to text and announcement channels only.`,
        fix: 'Type /daily set with a text or announcement channel.',
        lasting: true,
      },
    ]);
    expect(canBeFixed(checks)).toBe(false);
  });

  test('for announcements takes posts', async () => {
    const checks = await inspect((world) => (world.channel().type = channelTypes.announcement));
    expect(checks.every(({ ok }) => ok)).toBe(true);
  });

  test('of another server is refused, though the bot may post there', async () => {
    const { discord, poster } = await setUpPoster();
    const elsewhere = discord.world.add();
    const checks = await poster.inspect(community, elsewhere.id);
    expect(checks).toMatchObject([{ what: 'Channel', ok: false, detail: 'The channel belongs to another server.' }]);
    expect(await poster.inspect(`discord:${elsewhere.guild?.id}`, elsewhere.id)).toHaveLength(4);
  });

  test('in which the bot is silenced, until it is not', async () => {
    const until = Date.parse('2026-11-22T12:30:00Z');
    const silenced = await inspect((world) => (world.guild().timedOutUntil = until));
    expect(silenced).toEqual([
      {
        what: 'Time-out',
        ok: false,
        detail: 'A moderator has timed me out until 2026-11-22 12:30 UTC: I may not post.',
        fix: 'Remove the time-out from the bot in the list of members, or wait: it ends by itself on 2026-11-22 12:30 UTC.',
      },
    ]);
    expect(canBeFixed(silenced)).toBe(true);
    const over = await inspect((world) => (world.guild().timedOutUntil = Date.parse('2026-11-22T08:00:00Z')));
    expect(over.every(({ ok }) => ok)).toBe(true);
  });

  test('that cannot be looked at just now, or not with this token', async () => {
    const { discord, poster } = await setUpPoster();
    discord.faults.next({ how: 503, when: 'before' }, 100);
    expect(await poster.inspect(community, channelId)).toMatchObject([
      {
        what: 'Discord',
        ok: false,
        detail: expect.stringContaining('status 503') as unknown,
        fix: 'Try again in a minute.',
      },
    ]);
    expect(await inspect(() => undefined, { botToken: 'wrong' })).toMatchObject([{ what: 'Token', ok: false }]);
  });

  test.each(['discord:dm:300000000000000001', 'discord:'])('of %s is of no server', async (place) => {
    const { discord, poster } = await setUpPoster();
    expect(await poster.inspect(place, channelId)).toMatchObject([{ what: 'Server', ok: false }]);
    expect(discord.requests).toEqual([]);
  });
});

test('permissions come out as Discord works them out, whatever the roles and channel settings', () => {
  const bit = fc.constantFrom(...Object.values(permission));
  const bits = fc.array(bit, { maxLength: 4 }).map((list) => list.reduce((sum, one) => sum | one, 0n));
  const id = fc.constantFrom('1', '2', '3', '4', '9');
  const overwrite = fc.record({ id, type: fc.constant(0 as const), allow: bits, deny: bits });
  const roles = fc.uniqueArray(fc.record({ id: fc.constantFrom('1', '2', '3', '4'), permissions: bits }), {
    selector: ({ id: own }) => own,
  });
  const overwrites = fc.uniqueArray(overwrite, { selector: ({ id: own }) => own });
  const own = fc.subarray(['2', '3', '4']);
  fc.assert(
    fc.property(roles, overwrites, own, fc.boolean(), (all, here, mine, isTimedOut) => {
      const held = permissionsOf({
        guild: '1',
        roles: all,
        overwrites: here,
        member: { id: '9', roles: mine, isTimedOut },
      });
      const myRoles = ['1', ...mine].map((role) => all.find((one) => one.id === role) ?? { id: role, permissions: 0n });
      for (const { bit: wanted } of neededPermissions) {
        const where = { guild: '1', member: '9', roles: myRoles, overwrites: here, isTimedOut };
        expect((held & wanted) !== 0n).toBe(isAllowed(wanted, where));
      }
    }),
  );
});
