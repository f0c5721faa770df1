/** The three kinds of records that every store keeps: how each is checked, begun and named. */
import { z } from 'zod';
import { grades, type LedgerEntry, weekdays } from '../../practice/ledger.ts';
import {
  type CommunityRecord,
  type LearnerRecord,
  newCommunity,
  newLearner,
  type ServiceRecord,
} from '../../practice/records.ts';
import { StoreError } from '../../practice/store.ts';

/** What is known of one kind of record. */
export interface RecordKind<R> {
  readonly name: 'learner' | 'community' | 'service';
  readonly schema: z.ZodType<R>;
  /** The record of somebody who has none yet. */
  readonly begin: (id: string) => R;
  /** Whose record it is. */
  readonly idOf: (record: R) => string;
}

// Loose objects: a field that this release does not know must not be lost when the record is written again.
const text = z.string();
const finite = z.number();
const instant = text.refine((value) => !Number.isNaN(Date.parse(value)), 'must be an instant');
const day = text.regex(/^\d{4}-\d{2}-\d{2}$/, 'must be a date');

const dayRules = {
  zone: text,
  dayStart: z.int().min(0).max(6),
  restDays: z.array(z.enum(weekdays)),
};

const ledgerEntry = z.discriminatedUnion('kind', [
  z.looseObject({
    kind: z.literal('attempt'),
    id: text,
    community: text,
    question: text,
    at: instant,
    zone: text,
    day,
    grade: z.enum(grades),
    points: finite,
  }),
  z.looseObject({ kind: z.literal('rules'), at: instant, ...dayRules }),
]) satisfies z.ZodType<LedgerEntry>;

const memory = z.looseObject({
  due: instant,
  stability: finite,
  difficulty: finite,
  reps: finite,
  lapses: finite,
  state: finite,
  lastReview: instant,
  scheduledDays: finite,
  learningSteps: finite,
});

const learner = z.looseObject({
  learner: text,
  name: text.exactOptional(),
  settings: z.looseObject({
    zone: dayRules.zone.exactOptional(),
    dayStart: dayRules.dayStart.exactOptional(),
    restDays: dayRules.restDays.exactOptional(),
    reminders: z.boolean().exactOptional(),
    hidden: z.boolean().exactOptional(),
  }),
  ledger: z.array(ledgerEntry),
  memories: z.record(text, memory),
  asked: z.record(text, instant),
  drills: z.array(
    z.looseObject({
      id: text,
      role: text,
      question: text,
      community: text,
      askedAt: instant,
      wording: text,
      answer: text.exactOptional(),
    }),
  ),
  communities: z.array(text),
}) satisfies z.ZodType<LearnerRecord>;

const community = z.looseObject({
  community: text,
  zone: text.exactOptional(),
  unanswered: z.array(z.looseObject({ text, times: finite, lastAsked: instant })),
  reports: z.array(z.looseObject({ id: text, learner: text, question: text, note: text, at: instant })),
}) satisfies z.ZodType<CommunityRecord>;

const service = z.looseObject({
  outages: z.array(z.looseObject({ from: instant, to: instant })),
  heartbeat: instant.exactOptional(),
}) satisfies z.ZodType<ServiceRecord>;

export const learnerKind: RecordKind<LearnerRecord> = {
  name: 'learner',
  schema: learner,
  begin: newLearner,
  idOf: (record) => record.learner,
};

export const communityKind: RecordKind<CommunityRecord> = {
  name: 'community',
  schema: community,
  begin: newCommunity,
  idOf: (record) => record.community,
};

/** There is one service record; it stands under this id. */
export const serviceId = 'service';

export const serviceKind: RecordKind<ServiceRecord> = {
  name: 'service',
  schema: service,
  begin: () => ({ outages: [] }),
  idOf: () => serviceId,
};

/** A value read as a record: the record, or in one line what makes it unfit to be one. */
export type Reading<R> = { readonly record: R } | { readonly flaw: string };

/** Reads a value, as JSON gives it, as the record with this id; without one, as anybody's. */
export function readRecord<R>(kind: RecordKind<R>, id: string | undefined, value: unknown): Reading<R> {
  const parsed = kind.schema.safeParse(value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return { flaw: `${issue?.path.map(String).join('.') ?? ''} ${issue?.message ?? 'is no record'}`.trim() };
  }
  const isOthers = id !== undefined && kind.idOf(parsed.data) !== id;
  return isOthers ? { flaw: `it belongs to another ${kind.name}` } : { record: parsed.data };
}

/** The record as JSON. Throws a StoreError for a record that could not be read back: it must be refused before it is acknowledged. */
export function recordText<R>(kind: RecordKind<R>, id: string, record: R): string {
  const text = JSON.stringify(record);
  const reading = readRecord(kind, id, JSON.parse(text));
  if ('record' in reading) return text;
  throw new StoreError(
    `A change made a ${kind.name} record that could not be read back (${reading.flaw}). It was refused and the record is as it was; this is a bug in the program.`,
  );
}
