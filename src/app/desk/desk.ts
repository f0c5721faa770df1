/** The desk of a community's admins, over a store. */
import type { AdminDesk, AdminsChanged } from '../../chat/admin-desk.ts';
import { withoutAnswered } from '../../practice/community-notes.ts';
import type { CommunityRecord } from '../../practice/records.ts';
import { dailyDesk } from './daily-desk.ts';
import { examine } from './doctor.ts';
import { withoutOwnFaq, withOwnFaq } from './own-faq.ts';
import type { DeskParts } from './parts.ts';
import { isShared, learnerOf, personOf } from './place.ts';

/** What can be done at the desk; every change is durable when its promise resolves. */
export function deskOf(parts: DeskParts): AdminDesk {
  const { store, community, learner, now } = parts;

  /** Resolves with whether the record was changed. */
  const change = (rule: (record: CommunityRecord) => CommunityRecord): Promise<boolean> =>
    store.updateCommunity(community, (record) => {
      const changed = rule(record);
      return { record: changed, result: changed !== record };
    });

  const changeAdmins = async (
    person: string,
    rule: (record: CommunityRecord, admin: string) => CommunityRecord,
  ): Promise<AdminsChanged> => {
    if (!isShared(community)) return 'nobody-else';
    return (await change((record) => rule(record, learnerOf(community, person)))) ? 'changed' : 'same';
  };

  return {
    ...dailyDesk(parts),
    doctor: () => examine(parts),
    unanswered: async () => (isShared(community) ? (await store.community(community)).unanswered : undefined),
    dismissUnanswered: (text) =>
      change((record) => {
        const unanswered = record.unanswered.filter((asked) => asked.text !== text);
        return unanswered.length === record.unanswered.length ? record : { ...record, unanswered };
      }),
    reports: async () => (await store.community(community)).reports,
    dismissReport: (id) =>
      change((record) => {
        const reports = record.reports.filter((report) => report.id !== id);
        return reports.length === record.reports.length ? record : { ...record, reports };
      }),
    admins: async () => ((await store.community(community)).admins ?? []).map((each) => personOf(community, each)),
    allow: (person) => changeAdmins(person, withAdmin),
    disallow: (person) => changeAdmins(person, withoutAdmin),
    faq: async () => (await store.community(community)).faq ?? [],
    saveFaq: (entry, written) =>
      store.updateCommunity(community, (before) => {
        const saved = withOwnFaq(before, { ...entry, by: learner, at: now.toISOString() });
        const { record, answered } = withoutAnswered(saved, [entry.question, ...entry.aliases], written);
        return { record, result: answered };
      }),
    removeFaq: (role, id) => change((record) => withoutOwnFaq(record, role, id)),
  };
}

const withAdmin = (record: CommunityRecord, admin: string): CommunityRecord =>
  record.admins?.includes(admin) === true ? record : { ...record, admins: [...(record.admins ?? []), admin] };

const withoutAdmin = (record: CommunityRecord, admin: string): CommunityRecord =>
  record.admins?.includes(admin) === true
    ? { ...record, admins: record.admins.filter((each) => each !== admin) }
    : record;
