/** A learner's settings: what holds now, and how they change. */
import { canBeTold, withNextLook } from '../daily/reminders.ts';
import { withoutName } from '../daily/tally.ts';
import type { Practice, SettingsChange, SettingsChanged, SettingsInForce } from '../practice.ts';
import type { CommunityRecord, LearnerRecord } from '../records.ts';
import { rulesInForce } from '../rules.ts';
import { type Change, type Store, StoreError } from '../store.ts';
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
      const saved = await store.updateLearner(learner, (current): Change<LearnerRecord, Saved> => {
        const { communities } = current;
        const changed = withSettings(current, change);
        const rulesBefore = rulesInForce(current, before.zone, now);
        const rules = rulesInForce(changed, before.zone, now);
        const allowed: ZoneChange =
          rules.zone === rulesBefore.zone ? { allowed: true } : zoneChangeAllowed(current.ledger, now);
        if (!allowed.allowed)
          return { record: current, result: { communities, changed: { kind: 'too-often', again: allowed.again } } };
        const same = JSON.stringify(rules) === JSON.stringify(rulesBefore);
        // Before the first answer a day start says nothing of the zone: that is found when there is something to count.
        const early = current.ledger.length === 0 && changed.settings.zone === undefined;
        const ruled = same || early ? changed : { ...changed, ledger: withRules(current.ledger, rules, now) };
        const next = withNextLook(ruled, now);
        const result = { kind: 'changed' as const, settings: inForce(next, after, now) };
        return { record: next, result: { communities, changed: result } };
      });
      if (saved.changed.kind === 'changed' && change.hidden === true)
        await withdrawName(store, learner, saved.communities);
      return saved.changed;
    },
  };
}

/** What became of a change, and the communities in which the learner has been put a question. */
interface Saved {
  readonly changed: SettingsChanged;
  readonly communities: readonly string[];
}

/** From now on no post names the learner. Rejects where that could not be written; doing it again goes on with the rest. */
async function withdrawName(store: Store, learner: string, communities: readonly string[]): Promise<void> {
  try {
    for (const community of communities)
      await store.updateCommunity(community, (record) => ({ record: unnamed(record, learner), result: undefined }));
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    // The setting is saved already: "nothing was recorded" would not be true.
    throw new StoreError(error.message, { cause: error, mayBeDone: true });
  }
}

/** The record in which no tally names the learner; the same one where none does. */
export function unnamed(record: CommunityRecord, learner: string): CommunityRecord {
  const { daily } = record;
  if (daily === undefined) return record;
  const without = withoutName(daily, learner);
  return without === daily ? record : { ...record, daily: without };
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
