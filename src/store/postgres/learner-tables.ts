/** How a learner's record lies in tables. */
import { attemptsInOrder } from '../../practice/streak/ledger-order.ts';
import type { LedgerEntry } from '../../practice/ledger.ts';
import type { LearnerRecord } from '../../practice/records.ts';
import { learnerKind } from '../shared/record-kinds.ts';
import { type Apart, itemsOf, type Mapping, sectionIn, without } from './mapping.ts';
import type { PartTable } from './table.ts';

const owner = 'learner';

const attempts: PartTable = {
  name: 'attempts',
  owner,
  // The same drill answered twice counts once.
  key: ['id'],
  ordered: true,
  constants: { kind: 'attempt' },
  fields: {
    id: 'text',
    community: 'text',
    question: 'text',
    at: 'timestamptz',
    zone: 'text',
    day: 'text',
    grade: 'text',
    points: 'double precision',
  },
};

const rules: PartTable = {
  name: 'rules_changes',
  owner,
  key: [],
  ordered: true,
  constants: { kind: 'rules' },
  fields: { at: 'timestamptz', zone: 'text', dayStart: 'double precision', restDays: 'jsonb' },
};

const memories: PartTable = {
  name: 'memories',
  owner,
  key: ['question'],
  ordered: false,
  fields: {
    question: 'text',
    due: 'timestamptz',
    stability: 'double precision',
    difficulty: 'double precision',
    reps: 'double precision',
    lapses: 'double precision',
    state: 'double precision',
    lastReview: 'timestamptz',
    scheduledDays: 'double precision',
    learningSteps: 'double precision',
  },
};

const asked: PartTable = {
  name: 'asked_questions',
  owner,
  key: ['question'],
  ordered: false,
  fields: { question: 'text', at: 'timestamptz' },
};

const memberships: PartTable = {
  name: 'memberships',
  owner,
  key: ['community'],
  ordered: true,
  fields: { community: 'text' },
};

export const learnerMapping: Mapping<LearnerRecord> = {
  kind: learnerKind,
  table: {
    name: 'learners',
    owner,
    fields: {
      name: 'text',
      settings: 'jsonb',
      drills: 'jsonb',
      wakeAt: 'timestamptz',
      remindedOn: 'text',
      remindersRefused: 'text',
    },
  },
  sections: [
    {
      // Two tables, one order.
      name: 'ledger',
      tables: [attempts, rules],
      tableOf: (item) => ('kind' in item && item.kind === 'rules' ? rules : attempts),
      isList: true,
    },
    sectionIn('memories', memories),
    sectionIn('asked', asked),
    sectionIn('communities', memberships),
  ],
  takeApart: ({ ledger, memories, asked, communities, ...record }) => ({
    head: without(record, 'learner'),
    sections: {
      ledger: countedOnce(ledger),
      memories: Object.entries(memories).map(([question, memory]) => ({ ...memory, question })),
      asked: Object.entries(asked).map(([question, at]) => ({ question, at })),
      communities: [...new Set(communities)].map((community) => ({ community })),
    },
  }),
  putTogether: (learner, apart) => ({
    ...apart.head,
    learner,
    ledger: itemsOf(apart, 'ledger'),
    memories: byQuestion(apart, 'memories', (memory) => memory),
    asked: byQuestion(apart, 'asked', ({ at }) => at),
    communities: itemsOf(apart, 'communities').map((item) => ('community' in item ? item.community : undefined)),
  }),
};

/** The ledger without attempts that count for nothing, because their drill was answered before. */
function countedOnce(ledger: readonly LedgerEntry[]): readonly LedgerEntry[] {
  const ids = ledger.flatMap((entry) => (entry.kind === 'attempt' ? [entry.id] : []));
  if (new Set(ids).size === ids.length) return ledger;
  const counted = new Set<LedgerEntry>(attemptsInOrder(ledger).map(({ attempt }) => attempt));
  return ledger.filter((entry) => entry.kind === 'rules' || counted.has(entry));
}

interface OfQuestion {
  readonly question?: unknown;
  readonly at?: unknown;
}

/** What `valueOf` makes of the other fields of each item. */
function byQuestion(apart: Apart, section: string, valueOf: (rest: Omit<OfQuestion, 'question'>) => unknown): object {
  const items: readonly OfQuestion[] = itemsOf(apart, section);
  return Object.fromEntries(items.map(({ question, ...rest }) => [String(question), valueOf(rest)] as const));
}
