/** Reports on questions, and practice while records cannot be reached. */
import { beforeAll, describe, expect, it } from 'vitest';
import { type Store, StoreError } from '../../src/practice/store.ts';
import { createMemoryStore } from '../../src/store/memory.ts';
import { actionsOf, conversationOver, textOf, type TestConversation } from '../support/conversation.ts';
import { realData } from '../support/folders.ts';
import { breakableStore, button, Person } from '../support/person.ts';

const store = createMemoryStore();
let bot: TestConversation;
beforeAll(async () => {
  bot = await conversationOver(realData, store);
});

describe('a report', () => {
  it('lands with the community’s admins once, and is erased with its author', async () => {
    const ada = new Person(bot, 'reporter', { platform: 'slack', learner: 'slack:T:U1', community: 'slack:T' });
    const drill = await ada.drill('choice');
    const form = await ada.open(button(drill.answered, /Something wrong/));
    for (let twice = 0; twice < 2; twice += 1)
      expect((await ada.press(form.action, { note: ' Option B is right too ' })).reply.title).toBe('Reported');
    expect((await store.community('slack:T')).reports).toMatchObject([
      { learner: 'slack:T:U1', question: `backend-engineer/${drill.question}`, note: 'Option B is right too' },
    ]);
    await ada.press('my-data:forget:');
    expect((await store.community('slack:T')).reports).toEqual([]);
  });

  it.each([
    ['an empty note', 'caching-when-worth-it', ' '],
    ['a question that does not exist', '<script>', 'note'],
  ])('with %s sends nothing, and says so', async (_, question, note) => {
    const ada = new Person(bot, 'nonsense', { community: 'console:nonsense' });
    const { reply } = await ada.press(`interview-question:reported:${question}`, { note });
    expect([reply.title, textOf(reply)]).toEqual(['Not reported', expect.stringContaining('Nothing was sent')]);
    expect((await store.community('console:nonsense')).reports).toEqual([]);
  });

  it('on a question that was removed meanwhile gives the note back, and no form that could not be taken either', async () => {
    const ada = new Person(bot, 'late', { community: 'console:late' });
    const { reply, status } = await ada.press('interview-question:reported:removed-since', { note: 'Option B!' });
    expect([status, actionsOf(reply)]).toEqual(['expired', []]);
    expect(textOf(reply)).toMatch(/Nothing was sent\.\nWhat you typed, so that you can copy it:\nOption B!$/);
  });

  it('from a direct message names no record after the person', async () => {
    const who = { platform: 'discord', learner: 'discord:77', community: 'discord:dm:77' } as const;
    const ada = new Person(bot, 'dm', who);
    const drill = await ada.drill();
    await ada.press(`interview-question:reported:${drill.question}`, { note: 'typo' });
    expect((await store.community('discord:dm')).reports).toMatchObject([{ note: 'typo' }]);
    expect(JSON.parse((await ada.type('/my-data export')).reply.file?.text ?? '')).toMatchObject({
      reports: [{ note: 'typo' }],
    });
    await ada.press('my-data:forget:');
    expect((await store.community('discord:dm')).reports).toEqual([]);
  });
});

describe('while records cannot be reached', () => {
  it('practice says so and loses nothing, and pay is answered as ever', async () => {
    const { store: fragile, down } = breakableStore();
    const ada = new Person(await conversationOver(realData, fragile), 'fragile');
    const drill = await ada.drill('choice');
    down.is = true;
    for (const ask of [
      () => ada.press(`interview-question:choose:${drill.id}.0`),
      ...['/interview-question', '/streak', '/review', '/progress', '/leaderboard', '/settings', '/my-data export'].map(
        (line) => () => ada.type(line),
      ),
    ]) {
      const { reply, status } = await ask();
      expect([reply.title, reply.tone, status]).toEqual(['I cannot reach my records just now', 'error', 'failure']);
      expect(textOf(reply)).toContain('everything recorded before is kept');
    }
    expect((await ada.type('/salary senior')).status).toBeUndefined();
    down.is = false;
    expect((await ada.press(`interview-question:choose:${drill.id}.0`)).data).toMatchObject({
      counted: true,
      streak: 1,
    });
  });

  it('what was typed into a form comes back, in the reply and in the form, which takes it later', async () => {
    const { store: fragile, down } = breakableStore();
    const ada = new Person(await conversationOver(realData, fragile), 'writer');
    const drill = await ada.drill('open');
    const form = await ada.open(button(drill.answered, /Write an answer/));
    const answer = 'I would *measure* first,\nand cache second.';
    down.is = true;
    const refused = await ada.press(form.action, { answer });
    expect(textOf(refused.reply)).toMatch(/^I cannot reach my records just now\nNothing new was recorded;/);
    expect(textOf(refused.reply)).toMatch(/if it stays so, tell whoever runs the bot the reference /);
    expect(textOf(refused.reply)).toContain(answer);
    const again = await ada.open(button(refused, /Open the form again/));
    expect(again).toEqual({ ...form, fields: [{ ...form.fields[0], initial: answer }] });
    down.is = false;
    expect((await ada.press(again.action, { answer })).reply.title).toBe('How does it compare?');
  });

  it('an answer whose record is in doubt says so, and that doing it again does no harm', async () => {
    const store = createMemoryStore();
    let isLost = false;
    const forgetful: Store = {
      ...store,
      async updateLearner(id, change) {
        const result = await store.updateLearner(id, change);
        if (isLost) throw new StoreError('the answer was lost', { mayBeDone: true });
        return result;
      },
    };
    const ada = new Person(await conversationOver(realData, forgetful), 'doubtful');
    const drill = await ada.drill('choice');
    isLost = true;
    const { reply } = await ada.press(`interview-question:choose:${drill.id}.0`);
    expect(textOf(reply)).toContain(
      'I cannot tell whether this last one was recorded, and doing it again does no harm',
    );
    isLost = false;
    expect((await ada.press(`interview-question:choose:${drill.id}.0`)).data).toMatchObject({
      counted: false,
      streak: 1,
    });
  });
});
