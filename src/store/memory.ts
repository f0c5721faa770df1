/** A store that lives and ends with the process: for tests and for one-shot use. */
import { type Change, type Store, StoreError } from '../practice/store.ts';
import { withoutReportsOf } from './shared/forgetting.ts';
import {
  communityKind,
  learnerKind,
  readRecord,
  type RecordKind,
  recordText,
  serviceId,
  serviceKind,
} from './shared/record-kinds.ts';

/** An empty store in memory. */
export function createMemoryStore(): Store {
  const learners = shelfOf(learnerKind);
  const communities = shelfOf(communityKind);
  const service = shelfOf(serviceKind);
  let closed = false;
  /** Runs `work` at once and in one go, so that changes of one record cannot mix; what it throws becomes a rejection. */
  const run = <T>(work: () => T): Promise<T> =>
    new Promise((resolve) => {
      if (closed) throw new StoreError('The store is closed: nothing was changed.');
      resolve(work());
    });
  return {
    learner: (id) => run(() => learners.read(id)),
    updateLearner: (id, change) => run(() => learners.update(id, change)),
    community: (id) => run(() => communities.read(id)),
    updateCommunity: (id, change) => run(() => communities.update(id, change)),
    members: (community) => run(() => learners.ids().filter((id) => learners.read(id).communities.includes(community))),
    service: () => run(() => service.read(serviceId)),
    updateService: (change) => run(() => service.update(serviceId, change)),
    forgetLearner: (id) =>
      run(() => {
        const touched = communities.ids().filter((community) =>
          communities.update(community, (record) => {
            const cleaned = withoutReportsOf(id, record);
            return { record: cleaned, result: cleaned !== record };
          }),
        );
        return touched.length + (learners.remove(id) ? 1 : 0);
      }),
    close: () => {
      closed = true;
      return Promise.resolve();
    },
  };
}

interface Shelf<R> {
  readonly ids: () => string[];
  readonly read: (id: string) => R;
  readonly update: <T>(id: string, change: (record: R) => Change<R, T>) => T;
  readonly remove: (id: string) => boolean;
}

/** Records of one kind, kept as text: what a caller holds is never what the store holds. */
function shelfOf<R>(kind: RecordKind<R>): Shelf<R> {
  const texts = new Map<string, string>();
  const read = (id: string): R => {
    const text = texts.get(id);
    if (text === undefined) return kind.begin(id);
    const reading = readRecord(kind, id, JSON.parse(text));
    if ('record' in reading) return reading.record;
    throw new StoreError(`A ${kind.name} record in memory cannot be read (${reading.flaw}); this is a bug.`);
  };
  return {
    ids: () => [...texts.keys()],
    read,
    update: (id, change) => {
      const record = read(id);
      const changed = change(record);
      if (changed.record !== record) texts.set(id, recordText(kind, id, changed.record));
      return changed.result;
    },
    remove: (id) => texts.delete(id),
  };
}
