import { describe, expect, it } from 'vitest';
import { dayInterval, daysBetween, isZone, localDay, nextDay, weekdayOf } from '../../src/practice/days.ts';

const hours = (day: string, zone: string, dayStart = 4): number => {
  const { from, to } = dayInterval(day, { zone, dayStart });
  return (to.getTime() - from.getTime()) / 3_600_000;
};

describe('localDay', () => {
  it.each([
    ['an ordinary noon', '2026-07-01T12:00Z', 'UTC', 4, '2026-07-01'],
    ['the last moment before the day start', '2026-07-01T03:59:59.999Z', 'UTC', 4, '2026-06-30'],
    ['the day start itself', '2026-07-01T04:00Z', 'UTC', 4, '2026-07-01'],
    ['midnight with a day start of 0', '2026-07-01T00:00Z', 'UTC', 0, '2026-07-01'],
    ['03:00 in Tokyo', '2026-07-01T03:00+09:00', 'Asia/Tokyo', 4, '2026-06-30'],
    ['evening in Los Angeles', '2026-07-01T23:30-07:00', 'America/Los_Angeles', 4, '2026-07-01'],
    ['a quarter-hour zone', '2026-07-01T04:00+05:45', 'Asia/Kathmandu', 4, '2026-07-01'],
    ['one minute before it', '2026-07-01T03:59+05:45', 'Asia/Kathmandu', 4, '2026-06-30'],
    ['New Year', '2027-01-01T03:00Z', 'UTC', 4, '2026-12-31'],
    ['a leap day', '2028-03-01T01:00Z', 'UTC', 4, '2028-02-29'],
    ['the first pass of a repeated hour', '2026-11-01T01:30-07:00', 'America/Los_Angeles', 2, '2026-10-31'],
    ['its second pass', '2026-11-01T01:30-08:00', 'America/Los_Angeles', 2, '2026-10-31'],
    // Los Angeles goes back from 02:00 to 01:00: with a day start of 1 no time before it comes again.
    ['a repeated hour that begins with the day', '2010-11-07T01:00-07:00', 'America/Los_Angeles', 1, '2010-11-07'],
    // Chatham's clocks go back from 03:45 to 02:45: with a day start of 3 the day begins at the second 03:00.
    ['a day start that comes twice, first', '2026-04-05T03:10+13:45', 'Pacific/Chatham', 3, '2026-04-04'],
    ['a day start that comes twice, then', '2026-04-05T03:10+12:45', 'Pacific/Chatham', 3, '2026-04-05'],
  ])('%s', (_, instant, zone, dayStart, day) => {
    expect(localDay(new Date(instant), { zone, dayStart })).toBe(day);
  });

  it('refuses an unknown zone and names it', () => {
    const atNoon = (zone: string) => () => localDay(new Date('2026-07-01T12:00Z'), { zone, dayStart: 4 });
    expect(atNoon('Mars/Olympus')).toThrow('"Mars/Olympus" is not an IANA time zone');
    expect(atNoon('Mars/GMT+05')).toThrow(RangeError);
  });
});

describe('dayInterval', () => {
  it.each([
    ['ordinary', '2026-07-01', 'Asia/Tokyo', 24],
    ['spring in the north', '2026-03-07', 'America/Los_Angeles', 23],
    ['autumn in the north', '2026-10-31', 'America/Los_Angeles', 25],
    ['spring in the south', '2026-09-26', 'Pacific/Auckland', 23],
    ['autumn in the south', '2026-04-04', 'Pacific/Auckland', 25],
    ['spring on Lord Howe, half an hour', '2026-10-03', 'Australia/Lord_Howe', 23.5],
    ['autumn on Lord Howe', '2026-04-04', 'Australia/Lord_Howe', 24.5],
    ['the date that Samoa skipped: the hours before the next 04:00', '2011-12-30', 'Pacific/Apia', 4],
  ])('lasts its hours: %s', (_, day, zone, expected) => {
    expect(hours(day, zone)).toBe(expected);
  });

  it('is empty on a skipped date that has no hour before the day start', () => {
    expect(hours('2011-12-30', 'Pacific/Apia', 0)).toBe(0);
    expect(hours('2011-12-29', 'Pacific/Apia', 0)).toBe(24);
    expect(hours('2011-12-31', 'Pacific/Apia', 0)).toBe(24);
  });

  it('begins with the skip where clocks skip midnight or the day start', () => {
    const start = (day: string, zone: string, dayStart: number): string =>
      dayInterval(day, { zone, dayStart }).from.toISOString();
    expect(start('2018-11-04', 'America/Sao_Paulo', 0)).toBe('2018-11-04T03:00:00.000Z');
    expect(start('2026-03-08', 'America/Los_Angeles', 2)).toBe('2026-03-08T10:00:00.000Z');
    expect(start('2026-03-08', 'America/Los_Angeles', 3)).toBe('2026-03-08T10:00:00.000Z');
  });

  it('begins for good after a clock that went back over midnight', () => {
    // St. John's clocks went back from 00:01 to 23:01 until 2011.
    const { from } = dayInterval('2010-11-07', { zone: 'America/St_Johns', dayStart: 0 });
    expect(from.toISOString()).toBe('2010-11-07T03:30:00.000Z');
    expect(localDay(new Date('2010-11-07T00:00:30-02:30'), { zone: 'America/St_Johns', dayStart: 0 })).toBe(
      '2010-11-06',
    );
  });

  it('refuses what is no date', () => {
    expect(() => dayInterval('tomorrow', { zone: 'UTC', dayStart: 4 })).toThrow('"tomorrow" is not a date');
  });
});

describe('dates', () => {
  it('count on over months, years and leap days', () => {
    expect(nextDay('2026-12-31')).toBe('2027-01-01');
    expect(nextDay('2028-02-28')).toBe('2028-02-29');
    expect(daysBetween('2028-02-28', '2028-03-01')).toBe(2);
    expect(daysBetween('2026-03-01', '2026-02-27')).toBe(-2);
  });

  it('know their weekday, before 1970 too', () => {
    expect(weekdayOf('2026-11-22')).toBe('sun');
    expect(weekdayOf('1970-01-01')).toBe('thu');
    expect(weekdayOf('1969-12-27')).toBe('sat');
  });
});

describe('isZone', () => {
  it.each(['UTC', 'Asia/Tokyo', 'Asia/Kolkata', 'America/Argentina/Buenos_Aires', 'Etc/GMT+5', 'europe/berlin'])(
    'knows %s',
    (name) => {
      expect(isZone(name)).toBe(true);
    },
  );

  it.each(['', ' ', 'Mars/Olympus', '+09:00', 'GMT+1', 'Tokyo', 'Asia/Tokyo ', '../etc/passwd', '\u0000'])(
    'refuses %j',
    (name) => {
      expect(isZone(name)).toBe(false);
    },
  );
});
