/** Attempts for tests of stores, where only their being kept matters. */
import type { Attempt } from '../../src/practice/ledger.ts';
import type { LearnerRecord } from '../../src/practice/records.ts';
import type { Change } from '../../src/practice/store.ts';

export const attemptNamed = (id: string): Attempt => ({
  kind: 'attempt',
  id,
  community: 'console',
  question: 'sql-1',
  at: '2026-03-01T10:00:00.000Z',
  zone: 'UTC',
  day: '2026-03-01',
  grade: 'good',
  points: 2,
});

/** A change that records an attempt and results in how many there are then. */
export const recording =
  (id: string) =>
  (record: LearnerRecord): Change<LearnerRecord, number> => ({
    record: { ...record, ledger: [...record.ledger, attemptNamed(id)] },
    result: record.ledger.length + 1,
  });
