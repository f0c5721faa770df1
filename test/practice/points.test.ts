/** Points: the table in docs/points.md. */
import { describe, expect, it } from 'vitest';
import { gradeOfChoice } from '../../src/practice/grade.ts';
import { grades } from '../../src/practice/ledger.ts';
import { pointsFor } from '../../src/practice/points.ts';

describe('points', () => {
  it.each([
    ['junior', [2, 6, 10, 10]],
    ['mid', [4, 12, 20, 20]],
    ['senior', [6, 18, 30, 30]],
    ['staff', [8, 24, 40, 40]],
    ['apprentice', [2, 6, 10, 10]],
  ])('an open question of level %s is worth %j', (level, points) => {
    expect(grades.map((grade) => pointsFor({ kind: 'open', level }, grade, { repeated: false }))).toEqual(points);
  });

  it.each([
    ['junior', 10],
    ['mid', 20],
    ['senior', 30],
    ['staff', 40],
  ])('a choice of level %s is worth %i if it is right, and nothing if not', (level, points) => {
    const worth = (right: boolean): number =>
      pointsFor({ kind: 'choice', level }, gradeOfChoice(right), { repeated: false });
    expect([worth(true), worth(false)]).toEqual([points, 0]);
  });

  it('nothing is worth anything the second time on a day', () => {
    for (const grade of grades) expect(pointsFor({ kind: 'open', level: 'staff' }, grade, { repeated: true })).toBe(0);
  });
});
