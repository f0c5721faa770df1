import { webApi } from '@slack/bolt';
import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { createPeople } from '../../../src/platforms/slack/people.ts';

interface Profile {
  readonly zone: string | undefined;
  readonly isAdmin: boolean;
}
const lisbon: Profile = { zone: 'Europe/Lisbon', isAdmin: false };
const kolkata: Profile = { zone: 'Asia/Kolkata', isAdmin: true };
const here = { team: 'T1' };
const refused = (error: string): Error => new webApi.WebAPIPlatformError({ ok: false, error });

/** People over an `ask` that gives these answers in turn, then the last again; with a clock that stands until it is moved. */
function setUp(answers: readonly (Profile | Error)[], capacity?: number) {
  const asked: string[] = [];
  const logged: string[] = [];
  let now = Date.parse('2026-11-22T10:00:00Z');
  const people = createPeople(
    {
      ask: ({ team }, user) => {
        const answer = answers[Math.min(asked.length, answers.length - 1)] ?? lisbon;
        asked.push(`${team} ${user}`);
        return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
      },
      now: () => new Date(now),
      logger: pino({}, { write: (line) => void logged.push(line) }),
    },
    capacity,
  );
  const pass = (minutes: number): void => {
    now += minutes * 60_000;
  };
  return { ...people, asked, logged, pass };
}

describe('what Slack says about a person', () => {
  it('is asked for once, for the zone and for the rights', async () => {
    const { zoneOf, isAdmin, asked } = setUp([kolkata]);
    expect(await Promise.all([zoneOf(here, 'U1'), isAdmin(here, 'U1'), zoneOf(here, 'U1')])).toEqual([
      'Asia/Kolkata',
      true,
      'Asia/Kolkata',
    ]);
    expect(asked).toEqual(['T1 U1']);
  });

  it('is each workspace’s own', async () => {
    const { isAdmin, asked } = setUp([kolkata, lisbon]);
    expect([await isAdmin(here, 'U1'), await isAdmin({ team: 'T2' }, 'U1')]).toEqual([true, false]);
    expect(asked).toEqual(['T1 U1', 'T2 U1']);
  });

  it('is forgotten where there are too many, the longest unused first', async () => {
    const { zoneOf, asked } = setUp([lisbon], 2);
    for (const user of ['U1', 'U2', 'U1', 'U3', 'U1', 'U2']) await zoneOf(here, user);
    expect(asked).toEqual(['T1 U1', 'T1 U2', 'T1 U3', 'T1 U2']);
  });
});

describe('the zone', () => {
  it('is good for an hour', async () => {
    const { zoneOf, asked, pass } = setUp([lisbon, kolkata]);
    expect(await zoneOf(here, 'U1')).toBe('Europe/Lisbon');
    pass(59.9);
    expect(await zoneOf(here, 'U1')).toBe('Europe/Lisbon');
    pass(0.1);
    expect(await zoneOf(here, 'U1')).toBe('Asia/Kolkata');
    expect(asked).toHaveLength(2);
  });

  it('may be unknown, which is no failure', async () => {
    const { zoneOf, asked, logged, pass } = setUp([{ zone: undefined, isAdmin: false }]);
    expect(await zoneOf(here, 'U1')).toBeUndefined();
    pass(59);
    expect(await zoneOf(here, 'U1')).toBeUndefined();
    expect(asked).toHaveLength(1);
    expect(logged).toEqual([]);
  });

  it('is undefined where Slack fails, with one line in the log, and asked for again after a minute', async () => {
    const { zoneOf, asked, logged, pass } = setUp([new Error('timeout'), lisbon]);
    expect(await zoneOf(here, 'U1')).toBeUndefined();
    pass(0.9);
    expect(await zoneOf(here, 'U1')).toBeUndefined();
    expect(asked).toHaveLength(1);
    expect(logged).toHaveLength(1);
    expect(logged[0]).toContain('Error: timeout');
    pass(0.1);
    expect(await zoneOf(here, 'U1')).toBe('Europe/Lisbon');
    expect(logged).toHaveLength(1);
  });

  it('stays the one that was known where Slack fails later', async () => {
    const { zoneOf, isAdmin, pass } = setUp([kolkata, new Error('timeout')]);
    await zoneOf(here, 'U1');
    pass(61);
    expect(await zoneOf(here, 'U1')).toBe('Asia/Kolkata');
    expect(await isAdmin(here, 'U1')).toBeUndefined();
  });
});

describe('the rights of an admin', () => {
  it('are good for two minutes', async () => {
    const { isAdmin, asked, pass } = setUp([kolkata, lisbon]);
    expect(await isAdmin(here, 'U1')).toBe(true);
    pass(1.9);
    expect(await isAdmin(here, 'U1')).toBe(true);
    pass(0.1);
    expect(await isAdmin(here, 'U1')).toBe(false);
    expect(asked).toHaveLength(2);
  });

  it('are asked for again where the clock has been set back meanwhile', async () => {
    const { isAdmin, pass } = setUp([kolkata, lisbon]);
    expect(await isAdmin(here, 'U1')).toBe(true);
    pass(-60);
    expect(await isAdmin(here, 'U1')).toBe(false);
  });

  it('are not known where Slack does not say, and are asked for again after a minute', async () => {
    const { isAdmin, pass } = setUp([new Error('timeout'), kolkata]);
    expect(await isAdmin(here, 'U1')).toBeUndefined();
    pass(1);
    expect(await isAdmin(here, 'U1')).toBe(true);
  });

  it('and the zone: the log says how to grant a missing scope', async () => {
    const { isAdmin, logged } = setUp([refused('missing_scope')]);
    expect(await isAdmin(here, 'U1')).toBeUndefined();
    expect(logged).toHaveLength(1);
    expect(logged[0]).toMatch(/users:read.*OAuth & Permissions.*install the app again/);
  });
});
