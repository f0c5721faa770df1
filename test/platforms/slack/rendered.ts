/** Rendered replies, for the tests of this folder. */
import { expect } from 'vitest';
import type { Block, Reply } from '../../../src/chat/reply.ts';
import { renderReply } from '../../../src/platforms/slack/render.ts';
import { slackProblems } from '../../fakes/slack/validate.ts';
import { replyWith } from './replies.ts';

/** The rendered blocks, after Slack would have taken them. */
export function blocksOf(reply: Reply) {
  const message = renderReply(reply);
  expect(slackProblems('message', message)).toEqual([]);
  return message.blocks;
}
/** The texts of the body, without the title. */
export function textsOf(blocks: readonly Block[]): string[] {
  return blocksOf(replyWith(blocks)).flatMap((block) =>
    block.type === 'section' ? [block.text?.text ?? block.fields?.map((field) => field.text).join(' | ') ?? ''] : [],
  );
}
/** The text of one text block; its sections apart. */
export const textOf = (markup: string): string => textsOf([{ kind: 'text', text: markup }]).join('\n---\n');
