/** What became of an attempt, and how its date ends. */
import { describe, expect, it } from 'vitest';
import type { Finding, PostResult } from '../../../src/practice/daily/daily.ts';
import {
  latestSent,
  looked,
  maySend,
  settle,
  takeUp,
  type TakenUp,
  withDaily,
  withPause,
} from '../../../src/practice/daily/outbox.ts';
import { type CommunityRecord, newCommunity } from '../../../src/practice/records.ts';
import { bankOf, questionsOn } from '../../support/questions.ts';
import { accountOf, communityWith, deliveryIn, settingsOf } from './support.ts';

const bank = bankOf(questionsOn(['sql'], 3));
const monday = '2026-11-02';
const tuesday = '2026-11-03';
const time = (of: string): Date => new Date(`${monday}T${of}Z`);

const take = (record: CommunityRecord, at: Date, claim = 'first', absent?: string): TakenUp =>
  takeUp(record, { now: at, claim, bank, absent });

/** Claimed under `first` on Monday at nine. */
const claimed = take(communityWith(), time('09:00')).record;

const told = (record: CommunityRecord, result: PostResult, { claim = 'first', day = monday, at = '09:00:05' } = {}) =>
  settle(record, { claim, day, channel: 'general', now: time(at), result });
const found = (record: CommunityRecord, finding: Finding, { claim = 'first', at = '09:02' } = {}): CommunityRecord =>
  looked(record, { claim, day: monday, channel: 'general', now: time(at), finding });

const sent: PostResult = { kind: 'sent', message: '77' };
const later: PostResult = { kind: 'later', detail: 'Slack answered 503.' };
const doubt: PostResult = { kind: 'doubt', detail: 'The connection broke.' };

describe('a result', () => {
  it('"sent" ends the date, counts its question as used, and plans the next date', () => {
    const record = told(claimed, sent);
    const { question } = deliveryIn(claimed, monday);
    expect(deliveryIn(record, monday)).toEqual({
      day: monday,
      dueAt: '2026-11-02T09:00:00.000Z',
      state: 'sent',
      tries: 1,
      question,
      wording: deliveryIn(claimed, monday).wording,
      channel: 'general',
      message: '77',
      endedAt: '2026-11-02T09:00:05.000Z',
    });
    expect(record.daily?.used).toEqual([question]);
    expect(deliveryIn(record, tuesday).state).toBe('planned');
    expect(record.wakeAt).toBe('2026-11-03T09:00:00.000Z');
    expect(record.daily && latestSent(record.daily)?.day).toBe(monday);
  });

  it('"later" for everything at that pace plans it for the end of that pause', () => {
    const record = told(claimed, { kind: 'later', after: 1000, everywhere: true, detail: 'Too many.' });
    expect(record.wakeAt).toBe('2026-11-02T09:00:06.000Z');
  });

  it('"later" for something that is this process’s own leaves it to others at once', () => {
    const record = told(claimed, { kind: 'later', after: 900_000, ours: true, detail: 'The token is dead.' });
    expect(record.wakeAt).toBe('2026-11-02T09:00:05.000Z');
    expect(take(record, time('09:00:05'), 'other').task).toMatchObject({ kind: 'post', delivery: { tries: 2 } });
  });

  it('"later" plans the same date and question again, after pauses that grow', () => {
    let record = claimed;
    const pauses: number[] = [];
    for (let at = time('09:00'); pauses.length < 8;) {
      record = settle(record, { claim: 'first', day: monday, channel: 'general', now: at, result: later });
      const { notBefore = '', reason } = deliveryIn(record, monday);
      pauses.push((Date.parse(notBefore) - at.getTime()) / 1000);
      expect(reason).toBe('Slack answered 503.');
      expect(record.wakeAt).toBe(notBefore);
      at = new Date(notBefore);
      expect(take(record, new Date(at.getTime() - 1)).record).toBe(record);
      record = take(record, at).record;
    }
    expect(pauses).toEqual([15, 30, 60, 120, 240, 480, 900, 900]);
    expect(deliveryIn(record, monday)).toMatchObject({ tries: 9, question: deliveryIn(claimed, monday).question });
    expect(record.daily?.used).toEqual([]);
  });

  it('"later" obeys the platform where it asks for more', () => {
    const record = told(claimed, { ...later, after: 3_600_000 }, { at: '09:00' });
    expect(record.wakeAt).toBe('2026-11-02T10:00:00.000Z');
  });

  it('"later" ends the date where the six hours would be over', () => {
    const record = told(claimed, { ...later, after: 6 * 3_600_000 }, { at: '09:00:01' });
    expect(accountOf(record)).toEqual([`${monday} failed`, `${tuesday} planned`]);
    expect(deliveryIn(record, monday).reason).toBe(
      'Slack answered 503. Six hours after its time it is not tried any more.',
    );
    // Nobody has seen its question.
    expect(record.daily?.used).toEqual([]);
  });

  it('that came to nothing in time says what the last attempt met', () => {
    const { ended } = take(told(claimed, later), time('16:00'));
    expect(ended).toMatchObject([{ state: 'failed', tries: 1 }]);
    expect(ended[0]?.reason).toMatch(/^The bot could not post .* The last attempt: Slack answered 503\.$/);
  });

  it('"refused" stops the schedule, until the admins have done something', () => {
    const record = told(claimed, { kind: 'refused', why: 'channel-gone', detail: 'The channel is gone.' });
    expect(accountOf(record)).toEqual([`${monday} failed`]);
    expect(record.daily).toMatchObject({
      status: 'stopped',
      stop: { at: '2026-11-02T09:00:05.000Z', why: 'channel-gone', detail: 'The channel is gone.', told: false },
    });
  });

  it.each(['channel-gone', 'no-access'] as const)(
    '"refused" (%s) by a channel that is not the chosen one any more says nothing of the new one: it goes there',
    (why) => {
      const moved = withDaily(claimed, settingsOf({ channel: 'new' }), { by: 'discord:ada', now: time('09:00:01') });
      const record = told(moved, { kind: 'refused', why, detail: 'The channel is gone.' });
      expect(record.daily).toMatchObject({ status: 'on', settings: { channel: 'new' } });
      expect(deliveryIn(record, monday).reason).toContain('The channel is gone.');
      expect(record.wakeAt).toBe('2026-11-02T09:00:05.000Z');
      expect(take(record, time('09:00:05')).task).toMatchObject({ kind: 'post', delivery: { channel: 'new' } });
    },
  );

  it('"refused" by more than the channel stops the schedule wherever it goes to', () => {
    const moved = withDaily(claimed, settingsOf({ channel: 'new' }), { by: 'discord:ada', now: time('09:00:01') });
    const record = told(moved, { kind: 'refused', why: 'bot-removed', detail: 'I am not there any more.' });
    expect(record.daily).toMatchObject({ status: 'stopped', stop: { why: 'bot-removed' } });
  });

  it('"refused" of what was paused meanwhile leaves it paused: the date fails, and says why', () => {
    const paused = withPause(claimed, time('09:00:01'));
    const record = told(paused, { kind: 'refused', why: 'no-access', detail: 'I may not post there.' });
    expect(record.daily?.status).toBe('paused');
    expect(record.daily?.stop).toBeUndefined();
    expect(accountOf(record)).toEqual([`${monday} failed`]);
    expect(deliveryIn(record, monday).reason).toBe('I may not post there.');
    expect('wakeAt' in record).toBe(false);
  });

  it('"doubt" leaves the date to a look, by the sender or by others', () => {
    const record = told(claimed, doubt);
    expect(deliveryIn(record, monday)).toMatchObject({ state: 'claimed', reason: 'The connection broke.' });
    expect(take(record, time('09:00:30'), 'second').task.kind).toBe('nothing');
    expect(take(record, time('09:01'), 'second').task.kind).toBe('look');
    expect(accountOf(found(record, { kind: 'found', message: '77' }))).toEqual([
      `${monday} sent`,
      `${tuesday} planned`,
    ]);
  });

  it('of a lost claim settles nothing', () => {
    const taken = take(claimed, time('09:01'), 'second').record;
    expect(told(taken, later)).toBe(taken);
    expect(told(taken, doubt)).toBe(taken);
    expect(told(taken, { kind: 'refused', why: 'no-access', detail: '' })).toBe(taken);
    expect(told(claimed, later, { claim: 'other' })).toBe(claimed);
    expect(told(claimed, sent, { day: '2026-10-01' })).toBe(claimed);
    expect(told(newCommunity('discord:2'), sent).daily).toBeUndefined();
  });
});

describe('"sent" from a claim that was lost', () => {
  const taken = take(claimed, time('09:01'), 'second').record;

  it('holds while another one looks, whose finding changes nothing any more', () => {
    const record = told(taken, sent, { at: '09:01:30' });
    expect(accountOf(record)).toEqual([`${monday} sent`, `${tuesday} planned`]);
    expect(found(record, { kind: 'absent' }, { claim: 'second' })).toBe(record);
    expect(found(record, { kind: 'found', message: '78' }, { claim: 'second' })).toBe(record);
  });

  it('holds where it is to be tried again already, or is being: nobody may send any more', () => {
    const absent = found(taken, { kind: 'absent' }, { claim: 'second' });
    expect(accountOf(told(absent, sent))).toEqual([`${monday} sent`, `${tuesday} planned`]);
    const third = take(absent, time('09:02'), 'third', 'second').record;
    expect(maySend(third, 'third', { now: time('09:02'), sinceClaim: 0 })).toBe(true);
    const record = told(third, sent);
    expect(maySend(record, 'third', { now: time('09:02'), sinceClaim: 0 })).toBe(false);
    expect(deliveryIn(told(record, { ...sent, message: '78' }, { claim: 'third' }), monday).message).toBe('77');
  });

  it('resolves a doubt, without counting the question twice', () => {
    const unsure = found(taken, { kind: 'unknown', detail: 'Slack lets nobody look.' }, { claim: 'second' });
    expect(unsure.daily?.used).toHaveLength(1);
    const record = told(unsure, sent);
    expect(accountOf(record)).toEqual([`${monday} sent`, `${tuesday} planned`]);
    expect(deliveryIn(record, monday)).toMatchObject({ message: '77', channel: 'general' });
    expect(deliveryIn(record, monday).reason).toBeUndefined();
    expect(record.daily?.used).toEqual(unsure.daily?.used);
  });

  it('holds where the date was given up meanwhile', () => {
    const given = found(taken, { kind: 'absent' }, { claim: 'second', at: '16:00' });
    expect(deliveryIn(given, monday)).toMatchObject({ state: 'failed' });
    const record = told(given, sent, { at: '16:01' });
    expect(accountOf(record)).toEqual([`${monday} sent`, `${tuesday} planned`]);
    expect(record.daily?.used).toHaveLength(1);
  });

  it('of a date that has ended says nothing of what stopped the schedule since', () => {
    const unsure = found(taken, { kind: 'unknown', detail: 'Slack lets nobody look.' }, { claim: 'second' });
    const next = takeUp(unsure, { now: new Date('2026-11-03T09:00Z'), claim: 'third', bank }).record;
    const refused: PostResult = { kind: 'refused', why: 'no-access', detail: 'I may not post there.' };
    const stopped = told(next, refused, { claim: 'third', day: tuesday });
    expect(stopped.daily?.status).toBe('stopped');
    const record = told(stopped, sent);
    expect(accountOf(record)).toEqual([`${monday} sent`, `${tuesday} failed`]);
    expect(record.daily?.status).toBe('stopped');
  });
});

describe('a look', () => {
  const taken = take(claimed, time('09:01'), 'second').record;

  it('that finds the post ends the date as sent', () => {
    const record = found(taken, { kind: 'found', message: '77' }, { claim: 'second' });
    expect(deliveryIn(record, monday)).toMatchObject({ state: 'sent', message: '77', tries: 1 });
    expect(record.daily?.used).toHaveLength(1);
  });

  it('that finds none lets who looked send at once, with the same question', () => {
    const record = found(taken, { kind: 'absent' }, { claim: 'second', at: '09:01:02' });
    expect(record.daily?.used).toEqual([]);
    const { task } = take(record, time('09:01:02'), 'third', 'second');
    expect(task).toMatchObject({
      kind: 'post',
      delivery: { question: deliveryIn(claimed, monday).question, tries: 2, claim: { id: 'third' } },
    });
  });

  it('that finds none lets nobody send without another look when the lease is over, as after a sleep of the machine', () => {
    const record = found(taken, { kind: 'absent' }, { claim: 'second', at: '09:01:02' });
    expect(take(record, time('09:02:01'), 'third', 'second').task.kind).toBe('look');
  });

  it('that finds none lets nobody else send without another look: a slow request may still arrive', () => {
    const record = found(taken, { kind: 'absent' }, { claim: 'second', at: '09:01:02' });
    expect(record.wakeAt).toBe('2026-11-02T09:02:00.000Z');
    expect(take(record, time('09:01:30'), 'third').task.kind).toBe('nothing');
    expect(take(record, time('09:02'), 'third').task.kind).toBe('look');
    const other = take(record, time('09:02'), 'third').record;
    expect(take(other, time('09:02:01'), 'fourth', 'second').task.kind).toBe('nothing');
  });

  it('that finds none when a date is not posted any more ends it', () => {
    const record = found(taken, { kind: 'absent' }, { claim: 'second', at: '15:01' });
    expect(accountOf(record)).toEqual([`${monday} failed`, `${tuesday} planned`]);
    expect(deliveryIn(record, monday).reason).toBe(
      'The post did not arrive. Six hours after its time it is not tried any more.',
    );
  });

  it('that can tell nothing ends the date in doubt: it is never sent again', () => {
    const record = found(taken, { kind: 'unknown', detail: 'Slack lets nobody look.' }, { claim: 'second' });
    expect(accountOf(record)).toEqual([`${monday} doubt`, `${tuesday} planned`]);
    expect(deliveryIn(record, monday)).toMatchObject({ reason: 'Slack lets nobody look.', channel: 'general' });
    expect(record.daily?.used).toEqual([deliveryIn(claimed, monday).question]);
    expect(take(record, time('12:00')).task.kind).toBe('nothing');
  });

  it('that can tell nothing just now keeps everybody from sending until the next one', () => {
    const away = { kind: 'later', detail: 'Discord is away.' } as const;
    const record = found(taken, away, { claim: 'second', at: '09:01:10' });
    expect(accountOf(record)).toEqual([`${monday} claimed`]);
    expect(record.wakeAt).toBe('2026-11-02T09:02:10.000Z');
    expect(deliveryIn(record, monday).reason).toBe('Discord is away.');
    expect(take(record, time('09:02')).task.kind).toBe('nothing');
    expect(take(record, time('09:02:10'), 'third').task).toMatchObject({ kind: 'look' });
    const asked = found(taken, { ...away, after: 600_000 }, { claim: 'second', at: '09:01:10' });
    expect(asked.wakeAt).toBe('2026-11-02T09:11:10.000Z');
  });

  it('that can tell nothing for as long as a date is posted late ends it in doubt', () => {
    const record = found(taken, { kind: 'later', detail: 'Discord is away.' }, { claim: 'second', at: '14:59:30' });
    expect(accountOf(record)).toEqual([`${monday} doubt`, `${tuesday} planned`]);
    expect(deliveryIn(record, monday)).toMatchObject({ reason: 'Discord is away.', channel: 'general' });
  });

  it('by one who lost the claim changes nothing, unless the post is there', () => {
    expect(found(taken, { kind: 'absent' })).toBe(taken);
    expect(found(taken, { kind: 'unknown', detail: '' })).toBe(taken);
    expect(accountOf(found(taken, { kind: 'found', message: '77' }))[0]).toBe(`${monday} sent`);
  });

  it('that finds none while it was paused ends the date', () => {
    const record = found(withPause(taken, time('09:01')), { kind: 'absent' }, { claim: 'second' });
    expect(accountOf(record)).toEqual([`${monday} failed`]);
    expect(deliveryIn(record, monday).reason).toBe(
      'The post did not arrive. It was not tried again, because the daily drill is paused.',
    );
  });
});
