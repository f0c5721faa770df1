/** `/my-data`: everything as a file, and everything erased. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { LearnerRecord } from '../../src/practice/records.ts';
import { newLearner } from '../../src/practice/records.ts';
import { createMemoryStore } from '../../src/store/memory.ts';
import { conversationOver, textOf, type TestConversation } from '../support/conversation.ts';
import { realData } from '../support/folders.ts';
import { type Answered, button, Person } from '../support/person.ts';
import { richCommunity } from '../support/rich-records.ts';

const store = createMemoryStore();
let bot: TestConversation;
beforeAll(async () => {
  bot = await conversationOver(realData, store);
});

type Export = LearnerRecord & {
  exportedAt: string;
  reports: { community: string; note: string }[];
  traces: readonly object[];
};
const exportOf = ({ reply }: Answered): Export => JSON.parse(reply.file?.text ?? '') as Export;

/** Somebody with settings, answers in two communities, an open drill with an answer, and a report. */
async function lived(name: string): Promise<{ ada: Person; elsewhere: Person; learner: string }> {
  const learner = `slack:T:${name}`;
  const ada = new Person(bot, name, { learner, community: `slack:${name}`, name: 'Ada "A" <b>' });
  const elsewhere = new Person(bot, name, { learner, community: `slack:${name}-2` });
  await ada.type('/settings timezone:Asia/Tokyo rest-days:sun leaderboard:hide');
  await ada.practise(2);
  await elsewhere.practise();
  const drill = await ada.drill('open');
  await ada.press(`interview-question:written:${drill.id}`, { answer: 'Half an answer' });
  await elsewhere.press(`interview-question:reported:${drill.question}`, { note: 'Typo' });
  return { ada, elsewhere, learner };
}

describe('export', () => {
  it('is a JSON file with everything that is kept, reports included', async () => {
    const { ada, learner } = await lived('export');
    const answered = await ada.type('/my-data export');
    expect(answered.reply).toMatchObject({ visibility: 'private', file: { name: 'my-data.json' } });
    const { exportedAt, reports, traces, ...rest } = exportOf(answered);
    expect(rest).toEqual(await store.learner(learner));
    expect(rest.ledger.filter(({ kind }) => kind === 'attempt')).toHaveLength(3);
    expect(rest.drills.some(({ answer }) => answer === 'Half an answer')).toBe(true);
    expect(reports).toMatchObject([{ community: 'slack:export-2', note: 'Typo' }]);
    expect(traces).toEqual([]);
    expect(exportedAt).toBe('2026-11-22T12:00:00.000Z');
  });

  it('has what communities keep of an admin, and nothing of others', async () => {
    const { ada, learner } = await lived('admin');
    await store.updateCommunity('slack:admin', () => ({
      record: richCommunity('slack:admin', learner),
      result: undefined,
    }));
    const { daily, faq } = richCommunity('slack:admin', learner);
    expect(exportOf(await ada.type('/my-data export')).traces).toEqual([
      {
        community: 'slack:admin',
        isAdmin: true,
        dailyDrill: daily?.settings,
        faq: faq?.slice(0, 1),
        longStreaks: [{ day: '2026-02-28', name: 'Ada', days: 7 }],
      },
    ]);
  });

  it('works for somebody of whom nothing is kept', async () => {
    expect(exportOf(await new Person(bot, 'nobody').type('/my-data export'))).toMatchObject({
      ledger: [],
      reports: [],
    });
  });
});

describe('forget', () => {
  it('asks once, keeps everything on "Keep it", and erases nothing by itself', async () => {
    const { ada, learner } = await lived('asked');
    const before = await store.learner(learner);
    const asked = await ada.type('/my-data forget');
    expect(asked.reply.title).toBe('Erase everything?');
    expect(textOf((await ada.press(button(asked, /Keep/))).reply)).toContain('Everything is as it was.');
    expect(await store.learner(learner)).toEqual(before);
  });

  it('then erases everywhere, says what, and a later drill starts afresh', async () => {
    const { ada, elsewhere, learner } = await lived('forgotten');
    const open = await ada.drill('choice');
    const erased = await ada.press(button(await ada.type('/my-data forget'), /Erase everything/));
    expect(textOf(erased.reply)).toContain('Gone: 3 answers, your streak, review dates, settings, reports');
    expect(await store.learner(learner)).toEqual(newLearner(learner));
    for (const community of ['slack:forgotten', 'slack:forgotten-2']) {
      expect(await store.members(community)).not.toContain(learner);
      expect(JSON.stringify(await store.community(community))).not.toContain(learner);
    }
    expect((await ada.answer(open)).reply.title).toBe('This question is no longer open');
    expect(await store.learner(learner)).toEqual(newLearner(learner));
    expect(exportOf(await elsewhere.type('/my-data export'))).toMatchObject({ ledger: [], reports: [], settings: {} });

    await ada.practise();
    expect((await ada.type('/streak')).data).toMatchObject({ current: 1, longest: 1, days: [{ kind: 'practised' }] });
    expect((await ada.type('/settings')).data).toMatchObject({
      settings: { zone: 'UTC', restDays: [], hidden: false },
    });
  });

  it('pressed twice says that nothing was left', async () => {
    const { ada } = await lived('twice');
    await ada.press('my-data:forget:');
    expect(textOf((await ada.press('my-data:forget:')).reply)).toContain('Nothing of you is kept');
  });

  it('leaves everybody else alone', async () => {
    const { ada } = await lived('one');
    const { learner } = await lived('two');
    const before = await store.learner(learner);
    await ada.press('my-data:forget:');
    expect(await store.learner(learner)).toEqual(before);
  });
});
