/** Replies that only the asker sees and that are no answer from the knowledge: what was done, what is set, what stands on a list. */
import type { Block, Outcome } from './reply.ts';
import type { Markup } from './markup.ts';

export const text = (markup: Markup): Block => ({ kind: 'text', text: markup });

export const privateNotice = (title: string, blocks: readonly Block[]): Extract<Outcome, { reply: unknown }> => ({
  reply: { title, blocks, sources: [], tone: 'notice', visibility: 'private' },
});
