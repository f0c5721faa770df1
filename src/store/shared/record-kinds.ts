/** The kinds of records that stores keep: how each is checked, begun, named and woken. */
import { z } from 'zod';
import { type Daily, type Delivery, deliveryStates, refusals } from '../../practice/daily/daily.ts';
import { grades, type LedgerEntry, weekdays } from '../../practice/ledger.ts';
import {
  type CommunityRecord,
  type LearnerRecord,
  newCommunity,
  newLearner,
  type OwnFaqEntry,
  type ServiceRecord,
} from '../../practice/records.ts';
import { StoreError } from '../../practice/store.ts';

/** What is known of one kind of record. */
export interface RecordKind<R> {
  readonly name: 'learner' | 'community' | 'service' | 'installation';
  readonly schema: z.ZodType<R>;
  /** The record of somebody who has none yet. */
  readonly begin: (id: string) => R;
  /** Whose record it is. */
  readonly idOf: (record: R) => string;
  /** The ISO instant at which it wants to be looked at, if it does. */
  readonly wakeOf: (record: R) => string | undefined;
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
  wakeAt: instant.exactOptional(),
  remindedOn: day.exactOptional(),
  remindersRefused: text.exactOptional(),
}) satisfies z.ZodType<LearnerRecord>;

const tally = z.looseObject({
  answered: finite,
  right: finite,
  options: z.array(finite),
  streaks: finite,
  longest: z.array(z.looseObject({ learner: text, name: text, days: finite })),
});

const delivery = z.looseObject({
  day,
  dueAt: instant,
  state: z.enum(deliveryStates),
  tries: finite,
  notBefore: instant.exactOptional(),
  claim: z.looseObject({ id: text, at: instant, until: instant }).exactOptional(),
  question: text.exactOptional(),
  wording: text.exactOptional(),
  channel: text.exactOptional(),
  message: text.exactOptional(),
  endedAt: instant.exactOptional(),
  reason: text.exactOptional(),
  perhaps: z.boolean().exactOptional(),
  tally: tally.exactOptional(),
}) satisfies z.ZodType<Delivery>;

const daily = z.looseObject({
  settings: z.looseObject({
    channel: text,
    time: text.regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time HH:MM'),
    zone: text,
    weekdays: z.array(z.enum(weekdays)).min(1),
    role: text,
    topics: z.array(text),
    level: text.exactOptional(),
    recap: z.boolean(),
  }),
  setBy: text,
  since: instant,
  status: z.enum(['on', 'paused', 'stopped']),
  stop: z
    .looseObject({
      at: instant,
      why: z.enum(refusals),
      detail: text,
      told: z.boolean(),
      tellAt: instant.exactOptional(),
      tellings: finite.exactOptional(),
    })
    .exactOptional(),
  used: z.array(text),
  deliveries: z.array(delivery),
}) satisfies z.ZodType<Daily>;

const ownFaqEntry = z.looseObject({
  role: text,
  id: text,
  question: text,
  aliases: z.array(text),
  answer: text,
  by: text,
  at: instant,
}) satisfies z.ZodType<OwnFaqEntry>;

const community = z.looseObject({
  community: text,
  zone: text.exactOptional(),
  unanswered: z.array(z.looseObject({ text, times: finite, lastAsked: instant })),
  reports: z.array(z.looseObject({ id: text, learner: text, question: text, note: text, at: instant })),
  daily: daily.exactOptional(),
  wakeAt: instant.exactOptional(),
  admins: z.array(text).exactOptional(),
  faq: z.array(ownFaqEntry).exactOptional(),
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
  wakeOf: (record) => record.wakeAt,
};

export const communityKind: RecordKind<CommunityRecord> = {
  name: 'community',
  schema: community,
  begin: newCommunity,
  idOf: (record) => record.community,
  wakeOf: (record) => record.wakeAt,
};

/** There is one service record; it stands under this id. */
export const serviceId = 'service';

export const serviceKind: RecordKind<ServiceRecord> = {
  name: 'service',
  schema: service,
  begin: () => ({ outages: [] }),
  idOf: () => serviceId,
  wakeOf: () => undefined,
};

/** A platform's installation in one workspace or organisation; without a text there is none. */
export interface InstallationRecord {
  readonly key: string;
  readonly text?: string;
}

export const installationKind: RecordKind<InstallationRecord> = {
  name: 'installation',
  schema: z.looseObject({ key: text, text: text.exactOptional() }),
  begin: (key) => ({ key }),
  idOf: (record) => record.key,
  wakeOf: () => undefined,
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

/** The record as JSON. Throws a StoreError for what could not be read back as one: it must be refused before it is acknowledged. */
export function recordText<R>(kind: RecordKind<R>, id: string, record: unknown): string {
  const text = JSON.stringify(record);
  const reading = readRecord(kind, id, JSON.parse(text));
  if ('record' in reading) return text;
  throw new StoreError(
    `A change made a ${kind.name} record that could not be read back (${reading.flaw}). It was refused and the record is as it was; this is a bug in the program.`,
  );
}
