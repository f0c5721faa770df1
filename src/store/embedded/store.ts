/** The store that needs nothing but a folder: one JSON document for each learner and community, one process at a time. */
import { resolve } from 'node:path';
import { memberSince } from '../../practice/leaderboard.ts';
import { type Store, StoreError } from '../../practice/store.ts';
import { communityKind, installationKind, learnerKind, serviceId, serviceKind } from '../shared/record-kinds.ts';
import type { Problem, Surroundings } from './document.ts';
import { createDrawer, type Turns } from './drawer.ts';
import { explained, explainFailure } from './failure.ts';
import { type FileSystem, nodeFileSystem } from './file-system.ts';
import { formatWith, migrations as ownMigrations, type Migration } from './format.ts';
import { forgetEverywhere, removeDocument } from './forget.ts';
import { documentsIn } from './ids.ts';
import { type Layout, layoutOf } from './layout.ts';
import { type Lock, takeLock } from './lock.ts';
import { markedIn } from './markers.ts';
import { prepareFolder } from './prepare.ts';
import { createQueues, type Queues } from '../shared/queues.ts';
import { writeWithMarkers } from './write-learner.ts';

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
  const look: Turns['look'] = async (file, task) => {
    if (closing !== undefined) throw new StoreError('The store is closed: nothing was changed.');
    return queues.run(file, task);
  };
  const write: Turns['write'] = (file, task) =>
    look(file, async () => {
      await lock.confirm();
      return task();
    });
  const turns: Turns = { isOpen: () => closing === undefined, look, write };

  const learners = createDrawer(surroundings, turns, {
    kind: learnerKind,
    fileOf: layout.learner,
    wakeable: () => explained(`list ${layout.waking}`, () => markedIn(files, layout.waking)),
    around: (before, after, only) => writeWithMarkers(files, layout, before, after, only),
  });
  const communities = createDrawer(surroundings, turns, {
    kind: communityKind,
    fileOf: layout.community,
    wakeable: () =>
      explained(`list ${layout.communities}`, async () => {
        const documents = await documentsIn(surroundings, communityKind, layout.communities);
        return documents.flatMap(({ id }) => id ?? []);
      }),
  });
  const service = createDrawer(surroundings, turns, { kind: serviceKind, fileOf: () => layout.service });
  const installations = createDrawer(surroundings, turns, { kind: installationKind, fileOf: layout.installation });
  const members = async (community: string): Promise<string[]> => {
    const list = layout.membersOf(community);
    return look(list, () => explained(`list ${list}`, () => markedIn(files, list)));
  };

  return {
    learner: learners.read,
    updateLearner: learners.update,
    community: communities.read,
    updateCommunity: communities.update,
    members,
    standings: async (community, from) => {
      const records = await Promise.all((await members(community)).map((id) => learners.read(id)));
      // A kill can leave a marker too many.
      return records.filter((record) => record.communities.includes(community)).map((each) => memberSince(each, from));
    },
    communitiesToWake: communities.toWake,
    learnersToWake: learners.toWake,
    service: () => service.read(serviceId),
    updateService: (change) => service.update(serviceId, change),
    // One at a time.
    forgetLearner: (id) =>
      write('forget', () =>
        explained('erase everything', () => forgetEverywhere(surroundings, queues, id, () => learners.removed(id))),
      ),
    installation: async (key) => (await installations.read(key)).text,
    saveInstallation: (key, text) =>
      installations.update(key, (record) => ({
        record: record.text === text ? record : { ...record, text },
        result: undefined,
      })),
    removeInstallation: (key) =>
      write(layout.installation(key), () =>
        explained('remove the installation', async () => {
          await removeDocument(files, layout.installation(key));
        }),
      ),
    ready: () =>
      write(layout.probe, () => explained(`write ${layout.probe}`, () => files.writeFlushed(layout.probe, 'ready\n'))),
    close: () => (closing ??= close(queues, lock)),
  };
}

async function close(queues: Queues, lock: Lock): Promise<void> {
  await queues.idle();
  await lock.release();
}

const emitWarning = (message: string): void => process.emitWarning(message);
const warn = ({ file, what }: Problem): void => emitWarning(`${file}: ${what}`);
