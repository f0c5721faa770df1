/** Random lives of a community: several processes, slow and lost requests, crashes, wrong clocks, and admins who change their minds. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Daily, Delivery } from '../../../src/practice/daily/daily.ts';
import {
  beginTelling,
  catchUpFor,
  openDelivery,
  takeUp,
  withDaily,
  withoutSkip,
  withPause,
  withPostNow,
  withResume,
  withSkip,
} from '../../../src/practice/daily/outbox.ts';
import { nextDate } from '../../../src/practice/daily/schedule.ts';
import { weekdays } from '../../../src/practice/ledger.ts';
import { newCommunity } from '../../../src/practice/records.ts';
import { bankOf, questionsOn } from '../../support/questions.ts';
import { settingsOf } from './support.ts';
import { type Fate, fates, World } from './world.ts';

const second = 1000;
const hour = 3600 * second;
const day = 24 * hour;
const start = Date.parse('2026-10-20T12:00Z');
const bank = bankOf(questionsOn(['sql'], 2));

type Action =
  | {
      readonly kind: 'act';
      readonly process: number;
      readonly times: number;
      readonly fate: Fate;
      readonly delay: number;
    }
  | { readonly kind: 'crash'; readonly process: number }
  | { readonly kind: 'wait'; readonly milliseconds: number }
  /** Until something is to be done. */
  | { readonly kind: 'sleep' }
  | { readonly kind: 'jump'; readonly milliseconds: number }
  | { readonly kind: 'set'; readonly settings: Parameters<typeof settingsOf>[0] }
  | { readonly kind: 'pause' | 'resume' | 'skip' | 'unskip' | 'post-now' };

const processes = 3;
const process = fc.integer({ min: 0, max: processes - 1 });
const someSettings = fc.record({
  time: fc.constantFrom('00:00', '02:30', '09:00', '23:59'),
  zone: fc.constantFrom('UTC', 'America/Los_Angeles', 'Europe/Berlin', 'Pacific/Kiritimati', 'Pacific/Pago_Pago'),
  weekdays: fc.oneof(fc.constant(weekdays), fc.uniqueArray(fc.constantFrom(...weekdays), { minLength: 1 })),
  channel: fc.constantFrom('general', 'drills'),
});

/** `furthest`: how far clocks jump, in milliseconds. */
const actions = (furthest: number): fc.Arbitrary<Action[]> =>
  fc.array(
    fc.oneof(
      {
        weight: 12,
        arbitrary: fc.record({
          kind: fc.constant('act'),
          process,
          times: fc.integer({ min: 1, max: 5 }),
          fate: fc.constantFrom(...fates),
          delay: fc.integer({ min: 0, max: 2 * hour }),
        }),
      },
      { weight: 6, arbitrary: fc.record({ kind: fc.constant('sleep') }) },
      {
        weight: 6,
        arbitrary: fc.record({
          kind: fc.constant('wait'),
          milliseconds: fc.oneof(
            fc.integer({ min: 0, max: 70 * second }),
            fc.integer({ min: 0, max: 8 * hour }),
            fc.integer({ min: 0, max: 4 * day }),
          ),
        }),
      },
      { weight: 2, arbitrary: fc.record({ kind: fc.constant('crash'), process }) },
      {
        weight: 1,
        arbitrary: fc.record({
          kind: fc.constant('jump'),
          milliseconds: fc.integer({ min: -furthest, max: furthest }),
        }),
      },
      { weight: 1, arbitrary: fc.record({ kind: fc.constant('set'), settings: someSettings }) },
      {
        weight: 2,
        arbitrary: fc.record({ kind: fc.constantFrom('pause', 'resume', 'resume', 'skip', 'unskip', 'post-now') }),
      },
    ),
    { maxLength: 80, size: 'max' },
  );

/** Where clocks may go and how slow requests may be: what a platform that lets us look needs, and no bounds where it does not. */
const platforms = {
  /** A sender that may begin has its answer before the lease ends on any clock, and clocks stay within what a look covers. */
  'lets us look': { canLook: true, slowest: 25 * second, skew: 6 * second, furthest: hour / 3 },
  'lets nobody look': { canLook: false, slowest: Infinity, skew: 2 * hour, furthest: 9 * day },
} as const;

function run(world: World, action: Action, furthest: number): void {
  const now = world.now();
  switch (action.kind) {
    case 'act':
      for (let time = 0; time < action.times; time += 1) world.act(action.process, action.fate, action.delay);
      break;
    case 'crash':
      world.crash(action.process);
      break;
    case 'wait':
      world.pass(action.milliseconds);
      break;
    case 'sleep':
      world.pass(Math.max(0, Date.parse(world.record.wakeAt ?? now.toISOString()) - now.getTime()));
      break;
    case 'jump':
      // Clocks that a look relies on do not jump by minutes in the seconds that a request takes.
      if (world.isQuiet) world.jumped = Math.max(-furthest, Math.min(furthest, world.jumped + action.milliseconds));
      break;
    case 'set':
      world.record = withDaily(world.record, settingsOf(action.settings), { by: 'discord:ada', now });
      break;
    case 'pause':
      world.record = withPause(world.record, now);
      break;
    case 'resume':
      world.record = withResume(world.record, now);
      break;
    case 'skip':
      world.record = withSkip(world.record, now);
      break;
    case 'unskip':
      world.record = withoutSkip(world.record, lastSkipped(world), now);
      break;
    case 'post-now':
      world.record = withPostNow(world.record, { now, anyway: false }).record;
  }
}

const dailyOf = ({ record }: World): Daily => {
  if (record.daily === undefined) throw new Error('It is set up.');
  return record.daily;
};

const lastSkipped = (world: World): string =>
  dailyOf(world).deliveries.findLast(({ state }) => state === 'skipped')?.day ?? 'none';

/** What holds at each moment. */
function checkMoment(world: World): void {
  const daily = dailyOf(world);
  const days = daily.deliveries.map((each) => each.day);
  expect(days).toEqual([...new Set(days)].sort());
  const ended = daily.deliveries.filter(({ state }) => state !== 'planned' && state !== 'claimed');
  expect(daily.deliveries.length - ended.length).toBeLessThanOrEqual(1);
  expect(ended.length).toBeLessThanOrEqual(60);
  expect(
    ended.every(
      ({ endedAt, claim, notBefore }) => endedAt !== undefined && claim === undefined && notBefore === undefined,
    ),
  ).toBe(true);
  if (daily.status === 'on') expect(openDelivery(daily)).toBeDefined();

  expect(new Set(world.posts.map((post) => post.day)).size).toBe(world.posts.length);
  for (const { day: date, state } of daily.deliveries) {
    const isThere = world.posts.some((post) => post.day === date);
    if (state === 'sent') expect(isThere).toBe(true);
    if (state === 'planned' || state === 'failed' || state === 'skipped') expect(isThere).toBe(false);
  }
  checkWaking(world);
}

/** Something can be done from `wakeAt` on, and nothing before. */
function checkWaking({ record }: World): void {
  const at = (instant: number) => {
    const now = new Date(instant);
    return beginTelling(takeUp(record, { now, claim: 'probe', bank }).record, now).record;
  };
  if (record.wakeAt === undefined) {
    expect(at(start + 10_000 * day)).toBe(record);
    return;
  }
  expect(at(Date.parse(record.wakeAt) - 1)).toBe(record);
  expect(at(Date.parse(record.wakeAt))).not.toBe(record);
}

/** All processes die, one comes back, and everything works for some days. */
function recover(world: World, follow: () => void): void {
  for (let each = 0; each < processes; each += 1) world.crash(each);
  world.pass(2 * hour);
  world.record = withResume(world.record, world.now());
  follow();
  const until = world.at + 5 * day;
  while (world.at < until) {
    run(world, { kind: 'sleep' }, 0);
    for (let step = 0; step < 12; step += 1) world.act(0, 'arrives', 0);
    checkMoment(world);
    follow();
  }
}

/** The latest date that had been posted, was being posted, or was to be posted already before. */
const lastGivenOut = ({ deliveries }: Daily, before: Delivery | undefined): Delivery | undefined =>
  deliveries.findLast((each) => ['sent', 'doubt', 'claimed'].includes(each.state) || each === before);

/** The chosen dates that passed since dates count, and that lie after what had been given out by then. */
function promised(daily: Daily, last: Delivery | undefined, now: Date): string[] {
  const dates: string[] = [];
  for (let next = nextDate(daily.settings, new Date(daily.since)); next.dueAt <= now;) {
    const isAfter = last === undefined || (next.day > last.day && next.dueAt > new Date(last.dueAt));
    if (isAfter) dates.push(next.day);
    next = nextDate(daily.settings, next.dueAt);
  }
  return dates;
}

describe.each(Object.entries(platforms))('on a platform that %s', (_, { canLook, slowest, skew, furthest }) => {
  const skews = fc.array(fc.integer({ min: -skew, max: skew }), { minLength: processes, maxLength: processes });

  it('no date ever has two posts, each has an honest record, and the next one is always waited for', () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(actions(furthest), skews, someSettings, (todo, clocks, settings) => {
        const now = new Date(start);
        const record = withDaily(newCommunity('discord:1'), settingsOf(settings), { by: 'discord:ada', now });
        const world = new World({ record, at: start, canLook, skews: [0, ...clocks.slice(1)], slowest });
        let before: { daily: Daily; last: Delivery | undefined } = { daily: dailyOf(world), last: undefined };
        const follow = (): void => {
          const daily = dailyOf(world);
          const isAnew = daily.since !== before.daily.since || daily.settings !== before.daily.settings;
          before = { daily, last: isAnew ? lastGivenOut(daily, openDelivery(before.daily)) : before.last };
        };
        for (const action of todo) {
          run(world, action, furthest);
          checkMoment(world);
          follow();
        }
        recover(world, follow);
        const daily = dailyOf(world);
        for (const { endedAt, state } of daily.deliveries) if (endedAt !== undefined) seen.add(state);

        const horizon = new Date(world.now().getTime() - catchUpFor);
        for (const date of promised(daily, before.last, horizon).slice(-30)) {
          const its = daily.deliveries.find((each) => each.day === date);
          // One that an admin wanted posted at once, before the clock went back, is due later than its time.
          const hasEnded = its?.endedAt !== undefined || (its !== undefined && new Date(its.dueAt) > horizon);
          if (!hasEnded) expect.fail(`${date} passed without a record.`);
        }
      }),
      { numRuns: 200 },
    );
    // Where one can look, a doubt takes hours in which the platform does not say: some runs have one.
    if (canLook) seen.delete('doubt');
    expect(seen).toEqual(new Set(['sent', 'failed', 'skipped', ...(canLook ? [] : ['doubt'])]));
  });
});
