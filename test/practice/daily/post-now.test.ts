/** "Post it now", and what stands against it. */
import { describe, expect, it } from 'vitest';
import { dailyKey } from '../../../src/practice/daily/key.ts';
import {
  looked,
  type PostNow,
  takeUp,
  withDaily,
  withPause,
  withPostNow,
  withSkip,
} from '../../../src/practice/daily/outbox.ts';
import { withCounted } from '../../../src/practice/daily/tally.ts';
import { type CommunityRecord, newCommunity } from '../../../src/practice/records.ts';
import { bankOf, questionsOn } from '../../support/questions.ts';
import {
  claimed,
  bank,
  later,
  monday,
  planned,
  posted,
  refused,
  sent,
  stopped,
  take,
  time,
  told,
  tuesday,
} from './november.ts';
import { accountOf, communityWith, deliveryIn, guild, settingsOf } from './support.ts';

const postNow = (record: CommunityRecord, at: string, anyway = false): PostNow =>
  withPostNow(record, { now: time(at), anyway });

const unsure = looked(claimed, {
  claim: 'first',
  day: monday,
  channel: 'general',
  now: time('02T09:01'),
  finding: { kind: 'unknown', detail: 'Slack lets nobody look.' },
});

describe('posting now', () => {
  it('posts today’s in place of its time, and the next date at its time', () => {
    const { record, outcome, delivery } = postNow(planned, '02T07:00');
    expect(outcome).toBe('ready');
    expect(delivery).toEqual(deliveryIn(record, monday));
    expect(record.wakeAt).toBe('2026-11-02T07:00:00.000Z');
    const now = told(take(record, '02T07:00'), '02T07:00', sent);
    expect(accountOf(now)).toEqual([`${monday} sent`, `${tuesday} planned`]);
    expect(now.wakeAt).toBe('2026-11-03T09:00:00.000Z');
  });

  it('posts on a weekday that was not chosen, and after today’s was missed, left out or failed', () => {
    const mondays = communityWith({ weekdays: ['mon'] });
    const sunday = told(take(postNow(mondays, '01T13:00').record, '01T13:00'), '01T13:00', sent, '2026-11-01');
    expect(accountOf(sunday)).toEqual(['2026-11-01 sent', `${monday} planned`]);
    const missed = take(planned, '02T16:00');
    expect(accountOf(postNow(missed, '02T16:00').record)).toEqual([`${monday} planned`]);
    expect(accountOf(postNow(withSkip(planned, time('02T08:00')), '02T10:00').record)).toEqual([`${monday} planned`]);
  });

  it('comes before dates that were left out already', () => {
    const skipped = withSkip(withSkip(planned, time('01T13:00')), time('01T13:00'));
    const { record } = postNow(skipped, '01T13:30');
    expect(accountOf(record)).toEqual(['2026-11-01 planned', `${monday} skipped`, `${tuesday} skipped`]);
    expect(accountOf(told(take(record, '01T13:30'), '01T13:30', sent, '2026-11-01'))).toEqual([
      '2026-11-01 sent',
      `${monday} skipped`,
      `${tuesday} skipped`,
      '2026-11-04 planned',
    ]);
  });

  it('accounts for the date before it where that had not been posted yet', () => {
    const late = communityWith({ time: '23:00' });
    const { record } = postNow(late, '02T00:30');
    expect(accountOf(record)).toEqual(['2026-11-01 skipped', `${monday} planned`]);
    expect(deliveryIn(record, '2026-11-01').reason).toContain('An admin had the drill of the date after it posted');
    expect(accountOf(told(take(record, '02T00:30'), '02T00:30', sent))).toEqual([
      '2026-11-01 skipped',
      `${monday} sent`,
      `${tuesday} planned`,
    ]);
  });

  it('posts nothing twice', () => {
    expect(postNow(posted, '02T10:00')).toEqual({
      record: posted,
      outcome: 'already',
      delivery: deliveryIn(posted, monday),
    });
    expect(postNow(posted, '02T10:00', true).outcome).toBe('already');
    expect(postNow(claimed, '02T09:00')).toMatchObject({ record: claimed, outcome: 'busy' });
    expect(postNow(newCommunity('discord:2'), '02T09:00').outcome).toBe('unset');
  });

  it('posts what may be there only where the admin insists, with the same question', () => {
    expect(postNow(unsure, '02T10:00')).toMatchObject({ record: unsure, outcome: 'perhaps' });
    const { record, outcome } = postNow(unsure, '02T10:00', true);
    expect(outcome).toBe('ready');
    expect(deliveryIn(take(record, '02T10:00'), monday).question).toBe(deliveryIn(unsure, monday).question);
    const again = told(take(record, '02T10:00'), '02T10:00', sent);
    expect(again.daily?.used).toEqual(unsure.daily?.used);
  });

  it('leaves in doubt what may be there where posting it again comes to nothing', () => {
    const { record } = postNow(unsure, '02T10:00', true);
    const endings: readonly CommunityRecord[] = [
      withSkip(record, time('02T10:00')),
      withPause(record, time('02T10:00')),
      withDaily(record, settingsOf({ time: '18:00' }), { by: 'discord:ada', now: time('02T10:00') }),
      told(take(record, '02T10:00'), '02T10:00', refused),
      take(record, '03T08:00'),
    ];
    for (const ending of endings) {
      expect(deliveryIn(ending, monday)).toMatchObject({ state: 'doubt', question: expect.any(String) as string });
      expect(deliveryIn(ending, monday).reason).toContain('An earlier post of it may be there.');
      expect(postNow(ending, '02T11:00').outcome).toBe('perhaps');
    }
  });

  it('has it posted once it succeeds, also at a later attempt', () => {
    const { record } = postNow(unsure, '02T10:00', true);
    const failed = told(take(record, '02T10:00'), '02T10:00', later);
    const retried = told(take(postNow(failed, '02T10:05').record, '02T10:05'), '02T10:05', sent);
    expect(deliveryIn(retried, monday)).toMatchObject({ state: 'sent', message: '77' });
    expect(deliveryIn(retried, monday)).not.toHaveProperty('perhaps');
  });

  it('keeps the answers to what may be there', () => {
    const { question = '' } = deliveryIn(unsure, monday);
    const answered = withCounted(unsure, {
      ...{ drill: dailyKey(guild, monday), question, grade: 'good', options: 2, chosen: 1 },
      ...{ learner: 'discord:ada', name: 'Ada', hidden: false, streak: 3 },
    });
    const { tally } = deliveryIn(answered, monday);
    expect(tally).toMatchObject({ answered: 1 });
    const { record } = postNow(answered, '02T10:00', true);
    expect(deliveryIn(told(take(record, '02T10:00'), '02T10:00', sent), monday).tally).toEqual(tally);
    // Another question, where that one has gone, has answers of its own.
    const others = bankOf(questionsOn(['http'], 3));
    const { task } = takeUp(record, { now: time('02T10:00'), claim: 'first', bank: others });
    expect(task).toMatchObject({ kind: 'post', delivery: { day: monday } });
    expect(task).not.toHaveProperty('delivery.tally');
  });

  it('has an attempt that was lost looked for first, and is not for the date after it before that', () => {
    const over = postNow(claimed, '02T09:01');
    expect(over).toMatchObject({ record: claimed, outcome: 'ready' });
    expect(takeUp(over.record, { now: time('02T09:01'), claim: 'second', bank }).task.kind).toBe('look');
    expect(postNow(claimed, '03T08:00')).toMatchObject({ record: claimed, outcome: 'busy', delivery: { day: monday } });
  });

  it('works while paused, and leaves it paused; what fails then is not tried again', () => {
    const paused = withPause(planned, time('01T13:00'));
    const now = take(postNow(paused, '02T10:00').record, '02T10:00');
    expect(accountOf(told(now, '02T10:00', sent))).toEqual([`${monday} sent`]);
    expect(told(now, '02T10:00', sent).daily?.status).toBe('paused');
    expect(accountOf(told(now, '02T10:00', later))).toEqual([`${monday} failed`]);
  });

  it('leaves paused what was paused also where it is refused, and succeeds at another attempt', () => {
    const paused = withPause(planned, time('01T13:00'));
    const failed = told(take(postNow(paused, '02T10:00').record, '02T10:00'), '02T10:00', refused);
    expect(failed.daily?.status).toBe('paused');
    const again = told(take(postNow(failed, '02T11:00').record, '02T11:00'), '02T11:00', sent);
    expect(accountOf(again)).toEqual([`${monday} sent`]);
    expect(again.daily?.status).toBe('paused');
    expect('wakeAt' in again).toBe(false);
  });

  it('ends a stop when it succeeds', () => {
    const now = take(postNow(stopped, '04T10:00').record, '04T10:00');
    expect(now.daily?.status).toBe('stopped');
    const healed = told(now, '04T10:01', sent, '2026-11-04');
    expect(healed.daily).toMatchObject({ status: 'on', since: '2026-11-04T10:01:00.000Z' });
    expect(healed.daily?.stop).toBeUndefined();
    // The dates while it was stopped were promised by nobody.
    expect(accountOf(healed)).toEqual([`${monday} failed`, '2026-11-04 sent', '2026-11-05 planned']);
  });
});
