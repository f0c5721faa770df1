/** Who wants to be woken, kept in memory: read from the documents once, and kept right by everything that is read and written afterwards. */
import { sideBySide } from '../shared/many.ts';
import { longestWaiting, noteWaking } from '../shared/waking.ts';

export interface Wakers {
  /** Must be told of every record that is read or written, before another task reads or writes the same one. */
  readonly note: (id: string, wakeAt: string | undefined) => void;
  /** As the store's port says. The first call reads what `list` names. */
  readonly due: (before: Date, limit: number) => Promise<string[]>;
}

export interface WakersOptions {
  /** The ids of all records that may want to be woken. */
  readonly list: () => Promise<readonly string[]>;
  /** Reads a record, which is noted thereby. */
  readonly read: (id: string) => Promise<unknown>;
  /** Told once of each record that cannot be read; the others do not wait for it. */
  readonly onUnreadable: (id: string, error: unknown) => void;
}

export function createWakers({ list, read, onUnreadable }: WakersOptions): Wakers {
  const waiting = new Map<string, number>();
  const told = new Set<string>();
  let unread: Set<string> | undefined;
  let reading: Promise<void> | undefined;

  /** Tries those again that could not be read: the disk may have been fixed. */
  const readTheRest = async (): Promise<void> => {
    const rest = (unread ??= new Set(await list()));
    const readOne = async (id: string): Promise<void> => {
      try {
        await read(id);
        rest.delete(id);
      } catch (error) {
        if (!told.has(id)) onUnreadable(id, error);
        told.add(id);
      }
    };
    // A few at a time: of many thousands, no answer to a person must wait for all.
    await sideBySide([...rest], readOne);
  };

  return {
    note: (id, wakeAt) => noteWaking(waiting, id, wakeAt),
    due: async (before, limit) => {
      await (reading ??= readTheRest().finally(() => (reading = undefined)));
      return longestWaiting(waiting, before, limit);
    },
  };
}
