/** A table as an aligned code block, the only way to align columns on Discord. */
import { escapeCode } from './markdown.ts';

export interface TableLine {
  readonly kind: 'table';
  /** The header and the rows, aligned and escaped. */
  readonly rows: readonly string[];
}

/** What a code block shows on a narrow window before it wraps. */
const widestTable = 56;

const [fenceStart, fenceEnd] = ['```\n', '\n```'];
const gap = '  ';

/** The table where it is narrow enough to be read as one, else `undefined`. */
export function tableLine(columns: readonly string[], rows: readonly (readonly string[])[]): TableLine | undefined {
  const cells = [columns, ...rows].map((row) => row.map((cell) => escapeCode(cell).replaceAll(/\s+/g, ' ').trim()));
  const widths: number[] = [];
  for (const row of cells)
    for (const [index, cell] of row.entries()) widths[index] = Math.max(widths[index] ?? 0, widthOf(cell));
  const total = widths.reduce((sum, width) => sum + width, 0) + gap.length * Math.max(widths.length - 1, 0);
  if (total === 0 || total > widestTable) return undefined;
  const rule = widths.map((width) => '─'.repeat(width)).join(gap);
  const [header = '', ...body] = cells.map((row) =>
    row
      .map((cell, index) => cell + ' '.repeat((widths[index] ?? 0) - widthOf(cell)))
      .join(gap)
      .trimEnd(),
  );
  return { kind: 'table', rows: [header, rule, ...body] };
}

/** The first rows that fit into `room` characters, and the rest as a table of its own. */
export function splitTable(table: TableLine, room: number): { shown: string; rest: TableLine | undefined } {
  let count = 0;
  let length = fenceStart.length + fenceEnd.length - 1;
  for (const row of table.rows) {
    length += row.length + 1;
    if (length > room) break;
    count += 1;
  }
  const rest: TableLine | undefined =
    count === table.rows.length ? undefined : { kind: 'table', rows: table.rows.slice(count) };
  const shown = count === 0 ? '' : `${fenceStart}${table.rows.slice(0, count).join('\n')}${fenceEnd}`;
  return { shown, rest };
}

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });
const wide = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Emoji_Presentation}]/u;

/** Columns on the screen: East Asian characters and emoji take two. */
const widthOf = (text: string): number =>
  [...graphemes.segment(text)].reduce((sum, { segment }) => sum + (wide.test(segment) ? 2 : 1), 0);
