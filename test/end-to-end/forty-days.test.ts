/** Forty days of one learner, in the program as it is: some of them in processes of their own, all on one state on disk. */
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { Outcome } from '../../src/chat/reply.ts';
import { createAsker, type Ask } from '../support/asker.ts';
import { textOf } from '../support/conversation.ts';
import { realData, temporaryFolder } from '../support/folders.ts';
import { playFortyDays, type Scene } from '../support/forty-days.ts';
import { run } from './program.ts';

/** Every so many questions are asked of a process of its own. */
const betweenProcesses = 12;

/** What the streak must say of each date that was not practised, and why. */
const notPractised: Readonly<Record<string, readonly [kind: string, why: string]>> = {
  '2026-03-10': ['freeze', 'Missed, bridged by a freeze (0 left): your streak stays at 9'],
  '2026-03-14': ['rest', 'Saturday is a rest day of yours: your streak stays at 12'],
  '2026-03-16': ['outage', 'The bot was down for 14 hours of this day: your streak stays at 13'],
  '2026-03-19': [
    'moved',
    'You moved from America/Los_Angeles to Asia/Tokyo: 14 hours passed, so this date was not missed',
  ],
  '2026-03-21': ['rest', 'Saturday is a rest day of yours: your streak stays at 16'],
  '2026-03-24': ['freeze', 'Missed, bridged by a freeze (0 left): your streak stays at 18'],
  '2026-03-25': ['repaired', 'Missed, then repaired by your three answers on 2026-03-26: your streak stays at 18'],
};

/** What practised days say besides their number. */
const more: Readonly<Record<string, string>> = {
  '2026-03-07': ', and you earned a freeze (you hold 1)',
  '2026-03-17': ', and you earned a freeze (you hold 1)',
  '2026-03-26': ', and your three answers repaired it',
  '2026-03-28': ', and you earned a freeze (you hold 1)',
  '2026-04-04': ', and you earned a freeze (you hold 2)',
};

function expectedDays(): { day: string; kind: string; why: string }[] {
  let streak = 0;
  return Array.from({ length: 40 }, (_, index) => {
    const day = new Date(Date.UTC(2026, 2, 1 + index)).toISOString().slice(0, 10);
    const [kind, why] = notPractised[day] ?? [
      'practised',
      `Practised: day ${(streak += 1)} of your streak${more[day] ?? ''}`,
    ];
    return { day, kind, why };
  });
}

const replyTo = ({ outcome, did }: Scene): Extract<Outcome, { reply: unknown }> => {
  if (outcome === undefined || !('reply' in outcome)) throw new Error(`${did} gave no reply`);
  return outcome;
};

it(
  'plays 40 days over two flights and both changes of the clocks, and explains each',
  { timeout: 120_000 },
  async () => {
    const stateDir = join(await temporaryFolder(), 'state');
    const environment = { STATE_DIR: stateDir };
    const inThisProcess = await createAsker(realData, stateDir);
    const inItsOwn: Ask = async (args) => {
      const { code, output, errors } = await run(['ask', ...args, '--format', 'json'], { environment });
      expect([code, errors]).toEqual([0, '']);
      return JSON.parse(output) as Outcome;
    };
    let asked = 0;
    const scenes = await Array.fromAsync(
      playFortyDays({
        ask: (args) => ((asked += 1) % betweenProcesses === 1 ? inItsOwn(args) : inThisProcess(args)),
        async addOutage(from, to) {
          expect((await run(['state', 'outage', 'add', from, to], { environment })).code).toBe(0);
        },
      }),
    );
    const settings = scenes.filter(({ did }) => did.startsWith('/settings'));
    expect(settings.map((scene) => replyTo(scene).reply.title)).toEqual(['Saved', 'Saved', 'Saved']);

    const streaks = scenes.filter(({ did }) => did === '/streak');
    expect(
      streaks.map((scene) => {
        const { data = {} } = replyTo(scene);
        return [scene.at.slice(0, 10), data['current'], data['longest'], data['freezes'], data['today']];
      }),
    ).toEqual([
      ['2026-03-09', 8, 8, 1, 'done'],
      ['2026-03-11', 9, 9, 0, 'open'],
      ['2026-03-15', 12, 12, 0, 'open'],
      ['2026-03-17', 13, 13, 0, 'open'],
      ['2026-03-20', 15, 15, 1, 'open'],
      ['2026-03-26', 0, 18, 0, 'open'],
      ['2026-03-26', 19, 19, 0, 'done'],
      ['2026-04-09', 33, 33, 2, 'done'],
    ]);
    const broken = scenes.find(({ at, did }) => at.startsWith('2026-03-26T12:00') && did === '/streak why');
    const daysThen = broken && (replyTo(broken).data?.['days'] as { day: string }[]);
    expect(daysThen?.slice(-2)).toEqual([
      { day: '2026-03-25', kind: 'missed', why: 'Missed, with no freeze left: your streak of 18 ended here' },
      { day: '2026-03-26', kind: 'today', why: 'Not practised yet: 3 answers today would repair your streak' },
    ]);

    const last = scenes.at(-1);
    if (last === undefined) throw new Error('nothing was played');
    const { reply, data } = replyTo(last);
    expect(data).toEqual({ current: 33, longest: 33, freezes: 2, today: 'done', days: expectedDays() });
    const told = textOf(reply);
    for (const { day, why } of expectedDays()) expect(told).toContain(`${day} ${why}`);
  },
);
