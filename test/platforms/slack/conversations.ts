/** Conversations for the tests of this folder. */
import type { Conversation } from '../../../src/chat/conversation.ts';
import type { Invocation } from '../../../src/chat/invocation.ts';
import type { Outcome } from '../../../src/chat/reply.ts';
import { textReply } from './replies.ts';

/** What was asked, in one line, without colons: rendered, those of an id would get a guard against emoji. */
export function asked({ request }: Invocation): string {
  switch (request.kind) {
    case 'question':
      return request.text;
    case 'text-command':
      return `/${request.command} ${request.text}`.trim();
    case 'command':
      return `/${request.command}`;
    case 'action':
      return [
        request.id.replaceAll(':', ' '),
        ...Object.entries(request.inputs).map(([name, value]) => `${name}=${value}`),
      ].join(' ');
  }
}

/** A conversation that answers by `answer`, and remembers what it was asked. By default it says what it was asked: to all, to a question. */
export function conversationThat(
  answer: (question: string, invocation: Invocation) => Outcome | Promise<Outcome> = (question, { request }) => ({
    reply: textReply(question, { visibility: request.kind === 'question' ? 'public' : 'private' }),
  }),
): Conversation & { readonly heard: string[] } {
  const heard: string[] = [];
  return {
    heard,
    answer: async (invocation) => {
      heard.push(asked(invocation));
      return answer(asked(invocation), invocation);
    },
    complete: () => Promise.resolve([]),
    commands: () => [],
    choices: () => [],
  };
}
