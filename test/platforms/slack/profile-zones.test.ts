import { webApi } from '@slack/bolt';
import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { createProfileZone } from '../../../src/platforms/slack/profile-zones.ts';

type Answer = string | undefined | Error;
const refused = (error: string): Error => new webApi.WebAPIPlatformError({ ok: false, error });

/** Zones over an `ask` that gives these answers in turn, then the last again; with a clock that stands until it is moved. */
function setUp(answers: readonly Answer[], capacity?: number) {
  const asked: string[] = [];
  const logged: string[] = [];
  const failures: unknown[] = [];
  let now = Date.parse('2026-11-22T10:00:00Z');
  const zoneOf = createProfileZone(
    {
      ask: (user) => {
        const answer = answers[Math.min(asked.length, answers.length - 1)];
        asked.push(user);
        return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
      },
      now: () => new Date(now),
      logger: pino({}, { write: (line) => void logged.push(line) }),
      onFailure: (error) => void failures.push(error),
    },
    capacity,
  );
  const pass = (minutes: number): void => {
    now += minutes * 60_000;
  };
  return { zoneOf, asked, logged, failures, pass };
}

describe('the zone of a profile', () => {
  it('is asked for once an hour', async () => {
    const { zoneOf, asked, pass } = setUp(['Europe/Lisbon', 'Asia/Kolkata']);
    expect(await zoneOf('U1')).toBe('Europe/Lisbon');
    pass(59.9);
    expect(await zoneOf('U1')).toBe('Europe/Lisbon');
    pass(0.1);
    expect(await zoneOf('U1')).toBe('Asia/Kolkata');
    expect(asked).toEqual(['U1', 'U1']);
  });

  it('is asked for once where several ask at once', async () => {
    const { zoneOf, asked } = setUp(['Europe/Lisbon']);
    expect(await Promise.all([zoneOf('U1'), zoneOf('U1')])).toEqual(['Europe/Lisbon', 'Europe/Lisbon']);
    expect(asked).toHaveLength(1);
  });

  it.each([[undefined], ['']])('may be unknown (%j), which is no failure', async (answer) => {
    const { zoneOf, asked, logged, pass } = setUp([answer]);
    expect(await zoneOf('U1')).toBeUndefined();
    pass(59);
    expect(await zoneOf('U1')).toBeUndefined();
    expect(asked).toHaveLength(1);
    expect(logged).toEqual([]);
  });

  it.each(['Mars/Olympus', '+01:00', 'nonsense'])('is left out where it is none: %s', async (answer) => {
    const { zoneOf, logged } = setUp([answer]);
    expect(await zoneOf('U1')).toBeUndefined();
    expect(logged).toHaveLength(1);
  });

  it('is undefined where Slack fails, with one line in the log, and asked for again after a minute', async () => {
    const { zoneOf, asked, logged, failures, pass } = setUp([new Error('timeout'), 'Europe/Lisbon']);
    expect(await zoneOf('U1')).toBeUndefined();
    pass(0.9);
    expect(await zoneOf('U1')).toBeUndefined();
    expect(asked).toHaveLength(1);
    expect(logged).toHaveLength(1);
    expect(logged[0]).toContain('Error: timeout');
    expect(failures).toEqual([new Error('timeout')]);
    pass(0.1);
    expect(await zoneOf('U1')).toBe('Europe/Lisbon');
    expect(logged).toHaveLength(1);
  });

  it('says in the log how to grant a missing scope', async () => {
    const { zoneOf, logged } = setUp([refused('missing_scope')]);
    expect(await zoneOf('U1')).toBeUndefined();
    expect(logged).toHaveLength(1);
    expect(logged[0]).toMatch(/users:read.*OAuth & Permissions.*install the app again/);
  });

  it('is forgotten where there are too many, the longest unused first', async () => {
    const { zoneOf, asked } = setUp(['Europe/Lisbon'], 2);
    for (const user of ['U1', 'U2', 'U1', 'U3', 'U1', 'U2']) await zoneOf(user);
    expect(asked).toEqual(['U1', 'U2', 'U3', 'U2']);
  });
});
