/** The replies that the dispatcher itself gives: what happened, what was kept, what to do next. */
import { UserError } from '../chat/errors.ts';
import { literal } from '../chat/markup.ts';
import type { Block, Outcome } from '../chat/reply.ts';
import { shorten } from '../chat/shorten.ts';
import type { StoreError } from '../practice/store.ts';

/** To input that was not understood. Only the asker sees it. */
export const usageReply = (error: UserError): Extract<Outcome, { reply: unknown }> => ({
  reply: {
    title: error.message,
    blocks: error.next.split('\n').map((text): Block => ({ kind: 'text', text })),
    sources: [],
    tone: 'notice',
    visibility: 'private',
  },
  status: 'usage-error',
});

/** To a button or form that this release cannot have written, or no longer knows what to do with. */
export const expiredReply: Outcome = {
  ...usageReply(
    new UserError(
      'This button has expired',
      'It is from an older version of me. Nothing was done. Run the command again, or type `/help`.',
    ),
  ),
  status: 'expired',
};

/** To a bug of ours. The reference also stands in the log. */
export const failureReply = (reference: string): Outcome => ({
  reply: {
    title: 'Something broke on my side',
    blocks: [
      {
        kind: 'text',
        text: `It was not your doing, and nothing of yours was lost. Please try again; if it happens again, tell whoever runs the bot the reference \`${reference}\`.`,
      },
    ],
    sources: [],
    tone: 'error',
    visibility: 'private',
  },
  status: 'failure',
});

/** To practice while records cannot be read or written. `mayBeDone`: the answer to a change was lost, so that nobody knows of it. */
export const storeReply = (reference: string, { mayBeDone }: StoreError): Outcome => ({
  reply: {
    title: 'I cannot reach my records just now',
    blocks: [
      {
        kind: 'text',
        text: `${mayBeDone ? 'I cannot tell whether this last one was recorded, and doing it again does no harm' : 'Nothing new was recorded'}; everything recorded before is kept. Questions such as \`/salary\` and \`/faq\` still work. Please try again in a while; if it stays so, tell whoever runs the bot the reference \`${reference}\`.`,
      },
    ],
    sources: [],
    tone: 'error',
    visibility: 'private',
  },
  status: 'failure',
});

/** Words that were not understood are named at the top of the answer, never dropped. */
export function noticeAbout(leftover: readonly string[], command: string, outcome: Outcome): Outcome {
  if (leftover.length === 0 || !('reply' in outcome)) return outcome;
  const words = leftover.map((word) => `“${literal(shorten(word, 40))}”`);
  const shown = words.length > 8 ? `${words.slice(0, 8).join(', ')} and ${words.length - 8} more` : words.join(', ');
  const notice: Block = {
    kind: 'text',
    text: `_Not understood and left out:_ ${shown}. \`/help ${command}\` lists what I know.`,
  };
  return { ...outcome, reply: { ...outcome.reply, blocks: [notice, ...outcome.reply.blocks] } };
}

/** To thanks, which are no question. */
export const thanksReply: Outcome = {
  reply: {
    title: 'You are welcome',
    blocks: [{ kind: 'text', text: 'Ask me anything else about the career, or type `/help`.' }],
    sources: [],
    tone: 'notice',
    visibility: 'private',
  },
};
