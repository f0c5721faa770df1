/** What admins do to the daily drill: set it up, change it, pause, resume, leave a date out. */
import { describe, expect, it } from 'vitest';
import {
  looked,
  takeUp,
  withDaily,
  withPause,
  withPostNow,
  withResume,
  withSkip,
} from '../../../src/practice/daily/outbox.ts';
import { type CommunityRecord, newCommunity } from '../../../src/practice/records.ts';
import { bank, claimed, later, monday, planned, posted, sent, stopped, take, time, told, tuesday } from './november.ts';
import { accountOf, communityWith, deliveryIn, settingsOf } from './support.ts';

const change = (record: CommunityRecord, at: string, settings: Parameters<typeof settingsOf>[0]): CommunityRecord =>
  withDaily(record, settingsOf(settings), { by: 'discord:bob', now: time(at) });

const retried = told(claimed, '02T09:00', later);

describe('setting up', () => {
  it('plans the first date whose time is still to come', () => {
    expect(planned.daily).toEqual({
      settings: settingsOf(),
      setBy: 'discord:ada',
      since: '2026-11-01T12:00:00.000Z',
      status: 'on',
      used: [],
      deliveries: [{ day: monday, dueAt: '2026-11-02T09:00:00.000Z', state: 'planned', tries: 0 }],
    });
    expect(planned.wakeAt).toBe('2026-11-02T09:00:00.000Z');
    const early = withDaily(newCommunity('discord:2'), settingsOf({ time: '12:01' }), {
      by: 'discord:ada',
      now: time('01T12:00'),
    });
    expect(accountOf(early)).toEqual(['2026-11-01 planned']);
  });

  it('puts what is planned at the new time, and keeps what was posted', () => {
    const changed = change(posted, '02T18:00', { time: '20:00', topics: ['sql'], channel: 'drills' });
    // Today's was posted: never two for one date.
    expect(accountOf(changed)).toEqual([`${monday} sent`, `${tuesday} planned`]);
    expect(changed.wakeAt).toBe('2026-11-03T20:00:00.000Z');
    expect(changed.daily).toMatchObject({ setBy: 'discord:bob', since: '2026-11-02T18:00:00.000Z' });
    expect(changed.daily?.used).toEqual(posted.daily?.used);
    expect(accountOf(change(planned, '02T08:00', { time: '20:00' }))).toEqual([`${monday} planned`]);
    expect(accountOf(change(planned, '02T08:00', { time: '07:00' }))).toEqual([`${tuesday} planned`]);
  });

  it('does not post a date again, or one before it, where the community moves over the date line', () => {
    const kiribati = communityWith({ zone: 'Pacific/Kiritimati' });
    const first = told(take(kiribati, '01T19:00'), '01T19:00', sent);
    expect(accountOf(first)).toEqual([`${monday} sent`, `${tuesday} planned`]);
    const samoa = change(first, '01T19:30', { zone: 'Pacific/Pago_Pago' });
    expect(accountOf(samoa)).toEqual([`${monday} sent`, `${tuesday} planned`]);
    expect(samoa.wakeAt).toBe('2026-11-03T20:00:00.000Z');
    expect(withPostNow(samoa, { now: time('01T19:30'), anyway: false })).toMatchObject({
      outcome: 'already',
      delivery: { day: monday },
    });
  });

  it('does not post a date before one that may be there either', () => {
    const kiribati = take(communityWith({ zone: 'Pacific/Kiritimati' }), '01T19:00');
    const finding = { kind: 'unknown', detail: 'Slack lets nobody look.' } as const;
    const unsure = looked(kiribati, {
      claim: 'first',
      day: monday,
      channel: 'general',
      now: time('01T19:01'),
      finding,
    });
    const samoa = change(unsure, '01T19:30', { zone: 'Pacific/Pago_Pago' });
    expect(accountOf(samoa)).toEqual([`${monday} doubt`, `${tuesday} planned`]);
    expect(withPostNow(samoa, { now: time('01T19:30'), anyway: true }).outcome).toBe('already');
  });

  it('leaves alone what is being sent, and goes on when that has ended', () => {
    const changed = change(claimed, '02T09:00', { time: '20:00', channel: 'drills' });
    expect(deliveryIn(changed, monday)).toEqual(deliveryIn(claimed, monday));
    expect(changed.wakeAt).toBe(claimed.wakeAt);
    expect(accountOf(told(changed, '02T09:01', sent))).toEqual([`${monday} sent`, `${tuesday} planned`]);
    const retry = take(told(changed, '02T09:01', later), '02T09:02', 'second');
    expect(deliveryIn(retry, monday)).toMatchObject({ state: 'claimed', channel: 'drills' });
  });

  it('plans a date anew that could not be posted yet, if its new time is to come; else says why it ended', () => {
    const again = change(retried, '02T10:00', { time: '11:00' });
    expect(deliveryIn(again, monday)).toMatchObject({ state: 'planned', tries: 0, dueAt: '2026-11-02T11:00:00.000Z' });
    const over = change(retried, '02T10:00', { time: '08:00' });
    expect(accountOf(over)).toEqual([`${monday} failed`, `${tuesday} planned`]);
    expect(deliveryIn(over, monday).reason).toBe(
      'The settings were changed before it could be posted. The last attempt: Slack answered 503.',
    );
    expect(accountOf(change(planned, '02T10:00', { time: '08:00' }))).toEqual([
      `${monday} skipped`,
      `${tuesday} planned`,
    ]);
  });

  it('first accounts for the dates that the old settings promised', () => {
    const changed = change(planned, '05T08:00', { weekdays: ['sun'] });
    expect(accountOf(changed)).toEqual([
      `${monday} skipped`,
      `${tuesday} skipped`,
      '2026-11-04 skipped',
      '2026-11-08 planned',
    ]);
  });

  it('puts it on where it was stopped', () => {
    const changed = change(stopped, '02T10:00', {});
    expect(changed.daily).toMatchObject({ status: 'on' });
    expect(changed.daily?.stop).toBeUndefined();
    expect(accountOf(changed)).toEqual([`${monday} failed`, `${tuesday} planned`]);
  });

  it('leaves a pause as it is, until it is resumed', () => {
    const paused = withPause(posted, time('02T10:00'));
    const changed = change(paused, '02T11:00', { time: '20:00' });
    expect(changed.daily).toMatchObject({ status: 'paused', settings: { time: '20:00' } });
    expect(accountOf(changed)).toEqual([`${monday} sent`]);
    expect('wakeAt' in changed).toBe(false);
    expect(withResume(changed, time('02T12:00')).wakeAt).toBe('2026-11-03T20:00:00.000Z');
  });

  it('is nothing where it was all so already', () => {
    expect(change(planned, '01T14:00', {})).toBe(planned);
    const paused = withPause(posted, time('02T10:00'));
    expect(change(paused, '02T11:00', {})).toBe(paused);
    expect(change(planned, '01T14:00', { recap: true })).not.toBe(planned);
    // Set again, what was tried begins anew; and so does what has stopped.
    expect(change(retried, '02T09:01', {})).not.toBe(retried);
    expect(change(stopped, '02T10:00', {})).not.toBe(stopped);
  });
});

describe('a pause', () => {
  it('takes back what is planned, and wakes nobody', () => {
    const paused = withPause(planned, time('02T08:00'));
    expect(paused.daily).toMatchObject({ status: 'paused', deliveries: [] });
    expect('wakeAt' in paused).toBe(false);
    expect(take(paused, '09T09:00')).toBe(paused);
    expect(withPause(paused, time('02T08:00'))).toBe(paused);
    expect(withPause(stopped, time('02T08:00'))).toBe(stopped);
    expect(withPause(newCommunity('discord:2'), time('02T08:00')).daily).toBeUndefined();
  });

  it('says so at a date whose time had come', () => {
    expect(deliveryIn(withPause(planned, time('02T09:30')), monday)).toMatchObject({
      state: 'skipped',
      reason: 'It was paused before it could be posted.',
    });
    expect(deliveryIn(withPause(retried, time('02T09:30')), monday)).toMatchObject({ state: 'failed', tries: 1 });
  });

  it('leaves alone what is being sent: it is still accounted for', () => {
    const paused = withPause(claimed, time('02T09:00'));
    expect(paused.wakeAt).toBe(claimed.wakeAt);
    expect(takeUp(paused, { now: time('02T09:01'), claim: 'second', bank }).task.kind).toBe('look');
    const ended = told(paused, '02T09:00', sent);
    expect(accountOf(ended)).toEqual([`${monday} sent`]);
    expect(ended.daily?.status).toBe('paused');
    expect('wakeAt' in ended).toBe(false);
    expect(accountOf(told(paused, '02T09:00', later))).toEqual([`${monday} failed`]);
  });

  it('ends with the next date to come; those in between were promised by nobody', () => {
    const resumed = withResume(withPause(posted, time('02T10:00')), time('09T10:00'));
    expect(accountOf(resumed)).toEqual([`${monday} sent`, '2026-11-10 planned']);
    expect(resumed.daily).toMatchObject({ status: 'on', since: '2026-11-09T10:00:00.000Z' });
    expect(withResume(resumed, time('09T10:00'))).toBe(resumed);
  });

  it('that ends while a date is still being sent plans none of the dates in between', () => {
    const resumed = withResume(withPause(claimed, time('02T09:00')), time('05T10:00'));
    expect(accountOf(resumed)).toEqual([`${monday} claimed`]);
    expect(accountOf(told(resumed, '05T10:00', sent))).toEqual([`${monday} sent`, '2026-11-06 planned']);
  });
});

describe('a pause or a date left out', () => {
  const missed = [`${monday} skipped`, `${tuesday} skipped`, '2026-11-04 skipped'];

  it('comes after an account of the dates that were missed', () => {
    expect(accountOf(withPause(planned, time('05T08:00')))).toEqual(missed);
    expect(accountOf(withSkip(planned, time('05T08:00')))).toEqual([
      ...missed,
      '2026-11-05 skipped',
      '2026-11-06 planned',
    ]);
  });
});

describe('resuming', () => {
  it('ends a stop', () => {
    const resumed = withResume(stopped, time('02T10:00'));
    expect(resumed.daily).toMatchObject({ status: 'on' });
    expect(resumed.daily?.stop).toBeUndefined();
    expect(accountOf(resumed)).toEqual([`${monday} failed`, `${tuesday} planned`]);
    const unset = newCommunity('discord:2');
    expect(withResume(unset, time('02T10:00'))).toBe(unset);
  });
});

describe('leaving a date out', () => {
  it('goes on with the one after it', () => {
    const skipped = withSkip(planned, time('01T13:00'));
    expect(accountOf(skipped)).toEqual([`${monday} skipped`, `${tuesday} planned`]);
    expect(deliveryIn(skipped, monday).reason).toBe('An admin skipped it.');
    expect(accountOf(withSkip(skipped, time('01T13:00'))).at(-1)).toBe('2026-11-04 planned');
    expect(accountOf(change(skipped, '01T14:00', { time: '10:00' }))).toEqual(accountOf(skipped));
  });

  it('changes nothing where none is planned', () => {
    for (const record of [claimed, stopped, newCommunity('discord:2')]) {
      expect(withSkip(record, time('02T09:00'))).toBe(record);
    }
  });
});

describe('after a clock that was wrong', () => {
  const now = time('02T12:00');

  it('goes on with the next date where one was posted weeks ahead', () => {
    const ahead = told(take(posted, '30T09:00'), '30T09:00', sent, '2026-11-30');
    expect(ahead.wakeAt).toBe('2026-12-01T09:00:00.000Z');
    const changed = change(ahead, '02T12:00', { topics: ['sql'] });
    expect(changed.wakeAt).toBe('2026-11-03T09:00:00.000Z');
    expect(withResume(withPause(ahead, now), now).wakeAt).toBe('2026-11-03T09:00:00.000Z');
    // What was posted is never posted again.
    expect(accountOf(changed)).toContain('2026-11-30 sent');
    expect(withPostNow(planned, { now: time('02T08:00'), anyway: false }).outcome).toBe('ready');
  });

  it('takes back that dates were missed which have not come yet', () => {
    const skipped = takeUp(posted, { now: time('09T16:00'), claim: 'b', bank }).record;
    expect(accountOf(skipped)).toContain('2026-11-05 skipped');
    expect(accountOf(withResume(withPause(skipped, now), now))).toEqual([`${monday} sent`, `${tuesday} planned`]);
    expect(withPostNow(skipped, { now: time('03T08:00'), anyway: false })).toMatchObject({
      outcome: 'ready',
      delivery: { day: tuesday },
    });
  });

  it('looks at once for what was claimed for years', () => {
    const years = takeUp(posted, { now: new Date('2036-11-02T09:00:00Z'), claim: 'b', bank }).record;
    const changed = withDaily(years, settingsOf(), { by: 'discord:bob', now });
    expect(changed.wakeAt).toBe(now.toISOString());
    expect(takeUp(changed, { now, claim: 'c', bank }).task.kind).toBe('look');
  });

  it('keeps the dates that an admin skipped', () => {
    const skipped = withSkip(withSkip(posted, now), now);
    expect(accountOf(withResume(withPause(skipped, now), now))).toEqual([
      `${monday} sent`,
      `${tuesday} skipped`,
      '2026-11-04 skipped',
      '2026-11-05 planned',
    ]);
  });
});
