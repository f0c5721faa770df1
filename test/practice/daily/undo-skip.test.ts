/** A date that was skipped, put back; and which date is the next one. */
import { describe, expect, it } from 'vitest';
import {
  nextDelivery,
  withDaily,
  withoutSkip,
  withPause,
  withPostNow,
  withResume,
  withSkip,
} from '../../../src/practice/daily/outbox.ts';
import { type CommunityRecord, newCommunity } from '../../../src/practice/records.ts';
import { claimed, later, monday, planned, posted, sent, stopped, take, time, told, tuesday } from './november.ts';
import { accountOf, deliveryIn, settingsOf } from './support.ts';

const change = (record: CommunityRecord, at: string, settings: Parameters<typeof settingsOf>[0]): CommunityRecord =>
  withDaily(record, settingsOf(settings), { by: 'discord:bob', now: time(at) });

describe('a date that is no longer skipped', () => {
  const skipped = withSkip(planned, time('01T13:00'));

  it('comes after all, before those that were planned instead', () => {
    expect(withoutSkip(skipped, monday, time('01T14:00'))).toEqual(planned);
    const both = withSkip(skipped, time('01T13:00'));
    const later = withoutSkip(both, tuesday, time('01T14:00'));
    expect(accountOf(later)).toEqual([`${monday} skipped`, `${tuesday} planned`]);
    expect(accountOf(withoutSkip(later, monday, time('01T14:00')))).toEqual([`${monday} planned`]);
    const earlier = withoutSkip(both, monday, time('01T14:00'));
    expect(accountOf(earlier)).toEqual([`${monday} planned`, `${tuesday} skipped`]);
    expect(accountOf(withoutSkip(earlier, tuesday, time('01T14:00')))).toEqual([`${monday} planned`]);
  });

  it('waits for the one that is being sent, or tried again', () => {
    const now = { now: time('01T13:30'), anyway: false };
    const posting = take(withPostNow(skipped, now).record, '01T13:30');
    const undone = withoutSkip(posting, monday, time('01T13:30'));
    expect(accountOf(undone)).toEqual(['2026-11-01 claimed']);
    expect(accountOf(told(undone, '01T13:30', sent, '2026-11-01'))).toEqual(['2026-11-01 sent', `${monday} planned`]);
    const again = withoutSkip(told(posting, '01T13:30', later, '2026-11-01'), monday, time('01T13:30'));
    expect(accountOf(again)).toEqual(['2026-11-01 planned']);
  });

  it('comes in a pause only once that is over', () => {
    const paused = withoutSkip(withPause(skipped, time('01T13:00')), monday, time('01T14:00'));
    expect(accountOf(paused)).toEqual([]);
    expect(accountOf(withResume(paused, time('01T15:00')))).toEqual([`${monday} planned`]);
  });

  it('stays skipped where its time has passed, by the settings of then or of now, or it is none of the days', () => {
    expect(withoutSkip(skipped, monday, time('02T09:00'))).toBe(skipped);
    const earlier = change(skipped, '01T14:00', { time: '07:00' });
    expect(withoutSkip(earlier, monday, time('02T08:00'))).toBe(earlier);
    const sundays = change(skipped, '01T14:00', { weekdays: ['sun'] });
    expect(withoutSkip(sundays, monday, time('01T15:00'))).toBe(sundays);
  });

  it('must have been skipped', () => {
    for (const day of [monday, tuesday, 'x']) expect(withoutSkip(posted, day, time('01T13:00'))).toBe(posted);
    const unset = newCommunity('discord:2');
    expect(withoutSkip(unset, monday, time('01T13:00'))).toBe(unset);
  });
});

describe('the next date', () => {
  it('is the one that is planned, or would be if it were resumed', () => {
    expect(nextDelivery(planned, time('01T13:00'))).toEqual(deliveryIn(planned, monday));
    const skipped = withSkip(withSkip(planned, time('01T13:00')), time('01T13:00'));
    const paused = withPause(skipped, time('01T14:00'));
    expect(nextDelivery(paused, time('01T15:00'))?.day).toBe('2026-11-04');
    expect(nextDelivery(stopped, time('02T10:00'))?.day).toBe(tuesday);
    expect(nextDelivery(newCommunity('discord:2'), time('01T13:00'))).toBeUndefined();
  });

  it('is the one after what is being sent, or what was missed', () => {
    expect(nextDelivery(claimed, time('02T09:00'))?.day).toBe(tuesday);
    expect(nextDelivery(planned, time('02T16:00'))?.day).toBe(tuesday);
  });
});
