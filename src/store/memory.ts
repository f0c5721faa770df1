/** A store that lives and ends with the process: for tests and benchmarks. */
import { memberSince } from '../practice/leaderboard.ts';
import type { LearnerRecord } from '../practice/records.ts';
import { type Change, type Store, StoreError } from '../practice/store.ts';
import { withoutTracesOf } from './shared/forgetting.ts';
import {
  communityKind,
  learnerKind,
  readRecord,
  type RecordKind,
  recordText,
  serviceId,
  serviceKind,
} from './shared/record-kinds.ts';
import { longestWaiting, noteWaking } from './shared/waking.ts';

/** An empty store in memory. */
export function createMemoryStore(): Store {
  const learners = shelfOf(learnerKind);
  const communities = shelfOf(communityKind);
  const service = shelfOf(serviceKind);
  const installations = new Map<string, string>();
  let closed = false;
  /** Runs `work` at once and in one go, so that changes of one record cannot mix; what it throws becomes a rejection. */
  const run = <T>(work: () => T): Promise<T> =>
    new Promise((resolve) => {
      if (closed) throw new StoreError('The store is closed: nothing was changed.');
      resolve(work());
    });
  const membersOf = (community: string): LearnerRecord[] =>
    learners.all().filter((record) => record.communities.includes(community));
  return {
    learner: (id) => run(() => learners.read(id)),
    updateLearner: (id, change) => run(() => learners.update(id, change)),
    community: (id) => run(() => communities.read(id)),
    updateCommunity: (id, change) => run(() => communities.update(id, change)),
    members: (community) => run(() => membersOf(community).map(({ learner }) => learner)),
    standings: (community, from) => run(() => membersOf(community).map((record) => memberSince(record, from))),
    communitiesToWake: (before, limit) => run(() => longestWaiting(communities.waiting, before, limit)),
    learnersToWake: (before, limit) => run(() => longestWaiting(learners.waiting, before, limit)),
    service: () => run(() => service.read(serviceId)),
    updateService: (change) => run(() => service.update(serviceId, change)),
    forgetLearner: (id) =>
      run(() => {
        const touched = communities.all().filter(({ community }) =>
          communities.update(community, (record) => {
            const cleaned = withoutTracesOf(id, record);
            return { record: cleaned, result: cleaned !== record };
          }),
        );
        return touched.length + (learners.remove(id) ? 1 : 0);
      }),
    installation: (key) => run(() => installations.get(key)),
    saveInstallation: (key, text) => run(() => void installations.set(key, text)),
    removeInstallation: (key) => run(() => void installations.delete(key)),
    ready: () => run(() => undefined),
    close: () => {
      closed = true;
      return Promise.resolve();
    },
  };
}

interface Shelf<R> {
  readonly all: () => R[];
  /** Who wants to be woken, and when, in milliseconds. */
  readonly waiting: ReadonlyMap<string, number>;
  readonly read: (id: string) => R;
  readonly update: <T>(id: string, change: (record: R) => Change<R, T>) => T;
  readonly remove: (id: string) => boolean;
}

/** Records of one kind, kept as text: what a caller holds is never what the store holds. */
function shelfOf<R>(kind: RecordKind<R>): Shelf<R> {
  const texts = new Map<string, string>();
  const waiting = new Map<string, number>();
  const read = (id: string): R => {
    const text = texts.get(id);
    if (text === undefined) return kind.begin(id);
    const reading = readRecord(kind, id, JSON.parse(text));
    if ('record' in reading) return reading.record;
    throw new StoreError(`A ${kind.name} record in memory cannot be read (${reading.flaw}); this is a bug.`);
  };
  return {
    all: () => [...texts.keys()].map(read),
    waiting,
    read,
    update: (id, change) => {
      const record = read(id);
      const changed = change(record);
      if (changed.record !== record) {
        texts.set(id, recordText(kind, id, changed.record));
        noteWaking(waiting, id, kind.wakeOf(changed.record));
      }
      return changed.result;
    },
    remove: (id) => {
      waiting.delete(id);
      return texts.delete(id);
    },
  };
}
