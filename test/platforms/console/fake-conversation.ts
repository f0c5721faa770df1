/** A conversation that says back what it was asked, and streams to hold it over. */
import { PassThrough } from 'node:stream';
import { onTestFinished } from 'vitest';
import type { Connection, Conversation } from '../../../src/chat/conversation.ts';
import type { Completion, Invocation, Request } from '../../../src/chat/invocation.ts';
import type { Block, Form, Outcome, Reply } from '../../../src/chat/reply.ts';
import { startConsole, type ConsoleStreams } from '../../../src/platforms/console/chat.ts';

export const reply = (title: string, blocks: readonly Block[] = []): Reply => ({
  title,
  blocks,
  sources: [],
  tone: 'answer',
  visibility: 'public',
});

export const noon = new Date('2026-11-22T12:00:00Z');

export type Answer = (request: Request) => Outcome | Promise<Outcome>;

export interface FakeConversation extends Conversation {
  readonly asked: readonly Invocation[];
}

/** Knows `/salary` with a level, an offer and a place, `/faq` with a question, and the group `/daily`. */
export function fakeConversation(answer: Answer): FakeConversation {
  const asked: Invocation[] = [];
  const terms: Record<string, Record<string, string>> = {
    level: { senior: 'Senior', staff: 'Staff' },
    place: { wa: 'Washington', dc: 'Washington, D.C.', 'new york': 'New York' },
  };
  return {
    asked,
    answer: async (invocation) => {
      asked.push(invocation);
      return answer(invocation.request);
    },
    commands: () => [
      { name: 'daily pause', access: 'admins', summary: 'Pause', examples: ['/daily pause'], options: {} },
      {
        name: 'daily set',
        access: 'admins',
        summary: 'Set up',
        examples: ['/daily set here'],
        options: {
          channel: { kind: 'channel', description: 'Where', required: true },
          time: { kind: 'time', description: 'When' },
          zone: { kind: 'text', description: 'Time zone' },
        },
      },
      {
        name: 'salary',
        summary: 'Pay',
        examples: ['/salary', '/salary senior'],
        options: {
          level: { kind: 'term', noun: 'level', description: 'Level', terms: () => [] },
          place: { kind: 'term', noun: 'place', description: 'Place', terms: () => [] },
          offer: { kind: 'money', description: 'Offer' },
        },
      },
      { name: 'skills', summary: 'Skills', examples: ['/skills'], options: {} },
      {
        name: 'faq',
        summary: 'Questions',
        examples: ['/faq degree'],
        options: { question: { kind: 'text', description: 'Question', required: true } },
      },
    ],
    choices: (_command, option) => Object.entries(terms[option] ?? {}).map(([value, label]) => ({ value, label })),
    complete: ({ option, partial }) => Promise.resolve(completionsOf(option, partial)),
  };
}

const questions = ['Do I need a degree?', 'Do I need to know SQL?', 'How long does it take?'];

function completionsOf(option: string, partial: string): Completion[] {
  if (option === 'level') return partial === 'sr' ? [{ label: 'Senior', value: 'senior' }] : [];
  if (option === 'zone') return partial === 'eu' ? [{ label: 'Berlin', value: 'Europe/Berlin' }] : [];
  if (option !== 'question') return [];
  return questions
    .filter((each) => each.toLowerCase().includes(partial.toLowerCase()))
    .map((each) => ({ label: each, value: each }));
}

/** The words of a request, for an answer that says them back. */
export const wordsOf = (request: Request): string => {
  switch (request.kind) {
    case 'question':
      return request.text;
    case 'text-command':
      return `/${request.command} ${request.text}`;
    case 'action':
      return `${request.id} ${JSON.stringify(request.inputs)}`;
    case 'command':
      return request.command;
  }
};

export const echo: Answer = (request) => ({ reply: reply(`<${wordsOf(request)}>`) });

/** A chat over streams in memory, and what it has written. */
export class TestChat {
  readonly input = new PassThrough();
  /** Without a width, as a pipe is. */
  readonly output: PassThrough & { columns?: number } = new PassThrough();
  readonly conversation: FakeConversation;
  #screen = '';
  #connection: Promise<Connection>;

  constructor(answer: Answer, more: Partial<ConsoleStreams> = {}) {
    this.conversation = fakeConversation(answer);
    this.output.on('data', (chunk: Buffer) => {
      this.#screen += chunk.toString();
    });
    const streams = { input: this.input, output: this.output, terminal: false, colour: false, ...more };
    this.#connection = startConsole(streams, this.conversation, { learner: 'console:ada', now: () => noon });
    onTestFinished(() => this.stop());
  }

  /** Everything written so far. */
  get screen(): string {
    return this.#screen;
  }

  type(text: string): void {
    this.input.write(text);
  }

  /** Returns when `text` has been written, looking only at what is written after `from`. */
  async until(text: string, from = 0): Promise<void> {
    while (!this.#screen.includes(text, from)) await new Promise((resolve) => this.output.once('data', resolve));
  }

  async ended(): Promise<{ exitCode: number; message: string | undefined }> {
    return (await this.#connection).ended;
  }

  async stop(): Promise<void> {
    await (await this.#connection).stop();
  }
}

export const form: Form = {
  title: 'Ask it again',
  submitLabel: 'Send',
  action: 'faq:again:',
  fields: [
    { name: 'question', label: 'Your question', multiline: false, required: true, maxLength: 20 },
    {
      name: 'why',
      label: 'Why you ask',
      placeholder: 'an interview',
      multiline: false,
      required: false,
      maxLength: 100,
    },
    { name: 'more', label: 'More', multiline: true, required: false, maxLength: 100 },
  ],
};
