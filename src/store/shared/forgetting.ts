/** What forgetting a learner takes out of a community's record. */
import type { CommunityRecord } from '../../practice/records.ts';

/** The record without the learner's reports; the same record where there are none. */
export function withoutReportsOf(learner: string, record: CommunityRecord): CommunityRecord {
  const reports = record.reports.filter((report) => report.learner !== learner);
  return reports.length === record.reports.length ? record : { ...record, reports };
}
