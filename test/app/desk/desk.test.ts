/** The desk itself: what it says of the machine, and places that are one person's own. */
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { deskOf } from '../../../src/app/desk/desk.ts';
import type { DeskParts } from '../../../src/app/desk/parts.ts';
import type { Check } from '../../../src/chat/poster.ts';
import { defaultSettings } from '../../../src/chat/daily-options.ts';
import { plainText } from '../../../src/chat/markup.ts';
import { questionKey, wordingOf } from '../../../src/practice/bank.ts';
import { withDaily } from '../../../src/practice/daily/outbox.ts';
import { recordLife } from '../../../src/practice/heartbeat.ts';
import { createMemoryStore } from '../../../src/store/memory.ts';
import { places, shippedKnowledge, shippedRole } from '../../support/community.ts';
import { noon, textOf } from '../../support/conversation.ts';
import { fakePlatform } from '../../support/desk.ts';
import { breakableStore } from '../../support/person.ts';

const { community, channel } = places.discord;

async function partsWith(more: Partial<DeskParts> = {}): Promise<DeskParts> {
  const knowledge = await shippedKnowledge();
  return {
    store: createMemoryStore(),
    storeName: 'files in one folder',
    community,
    learner: 'discord:1',
    role: shippedRole(knowledge),
    knowledge,
    posterFor: fakePlatform().posterFor,
    deliver: () => Promise.resolve(),
    dataState: () => ({ loadedAt: noon, problems: [] }),
    now: noon,
    trouble: () => undefined,
    ...more,
  };
}

async function checkOf(what: string, more: Partial<DeskParts>): Promise<Check | undefined> {
  return (await deskOf(await partsWith(more)).doctor()).find((check) => check.what === what);
}

const minutes = (count: number): Date => new Date(noon.getTime() + count * 60_000);

describe('the doctor', () => {
  it('still says what it can where records cannot be reached', async () => {
    const { store, down } = breakableStore();
    down.is = true;
    const logged: unknown[] = [];
    const checks = await deskOf(await partsWith({ store, trouble: (error) => logged.push(error) })).doctor();
    expect(checks.map(({ what, ok }) => [what, ok])).toEqual([
      ['Records', false],
      ['Data', true],
    ]);
    expect(checks[0]?.detail).toBe(
      'They are kept in files in one folder, which cannot be used just now: the disk is full.',
    );
    expect(JSON.stringify(checks)).not.toContain('/srv');
    expect(logged).toMatchObject([{ message: 'Could not write /srv/state: the disk is full.' }]);
  });

  it('names the problems of the data, the first few, and that the last good one stays in service', async () => {
    const problems = ['a.yaml:1: one.', 'a.yaml:2: two.', 'a.yaml:3: three.', 'a.yaml:4: four.', 'a.yaml:5: five.'];
    expect(await checkOf('Data', { dataState: () => ({ loadedAt: minutes(-5), problems }) })).toEqual({
      what: 'Data',
      ok: false,
      detail: 'The last change was refused; what was loaded 5 minutes ago stays in service.',
      items: ['a.yaml:1: one.', 'a.yaml:2: two.', 'a.yaml:3: three.', 'And 2 more problems.'],
      fix: 'Tell whoever runs the bot: the data files have to be corrected; npm run check-data names everything that is wrong.',
    });
  });

  it.each([
    ['agrees', 0, true, 'signs of life agree'],
    ['was set back', 5, false, 'I was alive later than that (2026-11-22 12:05 UTC): the clock was set back'],
    ['has nobody to beat', -60, false, 'the last sign of life is 1 hour old'],
  ])('sees that the clock %s', async (_how, beatAt, ok, detail) => {
    const store = createMemoryStore();
    await recordLife(store, minutes(beatAt));
    const check = await checkOf('Clock', { store });
    expect(check?.ok).toBe(ok);
    expect(check?.detail).toContain(detail);
    if (!ok) expect(check?.fix).toMatch(/^Tell whoever runs the bot: /);
  });

  it('sees work that nobody does', async () => {
    const store = createMemoryStore();
    await store.updateCommunity('discord:9', (record) => ({
      record: withDaily(
        record,
        { ...defaultSettings('1', 'UTC', 'backend-engineer'), time: '12:00' },
        { by: '', now: minutes(-60) },
      ),
      result: undefined,
    }));
    expect((await checkOf('Posts and reminders', { store, now: minutes(5) }))?.ok).toBe(true);
    const late = await checkOf('Posts and reminders', { store, now: minutes(11) });
    expect([late?.ok, late?.detail]).toEqual([
      false,
      'There are posts that were due more than 10 minutes ago and still wait.',
    ]);
    // Each check has a fix of its own, also where several stem from the same.
    await recordLife(store, minutes(-60));
    const fixes = (await deskOf(await partsWith({ store, now: minutes(11) })).doctor()).flatMap(({ fix }) => fix ?? []);
    expect([fixes.length, new Set(fixes).size]).toEqual([2, 2]);
  });

  it('says so where the platform is not connected', async () => {
    expect(await checkOf('Platform', { posterFor: () => undefined })).toMatchObject({ ok: false });
  });
});

describe.each(['console', 'discord:dm:1'])('in %s', (place) => {
  it('nothing can be set up or shared, and a preview is there', async () => {
    const store = createMemoryStore();
    const desk = deskOf(await partsWith({ community: place, store }));
    const role = shippedRole(await shippedKnowledge());
    expect(await desk.setDaily(defaultSettings('1', 'UTC', role.id), { resume: false })).toEqual({
      kind: 'no-channels',
    });
    expect(await desk.allow('2')).toBe('nobody-else');
    expect(await desk.disallow('2')).toBe('nobody-else');
    expect((await desk.pauseDaily()).kind).toBe('unset');
    expect((await desk.resumeDaily()).kind).toBe('unset');
    expect((await desk.skipDaily()).kind).toBe('unset');
    expect(await desk.postDaily({ anyway: true })).toEqual({ kind: 'unset' });
    expect((await desk.previewDaily())?.title).toBe('Preview · Daily drill · Monday 23 November');
    expect((await desk.doctor()).every(({ ok }) => ok)).toBe(true);
    expect((await store.community(place)).daily).toBeUndefined();
  });

  it('nobody reads what others left in their direct messages', async () => {
    const store = createMemoryStore();
    await store.updateCommunity('discord:dm', (record) => ({
      record: { ...record, unanswered: [{ text: 'secret', times: 1, lastAsked: noon.toISOString() }] },
      result: undefined,
    }));
    expect(await deskOf(await partsWith({ community: place, store })).unanswered()).toBeUndefined();
  });
});

describe('a preview', () => {
  it('shows the question that was tried already, which comes when the next attempt succeeds', async () => {
    const parts = await partsWith();
    const desk = deskOf(parts);
    const preview = async (): Promise<string> => {
      const reply = await desk.previewDaily();
      return reply === undefined ? '' : textOf(reply);
    };
    const set = withDaily(await parts.store.community(community), defaultSettings(channel, 'UTC', parts.role.id), {
      by: 'discord:1',
      now: noon,
    });
    await parts.store.updateCommunity(community, () => ({ record: set, result: undefined }));
    const picked = await preview();
    const others = parts.role.questions.filter(({ prompt }) => !picked.includes(plainText(prompt)));
    for (const tried of others.slice(0, 2)) {
      const asked = { question: questionKey(parts.role.id, tried.id), wording: wordingOf(tried) };
      const deliveries = set.daily?.deliveries.map((each) => ({ ...each, ...asked, tries: 1 })) ?? [];
      await parts.store.updateCommunity(community, () => ({
        record: { ...set, ...(set.daily && { daily: { ...set.daily, deliveries } }) },
        result: undefined,
      }));
      expect(await preview()).toContain(plainText(tried.prompt));
    }
  });
});

describe('posting now', () => {
  const setUp = async (deliver: DeskParts['deliver']): Promise<ReturnType<typeof deskOf>> => {
    const desk = deskOf(await partsWith({ deliver }));
    await desk.setDaily(defaultSettings(channel, 'UTC', 'backend-engineer'), { resume: false });
    return desk;
  };

  it('is still to come where no process has a hand free', async () => {
    const desk = await setUp(() => Promise.resolve());
    expect(await desk.postDaily({ anyway: false })).toMatchObject({
      kind: 'retrying',
      delivery: { day: '2026-11-22' },
    });
  });

  it('does not keep an admin waiting where the platform takes its time', async () => {
    vi.useFakeTimers();
    onTestFinished(() => void vi.useRealTimers());
    const desk = await setUp(() => new Promise(() => undefined));
    const posting = desk.postDaily({ anyway: false });
    await vi.advanceTimersByTimeAsync(10_000);
    expect((await posting).kind).toBe('retrying');
  });

  it('does not call posted what could not be recorded', async () => {
    const desk = await setUp(() => Promise.reject(new Error('lost')));
    await expect(desk.postDaily({ anyway: false })).rejects.toThrow('lost');
  });
});
