/** What is to be done for a date, by whichever process asks first. */
import { describe, expect, it } from 'vitest';
import { questionKey, wordingOf } from '../../../src/practice/bank.ts';
import { maySend, openDelivery, settle, takeUp, type TakenUp } from '../../../src/practice/daily/outbox.ts';
import { type CommunityRecord, newCommunity } from '../../../src/practice/records.ts';
import { bankOf, choiceQuestion, questionsOn } from '../../support/questions.ts';
import { accountOf, communityWith, deliveryIn } from './support.ts';

const bank = bankOf(questionsOn(['sql'], 3));
const monday = '2026-11-02';
const tuesday = '2026-11-03';
const time = (of: string): Date => new Date(`${monday}T${of}Z`);

const take = (record: CommunityRecord, at: Date, claim = 'first', its: typeof bank | undefined = bank): TakenUp =>
  takeUp(record, { now: at, claim, bank: its });

/** Claimed under `first` on Monday at nine. */
const claimed = take(communityWith(), time('09:00')).record;

const settling = { claim: 'first', day: monday, channel: 'general', now: time('09:00:05') };
const posted = settle(claimed, { ...settling, result: { kind: 'sent', message: '77' } });
const retried = settle(claimed, { ...settling, result: { kind: 'later', detail: 'Slack answered 503.' } });

describe('taking up', () => {
  it('finds nothing where nothing is set up, or before the time has come', () => {
    const unknown = newCommunity('discord:2');
    expect(take(unknown, time('09:00'))).toEqual({ record: unknown, task: { kind: 'nothing' }, ended: [] });
    const planned = communityWith();
    expect(planned.wakeAt).toBe('2026-11-02T09:00:00.000Z');
    expect(take(planned, time('08:59:59.999')).record).toBe(planned);
    expect(take(planned, time('08:59:59.999')).task).toEqual({ kind: 'nothing' });
  });

  it('claims what is due, with its question and channel, for a minute', () => {
    const { record, task } = take(communityWith(), time('09:00'));
    if (task.kind !== 'post') throw new Error(task.kind);
    expect(task.delivery).toEqual({
      day: monday,
      dueAt: '2026-11-02T09:00:00.000Z',
      state: 'claimed',
      tries: 1,
      claim: { id: 'first', at: '2026-11-02T09:00:00.000Z', until: '2026-11-02T09:01:00.000Z' },
      question: questionKey('coder', task.question.id),
      wording: wordingOf(task.question),
      channel: 'general',
    });
    expect(record).toMatchObject({ wakeAt: '2026-11-02T09:01:00.000Z', daily: { used: [] } });
    expect(record.daily && openDelivery(record.daily)).toEqual(task.delivery);
  });

  it('gives nobody else the date while the claim holds', () => {
    const other = take(claimed, time('09:00:59.999'), 'second');
    expect(other).toEqual({ record: claimed, task: { kind: 'nothing' }, ended: [] });
    expect(other.record).toBe(claimed);
  });

  it('has somebody look when a claim has run out, over all that may have been sent since the first', () => {
    const look = take(claimed, time('09:01'), 'second');
    expect(look.task).toMatchObject({ kind: 'look', delivery: { day: monday, tries: 1, claim: { id: 'second' } } });
    const again = take(look.record, time('09:02'), 'third');
    expect(again.task).toMatchObject({ kind: 'look', since: time('08:00'), delivery: { claim: { id: 'third' } } });
    expect(again.record.wakeAt).toBe('2026-11-02T09:03:00.000Z');
  });

  it('looks from the present on where the clock has gone back meanwhile', () => {
    const skewed = take(communityWith(), time('12:00'), 'first').record;
    const daily = skewed.daily;
    if (daily === undefined) throw new Error('it is set up');
    const [open] = daily.deliveries;
    if (open?.claim === undefined) throw new Error('it is claimed');
    const over = { ...open, claim: { ...open.claim, until: time('09:30').toISOString() } };
    const { task } = take({ ...skewed, daily: { ...daily, deliveries: [over] } }, time('09:30'), 'second');
    expect(task).toMatchObject({ kind: 'look', since: time('08:30') });
  });

  it('still posts up to six hours late, and not later', () => {
    expect(take(communityWith(), time('15:00')).task.kind).toBe('post');
    const { record, task, ended } = take(communityWith(), time('15:00:00.001'));
    expect(task.kind).toBe('nothing');
    expect(accountOf(record)).toEqual([`${monday} skipped`, `${tuesday} planned`]);
    expect(ended).toEqual([deliveryIn(record, monday)]);
    expect(ended[0]?.reason).toBe(
      'The bot could not post within six hours of 09:00 (it was down, or the platform was).',
    );
  });

  it('gives each date that was missed its own record, and posts the one whose time is not long ago', () => {
    const { record, task, ended } = take(communityWith(), new Date('2026-11-05T11:00Z'));
    expect(accountOf(record)).toEqual([
      `${monday} skipped`,
      `${tuesday} skipped`,
      '2026-11-04 skipped',
      '2026-11-05 claimed',
    ]);
    expect(ended.map(({ day }) => day)).toEqual([monday, tuesday, '2026-11-04']);
    expect(task).toMatchObject({ kind: 'post', delivery: { day: '2026-11-05' } });
  });

  it('keeps sixty dates, and is quick about years', () => {
    const { record, ended } = take(communityWith(), new Date('2036-11-02T08:00Z'));
    expect(record.daily?.deliveries).toHaveLength(61);
    expect(accountOf(record).slice(-2)).toEqual(['2036-11-01 skipped', '2036-11-02 planned']);
    expect(ended.length).toBeLessThan(500);
    expect(take(communityWith(), new Date('9999-12-01T00:00Z')).task.kind).toBe('nothing');
  });

  it('keeps what was posted last, however many dates were missed since', () => {
    const { record } = take(posted, new Date('2027-06-01T08:00Z'));
    expect(record.daily?.deliveries).toHaveLength(61);
    expect(accountOf(record)[0]).toBe(`${monday} sent`);
  });

  it('ends a date for which there is no question, says why, and goes on', () => {
    const without = take(communityWith({ topics: ['cooking'] }), time('09:00'));
    expect(without.task).toEqual({ kind: 'nothing' });
    expect(accountOf(without.record)).toEqual([`${monday} failed`, `${tuesday} planned`]);
    expect(without.ended).toEqual([deliveryIn(without.record, monday)]);
    expect(without.ended[0]?.reason).toContain('No question fits');
    const noRole = takeUp(communityWith(), { now: time('09:00'), claim: 'first', bank: undefined });
    expect(noRole.ended[0]?.reason).toContain('no role "coder"');
  });
});

describe('the question of a date that is tried again', () => {
  const asked = (record: CommunityRecord, its: typeof bank): string | undefined =>
    deliveryIn(take(record, time('09:30'), 'second', its).record, monday).question;
  const first = deliveryIn(claimed, monday).question ?? '';
  const others = bank.questions.filter(({ id }) => questionKey('coder', id) !== first);

  it('stays, also where better ones came into the bank', () => {
    expect(asked(retried, bankOf([...questionsOn(['http'], 20), ...bank.questions]))).toBe(first);
  });

  it('is another one where it is gone or does not fit any more', () => {
    expect(asked(retried, bankOf(others))).not.toBe(first);
    expect(others.map(({ id }) => questionKey('coder', id))).toContain(asked(retried, bankOf(others)));
  });

  it('is put with its new wording where it was edited', () => {
    const edited = bankOf([{ ...choiceQuestion(first.slice('coder/'.length)), prompt: 'Why not?' }]);
    const { wording } = deliveryIn(take(retried, time('09:30'), 'second', edited).record, monday);
    expect(wording).toBe(edited.questions.map(wordingOf)[0]);
    expect(wording).not.toBe(deliveryIn(claimed, monday).wording);
  });
});

describe('beginning to send', () => {
  it('is for the holder of the claim, while the lease outlives it', () => {
    // A lease of a minute outlives what sending and looking take, 50 seconds, until here.
    const at = (of: string, sinceClaim = 0) => ({ now: time(of), sinceClaim });
    expect(maySend(claimed, 'first', at('09:00:10'))).toBe(true);
    expect(maySend(claimed, 'first', at('09:00:10.001'))).toBe(false);
    // The clock was set back while it waited.
    expect(maySend(claimed, 'first', at('09:00', 10_000))).toBe(true);
    expect(maySend(claimed, 'first', at('09:00', 10_001))).toBe(false);
    expect(maySend(claimed, 'second', at('09:00'))).toBe(false);
    expect(maySend(posted, 'first', at('09:00'))).toBe(false);
    expect(maySend(newCommunity('discord:2'), 'first', at('09:00'))).toBe(false);
  });
});
