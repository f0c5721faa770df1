/** What half-typed days and topics of a daily drill may become. Several stand with commas between: the last one is completed. */
import type { Role } from '../knowledge/knowledge.ts';
import { weekdayNames } from '../practice/ledger.ts';
import { all } from './daily-options.ts';
import type { Completion } from './invocation.ts';
import { fromMonday } from './weekdays.ts';

const groups: readonly Completion[] = [
  { label: 'Every day', value: 'daily' },
  { label: 'Monday to Friday', value: 'mon-fri' },
  { label: 'Saturday and Sunday', value: 'weekends' },
];
const singleDays: readonly Completion[] = fromMonday.map((day) => ({ label: weekdayNames[day], value: day }));

/** Days: groups of them first, and single ones. */
export const dayCompletions = (partial: string): Completion[] => lastOf(partial, groups, singleDays);

/** Topics of the role, by title or id; all of them first. */
export const topicCompletions = ({ questionTopics }: Role, partial: string): Completion[] =>
  lastOf(
    partial,
    [{ label: 'All topics', value: all }],
    questionTopics.map(({ id, title }) => ({ label: title, value: id })),
  );

/** A completion is cut after so many characters, and a list that is cut names something else. */
const longestValue = 100;

/** What the text after the last comma may become; `whole` makes sense alone only. */
function lastOf(partial: string, whole: readonly Completion[], parts: readonly Completion[]): Completion[] {
  const comma = partial.lastIndexOf(',');
  const before = partial.slice(0, comma + 1).trim();
  const chosen = before.split(',');
  const typed = partial
    .slice(comma + 1)
    .trim()
    .toLowerCase();
  return [...(before === '' ? whole : []), ...parts]
    .filter(({ label, value }) => !chosen.includes(value) && `${value} ${label.toLowerCase()}`.includes(typed))
    .map(({ label, value }) => ({ label: `${before}${before === '' ? '' : ' '}${label}`, value: before + value }))
    .filter(({ value }) => value.length <= longestValue);
}
