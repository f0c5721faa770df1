import { describe, expect, test } from 'vitest';
import { readInteraction } from '../../../src/platforms/discord/inbound.ts';
import {
  applicationId,
  buttonPayload,
  channelId,
  commandPayload,
  completionPayload,
  formPayload,
  guildId,
  pingPayload,
  selectPayload,
  userId,
} from '../../fakes/discord/payloads.ts';
import { noon } from './stubs.ts';

const asked = {
  platform: 'discord',
  learner: `discord:${userId}`,
  community: `discord:${guildId}`,
  channel: channelId,
  now: noon,
  name: 'Ada',
};

describe('each kind of interaction', () => {
  test('a command with its options', () => {
    const payload = commandPayload('salary', { level: 'senior', offer: 185_000 });
    expect(readInteraction(payload, noon)).toEqual({
      kind: 'invocation',
      reference: { id: payload.id, token: payload.token, applicationId },
      origin: { message: undefined, isForm: false },
      invocation: {
        ...asked,
        isAdmin: expect.any(Function) as unknown,
        request: { kind: 'command', command: 'salary', options: { level: 'senior', offer: 185_000 } },
      },
    });
  });

  test('a command of a group, with its options', () => {
    const payload = commandPayload('daily set', { channel: channelId, time: '9:00' });
    expect(payload['data']).toMatchObject({ name: 'daily', options: [{ name: 'set', type: 1 }] });
    expect(readInteraction(payload, noon)).toMatchObject({
      invocation: { request: { command: 'daily set', options: { channel: channelId, time: '9:00' } } },
    });
    expect(readInteraction(commandPayload('daily pause'), noon)).toMatchObject({
      invocation: { request: { command: 'daily pause', options: {} } },
    });
  });

  test('in a direct message the person is the community', () => {
    expect(readInteraction(commandPayload('salary', {}, { direct: true }), noon)).toMatchObject({
      invocation: { learner: `discord:${userId}`, community: `discord:dm:${userId}` },
    });
  });

  test('a button, on a private and on a public message', () => {
    expect(readInteraction(buttonPayload('faq:show:1', 'private'), noon)).toMatchObject({
      origin: { message: 'private', isForm: false },
      invocation: { ...asked, request: { kind: 'action', id: 'faq:show:1', inputs: {} } },
    });
    expect(readInteraction(buttonPayload('faq:show:1', 'public'), noon)).toMatchObject({
      origin: { message: 'public' },
    });
  });

  test('a select: the chosen value becomes the argument', () => {
    expect(readInteraction(selectPayload('salary:level:', 'senior'), noon)).toMatchObject({
      invocation: { request: { id: 'salary:level:senior' } },
    });
  });

  test('a form, with its inputs by name', () => {
    expect(readInteraction(formPayload('faq:suggest:', { answer: 'Maybe', why: '' }, 'private'), noon)).toMatchObject({
      origin: { message: 'private', isForm: true },
      invocation: { request: { kind: 'action', id: 'faq:suggest:', inputs: { answer: 'Maybe', why: '' } } },
    });
  });

  test('a form with a text of its own and an input in an action row', () => {
    const rows = [
      { type: 10, id: 1 },
      { type: 1, id: 2, components: [{ type: 4, id: 3, custom_id: 'answer', value: 'Maybe' }] },
    ];
    expect(
      readInteraction(
        { ...formPayload('faq:suggest:', {}), data: { custom_id: 'faq:suggest:', components: rows } },
        noon,
      ),
    ).toMatchObject({
      invocation: { request: { inputs: { answer: 'Maybe' } } },
    });
  });

  test('a half-typed option', () => {
    expect(readInteraction(completionPayload('salary', 'place', 'wash', { level: 'senior' }), noon)).toMatchObject({
      kind: 'completion',
      request: {
        community: `discord:${guildId}`,
        command: 'salary',
        option: 'place',
        partial: 'wash',
        options: { level: 'senior' },
      },
    });
  });

  test('a half-typed option of a command of a group', () => {
    expect(readInteraction(completionPayload('daily set', 'zone', 'ber', { time: '9' }), noon)).toMatchObject({
      kind: 'completion',
      request: { command: 'daily set', option: 'zone', partial: 'ber', options: { time: '9' } },
    });
  });

  test("Discord's ping", () => {
    expect(readInteraction(pingPayload(), noon)).toMatchObject({ kind: 'ping' });
  });
});

describe('the name', () => {
  const person = (names: object) => ({ id: userId, ...names });
  const nameIn = (place: object): unknown => {
    const inbound = readInteraction({ ...commandPayload('salary'), member: undefined, ...place }, noon);
    return 'invocation' in inbound ? inbound.invocation.name : inbound;
  };
  const user = person({ username: 'ada_99', global_name: 'Ada' });

  test.each([
    ['in this server first', { member: { nick: 'Countess', user } }, 'Countess'],
    ['else everywhere', { member: { nick: null, user } }, 'Ada'],
    ['else of the account', { member: { user: { ...user, global_name: null } } }, 'ada_99'],
    ['in a direct message', { user }, 'Ada'],
    ['that shows nothing is passed over', { member: { nick: ' \u200B\u0000', user } }, 'Ada'],
    ['without control characters', { member: { nick: '\u0007Ada\n\u202EL\u001B[1m ', user } }, 'Ada L [1m'],
    ['of at most 80 characters', { member: { nick: 'x'.repeat(100), user } }, `${'x'.repeat(79)}…`],
    ['that is no text is passed over', { member: { nick: 5, user } }, 'Ada'],
    ['is not there where Discord gives none', { user: person({}) }, undefined],
  ])('%s', (_, place, name) => {
    expect(nameIn(place)).toBe(name);
  });
});

describe('an admin', () => {
  const isAdmin = (payload: object): Promise<boolean | undefined> | undefined => {
    const inbound = readInteraction(payload, noon);
    return 'invocation' in inbound ? inbound.invocation.isAdmin?.() : undefined;
  };
  const withPermissions = (permissions: unknown) => {
    const payload = commandPayload('daily pause');
    return { ...payload, member: { ...payloadMember(payload), permissions } };
  };
  const payloadMember = ({ member }: Readonly<Record<string, unknown>>): object =>
    typeof member === 'object' && member !== null ? member : {};

  test.each<[what: string, permissions: unknown, expected: boolean]>([
    ['manages the server', '32', true],
    ['is an administrator', '8', true],
    ['with every permission there is', String(2n ** 60n - 1n), true],
    ['is not who may only write', '2147483648', false],
    ['is not whose permissions cannot be read', 'many', false],
    ['is not whose permissions did not come along', undefined, false],
  ])('%s', async (_, permissions, expected) => {
    expect(await isAdmin(withPermissions(permissions))).toBe(expected);
  });

  test('is nobody in a direct message', async () => {
    expect(await isAdmin(commandPayload('daily pause', {}, { direct: true }))).toBe(false);
  });
});

test('the channel is the one it was said in, if any is named', () => {
  const named = (place: object) => readInteraction({ ...commandPayload('salary'), ...place }, noon);
  expect(named({ channel: undefined })).toMatchObject({ invocation: { channel: channelId } });
  expect(named({ channel: { id: '5' } })).toMatchObject({ invocation: { channel: '5' } });
  expect(named({ channel: { id: 5 }, channel_id: 'odd' })).not.toHaveProperty('invocation.channel');
});

describe('what is not for the program is ignored, with a reason that holds nothing typed', () => {
  const command = commandPayload('salary', { level: 'secret words' });
  test.each([
    ['no object', 'hello', 'the interaction has a shape'],
    ['no token', { ...command, token: undefined }, '(at token)'],
    ['an unknown type', { ...command, type: 99 }, '(at type)'],
    ['no user', { ...command, member: undefined }, 'names no user'],
    ['an id that is none', { ...command, member: { user: { id: '../admin' } } }, '(at member.user.id)'],
    ['a command of a menu', { ...command, data: { name: 'Report', type: 3, target_id: '1' } }, '(at type)'],
    [
      'a subcommand of a subcommand',
      { ...command, data: { name: 'salary', type: 1, options: [{ name: 'show', type: 2, options: [] }] } },
      '(at options.0)',
    ],
    [
      'a user select',
      { ...buttonPayload('faq:show:1'), data: { component_type: 5, custom_id: 'x', values: ['1'] } },
      '(at component_type)',
    ],
    [
      'a form of unknown parts',
      { ...formPayload('faq:suggest:', {}), data: { custom_id: 'x', components: [{ type: 99 }] } },
      '(at components.0)',
    ],
    [
      'a completion of nothing',
      { ...completionPayload('salary', 'place', ''), data: { name: 'salary', type: 1, options: [] } },
      'names no option',
    ],
  ])('%s', (_, payload, reason) => {
    const inbound = readInteraction(payload, noon);
    expect(inbound).toEqual({ kind: 'ignored', reason: expect.stringContaining(reason) as unknown });
    expect(JSON.stringify(inbound)).not.toContain('secret words');
  });
});
