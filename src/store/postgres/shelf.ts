/** All records of one kind. */
import { setTimeout as delay } from 'node:timers/promises';
import { type Change, StoreError } from '../../practice/store.ts';
import { readRecord, recordText } from '../shared/record-kinds.ts';
import type { Database, Query, Statement } from './connection.ts';
import { differenceOf, type Positions } from './difference.ts';
import type { Apart, Mapping } from './mapping.ts';
import { createRecent } from './recent.ts';
import { isIn, loadingOf, partAlias, savingOf, type Touched } from './statements.ts';
import { fromRow, type PartTable, type Row, storableJson, toRow } from './table.ts';

export interface Shelf<R> {
  readonly read: (id: string) => Promise<R>;
  readonly update: <T>(id: string, change: (record: R) => Change<R, T>) => Promise<T>;
  /** The same within a transaction; nothing else must write the record in it. Resolves with undefined where another process was quicker. */
  readonly updateOnce: <T>(
    query: Query,
    id: string,
    change: (record: R) => Change<R, T>,
  ) => Promise<{ readonly result: T } | undefined>;
}

/** A record as it was read. */
interface Loaded<R> {
  readonly record: R;
  /** Null where there is none yet. */
  readonly version: string | null;
  readonly positions: Positions;
}

/**
 * How often a change is tried while other processes change the same record. In this process changes of one record wait for each other, so
 * that each time one of the processes gets through.
 */
const tries = 100;
/** The longest pause before another try, in milliseconds; random, so that processes do not keep step. */
const longestPause = 20;

/**
 * Who changes a record has nearly always just read it: so many records are kept as they were read, so that they need not be read again,
 * and for so many milliseconds. Not longer: a database that is restored may give a version twice.
 */
const recentRecords = 64;
const recentFor = 2_000;

export function shelfOf<R>(database: Database, mapping: Mapping<R>): Shelf<R> {
  const { kind } = mapping;
  const { name } = kind;
  const loading = { name: `load ${name}`, text: loadingOf(mapping), doing: `read the ${name} record` };
  const tables = mapping.sections.flatMap((section) => section.tables);
  const savings = new Map<string, Omit<Statement, 'values'>>();
  /** One for each set of tables that a change touches: the server has work with every table that stands in a statement. */
  const savingFor = (touched: Touched): Omit<Statement, 'values'> => {
    const marks = tables.map((table) => (isIn(touched.put, table) ? 1 : 0) + (isIn(touched.gone, table) ? 2 : 0));
    const saving = `save ${name} ${marks.join('')}`;
    const known = savings.get(saving);
    if (known !== undefined) return known;
    const text = savingOf(mapping, touched);
    const statement = { name: saving, text, doing: `write the ${name} record`, onlyOnce: true };
    savings.set(saving, statement);
    return statement;
  };

  const load = async (query: Query, id: string): Promise<Loaded<R>> => {
    const [row] = (await query({ ...loading, values: [id] })) as readonly Row[];
    return row === undefined ? { record: kind.begin(id), version: null, positions: {} } : loaded(mapping, id, row);
  };

  const recent = createRecent<Loaded<R>>(recentRecords, recentFor, () => performance.now());
  const read = async (query: Query, id: string): Promise<R> => {
    const now = await load(query, id);
    // Whoever gets it cannot change what stays here.
    if (now.version !== null) recent.put(id, { ...now, record: frozen(now.record) });
    return now.record;
  };

  /** Resolves with whether the record was still as it had been read. */
  const save = async (query: Query, id: string, old: Loaded<R>, record: R): Promise<boolean> => {
    const before = mapping.takeApart(old.record);
    const after = mapping.takeApart(record);
    const { put, gone, written } = differenceOf(mapping, before, old.positions, after);
    // Refused where what is new in it could not be read back; the rest was read.
    recordText(kind, id, mapping.putTogether(kind.idOf(record), { head: after.head, sections: written }));
    const head = toRow(mapping.table, after.head);
    const values = [id, old.version, storableJson({ head, put, gone })];
    return (await query({ ...savingFor({ put, gone }), values })).length > 0;
  };

  /** Changes what was read a moment ago. Undefined where that cannot be done: only a new reading tells what is right then. */
  const updateRecent: Shelf<R>['updateOnce'] = async (query, id, change) => {
    const old = recent.take(id);
    if (old === undefined) return undefined;
    const changed = unlessItThrows(() => change(old.record));
    if (changed === undefined || changed.record === old.record) return undefined;
    return (await save(query, id, old, changed.record)) ? { result: changed.result } : undefined;
  };

  const updateOnce: Shelf<R>['updateOnce'] = async (query, id, change) => {
    const early = await updateRecent(query, id, change);
    if (early !== undefined) return early;
    const old = await load(query, id);
    const { record, result } = change(old.record);
    return record === old.record || (await save(query, id, old, record)) ? { result } : undefined;
  };

  return {
    read: (id) => database.turn(undefined, (query) => read(query, id)),
    updateOnce,
    update: (id, change) =>
      database.turn(`${name} ${id}`, async (query) => {
        for (let attempt = 1; attempt <= tries; attempt += 1) {
          const outcome = await updateOnce(query, id, change);
          if (outcome !== undefined) return outcome.result;
          if (attempt > 1) await delay(Math.random() * longestPause);
        }
        throw new StoreError(
          `Could not write the ${name} record: other processes changed it each time. Nothing was changed. Try again in a moment.`,
        );
      }),
  };
}

/** The same value, all of it read-only from now on. */
function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(frozen);
  }
  return value;
}

function unlessItThrows<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}

function loaded<R>(mapping: Mapping<R>, id: string, row: Row): Loaded<R> {
  const sections: Record<string, readonly object[]> = {};
  const positions: Record<string, readonly number[]> = {};
  for (const { name, tables } of mapping.sections) {
    const parts = tables.flatMap((table) => partsIn(row, table));
    if (tables.length > 1) parts.sort((a, b) => a.position - b.position);
    sections[name] = parts.map(({ item }) => item);
    positions[name] = parts.map(({ position }) => position);
  }
  const apart: Apart = { head: fromRow(mapping.table, row), sections };
  const reading = readRecord(mapping.kind, id, mapping.putTogether(id, apart));
  if ('record' in reading) return { record: reading.record, version: String(row['version']), positions };
  throw new StoreError(
    `A ${mapping.kind.name} record in the database cannot be used (${reading.flaw}). Nothing was changed. If a newer release wrote it, install that one again; otherwise report this.`,
  );
}

const partsIn = (row: Row, table: PartTable): { item: object; position: number }[] =>
  ((row[partAlias(table)] ?? []) as readonly Row[]).map((part) => ({
    item: fromRow(table, part),
    position: Number(part['position'] ?? 0),
  }));
