import { describe, expect, it } from 'vitest';
import { zoneChangeAllowed } from '../../src/practice/streak.ts';
import { Diary } from './diary.ts';

describe('changing the zone', () => {
  const travels = new Diary()
    .set('2026-06-01T10:00Z', { zone: 'Asia/Tokyo' })
    .set('2026-06-03T10:00Z', { dayStart: 5 })
    .set('2026-06-04T10:00Z', { zone: 'Europe/Berlin' });

  it('is free at first: the first rules are no change', () => {
    expect(zoneChangeAllowed([], new Date('2010-01-01T00:00Z'))).toEqual({ allowed: true });
    expect(zoneChangeAllowed(new Diary().entries, new Date('2010-01-01T00:00Z'))).toEqual({ allowed: true });
  });

  it('works twice in 7 days, then says when again', () => {
    const again = new Date('2026-06-08T10:00Z');
    expect(zoneChangeAllowed(travels.entries.slice(0, 3), new Date('2026-06-04T10:00Z'))).toEqual({ allowed: true });
    expect(zoneChangeAllowed(travels.entries, new Date('2026-06-04T10:01Z'))).toEqual({ allowed: false, again });
    expect(zoneChangeAllowed(travels.entries, new Date('2026-06-08T09:59Z'))).toEqual({ allowed: false, again });
    expect(zoneChangeAllowed(travels.entries, again)).toEqual({ allowed: true });
  });

  it('counts neither other settings nor doubled entries, whatever their order', () => {
    const doubled = [...travels.entries.slice(0, 3), ...travels.entries.slice(0, 3)].toReversed();
    expect(zoneChangeAllowed(doubled, new Date('2026-06-04T10:00Z'))).toEqual({ allowed: true });
  });
});

describe('two settings at the very same instant', () => {
  it('are one change, whatever their order', () => {
    const diary = new Diary()
      .set('2026-06-01T10:00Z', { zone: 'Asia/Tokyo' })
      .set('2026-06-01T10:00Z', { zone: 'Europe/Berlin' })
      .practise('2026-06-01T12:00Z');
    const reversed = new Diary();
    reversed.entries.splice(0, 1, ...diary.entries.toReversed());
    expect(zoneChangeAllowed(diary.entries, new Date('2026-06-01T13:00Z'))).toEqual({ allowed: true });
    expect(reversed.streak('2026-06-01T13:00Z')).toEqual(diary.streak('2026-06-01T13:00Z'));
  });
});
