/** What the desk changes in a community's own FAQ. Pure: a new record, or the same one where nothing changed. */
import type { CommunityRecord, OwnFaqEntry } from '../../practice/records.ts';

const sameAs =
  (role: string, id: string) =>
  (entry: OwnFaqEntry): boolean =>
    entry.role === role && entry.id === id;

/** The record with an entry: in the place of the one with its role and id, else at the end. */
export function withOwnFaq(record: CommunityRecord, entry: OwnFaqEntry): CommunityRecord {
  const faq = record.faq ?? [];
  const index = faq.findIndex(sameAs(entry.role, entry.id));
  return { ...record, faq: index === -1 ? [...faq, entry] : faq.with(index, entry) };
}

/** The record without an entry. */
export function withoutOwnFaq(record: CommunityRecord, role: string, id: string): CommunityRecord {
  const isIt = sameAs(role, id);
  if (record.faq?.some(isIt) !== true) return record;
  return { ...record, faq: record.faq.filter((entry) => !isIt(entry)) };
}
