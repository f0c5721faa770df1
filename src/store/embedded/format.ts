/** The documents' format: each says its version, and older ones are brought up to date when they are read. */
import { z } from 'zod';
import { StoreError } from '../../practice/store.ts';
import { readRecord, type Reading, type RecordKind, recordText } from '../shared/record-kinds.ts';

/** Brings records of each kind from one version to the next; a kind that is left out did not change. */
export type Migration = Partial<Record<RecordKind<unknown>['name'], (record: unknown) => unknown>>;

/** The first migrates version 1 to 2, and so on: the version in use is one more than their number. */
export const migrations: readonly Migration[] = [];

export interface Format {
  readonly version: number;
  /**
   * Reads a document; without `id` it may be anybody's. A StoreError is thrown for a document of a newer version, and where a migration
   * fails: those are not corrupt and must stay as they are.
   */
  readonly parse: <R>(kind: RecordKind<R>, id: string | undefined, text: string) => Reading<R>;
  /** Throws a StoreError for a record that could not be read back. */
  readonly print: <R>(kind: RecordKind<R>, id: string, record: R) => string;
}

const envelope = z.object({ version: z.int().min(1), record: z.unknown() });

export function formatWith(steps: readonly Migration[]): Format {
  const version = steps.length + 1;
  return {
    version,
    parse: (kind, id, text) => {
      const document = envelope.safeParse(jsonIn(text));
      if (!document.success) return { flaw: text === '' ? 'it is empty' : 'it is not a JSON document of ours' };
      const { version: written, record } = document.data;
      if (written === version) return readRecord(kind, id, record);
      if (written > version) throw tooNew(`A ${kind.name} record`, written, version);
      return { record: migrate(steps, kind, id, written, record) };
    },
    print: (kind, id, record) => `{"version":${version},"record":${recordText(kind, id, record)}}\n`,
  };
}

function migrate<R>(
  steps: readonly Migration[],
  kind: RecordKind<R>,
  id: string | undefined,
  from: number,
  old: unknown,
): R {
  const failed = (why: string, cause?: unknown): StoreError =>
    new StoreError(
      `A ${kind.name} record of version ${from} could not be brought to version ${steps.length + 1} (${why}). It stays as it was; go back to the earlier release and report this.`,
      { cause },
    );
  let record = old;
  try {
    for (const step of steps.slice(from - 1)) record = step[kind.name]?.(record) ?? record;
  } catch (error) {
    throw failed(String(error), error);
  }
  const reading = readRecord(kind, id, record);
  if ('flaw' in reading) throw failed(reading.flaw);
  return reading.record;
}

/** The error for something that a newer release wrote. */
export function tooNew(what: string, written: number, known: number): StoreError {
  return new StoreError(
    `${what} has version ${written}, and this release knows versions up to ${known}: a newer release wrote it. Nothing was changed. Install that release again, or restore a backup from before the update.`,
  );
}

/** The value that a text says in JSON; undefined where it is no JSON. */
export function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
