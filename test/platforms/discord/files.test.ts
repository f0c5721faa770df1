/** The file of a private reply, from the reply to the request. */
import { describe, expect, test } from 'vitest';
import type { Outcome, Reply, ReplyFile } from '../../../src/chat/reply.ts';
import { uploadsOf } from '../../../src/platforms/discord/files.ts';
import { discordLimits } from '../../../src/platforms/discord/limits.ts';
import { renderCallback, renderReply } from '../../../src/platforms/discord/render.ts';
import { FakeInteraction } from '../../fakes/discord/interactions.ts';
import { buttonPayload, commandPayload } from '../../fakes/discord/payloads.ts';
import { answerLate, asUploaded, setUp } from './handler-set-up.ts';
import { conversationOf, textReply } from './stubs.ts';

const exported: ReplyFile = { name: 'my-data.json', text: '{\n  "zone": "Europe/Zürich"\n}\n' };
const replyWith = (file: ReplyFile, more: Partial<Reply> = {}): Reply =>
  textReply('All that I keep is in this file.', { title: 'Your data', visibility: 'private', file, ...more });

/** The text of a message, and what Discord would refuse of it together with its file. */
function shown(reply: Reply) {
  const interaction = new FakeInteraction(commandPayload('my-data'));
  interaction.answer(renderCallback({ reply }), asUploaded(uploadsOf({ reply })));
  const { embeds } = renderReply(reply);
  return { text: embeds.map(({ description }) => description).join('\n'), refusals: interaction.refusals };
}

test('the message tells of the file and the upload holds it as it is', () => {
  expect(renderReply(replyWith(exported)).attachments).toEqual([
    { id: '0', filename: 'my-data.json', description: 'Your data: my-data.json' },
  ]);
  expect(uploadsOf({ reply: replyWith(exported) })).toEqual([exported]);
  expect(shown(replyWith(exported))).toEqual({ text: 'All that I keep is in this file.', refusals: [] });
});

test('a reply without a file speaks of none', () => {
  expect(renderReply(textReply('x'))).not.toHaveProperty('attachments');
  expect(uploadsOf({ reply: textReply('x') })).toEqual([]);
});

test('a reply with a file is private, whatever it says of itself', () => {
  expect(renderReply(replyWith(exported, { visibility: 'public' })).flags).toBe(64);
});

describe('names that Discord would change', () => {
  test.each([
    ['../../etc/passwd', 'etc_passwd'],
    ['Zürich data (1).json', 'Z_rich_data_1_.json'],
    ['\u202Egnp.exe\u0000', 'gnp.exe'],
    ['日本', 'file.txt'],
    ['', 'file.txt'],
    [`${'x'.repeat(300)}.json`, `${'x'.repeat(95)}.json`],
  ])('%j becomes %j', (name, safe) => {
    expect(uploadsOf({ reply: replyWith({ name, text: 'x' }) })).toEqual([{ name: safe, text: 'x' }]);
    expect(shown(replyWith({ name, text: 'x' })).refusals).toEqual([]);
  });

  test('are told whole in the description, as far as that goes', () => {
    const name = `${'word '.repeat(400)}.json`;
    const description = renderReply(replyWith({ name, text: 'x' })).attachments?.[0]?.description ?? '';
    expect(description).toMatch(/^Your data: word word .*word…$/);
    expect(description.length).toBeLessThanOrEqual(1024);
  });
});

describe('a file of many bytes', () => {
  // Two bytes a character: bytes are counted, not characters.
  const of = (bytes: number): ReplyFile => ({ name: 'my_data.json', text: 'é'.repeat(bytes / 2) });

  test('is sent up to the limit', () => {
    const reply = replyWith(of(discordLimits.fileBytes));
    expect(renderReply(reply).attachments).toHaveLength(1);
    expect(shown(reply)).toEqual({ text: 'All that I keep is in this file.', refusals: [] });
  });

  test('is not sent above it, and the reply says so first, with what to do', () => {
    const reply = replyWith(of(discordLimits.fileBytes + 1024 * 1024));
    expect(uploadsOf({ reply })).toEqual([]);
    expect(renderReply(reply)).not.toHaveProperty('attachments');
    expect(renderReply(reply).flags).toBe(64);
    const { text, refusals } = shown(reply);
    expect(text).toMatch(/^The file my\\_data\.json is not attached: it has 9\.0 MiB, and I send at most 8 MiB/);
    expect(text).toMatch(/Please ask whoever runs the bot to hand it to you\.\n\nAll that I keep/);
    expect(refusals).toEqual([]);
  });
});

describe('a file of an answer', () => {
  const file: ReplyFile = { name: 'my-data.json', text: '{}' };
  const withFile: Outcome = { reply: textReply('Your data', { visibility: 'private', file }) };
  const attachments = [{ id: '0', filename: 'my-data.json' }];

  test('goes with a message, and with a change in place', async () => {
    for (const [payload, type] of [
      [commandPayload('my-data'), 4],
      [buttonPayload('my-data:export:', 'private'), 7],
    ] as const) {
      const { handle, calls, interaction } = setUp(payload, conversationOf(withFile));
      await handle();
      expect(calls).toMatchObject([{ to: 'callback', body: { type, data: { attachments } } }]);
      expect(interaction.files).toMatchObject([file]);
    }
  });

  test('goes with the edit after a deferral', async () => {
    const { calls, interaction } = await answerLate(commandPayload('my-data'), withFile);
    expect(calls).toMatchObject([{ body: { type: 5 } }, { to: 'editOriginal', body: { attachments } }]);
    expect(interaction.files).toMatchObject([file]);
  });

  test('goes with a follow-up beside a private message, which is kept', async () => {
    const outcome: Outcome = { ...withFile, status: 'usage-error' };
    const { calls, interaction } = await answerLate(buttonPayload('my-data:export:', 'private'), outcome);
    expect(calls).toMatchObject([{ body: { type: 6 } }, { to: 'followUp', body: { flags: 64, attachments } }]);
    expect(interaction.files).toMatchObject([file]);
  });

  test('of an earlier answer does not stay where another takes its place', async () => {
    const other: Outcome = { reply: textReply('$185,000') };
    const inTime = setUp(buttonPayload('faq:show:1', 'private'), conversationOf(other));
    await inTime.handle();
    expect(inTime.calls).toMatchObject([{ body: { type: 7, data: { attachments: [] } } }]);
    const late = await answerLate(buttonPayload('faq:show:1', 'private'), other);
    expect(late.calls.at(-1)?.body).toHaveProperty('attachments', []);
  });

  test('that Discord finds too large is followed by an apology', async () => {
    const { handle, calls, interaction, lines } = setUp(commandPayload('my-data'), conversationOf(withFile));
    const take = interaction.answer.bind(interaction);
    const text = 'x'.repeat(11 * 1024 * 1024);
    interaction.answer = (callback, files) => {
      const larger = files?.map((one) => ({ ...one, text }));
      return take(callback, larger);
    };
    await handle();
    expect(calls.at(-1)).toMatchObject({ body: { data: { embeds: [{ title: 'I could not show the answer' }] } } });
    expect(interaction.refusals).toEqual(['40005 Request entity too large']);
    expect(lines.join('')).toContain('Discord takes no file of this size here');
  });
});
