/** Records in which every field is set. */
import type { CommunityRecord, LearnerRecord, Report, ServiceRecord } from '../../src/practice/records.ts';
import { attemptNamed } from './attempts.ts';

const at = '2026-03-01T10:00:00.000Z';
const later = '2026-03-02T10:00:00.000Z';

export const reportBy = (learner: string, id: string): Report => ({
  id,
  learner,
  question: 'sql-1',
  note: 'two options are right',
  at,
});

export const richLearner = (learner: string, community: string): LearnerRecord => ({
  learner,
  name: 'Ada “the first” Лавлейс',
  settings: { zone: 'Asia/Tokyo', dayStart: 5, restDays: ['sat', 'sun'], reminders: true, hidden: false },
  ledger: [
    { kind: 'rules', at, zone: 'Asia/Tokyo', dayStart: 4, restDays: [] },
    { ...attemptNamed('a1'), grade: 'again', points: 0.5 },
    { kind: 'rules', at, zone: 'Asia/Tokyo', dayStart: 5, restDays: ['sun'] },
    { kind: 'rules', at: later, zone: 'UTC', dayStart: 5, restDays: ['sun'] },
    { ...attemptNamed('a0'), at: later, day: '2026-03-02', community },
  ],
  memories: {
    'backend/sql-1': {
      due: at,
      stability: 2.5,
      difficulty: 5.123456789012345,
      reps: 1,
      lapses: 0,
      state: 2,
      lastReview: at,
      scheduledDays: 3,
      learningSteps: 0,
    },
  },
  asked: { 'backend/sql-1': at, 'backend/caching': later },
  drills: [
    {
      id: 'd1',
      role: 'backend',
      question: 'sql-1',
      wording: 'w1',
      community,
      askedAt: at,
      answer: 'an index “x”\n\t\\u0041 \u{1f642}',
    },
    { id: 'd0', role: 'backend', question: 'caching', wording: 'w2', community, askedAt: later },
  ],
  communities: ['slack:T2', community],
  wakeAt: later,
  remindedOn: '2026-03-01',
  remindersRefused: 'Discord takes no private messages for you',
});

export const richCommunity = (community: string, learner: string): CommunityRecord => ({
  community,
  zone: 'Europe/Berlin',
  unanswered: [
    { text: 'what is a monad?', times: 2, lastAsked: at },
    { text: 'is it “late”?', times: 1, lastAsked: later },
  ],
  reports: [reportBy(learner, 'r2'), reportBy(learner, 'r1')],
  daily: {
    settings: {
      channel: '42',
      time: '09:30',
      zone: 'Europe/Berlin',
      weekdays: ['mon', 'fri'],
      role: 'backend',
      topics: ['sql'],
      level: 'senior',
      recap: true,
    },
    setBy: learner,
    since: at,
    status: 'stopped',
    stop: { at: later, why: 'no-access', detail: 'may not post in #drill', told: true },
    used: ['backend/sql-1', 'backend/caching'],
    deliveries: [
      { day: '2026-02-27', dueAt: at, state: 'skipped', tries: 0, endedAt: at, reason: 'The bot was down.' },
      {
        day: '2026-02-28',
        dueAt: at,
        state: 'sent',
        tries: 2,
        question: 'backend/sql-1',
        wording: 'w1',
        channel: '42',
        message: '4711',
        endedAt: at,
        tally: { answered: 3, right: 2, options: [2, 1, 0], streaks: 1, longest: [{ learner, name: 'Ada', days: 7 }] },
      },
      {
        day: '2026-03-01',
        dueAt: later,
        state: 'claimed',
        tries: 1,
        notBefore: later,
        perhaps: true,
        claim: { id: 'c1', at, until: later },
      },
    ],
  },
  wakeAt: later,
  admins: [learner, 'discord:7'],
  faq: [
    { role: 'backend', id: 'degree', question: 'Degree?', aliases: ['Diploma?'], answer: 'No.', by: learner, at },
    { role: 'backend', id: 'age', question: 'Too old?', aliases: [], answer: 'Never.', by: 'discord:7', at: later },
  ],
});

export const richService: ServiceRecord = {
  outages: [
    { from: later, to: '2026-03-02T20:00:00.000Z' },
    { from: at, to: later },
  ],
  heartbeat: later,
};

/** The same with a field of a newer release in each object that can have one. */
export function fromNewerRelease<T>(value: T, maps: readonly string[] = ['memories', 'asked']): T {
  const grown = (inner: unknown, isMap: boolean): unknown => {
    if (Array.isArray(inner)) return inner.map((each) => grown(each, false));
    if (typeof inner !== 'object' || inner === null) return inner;
    const fields = Object.entries(inner).map(([name, content]) => [name, grown(content, maps.includes(name))]);
    return { ...Object.fromEntries(fields), ...(isMap ? {} : { position: 3, newField: { deep: [null, 'x', 0.1] } }) };
  };
  return grown(value, false) as T;
}
