/** A learner's settings: what holds now, and how they change. */
import { canBeTold, withNextLook } from '../daily/reminders.ts';
import type { Practice, SettingsChange, SettingsChanged, SettingsInForce } from '../practice.ts';
import type { LearnerRecord } from '../records.ts';
import { rulesInForce } from '../rules.ts';
import type { Change } from '../store.ts';
import { zoneChangeAllowed } from '../streak.ts';
import { withRules, type ZoneInForce } from '../zone-in-force.ts';
import type { Learner } from './learner.ts';
import type { LearnerZone } from './zone.ts';

type ZoneChange = ReturnType<typeof zoneChangeAllowed>;

export function settingsOf(
  { store, learner, now }: Learner,
  zone: LearnerZone,
): Pick<Practice, 'settings' | 'changeSettings'> {
  return {
    async settings() {
      const { current, zone: here } = await zone.present();
      return inForce(current, here, now);
    },
    async changeSettings(change) {
      const { zone: before } = await zone.present();
      const after: ZoneInForce = change.zone === undefined ? before : { zone: change.zone, zoneFrom: 'you' };
      return store.updateLearner(learner, (current): Change<LearnerRecord, SettingsChanged> => {
        const changed = withSettings(current, change);
        const rulesBefore = rulesInForce(current, before.zone, now);
        const rules = rulesInForce(changed, before.zone, now);
        const allowed: ZoneChange =
          rules.zone === rulesBefore.zone ? { allowed: true } : zoneChangeAllowed(current.ledger, now);
        if (!allowed.allowed) return { record: current, result: { kind: 'too-often', again: allowed.again } };
        const same = JSON.stringify(rules) === JSON.stringify(rulesBefore);
        // Before the first answer a day start says nothing of the zone: that is found when there is something to count.
        const early = current.ledger.length === 0 && changed.settings.zone === undefined;
        const ruled = same || early ? changed : { ...changed, ledger: withRules(current.ledger, rules, now) };
        const next = withNextLook(ruled, now);
        return { record: next, result: { kind: 'changed', settings: inForce(next, after, now) } };
      });
    },
  };
}

/** Whoever sets reminders anew has read why we had switched them off. */
function withSettings(record: LearnerRecord, change: SettingsChange): LearnerRecord {
  const changed = { ...record, settings: { ...record.settings, ...change } };
  if (change.reminders !== undefined) delete changed.remindersRefused;
  return changed;
}

const inForce = (record: LearnerRecord, { zone, zoneFrom }: ZoneInForce, now: Date): SettingsInForce => ({
  ...rulesInForce(record, zone, now),
  zoneFrom,
  reminders: record.settings.reminders ?? false,
  ...(record.remindersRefused === undefined ? {} : { remindersRefused: record.remindersRefused }),
  canBeTold: canBeTold(record.learner),
  hidden: record.settings.hidden ?? false,
});
