import { beforeAll, describe, expect, it } from 'vitest';
import { ask, AskUsageError, readAskArguments } from '../../src/app/ask.ts';
import { requestFromLine } from '../../src/chat/request.ts';
import { conversationOver, noon, type TestConversation } from '../support/conversation.ts';
import { realData } from '../support/folders.ts';

const read = (...args: string[]) => readAskArguments(args, () => noon);

describe('the arguments of ask', () => {
  it('default to a person called "you", now, as text', () => {
    expect(read('/salary senior')).toEqual({
      format: 'text',
      invocation: {
        platform: 'console',
        learner: 'console:you',
        community: 'console',
        now: noon,
        name: 'you',
        isAdmin: expect.any(Function) as unknown,
        request: { kind: 'text-command', command: 'salary', text: 'senior' },
      },
    });
  });

  it('say who asks, when, and for which role', () => {
    expect(
      read('how', 'long', '--as', 'ada', '--now', '2026-03-01T10:00:00Z', '--role', 'baker', '--format', 'json'),
    ).toMatchObject({
      format: 'json',
      invocation: {
        learner: 'console:ada',
        now: new Date('2026-03-01T10:00:00Z'),
        role: 'baker',
        request: { kind: 'question', text: 'how long' },
      },
    });
  });

  it.each([
    ['discord', 'discord'],
    ['slack', 'slack'],
    ['json', 'console'],
  ])('speak for %s as one does on %s, about the same community', (format, platform) => {
    const { invocation } = read('hi', '--format', format);
    expect(invocation).toMatchObject({ platform, community: 'console', learner: 'console:you' });
  });

  it('press a button and fill in a form', () => {
    expect(read('--action', 'faq:ask:', '--input', 'question=a=b', '--input', 'note=').invocation.request).toEqual({
      kind: 'action',
      id: 'faq:ask:',
      inputs: { question: 'a=b', note: '' },
    });
  });

  it.each([
    [['--format', 'xml', 'hi'], '--format must be one of text, json, discord, slack'],
    [['--now', 'soon', 'hi'], '--now must be an instant'],
    [['--as', 'a b', 'hi'], '--as must be a name'],
    [['--action', 'x', '--input', 'novalue'], '--input must be NAME=VALUE'],
    [['--input', 'a=b', 'hi'], '--input goes with --action'],
    [['--nonsense'], 'nonsense'],
    [[], 'say what to ask'],
  ])('are refused with what to write instead: %j', (args, message) => {
    expect(() => read(...args)).toThrow(AskUsageError);
    expect(() => read(...args)).toThrow(message);
  });
});

describe('a line', () => {
  it.each([
    ['/salary senior', { kind: 'text-command', command: 'salary', text: 'senior' }],
    ['  /SALARY\tsenior\nplease ', { kind: 'text-command', command: 'salary', text: 'senior\nplease ' }],
    ['/help', { kind: 'text-command', command: 'help', text: '' }],
    ['what / how', { kind: 'question', text: 'what / how' }],
    ['/', { kind: 'question', text: '/' }],
  ])('%j is read as what it asks for', (line, request) => {
    expect(requestFromLine(line)).toEqual(request);
  });
});

describe('asking', () => {
  let bot: TestConversation;
  beforeAll(async () => {
    bot = await conversationOver(realData);
  });

  it.each([
    ['/salary senior', 0],
    ['do I need a degree', 0],
    ['how do I train a puppy', 0],
    ['/salery', 2],
    ['/salary level:king', 2],
  ])('%j ends with exit code %i', async (line, code) => {
    let written = '';
    expect(
      await ask(
        bot,
        read(line),
        (outcome) => JSON.stringify(outcome),
        (text) => (written += text),
      ),
    ).toBe(code);
    expect(JSON.parse(written)).toHaveProperty('reply');
  });

  it('gives the answer of the FAQ as data', async () => {
    const outcome = await bot.answer(read('do I need a degree').invocation);
    expect(outcome).toMatchObject({
      answer: {
        kind: 'answered',
        entry: expect.any(String) as string,
        near: expect.any(Array) as string[],
        score: expect.any(Number) as number,
      },
    });
  });
});
