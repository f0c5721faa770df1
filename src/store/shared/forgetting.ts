/** What forgetting a learner takes out of a community's record. */
import type { Daily } from '../../practice/daily/daily.ts';
import { withoutName } from '../../practice/daily/tally.ts';
import type { CommunityRecord } from '../../practice/records.ts';

/**
 * The record without the learner's reports, the name among the long streaks of a tally, and the right to use admin commands; the same
 * record where there are none. A daily drill that the learner set up stays, and names nobody.
 */
export function withoutTracesOf(learner: string, record: CommunityRecord): CommunityRecord {
  if (!JSON.stringify(record).includes(JSON.stringify(learner))) return record;
  return {
    ...record,
    reports: record.reports.filter((report) => report.learner !== learner),
    ...(record.admins === undefined ? {} : { admins: record.admins.filter((admin) => admin !== learner) }),
    ...(record.faq === undefined
      ? {}
      : { faq: record.faq.map((entry) => (entry.by === learner ? { ...entry, by: '' } : entry)) }),
    ...(record.daily === undefined ? {} : { daily: dailyWithout(learner, record.daily) }),
  };
}

const dailyWithout = (learner: string, daily: Daily): Daily => ({
  ...withoutName(daily, learner),
  setBy: daily.setBy === learner ? '' : daily.setBy,
});
