/**
 * The two statements that read and write a record of one kind, each a single round trip. Reading takes everything of one instant. Writing
 * happens all or not at all, and only where the record is still as it was read: its version is a number that no other writing ever gets.
 */
import { type Difference, keyColumns } from './difference.ts';
import type { Mapping } from './mapping.ts';
import { columnsOf, type PartTable, type Table } from './table.ts';

/** Everything lies in a schema of its own, so that the database can be shared. */
export const schema = 'career_advisor';

/** Parameter: the id. No row where there is no such record. */
export function loadingOf<R>({ table, sections }: Mapping<R>): string {
  const parts = sections.flatMap((section) => section.tables.map(partsQuery));
  const columns = columnsOf(table).map(([name]) => `head.${quoted(name)}`);
  return `
select ${['head.version::text as version', ...columns, ...parts].join(',\n  ')}
from ${place(table)} head
where head.${quoted(table.owner)} = $1`;
}

const partsQuery = (table: PartTable): string => {
  const columns = [...(table.ordered ? ['position'] : []), ...columnsOf(table).map(([name]) => name)];
  const order = table.ordered ? ['position'] : keyColumns(table);
  return `(
    select json_agg(part order by ${order.map((name) => `part.${quoted(name)}`).join(', ')})
    from (select ${columns.map(quoted).join(', ')} from ${place(table)} where ${quoted(table.owner)} = head.${quoted(table.owner)}) part
  ) as ${quoted(partAlias(table))}`;
};

/** Under which name the rows of a table come. */
export const partAlias = ({ name }: PartTable): string => `rows_of_${name}`;

/** What becomes of rows, by table. */
export type Touched = Pick<Difference, 'put' | 'gone'>;

export const isIn = (rows: Touched['put'], { name }: Table): boolean => Object.hasOwn(rows, name);

/**
 * Parameters: the id; the version that was read, null for a record that was not there; and, as JSON, the record's own row as `head`, the rows
 * to write and the keys to remove as `put` and `gone`, by table. Gives one row where it was written, and none where the record is not any
 * more as it was read.
 */
export function savingOf<R>({ table, sections }: Mapping<R>, touched: Touched): string {
  const columns = columnsOf(table);
  const names = columns.map(([name]) => quoted(name));
  const values = `jsonb_to_record($3::jsonb -> 'head') as new(${definitions(columns)})`;
  const owner = quoted(table.owner);
  const version = `nextval('${schema}.versions')`;
  const parts = sections.flatMap((section) => section.tables.flatMap((part) => partsChanges(part, touched)));
  return `
with changed as (
  update ${place(table)} head
  set version = ${version}, ${names.map((name) => `${name} = new.${name}`).join(', ')}
  from ${values}
  where head.${owner} = $1 and head.version = $2::bigint
  returning head.${owner} as id
), begun as (
  insert into ${place(table)} (${[owner, 'version', ...names].join(', ')})
  select $1, ${version}, ${names.map((name) => `new.${name}`).join(', ')}
  from ${values}
  where $2::bigint is null
  on conflict do nothing
  returning ${owner} as id
), written as (
  select id from changed union all select id from begun
)${parts.map((part) => `, ${part}`).join('')}
select id from written`;
}

const partsChanges = (table: PartTable, { put, gone }: Touched): string[] => [
  ...(isIn(put, table) ? [putting(table)] : []),
  ...(isIn(gone, table) ? [removing(table)] : []),
];

const allColumns = (table: PartTable): readonly (readonly [string, string])[] => [
  ...(table.ordered ? [['position', 'integer'] as const] : []),
  ...columnsOf(table),
];

function putting(table: PartTable): string {
  const keys = keyColumns(table);
  const columns = allColumns(table);
  const names = columns.map(([name]) => quoted(name));
  const owner = quoted(table.owner);
  const rest = columns.map(([name]) => name).filter((name) => !keys.includes(name));
  return `${quoted(`put ${table.name}`)} as (
  insert into ${place(table)} (${[owner, ...names].join(', ')})
  select written.id, ${names.map((name) => `new.${name}`).join(', ')}
  from written, jsonb_to_recordset($3::jsonb -> 'put' -> '${table.name}') as new(${definitions(columns)})
  on conflict (${[owner, ...keys.map(quoted)].join(', ')})
  do update set ${rest.map((name) => `${quoted(name)} = excluded.${quoted(name)}`).join(', ')}
)`;
}

function removing(table: PartTable): string {
  const keys = keyColumns(table);
  const owner = quoted(table.owner);
  const keyDefinitions = definitions(allColumns(table).filter(([name]) => keys.includes(name)));
  return `${quoted(`gone ${table.name}`)} as (
  delete from ${place(table)} old
  using written, jsonb_to_recordset($3::jsonb -> 'gone' -> '${table.name}') as key(${keyDefinitions})
  where old.${owner} = written.id and ${keys.map((name) => `old.${quoted(name)} = key.${quoted(name)}`).join(' and ')}
)`;
}

const quoted = (name: string): string => `"${name}"`;
const place = ({ name }: Table): string => `${schema}.${quoted(name)}`;
const definitions = (columns: readonly (readonly [string, string])[]): string =>
  columns.map(([name, type]) => `${quoted(name)} ${type}`).join(', ');
