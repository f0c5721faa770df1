/** What learners leave for the admins of a community: reports on questions, and questions that the FAQ could not answer. */
import type { CommunityRecord, Report, UnansweredQuestion } from './records.ts';

/** As many of each are kept of a community. */
const mostNotes = 200;
/** As much is kept of one text, in characters. */
const longestNote = 1000;

/**
 * The community whose record takes the notes. A direct message (`discord:dm:USER`) has no admins: its notes go to the operator's list, and
 * no record is named after the person.
 */
export const notesCommunity = (community: string): string => community.replace(/^([a-z]+:dm):.*$/s, '$1');

/** The record with a report. One that says the same (a double click, a redelivery) changes nothing. */
export function withReport(record: CommunityRecord, report: Report): CommunityRecord {
  const note = report.note.trim().slice(0, longestNote);
  const isDouble = record.reports.some(
    (each) => each.learner === report.learner && each.question === report.question && each.note === note,
  );
  return isDouble ? record : { ...record, reports: [...record.reports, { ...report, note }].slice(-mostNotes) };
}

/** The record with an unanswered question; the same words, in any case, are counted and moved to the end. */
export function withUnanswered(record: CommunityRecord, text: string, now: Date): CommunityRecord {
  const asked = text.trim().replaceAll(/\s+/g, ' ').slice(0, longestNote);
  if (asked === '') return record;
  const isSame = (each: UnansweredQuestion): boolean => each.text.toLowerCase() === asked.toLowerCase();
  const before = record.unanswered.find(isSame);
  const entry = { text: before?.text ?? asked, times: (before?.times ?? 0) + 1, lastAsked: now.toISOString() };
  const others = record.unanswered.filter((each) => each !== before);
  return { ...record, unanswered: [...others, entry].slice(-mostNotes) };
}
