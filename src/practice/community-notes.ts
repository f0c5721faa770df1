/** What learners leave for the admins of a community: reports on questions, and questions that the FAQ could not answer. */
import { bareWords } from '../knowledge/words.ts';
import type { CommunityRecord, Report, UnansweredQuestion } from './records.ts';

/** As many of each are kept of a community: the latest. */
export const mostNotes = 200;
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

/** The record with an unanswered question; the same words, whatever their case and punctuation, are counted and moved to the end. */
export function withUnanswered(record: CommunityRecord, text: string, now: Date): CommunityRecord {
  const asked = text.trim().replaceAll(/\s+/g, ' ').slice(0, longestNote);
  if (asked === '') return record;
  const before = record.unanswered.find(({ text: known }) => sameAs(known) === sameAs(asked));
  const entry = { text: before?.text ?? asked, times: (before?.times ?? 0) + 1, lastAsked: now.toISOString() };
  const others = record.unanswered.filter((each) => each !== before);
  return { ...record, unanswered: [...others, entry].slice(-mostNotes) };
}

/** What is the same for two questions that count as one. What has no words is told apart by its signs. */
const sameAs = (text: string): string => bareWords(text) || text;

/**
 * The record without the unanswered questions that a new entry answers, and what they were: those that are asked in the very words of one of
 * its phrasings, and `written`, the one that it was written for.
 */
export function withoutAnswered(
  record: CommunityRecord,
  phrasings: readonly string[],
  written: string | undefined,
): { readonly record: CommunityRecord; readonly answered: readonly string[] } {
  const asked = new Set(phrasings.map(sameAs));
  const isAnswered = ({ text }: UnansweredQuestion): boolean => text === written || asked.has(sameAs(text));
  const answered = record.unanswered.filter(isAnswered).map(({ text }) => text);
  if (answered.length === 0) return { record, answered };
  return { record: { ...record, unanswered: record.unanswered.filter((each) => !isAnswered(each)) }, answered };
}
