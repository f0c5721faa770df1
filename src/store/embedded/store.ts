/** The store that needs nothing but a folder: one JSON document for each learner and community, one process at a time. */
import { resolve } from 'node:path';
import type { LearnerRecord } from '../../practice/records.ts';
import { type Change, type Store, StoreError } from '../../practice/store.ts';
import { communityKind, learnerKind, type RecordKind, serviceId, serviceKind } from '../shared/record-kinds.ts';
import { documentAt, type Problem, type Surroundings } from './document.ts';
import { explained, explainFailure } from './failure.ts';
import { type FileSystem, nodeFileSystem } from './file-system.ts';
import { formatWith, migrations as ownMigrations, type Migration } from './format.ts';
import { forgetEverywhere } from './forget.ts';
import { type Layout, layoutOf } from './layout.ts';
import { type Lock, takeLock } from './lock.ts';
import { addMarkers, membersIn, removeMarkers } from './members.ts';
import { prepareFolder } from './prepare.ts';
import { createQueues, type Queues } from './queues.ts';

export type { Problem } from './document.ts';

export interface EmbeddedStoreOptions {
  readonly now: () => Date;
  /** Told of each file that could not be used, as it is met. By default a process warning. */
  readonly onProblem?: (problem: Problem) => void;
  readonly files?: FileSystem;
  /** The steps from format version 1 to the one in use. */
  readonly migrations?: readonly Migration[];
  /** Told where starting takes up to 20 seconds because a lock of another container or machine has to be watched. By default a warning. */
  readonly onWait?: (message: string) => void;
  /** Waits so many milliseconds while another process may hold the lock. */
  readonly wait?: (milliseconds: number) => Promise<unknown>;
}

/** A full burst stays far below the 1,024 files that a process may usually open. */
const filesAtOnce = 64;

/**
 * Opens the state in a folder, which is made where it is not there. Reads nothing but the lock and the format, however many learners there
 * are. Rejects with a StoreError where another process holds it, a newer release wrote it, or it cannot be written.
 */
export async function openEmbeddedStore(stateDir: string, options: EmbeddedStoreOptions): Promise<Store> {
  const {
    now,
    onProblem = warn,
    onWait = emitWarning,
    files = nodeFileSystem,
    migrations = ownMigrations,
    wait,
  } = options;
  const layout = layoutOf(resolve(stateDir));
  const format = formatWith(migrations);
  await explained(`open the state folder ${layout.root}`, () => files.makeFolder(layout.root));
  const lock = await takeLock(layout.locks, { now, onWait, ...(wait && { wait }) });
  try {
    await prepareFolder(files, layout, format);
  } catch (error) {
    await lock.release();
    throw explainFailure(error, `open the state folder ${layout.root}`);
  }
  return storeOver({ root: layout.root, files, format, now, onProblem }, layout, lock);
}

function storeOver(surroundings: Surroundings, layout: Layout, lock: Lock): Store {
  const { files } = surroundings;
  const queues = createQueues(filesAtOnce);
  let closing: Promise<void> | undefined;
  const open = (): void => {
    if (closing !== undefined) throw new StoreError('The store is closed: nothing was changed.');
  };

  const read = async <R>(kind: RecordKind<R>, id: string, file: string): Promise<R> => {
    open();
    // In the queue, so that nobody sees a record before it is durable.
    return queues.run(file, async () => {
      const document = documentAt(surroundings, kind, id, file);
      await document.read();
      return document.data;
    });
  };
  const update = async <R, T>(
    kind: RecordKind<R>,
    id: string,
    file: string,
    change: (record: R) => Change<R, T>,
    write: (before: R, after: R, write: () => Promise<void>) => Promise<void> = (_before, _after, only) => only(),
  ): Promise<T> => {
    open();
    return queues.run(file, async () => {
      await lock.confirm();
      const document = documentAt(surroundings, kind, id, file);
      await document.read();
      const before = document.data;
      const { record, result } = change(before);
      if (record === before) return result;
      document.data = record;
      await write(before, record, () => document.write());
      return result;
    });
  };

  return {
    learner: (id) => read(learnerKind, id, layout.learner(id)),
    updateLearner: (id, change) =>
      update(learnerKind, id, layout.learner(id), change, (before, after, write) =>
        withMarkers(files, layout, before, after, write),
      ),
    community: (id) => read(communityKind, id, layout.community(id)),
    updateCommunity: (id, change) => update(communityKind, id, layout.community(id), change),
    members: async (community) => {
      open();
      return explained(`list ${layout.membersOf(community)}`, () => membersIn(files, layout, community));
    },
    service: () => read(serviceKind, serviceId, layout.service),
    updateService: (change) => update(serviceKind, serviceId, layout.service, change),
    forgetLearner: async (id) => {
      open();
      // One at a time, and `close` waits for it.
      return queues.run('forget', async () => {
        await lock.confirm();
        return explained('erase everything', () => forgetEverywhere(surroundings, queues, id));
      });
    },
    close: () => (closing ??= close(queues, lock)),
  };
}

async function close(queues: Queues, lock: Lock): Promise<void> {
  await queues.idle();
  await lock.release();
}

/** Writes a learner's record; markers of communities come before it and go after it. */
async function withMarkers(
  files: FileSystem,
  layout: Layout,
  before: LearnerRecord,
  after: LearnerRecord,
  write: () => Promise<void>,
): Promise<void> {
  const joined = after.communities.filter((community) => !before.communities.includes(community));
  const left = before.communities.filter((community) => !after.communities.includes(community));
  const { learner } = before;
  try {
    await explained('record the membership', () => addMarkers(files, layout, joined, learner));
    await write();
  } catch (error) {
    await removeMarkers(files, layout, joined, learner).catch(() => undefined);
    throw error;
  }
  // The record is durable and says who belongs; a marker that cannot be removed now is no reason to call it failed.
  await removeMarkers(files, layout, left, learner).catch(() => undefined);
}

const emitWarning = (message: string): void => process.emitWarning(message);
const warn = ({ file, what }: Problem): void => emitWarning(`${file}: ${what}`);
