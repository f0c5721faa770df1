/** How records of one kind lie in tables: one row for the record itself, and sections with rows of their own. */
import type { RecordKind } from '../shared/record-kinds.ts';
import type { PartTable, Table } from './table.ts';

/** A part of the record that grows: each of its items is a row. */
export interface Section {
  readonly name: string;
  readonly tables: readonly PartTable[];
  readonly tableOf: (item: object) => PartTable;
  /** Whether it is a list whose order matters, or a set of items with keys. */
  readonly isList: boolean;
}

export interface Apart {
  readonly head: object;
  /** The items of each section, by its name. */
  readonly sections: Readonly<Record<string, readonly object[]>>;
}

export interface Mapping<R> {
  readonly kind: RecordKind<R>;
  readonly table: Table;
  readonly sections: readonly Section[];
  readonly takeApart: (record: R) => Apart;
  /** The opposite: what is to be read as a record. */
  readonly putTogether: (id: string, apart: Apart) => unknown;
}

/** A section that lies in one table. */
export const sectionIn = (name: string, table: PartTable): Section => ({
  name,
  tables: [table],
  tableOf: () => table,
  isList: table.ordered,
});

/** The object without one of its fields. */
export function without<T extends object>(value: T, field: keyof T & string): object {
  const rest: Record<string, unknown> = {};
  for (const [name, content] of Object.entries(value)) if (name !== field) rest[name] = content;
  return rest;
}

/** The items of a section; none where there is no such section. */
export const itemsOf = ({ sections }: Apart, name: string): readonly object[] => sections[name] ?? [];
