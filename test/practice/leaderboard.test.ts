/** Leaderboards: shared places, hidden members, and always the asker's own place. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { leaderboardOf, measures, type Member, memberSince, periodStart } from '../../src/practice/leaderboard.ts';
import { ada, answered, at, choiceQuestion } from '../support/questions.ts';

const member = (learner: string, days: number, points: number, hidden = false): Member => ({
  learner,
  days,
  points,
  hidden,
});

const members = [
  member('ada', 3, 50),
  member('bob', 5, 50),
  member('cy', 5, 70),
  member('di', 9, 200, true),
  member('ed', 0, 0),
];

describe('a leaderboard', () => {
  const board = (asker: string, by: 'days' | 'points' = 'days', size = 10): ReturnType<typeof leaderboardOf> =>
    leaderboardOf({ members, asker, by, size });
  const places = (asker: string, by?: 'days' | 'points', size?: number): [string, number][] =>
    board(asker, by, size).top.map(({ learner, place }) => [learner, place]);

  it('shares places and leaves the next one free', () => {
    expect(places('ada')).toEqual([
      ['cy', 1],
      ['bob', 1],
      ['ada', 3],
    ]);
    expect(places('ada', 'points')).toEqual([
      ['cy', 1],
      ['bob', 2],
      ['ada', 2],
    ]);
  });

  it('shows the asker’s own place, also below the list and without a result', () => {
    expect(places('ada', 'days', 2)).toEqual([
      ['cy', 1],
      ['bob', 1],
    ]);
    expect(board('ada', 'days', 2)).toMatchObject({ more: 1, own: { learner: 'ada', place: 3 }, note: undefined });
    expect(board('ed')).toMatchObject({
      own: { place: 4, days: 0 },
      note: expect.stringContaining('no result') as string,
    });
    expect(board('stranger').own).toEqual({ learner: 'stranger', days: 0, points: 0, hidden: false, place: 4 });
  });

  it('leaves hidden members out, and tells them so', () => {
    expect(places('ada').map(([learner]) => learner)).not.toContain('di');
    expect(board('di')).toMatchObject({
      own: { learner: 'di', place: 1 },
      note: expect.stringContaining('hidden') as string,
    });
    expect(places('di')).toEqual(places('ada'));
  });

  it('ranks any members consistently', () => {
    const anyMember = fc.record({ days: fc.nat(4), points: fc.nat(4), hidden: fc.boolean() });
    const request = fc.record({
      all: fc.array(anyMember, { maxLength: 12 }),
      asker: fc.nat(14),
      by: fc.constantFrom(...measures),
      size: fc.integer({ min: 1, max: 12 }),
    });
    fc.assert(
      fc.property(request, ({ all, asker, by, size }) => {
        const named = all.map((each, index): Member => ({ ...each, learner: `m${index}` }));
        const { top, own, more } = leaderboardOf({ members: named, asker: `m${asker}`, by, size });
        const visible = named.filter((each) => !each.hidden && each[by] > 0);
        expect(top.length + more).toBe(visible.length);
        expect(own.learner).toBe(`m${asker}`);
        for (const standing of [...top, own]) {
          expect(standing.place).toBe(
            1 + visible.filter((each) => each.learner !== standing.learner && each[by] > standing[by]).length,
          );
        }
        expect(top.map((each) => each[by])).toEqual(top.map((each) => each[by]).toSorted((a, b) => b - a));
        expect(top.some((each) => each.hidden)).toBe(false);
        const reversed = leaderboardOf({ members: named.toReversed(), asker: `m${asker}`, by, size });
        expect(reversed.top).toEqual(top);
      }),
      { numRuns: 300 },
    );
  });
});

describe('what counts in a period', () => {
  it.each([
    ['week', '2026-02-02', '2026-02-02'],
    ['week', '2026-02-08', '2026-02-02'],
    ['week', '2026-03-01', '2026-02-23'],
    ['month', '2026-03-01', '2026-03-01'],
    ['month', '2026-03-31', '2026-03-01'],
    ['all', '2026-03-31', undefined],
  ] as const)('a %s seen on %s begins on %s', (period, today, start) => {
    expect(periodStart(period, today)).toBe(start);
  });

  it('is counted by the learner’s own dates', () => {
    let record = ada;
    for (const [days, hours] of [
      [-1, 0],
      [0, 0],
      [0, 1],
      [1, 0],
      [30, 0],
    ] as const) {
      record = answered(record, choiceQuestion(`q${days}-${hours}`), 'good', at(days, hours));
    }
    expect(memberSince(record, periodStart('week', '2026-02-05'))).toEqual({
      learner: 'console:ada',
      hidden: false,
      days: 3,
      points: 40,
    });
    expect(memberSince(record, periodStart('month', '2026-02-05'))).toMatchObject({ days: 4, points: 50 });
    expect(memberSince({ ...record, settings: { hidden: true } }, undefined)).toMatchObject({
      hidden: true,
      days: 4,
    });
  });
});
