/** A reply as a Slack message: pure, total over the kinds of blocks, and never over a limit. */
import type { types } from '@slack/bolt';
import { parseMarkup, type MarkupNode } from '../../chat/markup.ts';
import type { Block, Outcome, Reply, ReplyFile } from '../../chat/reply.ts';
import { buttonParts, selectParts, type NextIndex } from './controls.ts';
import { renderForm } from './form.ts';
import { fallbackText } from './fallback.ts';
import { limits } from './limits.ts';
import { mrkdwnLines, stretches } from './mrkdwn.ts';
import { fileNote } from './notices.ts';
import { fit, type Part } from './parts.ts';
import { mrkdwnObject, plainTextObject } from './text-objects.ts';
import { sourceBlocks } from './sources.ts';
import { tableParts } from './table.ts';

/** What a slash command's acknowledgement and a response_url take; `forChannel` makes of it what chat.postMessage takes. */
export interface SlackMessage {
  readonly response_type: 'ephemeral' | 'in_channel';
  readonly text: string;
  readonly blocks: types.KnownBlock[];
  readonly unfurl_links: false;
  readonly unfurl_media: false;
}

/** The message without `response_type`, which only answers have. */
export const forChannel = ({
  text,
  blocks,
  unfurl_links,
  unfurl_media,
}: SlackMessage): Omit<SlackMessage, 'response_type'> => ({ text, blocks, unfurl_links, unfurl_media });

/** Renders a reply. Never throws; what is over a limit of Slack's is split, or shortened so that one sees it. */
export function renderReply(reply: Reply): SlackMessage {
  let controls = 0;
  const next: NextIndex = () => ++controls;
  const text = fallbackText(reply);
  const blocks = fit(
    [...titleParts(reply), ...bodyParts(reply.blocks, next)],
    [...fileBlocks(reply.file), ...sourceBlocks(reply.sources)],
  );
  return {
    response_type: reply.visibility === 'public' ? 'in_channel' : 'ephemeral',
    text,
    // Slack shows `text` only where there are no blocks, and refuses none at all.
    blocks: blocks.length > 0 ? blocks : [{ type: 'section', text: mrkdwnObject(text) }],
    unfurl_links: false,
    unfurl_media: false,
  };
}

/** What Slack gets for an outcome: a message, or the modal of a form. */
export const renderOutcome = (outcome: Outcome): SlackMessage | types.ModalView =>
  'form' in outcome ? renderForm(outcome.form, '') : renderReply(outcome.reply);

function titleParts({ title, tone }: Reply): Part[] {
  if (title.trim() === '') return [];
  const text = plainTextObject(tone === 'error' ? `⚠️ ${title}` : title, limits.header);
  return [{ kind: 'block', lines: 1, block: { type: 'header', text } }];
}

/** Slack's messages carry no file when they are private: this says where it comes. Never left out, however long the reply is. */
function fileBlocks(file: ReplyFile | undefined): types.SectionBlock[] {
  if (file === undefined) return [];
  const text = mrkdwnLines([{ kind: 'text', text: fileNote(file.name) }], limits.section).join(' ');
  return [{ type: 'section', text: mrkdwnObject(text) }];
}

/** A heading stands in one section with the text under it, so that no gap comes between them. */
function bodyParts(blocks: readonly Block[], next: NextIndex): Part[] {
  const parts: Part[] = [];
  for (const [index, block] of blocks.entries()) {
    const rendered = partsOf(block, next);
    const [first, ...rest] = rendered;
    const above = blocks[index - 1]?.kind === 'heading' ? parts.at(-1) : undefined;
    if (above?.kind === 'text' && first?.kind === 'text') {
      parts[parts.length - 1] = { kind: 'text', text: [...above.text, ...first.text] };
      parts.push(...rest);
    } else parts.push(...rendered);
  }
  return parts;
}

function partsOf(block: Block, next: NextIndex): Part[] {
  switch (block.kind) {
    case 'heading':
      return lines([[{ kind: 'bold', text: block.text }]]);
    case 'text':
      return lines([parseMarkup(block.text)]);
    case 'list':
      return lines(
        block.items.map((item, index) => [
          { kind: 'text', text: block.ordered === true ? `${index + 1}. ` : '• ' },
          ...parseMarkup(item),
        ]),
      );
    case 'fields':
      return fieldParts(block.fields);
    case 'table':
      return tableParts(block.columns, block.rows);
    case 'links':
      return lines(
        block.links.map(({ label, url }) => [
          { kind: 'text', text: '• ' },
          { kind: 'link', text: label || url, url },
        ]),
      );
    case 'buttons':
      return buttonParts(block.buttons, next);
    case 'select':
      return selectParts(block.placeholder, block.action, block.options, next);
    default:
      return block satisfies never;
  }
}

/** One part of text; each item begins a line. */
const lines = (items: readonly (readonly MarkupNode[])[]): Part[] => [
  { kind: 'text', text: items.flatMap((nodes) => stretches(nodes)) },
];

/** Two columns of fields; where one is too long for that, all as lines. */
function fieldParts(fields: readonly { readonly name: string; readonly value: string }[]): Part[] {
  const nodes = (name: string, between: string, value: string): MarkupNode[] => [
    { kind: 'bold', text: name },
    { kind: 'text', text: between },
    ...parseMarkup(value),
  ];
  const cells = fields.map(({ name, value }) => mrkdwnLines(nodes(name, '\n', value)).join('\n'));
  if (cells.some((cell) => cell.length > limits.sectionField)) {
    return lines(fields.map(({ name, value }) => nodes(name, ': ', value)));
  }
  const filled = cells.filter((cell) => cell.trim() !== '');
  return Array.from({ length: Math.ceil(filled.length / limits.sectionFields) }, (_, index) => {
    const group = filled.slice(index * limits.sectionFields, (index + 1) * limits.sectionFields);
    return {
      kind: 'block',
      lines: group.length * 2,
      block: { type: 'section', fields: group.map(mrkdwnObject), expand: true },
    };
  });
}
