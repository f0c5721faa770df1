/** What users of other bots complain about besides their streaks: each shown not to happen here, as a person meets it. */
import { describe, expect, it } from 'vitest';
import { createMemoryStore } from '../../src/store/memory.ts';
import { breakableFiles } from '../support/breakable-files.ts';
import { conversationOver, textOf } from '../support/conversation.ts';
import { realData } from '../support/folders.ts';
import { button, Person, questionsIn } from '../support/person.ts';
import { embeddedStore } from '../support/stores.ts';

describe('data lost', () => {
  it('at a failing disk: nothing is called recorded that is not, and what was recorded is there after a restart', async () => {
    const broken = breakableFiles();
    const { store, stateDir } = await embeddedStore({ files: broken.files });
    const ada = new Person(await conversationOver(realData, store), 'ada');
    await ada.practise(2);
    const drill = await ada.drill();
    broken.break('writeFlushed', 'ENOSPC');
    const failed = await ada.answer(drill);
    expect([failed.reply.title, failed.data]).toEqual(['I cannot reach my records just now', undefined]);
    expect(textOf(failed.reply)).toContain('Nothing new was recorded; everything recorded before is kept.');
    await store.close();

    const restarted = await embeddedStore({ stateDir });
    const again = new Person(await conversationOver(realData, restarted.store), 'ada');
    expect((await restarted.store.learner('console:ada')).ledger.filter(({ kind }) => kind === 'attempt')).toHaveLength(
      2,
    );
    expect((await again.answer(drill)).data).toMatchObject({ counted: true });
  });

  it('or doubled by two processes that get the same click: it counts once', async () => {
    const store = createMemoryStore();
    const [one, two] = await Promise.all([conversationOver(realData, store), conversationOver(realData, store)]);
    const drill = await new Person(one, 'ada').drill();
    const answers = await Promise.all([one, two].map((bot) => new Person(bot, 'ada').answer(drill)));
    expect(answers.map(({ data }) => data?.['counted']).sort()).toEqual([false, true]);
    expect(answers[0]?.data?.['points']).toBe(answers[1]?.data?.['points']);
  });
});

describe('repeating questions', () => {
  it('three a day for a month: none comes back within seven days unless its date has come', async () => {
    const questionOf = await questionsIn(realData);
    const ada = new Person(await conversationOver(realData), 'ada').at('2026-06-01T12:00:00Z');
    const seen = new Map<string, number>();
    for (let day = 0; day < 30; day += 1) {
      for (let each = 0; each < 3; each += 1) {
        const drill = await ada.drill();
        const since = day - (seen.get(drill.question) ?? -Infinity);
        if (!textOf(drill.answered.reply).includes('due for review')) expect(since).toBeGreaterThanOrEqual(7);
        expect(since).toBeGreaterThan(0);
        seen.set(drill.question, day);
        const question = questionOf(drill.question);
        const right = question.kind === 'choice' ? question.options.findIndex((option) => option.right) : 0;
        await (question.kind === 'choice'
          ? ada.press(`interview-question:choose:${drill.id}.${right}`)
          : ada.answer(drill, 'good'));
      }
      ada.later(24);
    }
    expect(seen.size).toBeGreaterThan(30);
  });
});

describe('a backlog after a break', () => {
  it('never asks more than ten due questions a day, however many have come together', async () => {
    const ada = new Person(await conversationOver(realData), 'ada').at('2026-01-01T12:00:00Z');
    for (let each = 0; each < 25; each += 1) await ada.answer(await ada.drill('open'), 'again');
    ada.at('2026-07-01T12:00:00Z');
    let due = 0;
    for (let each = 0; each < 20; each += 1) {
      const drill = await ada.drill();
      if (textOf(drill.answered.reply).includes('due for review')) due += 1;
      await ada.answer(drill, 'good');
    }
    expect(due).toBe(10);
  });
});

describe('no export or deletion of one’s own data', () => {
  it('takes one command each, and one button', async () => {
    const { store } = await embeddedStore();
    const ada = new Person(await conversationOver(realData, store), 'ada');
    await ada.practise();
    expect(JSON.parse((await ada.type('/my-data export')).reply.file?.text ?? '')).toMatchObject({
      learner: 'console:ada',
    });
    await ada.press(button(await ada.type('/my-data forget'), /Erase everything/));
    expect((await store.learner('console:ada')).ledger).toEqual([]);
    expect(await store.members('console')).toEqual([]);
  });
});

describe('counts that differ from view to view', () => {
  it('a Slack profile that moved is seen by every view at once', async () => {
    let zone = 'America/Los_Angeles';
    const who = { profileZone: () => Promise.resolve(zone) };
    const ada = new Person(await conversationOver(realData), 'ada', who).at('2026-06-01T20:00:00-07:00');
    await ada.practiseDaily(3);
    zone = 'Asia/Tokyo';
    ada.at('2026-06-05T10:00:00+09:00');
    const left = 'ends in 18 hours';
    expect(await ada.read('/streak')).toContain(left);
    expect(await ada.read('/settings')).toContain(left);
    const first = (await ada.type('/streak')).data;
    expect((await ada.later(5).type('/streak')).data).toEqual(first);
  });
});
