/** A table as aligned preformatted text; one that is too wide to be read so becomes a list, a row an item, with nothing left out. */
import type { types } from '@slack/bolt';
import type { MarkupNode } from '../../chat/markup.ts';
import { breakNames, escapeCode } from './escape.ts';
import { stretches } from './mrkdwn.ts';
import type { Part } from './parts.ts';
import { mrkdwnObject } from './text-objects.ts';

/** About what a Slack window on a laptop shows of preformatted text without breaking lines. */
const widestTable = 76;
/** Escaped characters of one block: small, so that little is left out where a message gets too long. */
const longestBlock = 1500;

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });
const wide = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Emoji_Presentation}]/u;
const widthOf = (text: string): number =>
  [...graphemes.segment(text)].reduce((width, { segment }) => width + (wide.test(segment) ? 2 : 1), 0);

/** Renders a table. Rows may be shorter or longer than the columns. */
export function tableParts(columns: readonly string[], rows: readonly (readonly string[])[]): Part[] {
  const count = Math.max(columns.length, ...rows.map((row) => row.length));
  const cells = [columns, ...rows].map((row) => Array.from({ length: count }, (_, index) => oneLine(row[index] ?? '')));
  const widths = Array.from({ length: count }, (_, index) =>
    Math.max(...cells.map((row) => widthOf(row[index] ?? ''))),
  );
  const total = widths.reduce((sum, width) => sum + width + 2, -2);
  const [head = [], ...body] = cells;
  if (count === 0 || total <= 0) return [];
  if (total > widestTable) return [{ kind: 'text', text: body.flatMap((row) => stretches(rowNodes(head, row))) }];

  const aligned = (row: readonly string[]): string =>
    row
      .map((cell, index) => cell + ' '.repeat((widths[index] ?? 0) - widthOf(cell)))
      .join('  ')
      .trimEnd();
  const heading = head.every((cell) => cell === '')
    ? []
    : [aligned(head), widths.map((width) => '─'.repeat(width)).join('  ')];
  return preformatted(
    heading.map(escapeCode),
    body.map((row) => escapeCode(aligned(row))),
  );
}

const oneLine = (cell: string): string => breakNames(cell.toWellFormed()).replaceAll(/\s+/gu, ' ').trim();

/** Blocks of preformatted rows, each with the heading. */
function preformatted(heading: readonly string[], rows: readonly string[]): Part[] {
  const chunks: string[][] = [[]];
  for (const row of rows) {
    const chunk = chunks.at(-1) ?? [];
    if (chunk.length > 0 && [...heading, ...chunk, row].join('\n').length > longestBlock) chunks.push([row]);
    else chunk.push(row);
  }
  return chunks.map((chunk) => ({ kind: 'block', lines: chunk.length, block: fenced([...heading, ...chunk]) }));
}

const fenced = (lines: readonly string[]): types.SectionBlock => ({
  type: 'section',
  text: mrkdwnObject(`\`\`\`\n${lines.join('\n')}\n\`\`\``),
  expand: true,
});

/** "• **first cell**: column: cell; column: cell" */
function rowNodes(head: readonly string[], [first = '', ...rest]: readonly string[]): MarkupNode[] {
  const pairs = rest.flatMap((cell, index) =>
    cell === '' ? [] : [head[index + 1] ? `${head[index + 1]}: ${cell}` : cell],
  );
  return [
    { kind: 'text', text: '• ' },
    { kind: 'bold', text: first },
    { kind: 'text', text: pairs.length === 0 ? '' : `${first === '' ? '' : '. '}${pairs.join('; ')}` },
  ];
}
