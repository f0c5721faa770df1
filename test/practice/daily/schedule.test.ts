import { describe, expect, it } from 'vitest';
import { dueAt, nextDate, wallDate, wallTime } from '../../../src/practice/daily/schedule.ts';
import { type Weekday, weekdays } from '../../../src/practice/ledger.ts';

describe('the time of a date', () => {
  it.each([
    ['in summer time', '2026-07-01', '09:00', 'Europe/Berlin', '2026-07-01T09:00+02:00'],
    ['in winter time', '2026-12-01', '09:00', 'Europe/Berlin', '2026-12-01T09:00+01:00'],
    ['at midnight', '2026-07-01', '00:00', 'Asia/Kathmandu', '2026-07-01T00:00+05:45'],
    ['that clocks skip: the next there is', '2026-03-29', '02:30', 'Europe/Berlin', '2026-03-29T03:00+02:00'],
    ['at which the skip begins', '2026-03-08', '02:00', 'America/Los_Angeles', '2026-03-08T03:00-07:00'],
    ['that comes twice: the first', '2026-10-25', '02:30', 'Europe/Berlin', '2026-10-25T02:30+02:00'],
    ['where clocks skip midnight', '2018-11-04', '00:15', 'America/Sao_Paulo', '2018-11-04T01:00-02:00'],
    ['where clocks skip to midnight: the next date', '2024-03-30', '23:30', 'America/Nuuk', '2024-03-31T00:00-01:00'],
    ['where a date comes back: the first', '2010-11-07', '00:00', 'America/St_Johns', '2010-11-07T00:00-02:30'],
    ['of half an hour on Lord Howe', '2026-10-04', '02:10', 'Australia/Lord_Howe', '2026-10-04T02:30+11:00'],
    ['of a date that was skipped whole', '2011-12-30', '09:00', 'Pacific/Apia', '2011-12-31T00:00+14:00'],
  ])('%s', (_, day, time, zone, instant) => {
    expect(dueAt(day, { time, zone })).toEqual(new Date(instant));
  });

  it.each(['9:00', '24:00', '09:60', 'noon', ''])('is not %j', (time) => {
    expect(() => dueAt('2026-07-01', { time, zone: 'UTC' })).toThrow('is not a time of the form HH:MM');
  });

  it('refuses an unknown zone and what is no date', () => {
    expect(() => dueAt('2026-07-01', { time: '09:00', zone: 'Mars/Olympus' })).toThrow('is not an IANA time zone');
    expect(() => dueAt('someday', { time: '09:00', zone: 'UTC' })).toThrow('is not a date');
  });
});

describe('the next date', () => {
  const next = (after: string, chosen: readonly Weekday[], zone = 'UTC', time = '09:00'): string =>
    nextDate({ time, zone, weekdays: chosen }, new Date(after)).day;

  it('is today while its time is still to come, and not at its very instant', () => {
    expect(next('2026-11-25T08:59:59.999Z', weekdays)).toBe('2026-11-25');
    expect(next('2026-11-25T09:00Z', weekdays)).toBe('2026-11-26');
  });

  it('is on a chosen weekday of the zone, not of UTC', () => {
    // Sunday evening in UTC is Monday morning in Auckland.
    expect(next('2026-11-22T19:00Z', ['mon'], 'Pacific/Auckland')).toBe('2026-11-23');
    expect(next('2026-11-22T21:00Z', ['mon'], 'Pacific/Auckland')).toBe('2026-11-30');
  });

  it('leaves out the date that Samoa skipped, though it was the chosen weekday', () => {
    expect(next('2011-12-29T20:00Z', weekdays, 'Pacific/Apia')).toBe('2011-12-31');
    expect(next('2011-12-23T20:00Z', ['fri'], 'Pacific/Apia')).toBe('2012-01-06');
  });

  it('does not lose a date whose time came after its midnight', () => {
    // Nuuk's clocks went from 23:00 on the 30th to 00:00 on the 31st.
    const settings = { time: '23:30', zone: 'America/Nuuk', weekdays };
    const last = nextDate(settings, new Date('2024-03-31T00:59:59Z'));
    expect(last).toEqual({ day: '2024-03-30', dueAt: new Date('2024-03-31T01:00Z') });
    expect(nextDate(settings, last.dueAt).day).toBe('2024-03-31');
  });

  it('is refused where no weekday was chosen', () => {
    expect(() => next('2026-11-25T08:00Z', [])).toThrow('No weekday was chosen');
  });
});

describe('the wall', () => {
  it('has the date and the time of its zone', () => {
    const instant = new Date('2026-11-22T15:05Z');
    expect([wallDate(instant, 'Asia/Tokyo'), wallTime(instant, 'Asia/Tokyo')]).toEqual(['2026-11-23', '00:05']);
    expect([wallDate(instant, 'UTC'), wallTime(instant, 'UTC')]).toEqual(['2026-11-22', '15:05']);
  });
});
