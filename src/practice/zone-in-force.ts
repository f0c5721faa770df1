/** Which zone a learner's days follow, and how a change of rules is written to the ledger. */
import { isZone } from './days.ts';
import type { DayRules, LedgerEntry } from './ledger.ts';
import type { SettingsInForce } from './practice.ts';
import type { LearnerRecord } from './records.ts';
import { rulesInForce } from './rules.ts';
import { zoneChangeAllowed } from './streak.ts';

export interface ZoneInForce {
  readonly zone: string;
  readonly zoneFrom: SettingsInForce['zoneFrom'];
}

/** Where zones come from besides the learner's own record. Asked one after the other, and only when needed. */
export interface ZoneSources {
  readonly profile: () => Promise<string | undefined>;
  readonly community: () => Promise<string | undefined>;
  readonly defaultZone: string | undefined;
}

const hasRules = ({ ledger }: LearnerRecord): boolean => ledger.some((entry) => entry.kind === 'rules');

/**
 * The learner's setting, else the platform's profile, else what they have practised in, else the community's, else the default or UTC: see
 * docs/streaks.md. A profile is the person's own, so it is followed when it moves, as often as a zone may be changed; a community's zone is
 * not, since somebody who practises in two communities would travel between them. A name that is no zone counts as none.
 */
export async function zoneInForce(record: LearnerRecord, sources: ZoneSources, now: Date): Promise<ZoneInForce> {
  if (record.settings.zone !== undefined) return { zone: record.settings.zone, zoneFrom: 'you' };
  const kept = hasRules(record) ? rulesInForce(record, undefined, now).zone : undefined;
  const profile = await sources.profile();
  const followsProfile = kept === undefined || kept === profile || zoneChangeAllowed(record.ledger, now).allowed;
  if (profile !== undefined && isZone(profile) && followsProfile) return { zone: profile, zoneFrom: 'profile' };
  if (kept !== undefined) return { zone: kept, zoneFrom: 'practice' };
  const community = await sources.community();
  if (community !== undefined && isZone(community)) return { zone: community, zoneFrom: 'community' };
  return { zone: sources.defaultZone ?? 'UTC', zoneFrom: 'default' };
}

/** The record with the zone in force written down, where the ledger still has another. The same record where nothing has moved. */
export function followZone(record: LearnerRecord, zone: string, now: Date): LearnerRecord {
  const rules = rulesInForce(record, zone, now);
  if (record.settings.zone !== undefined || !hasRules(record) || rules.zone === zone) return record;
  return { ...record, ledger: withRules(record.ledger, { ...rules, zone }, now) };
}

/** The ledger with rules that hold from now on. Rules of the very same instant held for no time: they give way. */
export function withRules(ledger: readonly LedgerEntry[], rules: DayRules, now: Date): LedgerEntry[] {
  const at = now.toISOString();
  return [...ledger.filter((entry) => entry.kind !== 'rules' || entry.at !== at), { kind: 'rules', at, ...rules }];
}
