import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { echo, form, noon, reply, TestChat, type Answer } from './fake-conversation.ts';

const buttons: Answer = (request) => ({
  reply: reply(request.kind === 'action' ? `Pressed ${request.id}` : 'Choose', [
    { kind: 'buttons', buttons: [{ label: 'Degrees', action: 'faq:show:degree' }] },
    { kind: 'select', placeholder: 'Level', action: 'salary:level:', options: [{ label: 'Senior', value: 'senior' }] },
  ]),
});

/** What a chat without a terminal writes for these lines, up to its end. */
async function transcript(lines: string, answer: Answer = echo): Promise<string> {
  const chat = new TestChat(answer);
  chat.input.end(lines);
  expect(await chat.ended()).toEqual({ exitCode: 0, message: undefined });
  return chat.screen;
}

describe('lines from a pipe', () => {
  it('are answered in order, with no greeting and no prompt', async () => {
    expect(await transcript('/salary senior\n\nhow do I start?\r\n  /FAQ   degree  ')).toBe(
      '</salary senior>\n\n<how do I start?>\n\n</faq degree>\n',
    );
  });

  it('are answered one after the other, however long an answer takes, and none is lost at the end of the input', async () => {
    let running = 0;
    const slowFirst = async (request: Parameters<Answer>[0]) => {
      expect(++running).toBe(1);
      await new Promise((resolve) => setImmediate(resolve));
      running--;
      return echo(request);
    };
    const lines = Array.from({ length: 1000 }, (_, index) => `question ${index} about pay`);
    const answers = lines.map((line) => `<${line}>\n`);
    expect(await transcript(lines.join('\n'), slowFirst)).toBe(answers.join('\n'));
  });

  it('tell the conversation who asks and when', async () => {
    const chat = new TestChat(echo);
    chat.input.end('hello there');
    await chat.ended();
    expect(chat.conversation.asked).toEqual([
      {
        platform: 'console',
        community: 'console',
        learner: 'console:ada',
        now: noon,
        isAdmin: expect.any(Function) as unknown,
        request: { kind: 'question', text: 'hello there' },
      },
    ]);
  });

  it('end at /quit', async () => {
    for (const farewell of ['/quit', '/QUIT', 'exit']) {
      expect(await transcript(`one line\n${farewell}\nanother line`)).toBe('<one line>\n');
    }
  });

  it('may hold anything', async () => {
    const line = 'what <@123> @everyone **is** שלום 🙂 \u001B[31mred?';
    const chat = new TestChat(echo);
    chat.input.end(`${line}\n${'x'.repeat(6000)}\n`);
    await chat.ended();
    expect(chat.conversation.asked.map(({ request }) => ('text' in request ? request.text : ''))).toEqual([
      line,
      'x'.repeat(6000),
    ]);
    expect(chat.screen).not.toContain('\u001B');
  });

  it('of which the last breaks off with an error are answered all the same', async () => {
    const chat = new TestChat(echo);
    chat.type('one line\n');
    await chat.until('<one line>');
    chat.input.destroy(new Error('the line is dead'));
    expect(await chat.ended()).toEqual({ exitCode: 0, message: undefined });
  });
});

describe('numbers', () => {
  it('press the button or option of the last answer', async () => {
    const written = await transcript('pay\n1\n(2)\n', buttons);
    expect(written).toContain('Press a number:\n(1) Degrees\n\nLevel (press a number):\n(2) Senior\n');
    expect(written).toContain('Pressed faq:show:degree');
    expect(written).toContain('Pressed salary:level:senior');
  });

  it('that press nothing are said to', async () => {
    expect(await transcript('pay\n3\n', buttons)).toContain(
      'The last answer has no (3): type a number from 1 to 2, or ask something else.',
    );
    expect(await transcript('1\n', buttons)).toContain('nothing to press');
    expect(await transcript('plain\n1\n')).toContain('nothing to press');
  });

  it('of an earlier answer are gone', async () => {
    const written = await transcript('pay\nplain\n1\n', (request) =>
      request.kind === 'question' && request.text === 'plain' ? echo(request) : buttons(request),
    );
    expect(written).toContain('nothing to press');
  });

  it('over three digits are amounts, and so questions', async () => {
    expect(await transcript('185000\n')).toBe('<185000>\n');
  });
});

describe('forms', () => {
  const opensForm: Answer = (request) => (request.kind === 'action' ? echo(request) : { form });

  it('ask field after field, and send what was typed', async () => {
    const written = await transcript('open\nIs it hard?\nI wonder\nfirst line\nsecond line\n\nnext\n', opensForm);
    expect(written).toContain('Ask it again\nAn empty line leaves a field out.\n');
    expect(written).toContain('Your question (needed)\n');
    expect(written).toContain('Why you ask (such as: an interview)\n');
    expect(written).toContain(
      `<faq:again: ${JSON.stringify({ question: 'Is it hard?', why: 'I wonder', more: 'first line\nsecond line' })}>`,
    );
  });

  it('leave out what is left empty, insist on what is needed, and say what is too long', async () => {
    const written = await transcript('open\n\nIs it very, very hard to do?\nIs it hard?\n\n\n', opensForm);
    expect(written).toContain('“Your question” is needed. Nothing was sent yet: type it.');
    expect(written).toContain(
      'That has 28 characters and at most 20 fit. Nothing was sent yet: type it again, shorter.',
    );
    expect(written).toContain('<faq:again: {"question":"Is it hard?"}>');
  });

  it('keep what they came with where a line is empty', async () => {
    const [field] = form.fields;
    const prefilled = { ...form, fields: field === undefined ? [] : [{ ...field, initial: 'Is it?' }] };
    const written = await transcript('open\n\n', (request) =>
      request.kind === 'action' ? echo(request) : { form: prefilled },
    );
    expect(written).toContain('an empty line keeps: Is it?');
    expect(written).toContain('<faq:again: {"question":"Is it?"}>');
  });

  it('may open another form', async () => {
    let opened = 0;
    const [field] = form.fields;
    const small = { ...form, fields: field === undefined ? [] : [field] };
    const written = await transcript('open\nfirst\nsecond\n', (request) =>
      opened++ < 2 ? { form: small } : echo(request),
    );
    expect(written).toContain('<faq:again: {"question":"second"}>');
  });

  it('send nothing where the input ends in them', async () => {
    const written = await transcript('open\nIs it hard?\n', opensForm);
    expect(written).toContain('The form was left: nothing was sent.');
    expect(written).not.toContain('<faq:again');
  });
});

describe('an end that is not the end of the input', () => {
  it('stop() finishes the answer that runs, and begins no other', async () => {
    const gate = Promise.withResolvers<undefined>();
    const begun = Promise.withResolvers<undefined>();
    const chat = new TestChat(async (request) => {
      begun.resolve(undefined);
      await gate.promise;
      return echo(request);
    });
    chat.type('first line\nsecond line\n');
    await begun.promise;
    const stopped = chat.stop();
    gate.resolve(undefined);
    await stopped;
    expect(chat.screen).toBe('<first line>\n');
  });

  it('a reader that goes away ends the chat quietly', async () => {
    const output = new PassThrough({ highWaterMark: 1 });
    const chat = new TestChat(echo, { output });
    chat.type('first line\nsecond line\n');
    await new Promise((resolve) => output.once('readable', resolve));
    output.destroy(Object.assign(new Error('write EPIPE'), { code: 'EPIPE' }));
    expect(await chat.ended()).toEqual({ exitCode: 0, message: undefined });
  });

  it('an output that breaks is said to', async () => {
    const output = new PassThrough();
    const chat = new TestChat(echo, { output });
    output.destroy(Object.assign(new Error('no space left on device'), { code: 'ENOSPC' }));
    expect(await chat.ended()).toEqual({
      exitCode: 1,
      message: 'The terminal chat has ended: no space left on device',
    });
  });

  it('a slow reader gets every answer', async () => {
    const output = new PassThrough({ highWaterMark: 1 });
    const chat = new TestChat(echo, { output });
    chat.input.end('first line\nsecond line\nthird line\n');
    let written = '';
    void chat.ended().then(() => output.end());
    for await (const chunk of output) {
      written += String(chunk);
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(written).toBe('<first line>\n\n<second line>\n\n<third line>\n');
  });
});
