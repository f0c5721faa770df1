/** Tables: aligned where they fit, and as a list with every column named where they do not. */
import type { Block } from '../../chat/reply.ts';
import { safeLine } from './safe-text.ts';
import type { Sheet } from './sheet.ts';
import { textWidth } from './width.ts';
import type { Span } from './wrap.ts';

type Table = Extract<Block, { kind: 'table' }>;

const columnGap = 2;

/** The lines of a table. Rows may be shorter or longer than the heading; nothing of them is left out. */
export function tableLines(table: Table, sheet: Sheet): string[] {
  const columns = table.columns.map(safeLine);
  const rows = table.rows.map((row) => row.map(safeLine));
  const widths = columnWidths([columns, ...rows]);
  const total = widths.reduce((sum, width) => sum + width, 0) + columnGap * (widths.length - 1);
  return total <= sheet.width ? alignedLines(columns, rows, widths, sheet) : listLines(columns, rows, sheet);
}

function columnWidths(rows: readonly (readonly string[])[]): number[] {
  const widths: number[] = [];
  for (const row of rows) {
    for (const [index, cell] of row.entries()) widths[index] = Math.max(widths[index] ?? 0, textWidth(cell));
  }
  return widths;
}

function alignedLines(
  columns: readonly string[],
  rows: readonly (readonly string[])[],
  widths: readonly number[],
  sheet: Sheet,
): string[] {
  const padded = (row: readonly string[]): string =>
    row
      .map((cell, index) => cell + ' '.repeat((widths[index] ?? 0) - textWidth(cell)))
      .join(' '.repeat(columnGap))
      .trimEnd();
  const heading = padded(columns);
  return [
    ...(heading === '' ? [] : [sheet.line({ text: heading, style: 'bold' })]),
    ...rows.map((row) => sheet.line({ text: padded(row) })),
  ];
}

function listLines(columns: readonly string[], rows: readonly (readonly string[])[], sheet: Sheet): string[] {
  const cellSpans = (cell: string, index: number): Span[] => {
    const name = columns[index] ?? '';
    return [
      ...(index === 0 ? [] : [{ text: '; ' }]),
      ...(name === '' ? [] : [{ text: `${name}: `, style: 'dim' as const }]),
      { text: cell },
    ];
  };
  return rows.flatMap((row) => sheet.lines(row.flatMap(cellSpans), [{ text: '• ' }]));
}
