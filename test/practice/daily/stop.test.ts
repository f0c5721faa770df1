/** A schedule that stopped: who is told of it, when, and how often. */
import { describe, expect, it } from 'vitest';
import type { PostResult, Stop } from '../../../src/practice/daily/daily.ts';
import {
  beginTelling,
  isToTell,
  isUntold,
  type Telling,
  withPostNow,
  withResume,
  withStopUntold,
} from '../../../src/practice/daily/outbox.ts';
import type { CommunityRecord } from '../../../src/practice/records.ts';
import { claimed, monday, refused, stopped, take, time, told } from './november.ts';
import { deliveryIn } from './support.ts';

const stopOf = ({ daily }: CommunityRecord): Stop => {
  if (daily?.stop === undefined) throw new Error('It has not stopped.');
  return daily.stop;
};

/** Telling was begun at a time at which it is due. */
function begun(record: CommunityRecord, now: Date): { readonly record: CommunityRecord; readonly telling: Telling } {
  const { record: after, telling } = beginTelling(record, now);
  if (telling === undefined) throw new Error('Nobody is to be told.');
  return { record: after, telling };
}

const minute = 60_000;
const day = 24 * 60 * minute;

describe('a stop', () => {
  it('is to be told at once to whoever set it up, who counts as told before anything is said', () => {
    expect(stopped.wakeAt).toBe('2026-11-02T09:00:00.000Z');
    expect(isToTell(stopped, time('02T08:59'))).toBe(false);
    expect(beginTelling(stopped, time('02T08:59'))).toEqual({ record: stopped });
    const { record, telling } = begun(stopped, time('02T09:00'));
    expect(telling).toMatchObject({ learner: 'discord:ada', stop: { why: 'no-access', told: true } });
    expect(telling.delivery).toEqual(deliveryIn(stopped, monday));
    expect(stopOf(record)).toMatchObject({ told: true });
    expect('wakeAt' in record).toBe(false);
    // Whoever comes second has nothing to tell.
    expect(beginTelling(record, time('02T09:00'))).toEqual({ record });
  });

  it('that was certainly not told is told later, after pauses that grow, and for a week', () => {
    let record = stopped;
    const pauses: number[] = [];
    let now = time('02T09:00');
    while (pauses.length < 100) {
      const { record: taken, telling } = begun(record, now);
      record = withStopUntold(taken, { stop: telling.stop, now });
      expect(stopOf(record).told).toBe(false);
      if (record.wakeAt === undefined) break;
      pauses.push((Date.parse(record.wakeAt) - now.getTime()) / minute);
      now = new Date(record.wakeAt);
    }
    expect(pauses.slice(0, 11)).toEqual([1, 1, 2, 4, 8, 16, 32, 64, 128, 256, 360]);
    expect(pauses.length).toBeLessThan(50);
    const triedFor = now.getTime() - time('02T09:00').getTime();
    expect(triedFor).toBeGreaterThan(6 * day);
    expect(triedFor).toBeLessThanOrEqual(7 * day);
  });

  it('is told no sooner than the platform asks', () => {
    const now = time('02T09:00');
    const { record, telling } = begun(stopped, now);
    expect(withStopUntold(record, { stop: telling.stop, after: 30 * minute, now }).wakeAt).toBe(
      '2026-11-02T09:30:00.000Z',
    );
  });

  it('is not told again because of an attempt that is over: there is another one by now, or another stop', () => {
    const first = begun(stopped, time('02T09:00'));
    const untold = (record: CommunityRecord): CommunityRecord =>
      withStopUntold(record, { stop: first.telling.stop, now: time('02T09:00') });
    const again = untold(first.record);
    expect(untold(again)).toBe(again);
    const second = begun(again, time('02T09:01')).record;
    expect(untold(second)).toBe(second);
    const resumed = withResume(first.record, time('02T10:00'));
    expect(untold(resumed)).toBe(resumed);
    const other = told(take(resumed, '03T09:00'), '03T09:00', refused, '2026-11-03');
    const toldOfOther = begun(other, time('03T09:00')).record;
    expect(untold(toldOfOther)).toBe(toldOfOther);
  });

  it('is not told again while it is for the same reason, and is for another', () => {
    const { record } = begun(stopped, time('02T09:00'));
    const now = take(withPostNow(record, { now: time('02T10:00'), anyway: false }).record, '02T10:00');
    expect(isToTell(told(now, '02T10:00', refused), time('02T10:00'))).toBe(false);
    const other: PostResult = { kind: 'refused', why: 'channel-gone', detail: 'It is gone.' };
    expect(isToTell(told(now, '02T10:00', other), time('02T10:00'))).toBe(true);
  });

  it('is told by another token at the soonest where the platform refused the one that there is', () => {
    const record = told(claimed, '02T09:00', { kind: 'refused', why: 'token-refused', detail: 'It was revoked.' });
    expect(record.wakeAt).toBe('2026-11-02T10:00:00.000Z');
  });

  it('is told to nobody where whoever set it up is forgotten', () => {
    const forgotten = (record: CommunityRecord): CommunityRecord =>
      record.daily === undefined ? record : { ...record, daily: { ...record.daily, setBy: '' } };
    const before = told(forgotten(claimed), '02T09:00', refused);
    expect('wakeAt' in before).toBe(false);
    const { record, telling } = beginTelling(forgotten(stopped), time('02T09:00'));
    expect(telling).toBeUndefined();
    expect(stopOf(record).told).toBe(false);
    expect('wakeAt' in record).toBe(false);
  });
});

it.each<[PostResult, boolean]>([
  [{ kind: 'sent', message: '1' }, false],
  [{ kind: 'doubt', detail: '' }, false],
  [{ kind: 'later', detail: '' }, true],
  [{ kind: 'refused', why: 'no-access', detail: '' }, false],
  [{ kind: 'refused', why: 'token-refused', detail: '' }, true],
  [{ kind: 'refused', why: 'not-connected', detail: '' }, true],
])('what came of %o may be said again later: %s', (result, again) => {
  expect(isUntold(result)).toBe(again);
});
