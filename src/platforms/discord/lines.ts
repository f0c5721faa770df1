/** The text blocks of a reply as lines of Discord markdown that can be split where they do not fit. */
import { parseMarkup, type Markup, type MarkupNode } from '../../chat/markup.ts';
import type { Block } from '../../chat/reply.ts';
import { splitNodes } from './markdown.ts';
import { splitTable, tableLine, type TableLine } from './table.ts';

export interface TextLine {
  readonly kind: 'text';
  /** Markdown that makes the line a heading or a list item. */
  readonly prefix: string;
  readonly nodes: readonly MarkupNode[];
}

export type Line = TextLine | TableLine | { readonly kind: 'gap' };

/** A line of plain text. */
export const plainLine = (text: string): TextLine => ({ kind: 'text', prefix: '', nodes: [{ kind: 'text', text }] });

/** A line of nodes. */
export const nodesLine = (nodes: readonly MarkupNode[]): TextLine => ({ kind: 'text', prefix: '', nodes });

/** All text blocks as lines, with a gap between blocks. Buttons and selects have no lines: they become components. */
export function linesOf(blocks: readonly Block[]): Line[] {
  const lines: Line[] = [];
  let afterHeading = true;
  for (const block of blocks) {
    const own = blockLines(block);
    if (own.length === 0) continue;
    if (!afterHeading) lines.push({ kind: 'gap' });
    lines.push(...own);
    afterHeading = block.kind === 'heading';
  }
  return lines;
}

function blockLines(block: Block): Line[] {
  switch (block.kind) {
    case 'heading':
      return [{ kind: 'text', prefix: '### ', nodes: [{ kind: 'text', text: oneLine(block.text) }] }];
    case 'text':
      return [nodesLine(parseMarkup(block.text))];
    case 'list':
      return block.items.map((item, index) => listItem(block.ordered === true ? `${index + 1}. ` : '- ', item));
    case 'fields':
      // Not embed fields: those always stand after the description, which would change the order, and end at 1,024 characters.
      return block.fields.map(({ name, value }) =>
        nodesLine([{ kind: 'bold', text: `${oneLine(name)}:` }, ...parseMarkup(` ${value}`)]),
      );
    case 'table':
      return tableLines(block.columns, block.rows);
    case 'links':
      return block.links.map(({ label, url }) => ({
        kind: 'text',
        prefix: '- ',
        nodes: [{ kind: 'link', text: label, url }],
      }));
    case 'buttons':
    case 'select':
      return [];
    default:
      return block satisfies never;
  }
}

const oneLine = (text: string): string => text.replaceAll(/\s*\n\s*/g, ' ');

const listItem = (prefix: string, item: Markup): TextLine => ({
  kind: 'text',
  prefix,
  nodes: parseMarkup(item).map((node) => ({ ...node, text: oneLine(node.text) })),
});

/** An aligned code block where it fits on a phone, else one list item a row. */
function tableLines(columns: readonly string[], rows: readonly (readonly string[])[]): Line[] {
  const table = tableLine(columns, rows);
  if (table !== undefined) return [table];
  if (rows.length === 0) return [plainLine(columns.join(' · '))];
  return rows.map((row) => ({ kind: 'text', prefix: '- ', nodes: rowNodes(columns, row) }));
}

/** "Level: **Senior** · Pay: $1": the first cell says what the row is about. */
const rowNodes = (columns: readonly string[], row: readonly string[]): MarkupNode[] =>
  row.flatMap((cell, index): MarkupNode[] => {
    const column = columns[index] ?? '';
    const name = `${index === 0 ? '' : ' · '}${column === '' ? '' : `${oneLine(column)}: `}`;
    return [
      { kind: 'text', text: name },
      { kind: index === 0 ? 'bold' : 'text', text: oneLine(cell) },
    ];
  });

export interface TakenLine {
  /** At most as long as the room given; empty where nothing fits. */
  readonly shown: string;
  /** What did not fit; `undefined` where the whole line is shown. */
  readonly rest: Line | undefined;
}

/** As much of a line as fits into `room` characters. */
export function takeLine(line: Line, room: number): TakenLine {
  switch (line.kind) {
    case 'gap':
      return { shown: '', rest: undefined };
    case 'table':
      return splitTable(line, room);
    case 'text': {
      const { shown, rest } = splitNodes(line.nodes, room - line.prefix.length);
      if (rest.length === 0 && line.prefix.length + shown.length <= room)
        return { shown: line.prefix + shown, rest: undefined };
      return shown === ''
        ? { shown, rest: line }
        : { shown: line.prefix + shown, rest: { kind: 'text', prefix: '', nodes: rest } };
    }
    default:
      return line satisfies never;
  }
}

/** How many lines a reader sees. */
export function lineCount(line: Line): number {
  return line.kind === 'table' ? line.rows.length : line.kind === 'text' ? 1 : 0;
}

/** The characters a reader loses where the line is not shown. */
export function textLength(line: Line): number {
  if (line.kind === 'gap') return 0;
  return line.kind === 'table'
    ? line.rows.join('\n').length
    : line.nodes.reduce((sum, node) => sum + node.text.length, 0);
}
