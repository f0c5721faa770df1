/** Which questions a learner should see again now, and how many of them today. */
import { type Bank, type BankQuestion, questionKey } from './bank.ts';
import { dayInterval, localDay } from './days.ts';
import type { LedgerEntry, LocalDay } from './ledger.ts';
import { retrievability } from './memory.ts';
import type { LearnerRecord } from './records.ts';
import { todayOf } from './rules.ts';

/** More reviews than this in a day make people give up after a break: the rest waits, the most forgotten first. */
export const duePerDay = 10;

export interface DueQuestion {
  readonly question: BankQuestion;
  /** The chance that the learner still knows it, 0 to 1. */
  readonly retrievability: number;
}

export interface DueQueue {
  /** What is left for today, in the order in which to ask; with what was reviewed today at most `duePerDay`. */
  readonly today: readonly DueQuestion[];
  /** How many are due besides, and wait for the following days. */
  readonly waiting: number;
  /** Keys of all that is due, today's and the waiting. */
  readonly keys: ReadonlySet<string>;
  /** When the next ones come after today's; undefined where nothing is in memory. */
  readonly next: Date | undefined;
}

interface Candidate extends DueQuestion {
  readonly key: string;
  /** When it was put to the learner today and not answered yet; instant in milliseconds. */
  readonly askedToday: number | undefined;
}

/**
 * The due questions of a learner. A question is due for the whole local day on which its instant falls, not from that minute on.
 */
export function dueQueue(bank: Pick<Bank, 'id' | 'questions'>, record: LearnerRecord, now: Date): DueQueue {
  const today = todayOf(record, now);
  const practised = practisedOn(record.ledger, today.day);
  const due: Candidate[] = [];
  const later: number[] = [];
  for (const question of bank.questions) {
    const key = questionKey(bank.id, question.id);
    const memory = record.memories[key];
    if (memory === undefined) continue;
    const dueAt = Date.parse(memory.due);
    if (dueAt >= today.to.getTime() || practised.today.has(key)) {
      later.push(Math.max(dueAt, today.to.getTime()));
      continue;
    }
    const asked = Date.parse(record.asked[key] ?? '');
    const askedToday = asked >= today.from.getTime() && asked < today.to.getTime() ? asked : undefined;
    due.push({ question, key, askedToday, retrievability: retrievability(memory, now) });
  }
  // What was begun today keeps its place among today's, however the rest moves; but who skips a question is asked another one first.
  due.sort((a, b) => Number(b.askedToday !== undefined) - Number(a.askedToday !== undefined) || byRisk(a, b));
  const places = Math.max(0, duePerDay - practised.reviews);
  const chosen = due.slice(0, places).sort((a, b) => (a.askedToday ?? 0) - (b.askedToday ?? 0) || byRisk(a, b));
  const nextDue = later.length === 0 ? undefined : new Date(Math.min(...later));
  return {
    today: chosen,
    waiting: due.length - chosen.length,
    keys: new Set(due.map(({ key }) => key)),
    next:
      due.length > chosen.length ? today.to : nextDue && dayInterval(localDay(nextDue, today.rules), today.rules).from,
  };
}

const byRisk = (a: Candidate, b: Candidate): number =>
  a.retrievability - b.retrievability || (a.key < b.key ? -1 : a.key > b.key ? 1 : 0);

/** What was answered on a day (or on a later one: after a flight west), and how much of that had been answered before. */
function practisedOn(ledger: readonly LedgerEntry[], day: LocalDay): { today: ReadonlySet<string>; reviews: number } {
  const today = new Set<string>();
  const before = new Set<string>();
  for (const entry of ledger) {
    if (entry.kind === 'attempt') (entry.day >= day ? today : before).add(entry.question);
  }
  return { today, reviews: today.intersection(before).size };
}
