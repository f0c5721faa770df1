import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import { echo, form, reply, TestChat, type Answer } from './fake-conversation.ts';

const ctrlC = '\u0003';
const ctrlD = '\u0004';

/** A chat with a person at it, greeted and prompted. */
async function terminal(answer: Answer = echo): Promise<TestChat> {
  const chat = new TestChat(answer, { terminal: true });
  chat.output.columns = 80;
  await chat.until('› ');
  return chat;
}

const shown = (chat: TestChat): string => stripVTControlCharacters(chat.screen);

describe('a person at the terminal', () => {
  it('is greeted once, with what this is, how to get help and how to leave', async () => {
    const chat = await terminal();
    const greeting = shown(chat).replaceAll('\n', ' ');
    expect(greeting).toContain('career questions');
    expect(greeting).toContain('such as /salary senior.');
    expect(greeting).toContain('/help lists the commands');
    expect(greeting).toContain('Leave with Ctrl+D or /quit.');
    chat.type('a question\r');
    await chat.until('<a question>');
    expect(shown(chat).match(/Hello!/g)).toHaveLength(1);
  });

  it('edits the line before sending it, and brings back an earlier one', async () => {
    const chat = await terminal();
    chat.type('/salary seniro\b\bor\r');
    await chat.until('</salary senior>');
    const before = chat.screen.length;
    chat.type('\u001B[A\r');
    await chat.until('</salary senior>', before);
    expect(chat.conversation.asked).toHaveLength(2);
  });

  it('completes with the Tab key', async () => {
    const chat = await terminal();
    const before = chat.screen.length;
    chat.type('/sal\t');
    await chat.until('ary ', before);
    chat.type('sen\t');
    await chat.until('ior ', before);
    chat.type('\r');
    await chat.until('</salary senior', before);
  });

  it('sees each pasted line again above its own answer', async () => {
    const chat = await terminal();
    const before = shown(chat).length;
    chat.type('first\rsecond\rthird\r');
    await chat.until('<third>');
    expect(shown(chat).slice(before)).toMatch(/<first>\n\n› second\n<second>\n\n› third\n<third>/);
  });

  it('keeps what is being typed while an answer arrives', async () => {
    const gate = Promise.withResolvers<undefined>();
    const chat = await terminal(async (request) => {
      await gate.promise;
      return echo(request);
    });
    chat.type('first\r');
    chat.type('half of the sec');
    await chat.until('half of the sec');
    gate.resolve(undefined);
    await chat.until('› half of the sec');
    chat.type('ond\r');
    await chat.until('<half of the second>');
  });

  it('leaves with Ctrl+D or /quit, and is told goodbye', async () => {
    for (const leaving of [ctrlD, '/quit\r']) {
      const chat = await terminal();
      chat.type(leaving);
      expect(await chat.ended()).toEqual({ exitCode: 0, message: undefined });
      await chat.until('Goodbye.');
    }
  });

  it('is told by Ctrl+C how to leave, and leaves with the second', async () => {
    const chat = await terminal();
    chat.type(`half a question${ctrlC}`);
    await chat.until('To leave, press Ctrl+C once more');
    chat.type('a question\r');
    await chat.until('<a question>');
    const before = chat.screen.length;
    chat.type(ctrlC);
    await chat.until('To leave, press Ctrl+C once more', before);
    chat.type(ctrlC);
    expect(await chat.ended()).toEqual({ exitCode: 0, message: undefined });
    expect(chat.conversation.asked).toHaveLength(1);
  });

  it('can leave while an answer does not come', async () => {
    const gate = Promise.withResolvers<undefined>();
    const chat = await terminal(async (request) => {
      await gate.promise;
      return echo(request);
    });
    chat.type(`a question\r${ctrlC}${ctrlC}`);
    expect(await chat.ended()).toEqual({ exitCode: 0, message: undefined });
    gate.resolve(undefined);
  });

  it('leaves a form with Ctrl+C, and goes on', async () => {
    const chat = await terminal((request) =>
      request.kind === 'question' && request.text === 'open' ? { form } : echo(request),
    );
    chat.type('open\r');
    await chat.until('Your question (needed)');
    chat.type(`half an answer${ctrlC}`);
    await chat.until('The form was left: nothing was sent.');
    chat.type('a question\r');
    await chat.until('<a question>');
    expect(chat.conversation.asked.map(({ request }) => request.kind)).toEqual(['question', 'question']);
  });

  it('gets text that fits the window', async () => {
    const long = 'word '.repeat(60);
    const chat = await terminal(() => ({ reply: reply('Long', [{ kind: 'text', text: `${long}end` }]) }));
    chat.output.columns = 40;
    chat.type('a question\r');
    await chat.until('end');
    const answer = shown(chat).slice(shown(chat).indexOf('Long'));
    expect(Math.max(...answer.split('\n').map((line) => line.length))).toBeLessThanOrEqual(40);
  });
});
