/** The store for several processes, and for as many learners as a database takes. */
import type { Store } from '../../practice/store.ts';
import { withoutTracesOf } from '../shared/forgetting.ts';
import { serviceId } from '../shared/record-kinds.ts';
import { communityMapping } from './community-tables.ts';
import type { Database } from './connection.ts';
import { serverError } from './failure.ts';
import { learnerMapping } from './learner-tables.ts';
import * as queries from './queries.ts';
import { serviceMapping } from './service-tables.ts';
import { shelfOf } from './shelf.ts';

/** A store over a database whose tables are of this release. */
export function storeOver(database: Database): Store {
  const learners = shelfOf(database, learnerMapping);
  const communities = shelfOf(database, communityMapping);
  const service = shelfOf(database, serviceMapping);

  const forget = async (learner: string): Promise<number> => {
    // Only the learner could leave new traces meanwhile, and has asked for this instead.
    const naming = await database.turn(undefined, (query) => queries.communitiesNaming(query, learner));
    return database.transaction('forget', 'erase everything', async (query) => {
      let touched = 0;
      for (const community of naming) {
        const outcome = await communities.updateOnce(query, community, (record) => {
          const cleaned = withoutTracesOf(learner, record);
          return { record: cleaned, result: cleaned !== record };
        });
        // Another process was quicker: all of it is done again.
        if (outcome === undefined) throw serverError('40001');
        if (outcome.result) touched += 1;
      }
      return touched + ((await queries.removeLearner(query, learner)) ? 1 : 0);
    });
  };

  return {
    learner: learners.read,
    updateLearner: learners.update,
    community: communities.read,
    updateCommunity: communities.update,
    members: (community) => database.turn(undefined, (query) => queries.members(query, community)),
    standings: (community, from) => database.turn(undefined, (query) => queries.standings(query, community, from)),
    communitiesToWake: (before, limit) =>
      database.turn(undefined, (query) => queries.communitiesToWake(query, before, limit)),
    learnersToWake: (before, limit) =>
      database.turn(undefined, (query) => queries.learnersToWake(query, before, limit)),
    service: () => service.read(serviceId),
    updateService: (change) => service.update(serviceId, change),
    forgetLearner: forget,
    installation: (key) => database.turn(undefined, (query) => queries.installation(query, key)),
    saveInstallation: (key, text) =>
      database.turn(`installation ${key}`, (query) => queries.saveInstallation(query, key, text)),
    removeInstallation: (key) =>
      database.turn(`installation ${key}`, (query) => queries.removeInstallation(query, key)),
    ready: database.ready,
    close: database.close,
  };
}
