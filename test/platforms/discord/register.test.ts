import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { CommandInfo } from '../../../src/chat/command.ts';
import { UserError } from '../../../src/chat/errors.ts';
import { commandPayloads } from '../../../src/platforms/discord/commands.ts';
import { registerCommands } from '../../../src/platforms/discord/register.ts';
import { commandsApi } from '../../../src/platforms/discord/rest.ts';
import { applicationId } from '../../fakes/discord/payloads.ts';
import { startFakeDiscord, type FakeDiscord } from '../../fakes/discord/server.ts';

let discord: FakeDiscord;
beforeEach(async () => {
  discord = await startFakeDiscord();
});
afterEach(() => discord.close());

const salary: CommandInfo = {
  name: 'salary',
  summary: 'What they earn',
  examples: ['/salary senior'],
  options: {
    level: { kind: 'term', noun: 'level', description: 'Which level', terms: () => [] },
    offer: { kind: 'money', description: 'An offer' },
  },
};
const help: CommandInfo = { name: 'help', summary: 'What can be asked', examples: ['/help'], options: {} };
const payloadsOf = (...commands: CommandInfo[]) =>
  commandPayloads(commands, () => [{ label: 'Senior', value: 'senior' }]);

const register = (commands: CommandInfo[], { dryRun = false, token = discord.token, id = applicationId } = {}) =>
  registerCommands(
    commandsApi({ token, apiUrl: discord.apiUrl }),
    id === '' ? undefined : id,
    payloadsOf(...commands),
    { dryRun },
  );

const writes = (): number => discord.requests.filter((request) => request.startsWith('PUT')).length;

describe('registration', () => {
  test('writes what is new, and says so', async () => {
    expect(await register([salary, help])).toEqual({ changed: true, changes: ['/salary is new', '/help is new'] });
    expect(discord.commands).toMatchObject([{ name: 'salary' }, { name: 'help' }]);
  });

  test('writes nothing where nothing changed, whatever order Discord lists them in', async () => {
    await register([salary, help]);
    discord.commands = discord.commands.toReversed();
    expect(await register([salary, help])).toEqual({ changed: false, changes: [] });
    expect(writes()).toBe(1);
  });

  test('says what changed in each command', async () => {
    await register([salary, help]);
    const options = {
      offer: { kind: 'money' as const, description: 'Your offer' },
      tier: { kind: 'text' as const, description: 'Which' },
    };
    expect(await register([{ ...salary, summary: 'Pay', options }])).toEqual({
      changed: true,
      changes: ['/salary changes: description, option offer, option tier, option level', '/help is removed'],
    });
    const { level, offer } = salary.options;
    if (level === undefined || offer === undefined) throw new Error('the sample has no options');
    await register([salary]);
    expect((await register([{ ...salary, options: { offer, level } }])).changes).toEqual([
      '/salary changes: order of options',
    ]);
  });

  test('looks into the commands of a group, and at who sees them', async () => {
    const channel = { kind: 'channel' as const, description: 'Where', required: true };
    const set: CommandInfo = { ...help, name: 'daily set', access: 'admins', options: { channel } };
    const pause: CommandInfo = { ...help, name: 'daily pause', access: 'admins' };
    expect((await register([set, pause])).changes).toEqual(['/daily is new']);
    expect((await register([set, pause])).changes).toEqual([]);
    expect((await register([pause, set])).changes).toEqual(['/daily changes: description, order of options']);
    const zone = { kind: 'text' as const, description: 'Time zone' };
    const changed = { ...set, summary: 'Sets up', options: { channel: { ...channel, description: 'To' }, zone } };
    const skip = { ...pause, name: 'daily skip' };
    expect((await register([changed, skip])).changes).toEqual([
      '/daily changes: description, subcommand set (description, option channel, option zone), subcommand skip, option pause',
    ]);
    const forAll = [changed, skip].map(({ name, summary, examples, options }) => ({
      name,
      summary,
      examples,
      options,
    }));
    expect((await register(forAll)).changes).toEqual(['/daily changes: contexts, default member permissions']);
    expect((await register([{ ...help, name: 'daily' }])).changes).toEqual([
      '/daily changes: description, option set, option skip',
    ]);
  });

  test('sees commands that were made by hand, and replaces them', async () => {
    discord.commands = [
      { id: '1', type: 2, name: 'Report', description: '' },
      { id: '2', name: 'old', description: 'x', options: [{ type: 1, name: 'sub', description: 'y' }] },
    ];
    expect((await register([help])).changes).toEqual(['/help is new', '“Report” is removed', '/old is removed']);
  });

  test('only looks with dryRun', async () => {
    expect((await register([salary], { dryRun: true })).changes).toEqual(['/salary is new']);
    expect(writes()).toBe(0);
  });

  test('asks whose token it is where the application is not given', async () => {
    await register([help], { id: '' });
    expect(discord.requests).toEqual([
      'GET /applications/@me',
      `GET /applications/${applicationId}/commands`,
      `PUT /applications/${applicationId}/commands`,
    ]);
  });
});

describe('what goes wrong', () => {
  const failureOf = async (attempt: Promise<unknown>): Promise<UserError> => {
    const error: unknown = await attempt.then(
      () => undefined,
      (reason: unknown) => reason,
    );
    if (!(error instanceof UserError)) throw new Error('the registration did not fail as expected');
    return error;
  };

  test('a token that is not valid', async () => {
    const error = await failureOf(register([help], { token: 'another.token' }));
    expect(error.message).toBe('The commands could not be registered: code 0: 401: Unauthorized');
    expect(error.next).toContain('The token in DISCORD_TOKEN is not valid');
  });

  test('an application of somebody else', async () => {
    expect((await failureOf(register([help], { id: '123' }))).next).toContain(
      'DISCORD_APPLICATION_ID does not belong to the token',
    );
  });

  test('a Discord that is out of order is asked three times, and nothing is changed', async () => {
    discord.failNext(3);
    expect((await failureOf(register([help]))).next).toContain(
      'try again; the commands that are registered still work',
    );
    expect(discord.requests).toHaveLength(3);
  });
});
