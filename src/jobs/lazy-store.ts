/** A store that is opened when it is first used, so that a question that needs no records neither waits for them nor takes their lock. */
import type { Store } from '../practice/store.ts';

/**
 * `open` is called at the first use, and again at a later one where it failed: another process may have let go of the state by then.
 * `close` closes only what was opened.
 */
export function createLazyStore(open: () => Promise<Store>): Store {
  let opened: Promise<Store> | undefined;
  const store = (): Promise<Store> =>
    (opened ??= open().catch((error: unknown) => {
      opened = undefined;
      throw error;
    }));
  return {
    learner: async (id) => (await store()).learner(id),
    updateLearner: async (id, change) => (await store()).updateLearner(id, change),
    community: async (id) => (await store()).community(id),
    updateCommunity: async (id, change) => (await store()).updateCommunity(id, change),
    members: async (community) => (await store()).members(community),
    standings: async (community, from) => (await store()).standings(community, from),
    communitiesToWake: async (before, limit) => (await store()).communitiesToWake(before, limit),
    learnersToWake: async (before, limit) => (await store()).learnersToWake(before, limit),
    service: async () => (await store()).service(),
    updateService: async (change) => (await store()).updateService(change),
    forgetLearner: async (id) => (await store()).forgetLearner(id),
    installation: async (key) => (await store()).installation(key),
    saveInstallation: async (key, text) => (await store()).saveInstallation(key, text),
    removeInstallation: async (key) => (await store()).removeInstallation(key),
    ready: async () => (await store()).ready(),
    // Whoever used a store that could not be opened has been told so already.
    close: async () => (await opened?.catch(() => undefined))?.close(),
  };
}
