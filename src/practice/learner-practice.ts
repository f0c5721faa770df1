/** The practice of one learner over a store: reads and changes records with the pure rules beside it. */
import { leaderboardOf, memberSince, periodStart } from './leaderboard.ts';
import { drillsOf } from './learner/drills.ts';
import type { Learner } from './learner/learner.ts';
import { ownDataOf } from './learner/own-data.ts';
import { settingsOf } from './learner/settings.ts';
import { zoneOf } from './learner/zone.ts';
import type { Practice } from './practice.ts';
import { progressOf } from './progress.ts';
import { readinessOf } from './readiness.ts';
import { reviewState } from './review.ts';
import { rulesInForce, todayOf } from './rules.ts';
import { streakOf } from './streak.ts';

/** As many places as a leaderboard shows. */
const leaderboardSize = 10;

/** The practice of `me`. */
export function practiceOf(me: Learner): Practice {
  const { store, role, now } = me;
  const zone = zoneOf(me);
  return {
    ...drillsOf(me, zone),
    ...settingsOf(me, zone),
    ...ownDataOf(me),
    async review() {
      const current = await store.learner(me.learner);
      return { ...reviewState(role, current, now), clock: rulesInForce(current, undefined, now) };
    },
    async progress() {
      const current = await store.learner(me.learner);
      return { ...progressOf(role, current, now), readiness: readinessOf(role, current, now) };
    },
    async streak() {
      const { current } = await zone.present();
      return streakOf(current.ledger, (await store.service()).outages, now);
    },
    async leaderboard(period, by) {
      const own = await store.learner(me.learner);
      const from = periodStart(period, todayOf(own, now).day);
      const standings = await store.standings(me.community, from);
      // Who has not answered here yet is no member, and asks for the own place all the same.
      const isMember = standings.some(({ learner }) => learner === me.learner);
      const members = isMember ? standings : [...standings, memberSince(own, from)];
      return leaderboardOf({ members, asker: me.learner, by, size: leaderboardSize });
    },
  };
}
