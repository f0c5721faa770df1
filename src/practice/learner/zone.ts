/** The zone in force for one learner, looked up in the learner's record, the platform's profile and the community. */
import { withNextLook } from '../daily/reminders.ts';
import type { LearnerRecord } from '../records.ts';
import { followZone, zoneInForce, type ZoneInForce } from '../zone-in-force.ts';
import type { Learner } from './learner.ts';

export interface LearnerZone {
  readonly of: (record: LearnerRecord) => Promise<ZoneInForce>;
  /** The learner's record with the zone in force; a profile that has moved is written down when it is first noticed, so that all views agree. */
  readonly present: () => Promise<{ readonly current: LearnerRecord; readonly zone: ZoneInForce }>;
}

export function zoneOf({ store, learner, community, profileZone, defaultZone, now }: Learner): LearnerZone {
  const sources = {
    profile: profileZone,
    community: async () => (await store.community(community)).zone,
    defaultZone,
  };
  const of = (record: LearnerRecord): Promise<ZoneInForce> => zoneInForce(record, sources, now);
  return {
    of,
    async present() {
      const seen = await store.learner(learner);
      const zone = await of(seen);
      if (followZone(seen, zone.zone, now) === seen) return { current: seen, zone };
      const current = await store.updateLearner(learner, (latest) => {
        const moved = withNextLook(followZone(latest, zone.zone, now), now);
        return { record: moved, result: moved };
      });
      return { current, zone };
    },
  };
}
