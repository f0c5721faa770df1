/** End to end: the real discord.js client against a Discord on loopback. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import type { Connection, Conversation } from '../../../src/chat/conversation.ts';
import type { Invocation } from '../../../src/chat/invocation.ts';
import type { Outcome } from '../../../src/chat/reply.ts';
import { startDiscord } from '../../../src/platforms/discord/connection.ts';
import {
  buttonPayload,
  commandPayload,
  completionPayload,
  formPayload,
  guildId,
  selectPayload,
  userId,
} from '../../fakes/discord/payloads.ts';
import { startFakeDiscord, type FakeDiscord } from '../../fakes/discord/server.ts';
import { conversationOf, noon, recordingLogger, sampleForm, textReply } from './stubs.ts';

let discord: FakeDiscord;
let connection: Connection | undefined;
let lines: string[];
beforeEach(async () => {
  discord = await startFakeDiscord();
});
afterEach(async () => {
  await connection?.stop();
  await discord.close();
});

async function start(conversation: Conversation, token = discord.token): Promise<Connection> {
  const recording = recordingLogger();
  lines = recording.lines;
  connection = await startDiscord({ token, apiUrl: discord.apiUrl }, conversation, recording.logger, () => noon);
  return connection;
}

/** Says what it was asked. */
const echo = conversationOf(({ request }: Invocation): Promise<Outcome> =>
  Promise.resolve({ reply: textReply(JSON.stringify(request).replaceAll(/[{}":[\],]+/g, ' ')) }),
);
const shown = ({ data }: { data?: unknown }): string =>
  (data as { embeds: { description: string }[] }).embeds[0]?.description ?? '';

describe('answers', () => {
  test('a command, in a server and in private', async () => {
    const asked: Invocation[] = [];
    await start(
      conversationOf((invocation) => {
        asked.push(invocation);
        return Promise.resolve({ reply: textReply('$185,000') });
      }),
    );
    const [inServer, direct] = [
      discord.interact(commandPayload('salary', { level: 'senior' })),
      discord.interact(commandPayload('salary', {}, { direct: true })),
    ];
    expect(await inServer.first).toMatchObject({
      type: 4,
      data: { embeds: [{ title: 'Senior pay', description: '$185,000' }] },
    });
    await direct.first;
    expect(asked.map(({ learner, community, now }) => ({ learner, community, now }))).toEqual([
      { learner: `discord:${userId}`, community: `discord:${guildId}`, now: noon },
      { learner: `discord:${userId}`, community: `discord:dm:${userId}`, now: noon },
    ]);
  });

  test('a button, a select and a form', async () => {
    await start(echo);
    const interactions = [
      discord.interact(buttonPayload('faq:show:1', 'public')),
      discord.interact(selectPayload('salary:level:', 'senior', 'private')),
      discord.interact(formPayload('faq:suggest:', { answer: 'Maybe' }, 'private')),
    ];
    const [button, select, form] = await Promise.all(interactions.map(({ first }) => first));
    expect([button?.type, select?.type, form?.type]).toEqual([4, 7, 7]);
    expect([button, select, form].map((callback) => shown(callback ?? {}))).toEqual([
      expect.stringContaining('faq show 1'),
      expect.stringContaining('salary level senior'),
      expect.stringContaining('answer Maybe'),
    ]);
    expect(interactions.flatMap(({ refusals }) => refusals)).toEqual([]);
  });

  test('with a form, and with completions', async () => {
    await start(
      conversationOf(
        { form: sampleForm },
        { complete: ({ partial }) => Promise.resolve([{ label: `${partial}ington`, value: 'wa' }]) },
      ),
    );
    expect(await discord.interact(buttonPayload('faq:write:1')).first).toMatchObject({ type: 9 });
    expect(await discord.interact(completionPayload('salary', 'place', 'wash')).first).toEqual({
      type: 8,
      data: { choices: [{ name: 'washington', value: 'wa' }] },
    });
  });

  test('late, after a deferral, as an edit that is repeated where Discord fails', async () => {
    const late = Promise.withResolvers<Outcome>();
    await start(conversationOf(() => late.promise));
    const interaction = discord.interact(commandPayload('salary'));
    expect(await interaction.first).toEqual({ type: 5, data: { flags: 64 } });
    discord.failNext(2);
    late.resolve({ reply: textReply('$185,000') });
    expect(await interaction.edited).toMatchObject({ embeds: [{ description: '$185,000' }] });
  });

  test('never twice: a first response that fails is not repeated', async () => {
    const running = await start(echo);
    discord.failNext(1);
    discord.interact(commandPayload('salary'));
    const next = discord.interact(commandPayload('salary'));
    await next.first;
    await running.stop();
    expect(discord.requests.filter((request) => request.endsWith('/callback'))).toHaveLength(2);
    expect(lines.join('')).toContain('An answer did not reach Discord.');
  });
});

describe('an export', () => {
  const file = { name: 'my-data.json', text: '{ "zone": "Europe/Zürich", "name": "日本 🙂" }\n' };
  const exported: Outcome = { reply: textReply('Your data', { visibility: 'private', file }) };
  const attachments = [{ id: '0', filename: 'my-data.json', description: 'Senior pay: my-data.json' }];
  const received = [{ id: '0', type: 'application/json', ...file }];

  test('comes with the first response, to a command and in place of a private message', async () => {
    await start(conversationOf(exported));
    const [command, button] = [
      discord.interact(commandPayload('my-data', { what: 'export' })),
      discord.interact(buttonPayload('my-data:export:', 'private')),
    ];
    expect(await command.first).toMatchObject({ type: 4, data: { flags: 64, attachments } });
    expect(await button.first).toMatchObject({ type: 7, data: { attachments } });
    expect([command.files, button.files]).toEqual([received, received]);
    expect([...command.refusals, ...button.refusals]).toEqual([]);
  });

  test('comes late as an edit, which is repeated whole where Discord fails', async () => {
    const late = Promise.withResolvers<Outcome>();
    await start(conversationOf(() => late.promise));
    const interaction = discord.interact(commandPayload('my-data', { what: 'export' }));
    await interaction.first;
    discord.failNext(1);
    late.resolve(exported);
    expect(await interaction.edited).toMatchObject({ embeds: [{ description: 'Your data' }], attachments });
    expect(interaction.files).toEqual(received);
  });

  test('comes late as a follow-up, where the message is kept', async () => {
    const late = Promise.withResolvers<Outcome>();
    await start(conversationOf(() => late.promise));
    const interaction = discord.interact(buttonPayload('my-data:export:', 'private'));
    expect(await interaction.first).toMatchObject({ type: 6 });
    late.resolve({ reply: { ...exported.reply, tone: 'error' }, status: 'failure' });
    expect(await interaction.followedUp).toMatchObject({ flags: 64, attachments });
    expect(interaction.files).toEqual(received);
  });
});

describe('the connection', () => {
  test('asks for no intents, says when it is there, and logs no token', async () => {
    await start(echo);
    expect(discord.gateway.identifies).toMatchObject([{ intents: 0, shard: [0, 1] }]);
    expect(lines.join('')).toContain('Connected to Discord.');
    expect(lines.join('')).not.toContain(discord.token);
  });

  test('resumes after it was dropped, and answers what came in between', async () => {
    await start(echo);
    discord.gateway.drop(4000);
    const interaction = discord.interact(commandPayload('salary'));
    expect(await interaction.first).toMatchObject({ type: 4 });
    await discord.gateway.resumed(1);
    expect(discord.gateway.identifies).toHaveLength(1);
  });

  test('keeps trying where Discord cannot be reached at first', async () => {
    discord.failNext(3);
    await start(echo);
    expect(lines.join('')).toContain('Could not connect to Discord; trying again in 1 s.');
    await discord.gateway.identified(1);
  });
});

describe('the end', () => {
  const refused = {
    exitCode: 1,
    message: expect.stringContaining('put the new one into DISCORD_TOKEN, and start again') as unknown,
  };

  test('a wrong token ends it at once, with what to do', async () => {
    const { ended } = await start(echo, 'wrong.bot.token');
    expect(await ended).toEqual(refused);
    expect(discord.requests).toEqual(['GET /gateway/bot']);
    // Whoever started the connection logs its end.
    expect(lines).toEqual([]);
  });

  test('a token that is revoked while it runs ends it too', async () => {
    const { ended } = await start(echo);
    discord.revokeToken();
    expect(await ended).toEqual(refused);
    expect(discord.gateway.identifies).toHaveLength(1);
  });

  test.each([4010, 4011, 4012, 4013, 4014])('close code %i is not answered by connecting again', async (code) => {
    const { ended } = await start(echo);
    discord.gateway.drop(code);
    expect(await ended).toEqual({ exitCode: 1, message: expect.stringContaining(`(${code})`) as unknown });
    expect(discord.gateway.identifies).toHaveLength(1);
  });

  test('stop takes nothing new and finishes what runs', async () => {
    const late = Promise.withResolvers<Outcome>();
    const asked: string[] = [];
    const running = await start(
      conversationOf(({ request }) => {
        asked.push(request.kind);
        return late.promise;
      }),
    );
    const interaction = discord.interact(commandPayload('salary'));
    await interaction.first;
    const stopped = running.stop();
    discord.interact(commandPayload('salary'));
    late.resolve({ reply: textReply('$185,000') });
    await stopped;
    expect(await interaction.edited).toMatchObject({ embeds: [{ description: '$185,000' }] });
    expect(asked).toEqual(['command']);
    expect(discord.gateway.isConnected).toBe(false);
    expect(lines.join('')).not.toContain('was lost');
  });

  test('stop while it connects again leaves nothing behind that would keep the process alive', async () => {
    const child = fork(fileURLToPath(new URL('stop-while-connecting.ts', import.meta.url)), { execArgv: [] });
    onTestFinished(() => void child.kill());
    expect(await once(child, 'exit')).toEqual([0, null]);
  });
});
