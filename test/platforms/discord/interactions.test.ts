import { describe, expect, test } from 'vitest';
import type { Outcome } from '../../../src/chat/reply.ts';
import {
  buttonPayload,
  commandPayload,
  completionPayload,
  formPayload,
  pingPayload,
  selectPayload,
} from '../../fakes/discord/payloads.ts';
import { answerLate, setUp, slow } from './handler-set-up.ts';
import { conversationOf, replyOf, sampleForm, textReply } from './stubs.ts';

const answer: Outcome = { reply: textReply('$185,000') };
const refusal: Outcome = { reply: textReply('This has expired', { visibility: 'private' }), status: 'expired' };

describe('an answer in time', () => {
  test('to a command is a message, public or private as the reply says', async () => {
    for (const [visibility, flags] of [
      ['public', undefined],
      ['private', 64],
    ] as const) {
      const { handle, calls } = setUp(
        commandPayload('salary'),
        conversationOf({ reply: textReply('$185,000', { visibility }) }),
      );
      await handle();
      expect(calls).toMatchObject([
        { to: 'callback', body: { type: 4, data: { embeds: [{ description: '$185,000' }] } } },
      ]);
      expect(calls[0]?.body.data).toHaveProperty('allowed_mentions', { parse: [] });
      expect((calls[0]?.body.data as { flags?: number }).flags).toBe(flags);
    }
  });

  test.each([
    ['button', buttonPayload('faq:show:1', 'private')],
    ['select', selectPayload('salary:level:', 'senior', 'private')],
    ['form', formPayload('faq:suggest:', { answer: 'x' }, 'private')],
  ])('to a %s of a private message changes that message', async (_, payload) => {
    const { handle, calls } = setUp(payload, conversationOf(answer));
    await handle();
    expect(calls).toMatchObject([{ to: 'callback', body: { type: 7 } }]);
    expect(calls[0]?.body.data).not.toHaveProperty('flags');
  });

  test('to a button of a public message is a new private message, even where the reply is public', async () => {
    const { handle, calls } = setUp(buttonPayload('faq:show:1', 'public'), conversationOf(answer));
    await handle();
    expect(calls).toMatchObject([{ to: 'callback', body: { type: 4, data: { flags: 64 } } }]);
  });

  test('that is a refusal stands beside a private message, which is kept', async () => {
    const { handle, calls } = setUp(buttonPayload('faq:show:1', 'private'), conversationOf(refusal));
    await handle();
    expect(calls).toMatchObject([{ to: 'callback', body: { type: 4, data: { flags: 64 } } }]);
  });

  test('that is a form opens it', async () => {
    const { handle, calls, interaction } = setUp(buttonPayload('faq:write:1'), conversationOf({ form: sampleForm }));
    await handle();
    expect(calls).toMatchObject([{ to: 'callback', body: { type: 9, data: { custom_id: 'faq:suggest:' } } }]);
    expect(interaction.refusals).toEqual([]);
  });

  test('that is a form, to a form, says that Discord cannot do that', async () => {
    const { handle, calls, interaction } = setUp(formPayload('faq:suggest:', {}), conversationOf({ form: sampleForm }));
    await handle();
    expect(calls).toMatchObject([
      { body: { type: 4, data: { embeds: [{ title: 'The next form cannot open from here' }] } } },
    ]);
    expect(interaction.refusals).toEqual([]);
  });

  test('to a ping is a pong', async () => {
    const { handle, calls } = setUp(pingPayload(), conversationOf(answer));
    await handle();
    expect(calls).toEqual([{ to: 'callback', body: { type: 1 } }]);
  });
});

describe('a slow answer', () => {
  test('to a command is deferred privately, and comes as an edit', async () => {
    const { calls, interaction } = await answerLate(commandPayload('salary'), answer);
    expect(calls).toMatchObject([
      { to: 'callback', body: { type: 5, data: { flags: 64 } } },
      { to: 'editOriginal', body: { embeds: [{ description: '$185,000' }] } },
    ]);
    expect(interaction.refusals).toEqual([]);
  });

  test('to a button of a private message leaves that message until it is changed', async () => {
    const { calls, interaction } = await answerLate(buttonPayload('faq:show:1', 'private'), answer);
    expect(calls).toMatchObject([{ to: 'callback', body: { type: 6 } }, { to: 'editOriginal' }]);
    expect(interaction.refusals).toEqual([]);
  });

  test('to a button of a public message never changes that message', async () => {
    const { calls } = await answerLate(buttonPayload('faq:show:1', 'public'), answer);
    expect(calls).toMatchObject([{ body: { type: 5, data: { flags: 64 } } }, { to: 'editOriginal' }]);
  });

  test('that is a refusal stands beside a private message, which is kept', async () => {
    const { calls, interaction } = await answerLate(buttonPayload('faq:show:1', 'private'), refusal);
    expect(calls).toMatchObject([{ body: { type: 6 } }, { to: 'followUp', body: { flags: 64 } }]);
    expect(interaction.refusals).toEqual([]);
  });

  test('that is a form cannot open, and says what to do', async () => {
    const { calls, interaction } = await answerLate(commandPayload('faq'), { form: sampleForm });
    expect(calls.at(-1)).toMatchObject({
      to: 'editOriginal',
      body: { embeds: [{ title: 'The form did not open in time' }] },
    });
    expect(JSON.stringify(calls.at(-1))).toContain('Nothing was sent or lost. Please press the button again.');
    expect(interaction.refusals).toEqual([]);
  });
});

describe('completions', () => {
  const complete = (choices: readonly { label: string; value: string }[]) =>
    conversationOf(answer, { complete: () => Promise.resolve(choices) });

  test('are at most 25, of at most 100 characters, and the rest is as it was', async () => {
    const many = Array.from({ length: 40 }, (_, index) => ({
      label: index === 0 ? 'long '.repeat(40) : `Place ${index}`,
      value: `p${index}`,
    }));
    const { handle, calls, interaction } = setUp(completionPayload('salary', 'place', 'p'), complete(many));
    await handle();
    const { choices } = calls[0]?.body.data as { choices: { name: string; value: string }[] };
    expect(choices).toHaveLength(25);
    expect(choices[0]?.name).toMatch(/^long .*…$/);
    expect(choices[1]).toEqual({ name: 'Place 1', value: 'p1' });
    expect(interaction.refusals).toEqual([]);
  });

  test('with a value that Discord does not take are left out, since a shorter value would mean something else', async () => {
    const { handle, calls } = setUp(
      completionPayload('faq', 'question', 'x'),
      complete([
        { label: 'a', value: 'v'.repeat(101) },
        { label: ' ', value: 'b' },
      ]),
    );
    await handle();
    expect(calls).toEqual([{ to: 'callback', body: { type: 8, data: { choices: [{ name: 'b', value: 'b' }] } } }]);
  });
});

describe('what goes wrong', () => {
  test('an interaction that is delivered twice is answered once', async () => {
    let asked = 0;
    const { handle, calls } = setUp(
      commandPayload('salary'),
      conversationOf(() => {
        asked += 1;
        return Promise.resolve(answer);
      }),
    );
    await Promise.all([handle(), handle()]);
    await handle();
    expect([asked, calls.length]).toEqual([1, 1]);
  });

  test('a first response that comes too late is logged with the reason, and nothing else is sent', async () => {
    const { handle, calls, interaction, lines } = setUp(commandPayload('salary'), conversationOf(answer));
    interaction.expire();
    await handle();
    expect(calls).toHaveLength(1);
    expect(lines.join('')).toContain('Discord got the answer too late: it waits 3 seconds');
  });

  test('an interaction that another process answered is left alone', async () => {
    const { handle, calls, interaction, lines } = setUp(commandPayload('salary'), conversationOf(answer));
    interaction.answer({ type: 5, data: { flags: 64 } });
    await handle();
    expect(calls).toHaveLength(1);
    expect(lines.join('')).toContain('does another process run with the same token?');
  });

  test('a deferral that fails ends it: the late answer is not sent', async () => {
    const { conversation, release } = slow(answer);
    const { handle, calls, interaction, lines } = setUp(commandPayload('salary'), conversation, 1);
    interaction.expire();
    await handle();
    release();
    expect(calls).toMatchObject([{ to: 'callback', body: { type: 5 } }]);
    expect(lines.join('')).toContain('code 10062');
  });

  test('an answer whose content Discord refuses is followed by an apology, in time and late', async () => {
    const refused: Outcome = { form: { ...sampleForm, action: '' } };
    const { handle, calls, lines } = setUp(commandPayload('faq'), conversationOf(refused));
    await handle();
    expect(calls).toMatchObject([
      { body: { type: 9 } },
      { body: { type: 4, data: { flags: 64, embeds: [{ title: 'I could not show the answer' }] } } },
    ]);
    expect(lines.join('')).toContain('a mistake in this program, please report it');
  });

  test('an unreadable interaction is logged and nothing is sent', async () => {
    const { handle, calls, lines } = setUp({ ...commandPayload('salary'), data: undefined }, conversationOf(answer));
    await handle();
    expect(calls).toEqual([]);
    expect(lines.join('')).toContain('Ignored an interaction of Discord.');
  });

  test('no log line holds the token of an interaction', async () => {
    const payload = commandPayload('salary');
    const { handle, interaction, lines } = setUp(payload, conversationOf({ reply: replyOf([]) }));
    interaction.expire();
    await handle();
    expect(lines.length).toBeGreaterThan(0);
    expect(lines.join('')).not.toContain(payload.token);
  });
});
