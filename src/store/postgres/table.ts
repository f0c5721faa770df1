/** How plain objects become rows, and rows objects. A field that a table has no column for is kept too, in the column `extra`. */

/** Instants are kept as instants: they come back in ISO, UTC, to the millisecond. */
export type ColumnType = 'text' | 'timestamptz' | 'double precision' | 'jsonb';

export interface Table {
  readonly name: string;
  /** The column that says whose row it is. */
  readonly owner: string;
  /** The fields that have a column of their own: the same name in snake case. */
  readonly fields: Readonly<Record<string, ColumnType>>;
}

/** A table with several rows for each record. */
export interface PartTable extends Table {
  /** The fields that name a row among those of its record; without any, its position does. */
  readonly key: readonly string[];
  /** Whether the order of the rows matters; they have a `position` then. */
  readonly ordered: boolean;
  /** What all objects of this table have in common, and no column says. */
  readonly constants?: Readonly<Record<string, string>>;
}

export type Row = Readonly<Record<string, unknown>>;

/** The column of a field: its name in snake case. */
export const columnOf = (field: string): string => field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

interface Column {
  readonly field: string;
  readonly name: string;
  readonly isInstant: boolean;
}

/** Few tables, asked for with every row. */
const known = new WeakMap<Table, readonly Column[]>();

function fieldsOf(table: Table): readonly Column[] {
  const before = known.get(table);
  if (before !== undefined) return before;
  const columns = Object.entries(table.fields).map(([field, type]) => ({
    field,
    name: columnOf(field),
    isInstant: type === 'timestamptz',
  }));
  known.set(table, columns);
  return columns;
}

/** The columns of a table with their types, without the owner and the position. */
export const columnsOf = ({ fields }: Table): readonly (readonly [string, string])[] => [
  ...Object.entries(fields).map(([field, type]) => [columnOf(field), type] as const),
  ['extra', 'jsonb'],
];

export function toRow(table: Table | PartTable, value: object): Row {
  const row: Record<string, unknown> = { extra: null };
  const extra: Record<string, unknown> = {};
  const constants = 'constants' in table ? table.constants : undefined;
  const fields = value as Row;
  for (const { field, name, isInstant } of fieldsOf(table))
    row[name] = isInstant ? instant(fields[field] ?? null) : (fields[field] ?? null);
  for (const [field, content] of Object.entries(fields))
    if (content !== undefined && table.fields[field] === undefined && constants?.[field] === undefined)
      extra[field] = content;
  return Object.keys(extra).length === 0 ? row : { ...row, extra };
}

export function fromRow(table: Table | PartTable, row: Row): object {
  const value: Record<string, unknown> = {
    ...('constants' in table ? table.constants : undefined),
    ...(row['extra'] as object | null),
  };
  for (const { field, name, isInstant } of fieldsOf(table)) {
    const content = row[name];
    if (content !== null) value[field] = isInstant ? instant(content) : content;
  }
  return value;
}

/** How a database that counts in UTC writes an instant in JSON, to the millisecond. */
const inUtc = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,3}))?\+00:00$/;

/** ISO in UTC, from whatever the driver, JSON or a record has; what is no instant stays as it is, and is refused with its record. */
function instant(value: unknown): unknown {
  if (value instanceof Date) return value.toISOString();
  if (typeof value !== 'string') return value;
  // Nearly all are like this, and a record has many.
  const [, seconds, fraction = ''] = inUtc.exec(value) ?? [];
  if (seconds !== undefined) return `${seconds}.${fraction.padEnd(3, '0')}Z`;
  const date = new Date(value);
  return Number.isNaN(date.getTime()) ? value : date.toISOString();
}

/**
 * JSON that the database takes: it keeps neither the sign NUL nor half a pair of surrogates, which no platform shows; the replacement
 * character stands in for them.
 */
export function storableJson(value: unknown): string {
  const text = JSON.stringify(value);
  if (!/\\u(0000|d[89a-f])/.test(text)) return text;
  return text.replace(/\\(?:u0000|ud[89a-f][0-9a-f]{2}|.)/g, (escape) =>
    /^\\u(0000|d)/.test(escape) ? '\ufffd' : escape,
  );
}
