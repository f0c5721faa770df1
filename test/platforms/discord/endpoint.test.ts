/** Interactions by HTTP: a Discord on loopback that signs, our route on a real server, and calls back through the real discord.js. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Conversation } from '../../../src/chat/conversation.ts';
import type { Invocation } from '../../../src/chat/invocation.ts';
import type { Outcome } from '../../../src/chat/reply.ts';
import { startDiscord } from '../../../src/platforms/discord/connection.ts';
import { createDiscordEndpoint } from '../../../src/platforms/discord/endpoint.ts';
import {
  buttonPayload,
  commandPayload,
  completionPayload,
  formPayload,
  pingPayload,
  selectPayload,
} from '../../fakes/discord/payloads.ts';
import { startFakeDiscord } from '../../fakes/discord/server.ts';
import { signedHeaders, type Signature } from '../../fakes/discord/signing.ts';
import { conversationOf, noon, recordingLogger, sampleForm, textReply } from './stubs.ts';

const answer: Outcome = { reply: textReply('$185,000') };

async function setUp(conversation: Conversation) {
  const discord = await startFakeDiscord();
  const { logger, lines } = recordingLogger();
  const settings = { token: discord.token, apiUrl: discord.apiUrl, publicKey: discord.publicKey };
  const at = new Date();
  const now = () => at;
  const { route, connection } = createDiscordEndpoint(settings, conversation, logger, now);
  const server = createServer((request, response) => void route.handle(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    await connection.stop();
    server.closeAllConnections();
    server.close();
    await discord.close();
  });
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}${route.path}`;
  return { discord, connection, lines, settings, logger, route, port, url, now };
}

/** A conversation that notes what it was asked. */
function listening(outcome: Outcome = answer) {
  const asked: Invocation[] = [];
  const conversation = conversationOf((invocation) => {
    asked.push(invocation);
    return Promise.resolve(outcome);
  });
  return { asked, conversation };
}

describe('an interaction', () => {
  test.each([
    ['a command', commandPayload('salary', { level: 'senior' }), 4],
    ['a button', buttonPayload('faq:show:1', 'private'), 7],
    ['a select', selectPayload('salary:level:', 'senior', 'public'), 4],
    ['a form', formPayload('faq:suggest:', { answer: 'Maybe' }, 'private'), 7],
  ])('%s, is answered in the response, and nothing is called', async (_, payload, type) => {
    const { discord, url } = await setUp(conversationOf(answer));
    const { interaction, status } = discord.interactHttp(url, payload);
    expect(await status).toBe(200);
    expect(await interaction.first).toMatchObject({ type, data: { embeds: [{ description: '$185,000' }] } });
    expect(interaction.refusals).toEqual([]);
    expect(discord.requests).toEqual([]);
  });

  test('that asks for completions, or opens a form', async () => {
    const complete = () => Promise.resolve([{ label: 'Washington', value: 'wa' }]);
    const { discord, url } = await setUp(conversationOf({ form: sampleForm }, { complete }));
    const [completion, form] = [completionPayload('salary', 'place', 'wash'), buttonPayload('faq:write:1')].map(
      (payload) => discord.interactHttp(url, payload),
    );
    expect(await completion?.interaction.first).toMatchObject({ type: 8, data: { choices: [{ value: 'wa' }] } });
    expect(await form?.interaction.first).toMatchObject({ type: 9, data: { custom_id: 'faq:suggest:' } });
  });

  test('with a file is answered by a call, and accepted', async () => {
    const file = { name: 'my-data.json', text: '{}\n' };
    const { discord, url } = await setUp(conversationOf({ reply: textReply('Your data', { file }) }));
    const { interaction, status } = discord.interactHttp(url, commandPayload('my-data'));
    expect(await status).toBe(202);
    expect(await interaction.first).toMatchObject({ type: 4, data: { flags: 64 } });
    expect(interaction.files).toMatchObject([file]);
  });

  test('that takes long is deferred by a call, accepted, and answered by an edit after the response', async () => {
    const late = Promise.withResolvers<Outcome>();
    const { discord, url } = await setUp(conversationOf(() => late.promise));
    const { interaction, status } = discord.interactHttp(url, commandPayload('salary'));
    expect(await interaction.first).toEqual({ type: 5, data: { flags: 64 } });
    expect(await status).toBe(202);
    late.resolve(answer);
    expect(await interaction.edited).toMatchObject({ embeds: [{ description: '$185,000' }] });
    expect(interaction.refusals).toEqual([]);
  });

  test('that Discord sends to see whether somebody is there is answered with a pong', async () => {
    const { discord, url } = await setUp(conversationOf(answer));
    const { interaction, status } = discord.interactHttp(url, pingPayload());
    expect(await status).toBe(200);
    expect(await interaction.first).toEqual({ type: 1 });
  });

  test('says the same to the conversation, and gets the same answer, as over the gateway', async () => {
    const { asked, conversation } = listening();
    const { discord, url, settings, logger, now } = await setUp(conversation);
    const gateway = await startDiscord(settings, conversation, logger, now);
    onTestFinished(() => gateway.stop());
    const payload = buttonPayload('faq:show:1', 'private');
    const byGateway = await discord.interact(payload).first;
    const byHttp = await discord.interactHttp(url, payload).interaction.first;
    expect(byHttp).toEqual(byGateway);
    const plain = asked.map((invocation) => JSON.stringify(invocation));
    expect(plain).toHaveLength(2);
    expect(plain[1]).toBe(plain[0]);
  });

  test('that comes twice is put to the conversation once', async () => {
    const { asked, conversation } = listening();
    const { discord, url } = await setUp(conversation);
    const payload = commandPayload('salary');
    const statuses = [discord.interactHttp(url, payload), discord.interactHttp(url, payload)].map(
      ({ status }) => status,
    );
    expect((await Promise.all(statuses)).toSorted()).toEqual([200, 500]);
    expect(asked).toHaveLength(1);
  });
});

describe('a request that is not Discord’s', () => {
  test.each<Signature>(['foreign', 'missing', 'other-body'])(
    'with a signature that is %s is refused',
    async (signature) => {
      const { asked, conversation } = listening();
      const { discord, url } = await setUp(conversation);
      for (const payload of [commandPayload('salary'), pingPayload()])
        expect(await discord.interactHttp(url, payload, signature).status).toBe(401);
      expect(asked).toEqual([]);
    },
  );

  test.each([
    ['no hexadecimal signature', { 'x-signature-ed25519': 'zz'.repeat(64) }],
    ['a short signature', { 'x-signature-ed25519': 'ab' }],
    ['another time', { 'x-signature-timestamp': '1' }],
    ['no time', { 'x-signature-timestamp': '' }],
  ])('with %s is refused', async (_, headers) => {
    const { url } = await setUp(conversationOf(answer));
    const body = JSON.stringify(commandPayload('salary'));
    const response = await fetch(url, { method: 'POST', headers: { ...signedHeaders(body), ...headers }, body });
    expect(response.status).toBe(401);
  });

  test.each([
    ['long ago', -16],
    ['for later', 16],
  ])('that was signed %s is refused, and the operator reads what may be wrong', async (_, minutes) => {
    const { asked, conversation } = listening();
    const { url, lines } = await setUp(conversation);
    const body = JSON.stringify(commandPayload('salary'));
    const send = async (away: number): Promise<number> => {
      const headers = signedHeaders(body, 'good', Date.now() + away * 60_000);
      return (await fetch(url, { method: 'POST', headers, body })).status;
    };
    expect(await send(minutes)).toBe(401);
    expect(asked).toEqual([]);
    expect(lines.join()).toContain('clock');
    expect(await send(minutes * 0.9)).toBe(200);
  });

  test('without a signature is refused before its body has come', async () => {
    const { port, route } = await setUp(conversationOf(answer));
    const socket = connect(port, '127.0.0.1').setEncoding('utf8');
    socket.write(`POST ${route.path} HTTP/1.1\r\nhost: x\r\ncontent-length: 1000000\r\n\r\n{`);
    const [said] = (await once(socket, 'data')) as [string];
    expect(said).toContain(' 401 ');
    await once(socket, 'close');
  });

  test('leaves one word for the operator, who may have entered another key', async () => {
    const { discord, url, lines } = await setUp(conversationOf(answer));
    const words = { good: 0, missing: 0, foreign: 1, 'other-body': 1 };
    for (const signature of ['good', 'missing', 'foreign', 'other-body'] as const) {
      await discord.interactHttp(url, pingPayload(), signature).status;
      expect(lines.filter((line) => line.includes('DISCORD_PUBLIC_KEY'))).toHaveLength(words[signature]);
    }
  });

  test('with more than 1 MiB is refused before it is read', async () => {
    const { url } = await setUp(conversationOf(answer));
    const body = 'x'.repeat(1024 * 1024 + 1);
    const response = await fetch(url, { method: 'POST', headers: signedHeaders(body), body });
    expect([response.status, response.headers.get('connection')]).toEqual([413, 'close']);
  });

  test('that breaks off disturbs nobody', async () => {
    const { discord, url, port, route } = await setUp(conversationOf(answer));
    const socket = connect(port, '127.0.0.1', () => {
      const headers = Object.entries(signedHeaders('{')).map(([name, value]) => `${name}: ${value}\r\n`);
      const request = `POST ${route.path} HTTP/1.1\r\nhost: x\r\n${headers.join('')}content-length: 100\r\n\r\n{`;
      socket.write(request, () => socket.destroy());
    });
    await new Promise((resolve) => socket.once('close', resolve));
    expect(await discord.interactHttp(url, commandPayload('salary')).status).toBe(200);
  });
});

describe('a signed request that cannot be answered', () => {
  test.each([
    ['is no JSON', 'hello', 400],
    ['is no interaction', '{"type":2}', 500],
  ])('because it %s', async (_, body, status) => {
    const { url, lines } = await setUp(conversationOf(answer));
    const response = await fetch(url, { method: 'POST', headers: signedHeaders(body), body });
    expect(response.status).toBe(status);
    expect(lines.join('').includes('Ignored an interaction')).toBe(status === 500);
  });

  test('because Discord takes no call is logged', async () => {
    const file = { name: 'my-data.json', text: '{}\n' };
    const { discord, url, lines } = await setUp(conversationOf({ reply: textReply('Your data', { file }) }));
    discord.failNext(1);
    expect(await discord.interactHttp(url, commandPayload('my-data')).status).toBe(500);
    expect(lines.join('')).toContain('An answer did not reach Discord.');
  });
});

test('stop finishes what runs, and takes nothing new', async () => {
  const late = Promise.withResolvers<Outcome>();
  const { discord, connection, url } = await setUp(conversationOf(() => late.promise));
  const { interaction } = discord.interactHttp(url, commandPayload('salary'));
  await interaction.first;
  const stopped = connection.stop();
  expect(await discord.interactHttp(url, commandPayload('salary')).status).toBe(503);
  late.resolve(answer);
  await stopped;
  expect(await interaction.edited).toMatchObject({ embeds: [{ description: '$185,000' }] });
});

test.each(['', 'abc', 'z'.repeat(64)])('a public key that is none (%j) is refused at the start', (publicKey) => {
  const { logger } = recordingLogger();
  expect(() => createDiscordEndpoint({ token: 'x', publicKey }, conversationOf(answer), logger, () => noon)).toThrow(
    RangeError,
  );
});
