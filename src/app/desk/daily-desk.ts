/** The admin's side of the daily drill, over a store: reads and changes the account with the pure rules of practice. */
import type { AdminDesk, DailyChanged, DailyStanding, PostedNow } from '../../chat/admin-desk.ts';
import { obstaclesIn } from '../../chat/checks.ts';
import { defaultSettings } from '../../chat/daily-options.ts';
import { dailyPost, previewOf } from '../../chat/daily-post.ts';
import { questionOf } from '../../chat/daily-results.ts';
import type { Poster } from '../../chat/poster.ts';
import type { Reply } from '../../chat/reply.ts';
import type { Delivery } from '../../practice/daily/daily.ts';
import {
  nextDelivery,
  openDelivery,
  withDaily,
  withoutSkip,
  withPause,
  withPostNow,
  withResume,
  withSkip,
} from '../../practice/daily/outbox.ts';
import { pickDaily } from '../../practice/daily/pick-daily.ts';
import type { CommunityRecord } from '../../practice/records.ts';
import { realPause, within } from '../delivery/pause.ts';
import type { DeskParts } from './parts.ts';
import { isShared } from './place.ts';

type DailyDesk = Pick<
  AdminDesk,
  'daily' | 'setDaily' | 'pauseDaily' | 'resumeDaily' | 'skipDaily' | 'unskipDaily' | 'previewDaily' | 'postDaily'
>;

/** How long an admin waits for a post to go out, in milliseconds; it goes out all the same. */
const patience = 10_000;

const standingOf = ({ daily, zone }: CommunityRecord): DailyStanding => {
  const open = daily === undefined ? undefined : openDelivery(daily);
  if (open?.state !== 'planned') return { daily, zone, next: undefined };
  return { daily, zone, next: new Date(Math.max(Date.parse(open.dueAt), Date.parse(open.notBefore ?? open.dueAt))) };
};

/** The desk's part that is about the daily drill. */
export function dailyDesk(parts: DeskParts): DailyDesk {
  const { store, community, now } = parts;

  const poster = (): Poster | undefined => (isShared(community) ? parts.posterFor(community) : undefined);

  const change = (rule: (record: CommunityRecord) => CommunityRecord): Promise<DailyChanged> =>
    store.updateCommunity(community, (record) => {
      const changed = rule(record);
      const kind = changed.daily === undefined ? 'unset' : changed === record ? 'same' : 'changed';
      return { record: changed, result: { kind, standing: standingOf(changed) } };
    });

  return {
    daily: async () => standingOf(await store.community(community)),

    async setDaily(settings, { resume }) {
      const checks = await poster()?.inspect(community, settings.channel);
      if (checks === undefined) return { kind: 'no-channels' };
      if (obstaclesIn(checks).length > 0) return { kind: 'cannot-post', checks };
      const { kind, standing } = await change((record) => {
        const set = withDaily(record, settings, { by: parts.learner, now });
        return withZone(resume ? withResume(set, now) : set, record, settings.zone);
      });
      return { kind: kind === 'same' ? 'same' : 'set', standing, checks };
    },

    pauseDaily: () => change((record) => withPause(record, now)),

    async resumeDaily() {
      const { daily } = await store.community(community);
      if (daily !== undefined) {
        const { settings } = daily;
        const checks = (await poster()?.inspect(community, settings.channel)) ?? [];
        if (obstaclesIn(checks).length > 0) return { kind: 'cannot-post', checks, settings };
      }
      return change((record) => withResume(record, now));
    },

    async skipDaily() {
      const changed = await change((record) => withSkip(record, now));
      return changed.kind === 'same' ? { ...changed, kind: 'nothing-planned' } : changed;
    },

    unskipDaily: (day) => change((record) => withoutSkip(record, day, now)),

    async previewDaily() {
      const record = await store.community(community);
      return previewFor(record.daily === undefined ? withDefaults(record, parts) : record, parts);
    },

    async postDaily({ anyway }) {
      const { outcome, delivery } = await store.updateCommunity(community, (record) => {
        const posting = withPostNow(record, { now, anyway });
        return { record: posting.record, result: posting };
      });
      if (delivery === undefined || outcome === 'unset') return { kind: 'unset' };
      if (outcome === 'busy') return { kind: 'busy' };
      if (outcome !== 'ready') return { kind: outcome, delivery };
      await within(parts.deliver(community), patience, realPause);
      const { daily } = await store.community(community);
      return postedNow(daily?.deliveries.find(({ day }) => day === delivery.day) ?? delivery);
    },
  };
}

function postedNow(delivery: Delivery): PostedNow {
  switch (delivery.state) {
    case 'sent':
    case 'doubt':
      return { kind: delivery.state, delivery };
    case 'failed':
    case 'skipped':
      return { kind: 'failed', delivery };
    case 'planned':
      return { kind: 'retrying', delivery };
    case 'claimed':
      return { kind: 'busy' };
  }
}

/** The record with the zone for learners who have none: that of the daily drill, as long as no other was set. */
const withZone = (record: CommunityRecord, before: CommunityRecord, zone: string): CommunityRecord =>
  before.zone !== zone && (before.zone === undefined || before.zone === before.daily?.settings.zone)
    ? { ...record, zone }
    : record;

/** As it would be if an admin set it up without a choice. */
const withDefaults = (record: CommunityRecord, { role, learner, now }: DeskParts): CommunityRecord =>
  withDaily(record, defaultSettings('', record.zone ?? 'UTC', role.id), { by: learner, now });

/** The next post. What was tried already keeps its question, as long as it can be put. */
function previewFor(record: CommunityRecord, { knowledge, now }: DeskParts): Reply | undefined {
  const { daily, community } = record;
  const role = knowledge.roles.get(daily?.settings.role ?? '');
  const delivery = nextDelivery(record, now);
  if (daily === undefined || role === undefined || delivery === undefined) return undefined;
  const question = questionOf(delivery, role) ?? pickDaily(role, daily, community);
  return question === undefined ? undefined : previewOf(dailyPost({ record, delivery, question, role }));
}
