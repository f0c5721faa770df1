/** Drills and answers as changes of a record. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Answer, keepAnswer, openDrill, recordAttempt, type Recorded } from '../../src/practice/attempts.ts';
import { grades } from '../../src/practice/ledger.ts';
import type { LearnerRecord, OpenDrill } from '../../src/practice/records.ts';
import { ada, at } from '../support/questions.ts';

const drill = (id: string, question = 'joins', now = at(0)): OpenDrill => ({
  id,
  role: 'coder',
  question,
  wording: 'w1',
  community: 'discord:1',
  askedAt: now.toISOString(),
});

const answer = (id: string, more: Partial<Answer> = {}): Answer => ({
  drill: id,
  grade: 'good',
  now: at(0),
  question: { kind: 'choice', level: 'mid' },
  ...more,
});

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null) Object.values(Object.freeze(value)).forEach(deepFreeze);
  return value;
}

/** Writes an answer that must be new. */
function record(learner: LearnerRecord, given: Answer): Extract<Recorded, { result: 'recorded' }> {
  const recorded = recordAttempt(deepFreeze(learner), given);
  if (recorded.result !== 'recorded') throw new Error(`it was ${recorded.result}`);
  return recorded;
}

describe('an open drill', () => {
  it('is remembered, with when the question was asked and where', () => {
    const asked = openDrill(deepFreeze(ada), drill('a'));
    expect(asked.drills).toEqual([drill('a')]);
    expect(asked.asked).toEqual({ 'coder/joins': at(0).toISOString() });
    expect(asked.communities).toEqual(['discord:1']);
    expect(openDrill(asked, drill('b', 'keys')).communities).toEqual(['discord:1']);
  });

  it('is opened once, and not again after it was answered', () => {
    const asked = openDrill(ada, drill('a'));
    expect(openDrill(asked, drill('a', 'other'))).toBe(asked);
    const done = record(asked, answer('a')).record;
    expect(openDrill(done, drill('a'))).toBe(done);
  });

  it('makes the oldest expire beyond twenty', () => {
    let learner = ada;
    for (let index = 0; index < 25; index++) learner = openDrill(learner, drill(`d${index}`, `q${index}`));
    expect(learner.drills.map(({ id }) => id)).toEqual(Array.from({ length: 20 }, (_, index) => `d${index + 5}`));
    expect(recordAttempt(learner, answer('d4'))).toEqual({ record: learner, result: 'expired' });
    expect(recordAttempt(learner, answer('never')).result).toBe('expired');
  });

  it('keeps what was typed until it is graded', () => {
    const asked = openDrill(ada, drill('a'));
    expect(keepAnswer(asked, 'a', 'Because.').drills[0]?.answer).toBe('Because.');
    expect(keepAnswer(asked, 'a', 'x'.repeat(9000)).drills[0]?.answer).toHaveLength(6000);
    expect(keepAnswer(asked, 'b', 'Because.')).toBe(asked);
  });
});

describe('an answer', () => {
  it('is written with its local day, zone and points, closes the drill and starts a memory', () => {
    const { attempt, record: after } = record(openDrill(ada, drill('a')), answer('a', { fallbackZone: 'Asia/Tokyo' }));
    expect(attempt).toEqual({
      kind: 'attempt',
      id: 'a',
      community: 'discord:1',
      question: 'coder/joins',
      at: '2026-02-02T12:00:00.000Z',
      zone: 'Asia/Tokyo',
      day: '2026-02-02',
      grade: 'good',
      points: 20,
    });
    expect(after.drills).toEqual([]);
    expect(after.memories['coder/joins']).toMatchObject({ reps: 1, lastReview: at(0).toISOString() });
    expect(after.ledger).toEqual([
      { kind: 'rules', at: at(0).toISOString(), zone: 'Asia/Tokyo', dayStart: 4, restDays: [] },
      attempt,
    ]);
  });

  it('at 03:00 belongs to the day before, by the learner’s own start of the day', () => {
    const night = new Date('2026-02-03T03:00:00Z');
    const asked = openDrill(ada, drill('a'));
    expect(record(asked, answer('a', { now: night })).attempt.day).toBe('2026-02-02');
    const early = { ...asked, settings: { dayStart: 2 } };
    expect(record(early, answer('a', { now: night })).attempt.day).toBe('2026-02-03');
  });

  it('goes by the learner’s zone, else by the ledger’s, else by the place’s', () => {
    let learner = record(openDrill(ada, drill('a')), answer('a', { fallbackZone: 'Asia/Tokyo' })).record;
    // Asked in a community of another zone: nobody travels by that.
    learner = record(
      openDrill(learner, drill('b')),
      answer('b', { now: at(1), fallbackZone: 'America/New_York' }),
    ).record;
    expect(learner.ledger.map((entry) => entry.zone)).toEqual(['Asia/Tokyo', 'Asia/Tokyo', 'Asia/Tokyo']);
    learner = { ...learner, settings: { zone: 'Europe/Paris', restDays: ['sun'] } };
    learner = record(openDrill(learner, drill('c')), answer('c', { now: at(2), fallbackZone: 'Asia/Tokyo' })).record;
    learner = record(openDrill(learner, drill('d')), answer('d', { now: at(3) })).record;
    expect(learner.ledger.slice(3)).toMatchObject([
      { kind: 'rules', at: at(2).toISOString(), zone: 'Europe/Paris', dayStart: 4, restDays: ['sun'] },
      { kind: 'attempt', id: 'c', zone: 'Europe/Paris' },
      { kind: 'attempt', id: 'd', zone: 'Europe/Paris' },
    ]);
  });

  it('to the same question earns nothing more on the same local day, and does on the next', () => {
    let learner = ada;
    const points = [0, 5, 24].map((hours, index) => {
      const id = `d${index}`;
      const now = at(0, hours);
      const { attempt, record: after } = record(openDrill(learner, drill(id, 'joins', now)), answer(id, { now }));
      learner = after;
      return attempt.points;
    });
    expect(points).toEqual([20, 0, 20]);
  });

  it('counts once, however often it arrives and whatever it says then', () => {
    const more = fc.record({
      grade: fc.constantFrom(...grades),
      days: fc.integer({ min: 0, max: 60 }),
      id: fc.constantFrom('a', 'b', 'c'),
    });
    fc.assert(
      fc.property(fc.array(more, { maxLength: 12 }), (arrivals) => {
        let learner = [drill('a'), drill('b', 'keys'), drill('c')].reduce(openDrill, ada);
        const first = new Map<string, unknown>();
        for (const { grade, days, id } of arrivals) {
          const before = deepFreeze(learner);
          const recorded = recordAttempt(before, answer(id, { grade, now: at(days) }));
          learner = recorded.record;
          if (first.has(id)) {
            expect(recorded).toEqual({ record: before, result: 'already', attempt: first.get(id) });
            expect(learner).toBe(before);
          } else {
            expect(recorded.result).toBe('recorded');
            first.set(id, recorded.attempt);
          }
        }
        expect(learner.ledger.filter((entry) => entry.kind === 'attempt')).toEqual([...first.values()]);
      }),
      { numRuns: 100 },
    );
  });
});
