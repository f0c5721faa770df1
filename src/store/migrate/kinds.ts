/** What is moved from one store to another, kind by kind. */
import type { Store } from '../../practice/store.ts';
import type { Everybody } from '../embedded/everybody.ts';
import { canonicalText } from '../postgres/canonical.ts';
import { communityMapping } from '../postgres/community-tables.ts';
import { learnerMapping } from '../postgres/learner-tables.ts';
import { serviceMapping } from '../postgres/service-tables.ts';

export interface MovedKind {
  /** In words, for one and for several. */
  readonly words: readonly [string, string];
  readonly idsOf: (everybody: Everybody) => readonly string[];
  /** One text for each record, the same in each store; undefined where there is none. */
  readonly textOf: (store: Store, id: string) => Promise<string | undefined>;
  /** Makes the record in one store what it is in the other. */
  readonly copy: (from: Store, to: Store, id: string) => Promise<void>;
  /** Removes a record that is gone from the state. */
  readonly remove: (store: Store, id: string) => Promise<unknown>;
}

const nothing = (): Promise<void> => Promise.resolve();

export const movedKinds: readonly MovedKind[] = [
  {
    words: ['learner', 'learners'],
    idsOf: ({ learners }) => learners,
    textOf: async (store, id) => canonicalText(learnerMapping, await store.learner(id)),
    copy: async (from, to, id) => {
      const record = await from.learner(id);
      await to.updateLearner(id, () => ({ record, result: undefined }));
    },
    remove: (store, id) => store.forgetLearner(id),
  },
  {
    words: ['community', 'communities'],
    idsOf: ({ communities }) => communities,
    textOf: async (store, id) => canonicalText(communityMapping, await store.community(id)),
    copy: async (from, to, id) => {
      const record = await from.community(id);
      await to.updateCommunity(id, () => ({ record, result: undefined }));
    },
    // Communities are never removed.
    remove: nothing,
  },
  {
    words: ['installation', 'installations'],
    idsOf: ({ installations }) => installations,
    textOf: (store, id) => store.installation(id),
    copy: async (from, to, id) => {
      const text = await from.installation(id);
      if (text !== undefined) await to.saveInstallation(id, text);
    },
    remove: (store, id) => store.removeInstallation(id),
  },
  {
    words: ['service record', 'service records'],
    idsOf: ({ services }) => services,
    textOf: async (store) => canonicalText(serviceMapping, await store.service()),
    copy: async (from, to) => {
      const record = await from.service();
      await to.updateService(() => ({ record, result: undefined }));
    },
    remove: nothing,
  },
];
