/** The `text` beside the blocks: what notifications show and screen readers read. Plain, since Slack parses it as mrkdwn. */
import { plainText } from '../../chat/markup.ts';
import type { Block, Reply } from '../../chat/reply.ts';
import { limits } from './limits.ts';
import { mrkdwnLines } from './mrkdwn.ts';
import { fileNote } from './notices.ts';

const longestLine = 1000;
/** Room for the line that says what is missing. */
const noticeLength = 40;

/** The title and the text of a reply, visibly shortened to what is advised; never empty. */
export function fallbackText(reply: Reply): string {
  const note = reply.file === undefined ? [] : [fileNote(reply.file.name)];
  const lines = [reply.title, ...reply.blocks.flatMap(textLines), ...note]
    .flatMap((text) => mrkdwnLines([{ kind: 'text', text }], longestLine))
    .filter((line) => line.trim() !== '');
  let text = '';
  for (const [index, line] of lines.entries()) {
    if (text.length + line.length + 1 > limits.fallback - noticeLength)
      return `${text}\n… ${lines.length - index} more lines`;
    text += text === '' ? line : `\n${line}`;
  }
  return text === '' ? 'An answer without words' : text;
}

function textLines(block: Block): string[] {
  switch (block.kind) {
    case 'heading':
      return [block.text];
    case 'text':
      return [plainText(block.text)];
    case 'list':
      return block.items.map((item, index) => `${block.ordered === true ? `${index + 1}.` : '•'} ${plainText(item)}`);
    case 'fields':
      return block.fields.map(({ name, value }) => `${name}: ${plainText(value)}`);
    case 'table':
      return [block.columns, ...block.rows].map((row) => row.join(', '));
    case 'links':
      return block.links.map(({ label, url }) => `${label}: ${url}`);
    case 'buttons':
    case 'select':
      return [];
    default:
      return block satisfies never;
  }
}
