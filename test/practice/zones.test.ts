/** Zones by the names that people use. */
import { describe, expect, it } from 'vitest';
import { isZone } from '../../src/practice/days.ts';
import { completeZone, findZone, isOffset } from '../../src/practice/zones.ts';

describe('findZone', () => {
  it.each([
    ['Asia/Tokyo', 'Asia/Tokyo'],
    ['asia/tokyo', 'Asia/Tokyo'],
    ['  New   York ', 'America/New_York'],
    ['america/new_york', 'America/New_York'],
    ['são paulo', 'America/Sao_Paulo'],
    ['Sao Paulo', 'America/Sao_Paulo'],
    ['Buenos Aires', 'America/Argentina/Buenos_Aires'],
    ['San Francisco', 'America/Los_Angeles'],
    ['Mumbai', 'Asia/Kolkata'],
    ['Lord Howe', 'Australia/Lord_Howe'],
    ['Japan', 'Asia/Tokyo'],
    ['Germany', 'Europe/Berlin'],
    ['Europe/Oslo', 'Europe/Oslo'],
    ['Etc/GMT+3', 'Etc/GMT+3'],
    ['etc/gmt+3', 'Etc/GMT+3'],
    ['UTC', 'UTC'],
    ['gmt', 'UTC'],
  ])('understands "%s" as %s', (text, zone) => {
    expect(findZone(text)).toEqual({ found: true, zone });
  });

  it.each([
    ['Sydney', 'Australia/Sydney'],
    ['Tripoli', 'Africa/Tripoli'],
    ['Kingston', 'America/Jamaica'],
  ])('takes the better known of two cities: %s', (text, zone) => {
    expect(findZone(text)).toEqual({ found: true, zone });
  });

  it.each([
    ['Asia/Tokio', 'Asia/Tokyo'],
    ['Berln', 'Europe/Berlin'],
    ['Amercia/New_York', 'America/New_York'],
    ['EST', 'America/New_York'],
    ['pst', 'America/Los_Angeles'],
    ['PT', 'America/Los_Angeles'],
    ['BST', 'Europe/London'],
    ['IST', 'Asia/Kolkata'],
    ['CET', 'Europe/Berlin'],
    ['WET', 'Europe/Lisbon'],
    ['__proto__', 'Europe/Lisbon'],
  ])('does not know "%s", and offers %s', (text, zone) => {
    expect(findZone(text)).toMatchObject({ found: false, nearest: { zone } });
  });

  it.each(['', ' ', 'Boston Legal', 'Wonderland', '+09:00', '../../etc/passwd', 'constructor', '<b>', '/'])(
    'offers nothing for "%s" rather than something far away',
    (text) => {
      expect(findZone(text)).toEqual({ found: false, nearest: undefined });
    },
  );

  it.each(['UTC+2', 'GMT -3', '+02:00', 'utc+0530', '−5'])('"%s" is a distance from UTC, and no zone', (text) => {
    expect(isOffset(text)).toBe(true);
    expect(findZone(text).found).toBe(false);
  });

  it.each(['UTC', 'Etc/GMT+3', '2', '9-5', 'Berlin +2'])('"%s" is none', (text) => {
    expect(isOffset(text)).toBe(false);
  });

  it('gives only zones that this runtime knows', () => {
    for (const { zone } of completeZone('', 1000)) {
      expect(isZone(zone), zone).toBe(true);
      expect(findZone(zone), zone).toEqual({ found: true, zone });
    }
  });
});

describe('completeZone', () => {
  it('lists what begins with the text before what contains it, with cities', () => {
    const [york] = completeZone('york', 25);
    expect(york?.label).toMatch(/^America\/New_York \(New York City, /);
    expect(completeZone('tok', 25)[0]).toMatchObject({ zone: 'Asia/Tokyo' });
    expect(completeZone('san f', 25)[0]).toMatchObject({ zone: 'America/Los_Angeles' });
    expect(completeZone('utc', 25)).toMatchObject([{ zone: 'UTC', label: 'UTC' }]);
  });

  it('keeps to the limit, and takes any text', () => {
    expect(completeZone('', 25)).toHaveLength(25);
    expect(completeZone('(*[', 25)).toEqual([]);
  });
});
