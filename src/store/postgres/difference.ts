/** What has to be written so that rows say what a changed record says: only what is different. */
import type { Apart, Mapping, Section } from './mapping.ts';
import { itemsOf } from './mapping.ts';
import { columnOf, type PartTable, type Row, toRow } from './table.ts';

export interface Difference {
  /** By table. Rows to be written are new or take the place of the one with the same key. */
  readonly put: Readonly<Record<string, readonly Row[]>>;
  /** By table: the keys of rows to be removed. */
  readonly gone: Readonly<Record<string, readonly Row[]>>;
  /** By section: the items of the rows to be written. */
  readonly written: Apart['sections'];
}

/** The positions of a section's items, as they are in the database. */
export type Positions = Readonly<Record<string, readonly number[]>>;

interface Placed {
  readonly item: object;
  readonly table: PartTable;
  readonly row: Row;
}

export function differenceOf<R>(mapping: Mapping<R>, before: Apart, positions: Positions, after: Apart): Difference {
  const put: Placed[] = [];
  const gone: Placed[] = [];
  const written: Record<string, readonly object[]> = {};
  for (const section of mapping.sections) {
    const old = itemsOf(before, section.name);
    const now = itemsOf(after, section.name);
    const changes = section.isList
      ? listChanges(section, old, positions[section.name] ?? [], now)
      : setChanges(section, old, now);
    put.push(...changes.put);
    gone.push(...changes.gone);
    written[section.name] = changes.put.map(({ item }) => item);
  }
  const names = new Set(put.map(nameOf));
  const removed = gone.filter((each) => !names.has(nameOf(each)));
  return { put: byTable(put, ({ row }) => row), gone: byTable(removed, keyOf), written };
}

interface Changes {
  readonly put: readonly Placed[];
  readonly gone: readonly Placed[];
}

/**
 * Old items that come in the same order in the new list stay where they are; what follows the last of them is put behind all. So an item
 * that is added at the end, dropped at the beginning, or moved to the end costs one row.
 */
function listChanges(section: Section, old: readonly object[], at: readonly number[], now: readonly object[]): Changes {
  const gone: Placed[] = [];
  let kept = 0;
  for (const [index, item] of old.entries()) {
    const next = now[kept];
    if (next !== undefined && isSame(item, next)) kept += 1;
    else gone.push(placed(section, item, at[index]));
  }
  const end = at.at(-1) ?? 0;
  return { put: now.slice(kept).map((item, index) => placed(section, item, end + 1 + index)), gone };
}

function setChanges(section: Section, old: readonly object[], now: readonly object[]): Changes {
  const keyed = (items: readonly object[]): ReadonlyMap<string, object> =>
    new Map(items.map((item) => [keyIn(section.tableOf(item), item), item]));
  const before = keyed(old);
  const after = keyed(now);
  const place = ([, item]: readonly [string, object]): Placed => placed(section, item);
  return {
    put: [...after].filter(([key, item]) => !isSame(item, before.get(key))).map(place),
    gone: [...before].filter(([key]) => !after.has(key)).map(place),
  };
}

const keyIn = ({ name, key }: PartTable, item: object): string =>
  JSON.stringify([name, ...key.map((field) => (item as Row)[field])]);

function placed(section: Section, item: object, position?: number): Placed {
  const table = section.tableOf(item);
  const row = toRow(table, item);
  return { item, table, row: position === undefined ? row : { ...row, position } };
}

/** The columns that name a row among those of its record. */
export const keyColumns = ({ key }: PartTable): readonly string[] =>
  key.length === 0 ? ['position'] : key.map(columnOf);

const keyOf = ({ table, row }: Placed): Row =>
  Object.fromEntries(keyColumns(table).map((column) => [column, row[column]]));

const nameOf = (each: Placed): string => JSON.stringify([each.table.name, keyOf(each)]);

/** Most items are alike in each field, which is soon seen. */
const isSame = (a: object, b: object | undefined): boolean =>
  a === b || (b !== undefined && (isAlike(a, b) || JSON.stringify(a) === JSON.stringify(b)));

function isAlike(a: object, b: object): boolean {
  const fields = Object.entries(a);
  return fields.length === Object.keys(b).length && fields.every(([field, content]) => content === (b as Row)[field]);
}

const byTable = (rows: readonly Placed[], rowOf: (placed: Placed) => Row): Readonly<Record<string, readonly Row[]>> => {
  const groups = Map.groupBy(rows, ({ table }) => table.name);
  return Object.fromEntries([...groups].map(([name, group]) => [name, group.map(rowOf)]));
};
