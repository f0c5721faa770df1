/** All records of one kind, each in a file of its own. */
import type { Change } from '../../practice/store.ts';
import type { RecordKind } from '../shared/record-kinds.ts';
import { documentAt, type Surroundings } from './document.ts';
import { createWakers } from './wakers.ts';

/** Work on files, each file's in the order in which it was given. Both reject with a StoreError once the store is closed. */
export interface Turns {
  readonly isOpen: () => boolean;
  readonly look: <T>(file: string, task: () => Promise<T>) => Promise<T>;
  /** Also rejects where the state is not ours any more. */
  readonly write: <T>(file: string, task: () => Promise<T>) => Promise<T>;
}

export interface DrawerOptions<R> {
  readonly kind: RecordKind<R>;
  readonly fileOf: (id: string) => string;
  /** The ids of all records that may want to be woken; none, if left out. */
  readonly wakeable?: () => Promise<readonly string[]>;
  /** What else a write of the record takes: calls `write` for the record itself. */
  readonly around?: (before: R, after: R, write: () => Promise<void>) => Promise<void>;
}

export interface Drawer<R> {
  readonly read: (id: string) => Promise<R>;
  readonly update: <T>(id: string, change: (record: R) => Change<R, T>) => Promise<T>;
  readonly toWake: (before: Date, limit: number) => Promise<readonly string[]>;
  /** To be told of a record that was removed, before anything else is done with its file. */
  readonly removed: (id: string) => void;
}

export function createDrawer<R>(surroundings: Surroundings, turns: Turns, options: DrawerOptions<R>): Drawer<R> {
  const { kind, fileOf, wakeable = none, around = alone } = options;
  // In the file's turn, so that nobody sees a record before it is durable.
  const read = (id: string): Promise<R> =>
    turns.look(fileOf(id), async () => {
      const document = documentAt(surroundings, kind, id, fileOf(id));
      await document.read();
      wakers.note(id, kind.wakeOf(document.data));
      return document.data;
    });
  const wakers = createWakers({
    list: wakeable,
    read,
    onUnreadable: (id, error) => {
      // One that was closed meanwhile reads nothing any more.
      if (!turns.isOpen()) return;
      surroundings.onProblem({ file: fileOf(id), what: `it is not woken: ${String(error)}`, restored: false });
    },
  });
  return {
    read,
    update: (id, change) =>
      turns.write(fileOf(id), async () => {
        const document = documentAt(surroundings, kind, id, fileOf(id));
        await document.read();
        const before = document.data;
        const { record, result } = change(before);
        if (record === before) return result;
        document.data = record;
        await around(before, record, () => document.write());
        wakers.note(id, kind.wakeOf(record));
        return result;
      }),
    toWake: (before, limit) => turns.look(`wake each ${kind.name}`, () => wakers.due(before, limit)),
    removed: (id) => wakers.note(id, undefined),
  };
}

const none = (): Promise<readonly string[]> => Promise.resolve([]);
const alone = (_before: unknown, _after: unknown, write: () => Promise<void>): Promise<void> => write();
