/** One text for a record, wherever it is kept: as PostgreSQL keeps it, with the fields in order. */
import { itemsOf, type Mapping } from './mapping.ts';
import { fromRow, type PartTable, storableJson, type Table, toRow } from './table.ts';

/** Two records with the same text are the same, also where one of them has been through the database. */
export function canonicalText<R>({ kind, table, sections, takeApart, putTogether }: Mapping<R>, record: R): string {
  const there = (into: Table | PartTable, value: object): object => fromRow(into, toRow(into, value));
  const apart = takeApart(record);
  const kept = putTogether(kind.idOf(record), {
    head: there(table, apart.head),
    sections: Object.fromEntries(
      sections.map(({ name, tableOf }) => [name, itemsOf(apart, name).map((item) => there(tableOf(item), item))]),
    ),
  });
  return storableJson(inOrder(JSON.parse(JSON.stringify(kept))));
}

/** The value with the fields of all objects in the order of their names. */
function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value !== 'object' || value === null) return value;
  const fields = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(fields.map(([name, content]) => [name, inOrder(content)]));
}
