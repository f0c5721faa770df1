/** Small stand-ins for the tests of this folder. */
import pino, { type Logger } from 'pino';
import type { Conversation } from '../../../src/chat/conversation.ts';
import type { Block, Form, Outcome, Reply } from '../../../src/chat/reply.ts';

export const noon = new Date('2026-11-22T12:00:00Z');

export const replyOf = (blocks: readonly Block[], more: Partial<Reply> = {}): Reply => ({
  title: 'Senior pay',
  blocks,
  sources: [],
  tone: 'answer',
  visibility: 'public',
  ...more,
});

export const textReply = (text: string, more: Partial<Reply> = {}): Reply => replyOf([{ kind: 'text', text }], more);

export const sampleForm: Form = {
  title: 'Suggest an answer',
  submitLabel: 'Send',
  action: 'faq:suggest:',
  fields: [{ name: 'answer', label: 'Your answer', multiline: true, required: true, maxLength: 1000 }],
};

/** A conversation that answers everything with one outcome. */
export const conversationOf = (
  answer: Conversation['answer'] | Outcome,
  more: Partial<Conversation> = {},
): Conversation => ({
  answer: typeof answer === 'function' ? answer : () => Promise.resolve(answer),
  complete: () => Promise.resolve([]),
  commands: () => [],
  choices: () => [],
  ...more,
});

/** A logger whose lines can be read. */
export function recordingLogger(): { readonly logger: Logger; readonly lines: string[] } {
  const lines: string[] = [];
  return { logger: pino({ level: 'trace' }, { write: (line) => lines.push(line) }), lines };
}
