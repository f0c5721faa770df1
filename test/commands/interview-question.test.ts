/** `/interview-question`: asked, answered, recorded once, and kind about it. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { BankQuestion } from '../../src/practice/bank.ts';
import { createMemoryStore } from '../../src/store/memory.ts';
import { actionsOf, conversationOver, textOf, type TestConversation } from '../support/conversation.ts';
import { realData } from '../support/folders.ts';
import { button, type Drill, Person, questionsIn } from '../support/person.ts';

const store = createMemoryStore();
let bot: TestConversation;
let questionOf: (id: string) => BankQuestion;
beforeAll(async () => {
  bot = await conversationOver(realData, store);
  questionOf = await questionsIn(realData);
});

const choiceOf = (drill: Drill): Extract<BankQuestion, { kind: 'choice' }> => {
  const question = questionOf(drill.question);
  if (question.kind !== 'choice') throw new Error('not a choice');
  return question;
};
const openOf = (drill: Drill): Extract<BankQuestion, { kind: 'open' }> => {
  const question = questionOf(drill.question);
  if (question.kind !== 'open') throw new Error('not an open question');
  return question;
};
const optionOf = (drill: Drill, right: boolean): number =>
  choiceOf(drill).options.findIndex((option) => option.right === right);
const choose = (drill: Drill, option: number | string): string => `interview-question:choose:${drill.id}.${option}`;
const attempts = async (name: string): Promise<number> =>
  (await store.learner(`console:${name}`)).ledger.filter(({ kind }) => kind === 'attempt').length;

const shaming = /wrong!|fail|bad|poor|stupid|unfortunately|should have/i;

describe('a choice', () => {
  it('answered right: every option explained, points, the next date, the streak', async () => {
    const ada = new Person(bot, 'right');
    const drill = await ada.drill('choice');
    const { reply, data } = await ada.press(choose(drill, optionOf(drill, true)));
    const text = textOf(reply);
    expect(reply).toMatchObject({ title: 'Right', visibility: 'private' });
    expect(data).toMatchObject({ grade: 'good', streak: 1, counted: true });
    expect(text).toMatch(/Recorded: [1-4]0 points\. The question comes back in \d+ days\./);
    expect(text).toContain('Your streak: 1 day. Today counts.');
    for (const link of questionOf(drill.question).references) expect(text).toContain(link.url);
    const list = reply.blocks.find((block) => block.kind === 'list');
    expect(list?.items).toHaveLength(choiceOf(drill).options.length);
    choiceOf(drill).options.forEach(({ why, right }, index) => {
      const item = list?.items[index] ?? '';
      expect(item).toContain(why);
      expect(item.includes('✓')).toBe(right);
      expect(item.includes('your answer')).toBe(right);
    });
  });

  it('answered wrong: the same explanation, the day counts, nothing that shames', async () => {
    const ada = new Person(bot, 'wrong');
    const drill = await ada.drill('choice');
    const option = optionOf(drill, false);
    const { reply, data } = await ada.press(choose(drill, option));
    expect(reply.title).toBe('Not this one');
    expect(data).toMatchObject({ grade: 'again', points: 0, streak: 1 });
    const text = textOf({ ...reply, blocks: reply.blocks.filter(({ kind }) => kind === 'text' || kind === 'buttons') });
    expect(text).toContain('Recorded. It brings no points, and your day counts all the same.');
    expect(text.replace(choiceOf(drill).prompt, '').replace(choiceOf(drill).takeaway, '')).not.toMatch(shaming);
    const list = reply.blocks.find((block) => block.kind === 'list');
    expect(list?.items.filter((item) => item.includes('your answer'))).toEqual([list?.items[option]]);
  });

  it('clicked twice: counts once, and repeats the result of the first click', async () => {
    const ada = new Person(bot, 'double');
    const drill = await ada.drill('choice');
    const first = await ada.press(choose(drill, optionOf(drill, true)));
    for (const option of [optionOf(drill, true), optionOf(drill, false)]) {
      const again = await ada.later(1).press(choose(drill, option));
      expect(again.data).toEqual({ ...first.data, counted: false });
      expect(again.reply.title).toBe('You have answered this already: it counts once');
      const list = again.reply.blocks.find((block) => block.kind === 'list');
      expect(list).toEqual(first.reply.blocks.find((block) => block.kind === 'list'));
    }
    expect(await attempts('double')).toBe(1);
  });

  it('clicked wrong first: a later right click does not pass for the answer', async () => {
    const ada = new Person(bot, 'second-thought');
    const drill = await ada.drill('choice');
    await ada.press(choose(drill, optionOf(drill, false)));
    const { reply, data } = await ada.press(choose(drill, optionOf(drill, true)));
    expect(data).toMatchObject({ grade: 'again', points: 0, counted: false });
    expect(textOf(reply)).not.toContain('your answer');
  });

  it('clicked twenty times at once: counts once', async () => {
    const ada = new Person(bot, 'burst');
    const drill = await ada.drill('choice');
    const results = await Promise.all(Array.from({ length: 20 }, () => ada.press(choose(drill, 0))));
    expect(results.filter(({ data }) => data?.['counted'] === true)).toHaveLength(1);
    expect(await attempts('burst')).toBe(1);
  });

  it.each(['', '9', '-1', '1e0', '0.0x', 'NaN', '../0', ' 0'])(
    'with the made-up option "%s" records nothing',
    async (option) => {
      const ada = new Person(bot, `made-up${option.length}${option.codePointAt(0) ?? 0}`);
      const drill = await ada.drill('choice');
      const { reply } = await ada.press(choose(drill, option === '0.0x' ? 'x.0' : option));
      expect(reply.title).toBe('This question is no longer open');
      expect(await attempts(`made-up${option.length}${option.codePointAt(0) ?? 0}`)).toBe(0);
    },
  );
});

describe('an open question', () => {
  it('in the form: what was covered and missed, then a grade with the next date under each', async () => {
    const ada = new Person(bot, 'open');
    const drill = await ada.drill('open');
    const form = await ada.open(button(drill.answered, /Write an answer/));
    expect(form.fields).toMatchObject([{ name: 'answer', multiline: true, maxLength: 3000 }]);
    const [first, second] = openOf(drill).key_points;
    const said = await ada.press(form.action, { answer: `I would say: ${first?.phrases[0] ?? ''}.` });
    const text = textOf(said.reply);
    expect(text).toMatch(/I found [1-6] of [3-6] key points in your words:/);
    expect(text).toContain(`✓ ${first?.point ?? ''}`);
    expect(text).toMatch(/Worth adding next time:\n○ /);
    expect([`✓ ${second?.point ?? ''}`, `○ ${second?.point ?? ''}`].some((each) => text.includes(each))).toBe(true);
    expect(text).toMatch(/Not yet · tomorrow\nHard · in 2 days\nGood · in \d+ days\nEasy · in \d+ days/);
    expect(await attempts('open')).toBe(0);

    const graded = await ada.press(button(said, /^Good/));
    expect(graded.data).toMatchObject({ grade: 'good', counted: true });
    const promised = /Good · (in \d+ days)/.exec(text)?.[1] ?? 'nothing';
    expect(textOf(graded.reply)).toContain(`The question comes back ${promised}.`);
    expect(textOf(graded.reply)).toMatch(/streak[^\n]*\nRead more\n[^\n]*https:/i);
    const again = await ada.press(button(said, /^Easy/));
    expect(again.data).toEqual({ ...graded.data, counted: false });
  });

  it('by "Show answer": key points and a model answer, then a grade', async () => {
    const ada = new Person(bot, 'reveal');
    const drill = await ada.drill('open');
    const shown = await ada.press(button(drill.answered, /Show answer/));
    expect(textOf(shown.reply)).toContain(openOf(drill).key_points[0]?.point);
    expect(textOf(shown.reply)).not.toContain('I found');
    expect(textOf(shown.reply)).toMatch(/^What a good answer has\n[^]*\nKey points\n[^]*\nA model answer\n/);
    expect(textOf(shown.reply).match(/model answer/gi)).toHaveLength(1);
    const graded = await ada.press(button(shown, /^Not yet/));
    expect(graded).toMatchObject({ reply: { title: 'Noted' }, data: { grade: 'again', streak: 1 } });
    expect(textOf(graded.reply)).not.toMatch(shaming);
  });

  it('keeps what was written, and offers it again', async () => {
    const ada = new Person(bot, 'rewrite');
    const drill = await ada.drill('open');
    const form = await ada.open(button(drill.answered, /Write an answer/));
    await ada.press(form.action, { answer: 'A first try' });
    expect((await ada.open(button(drill.answered, /Write an answer/))).fields[0]?.initial).toBe('A first try');
    const shown = await ada.press(button(drill.answered, /Show answer/));
    expect(shown.reply.title).toBe('How does it compare?');
  });

  it.each(['', '   \n'])('an empty answer keeps it open: %j', async (answer) => {
    const ada = new Person(bot, `empty${answer.length}`);
    const drill = await ada.drill('open');
    const said = await ada.press(`interview-question:written:${drill.id}`, { answer });
    expect(said.reply.title).toBe('Nothing was written');
    expect((await ada.open(button(said, /Write an answer/))).fields[0]?.initial).toBeUndefined();
  });

  it.each([
    ['3,000 characters', 'idempotent retries '.repeat(158).slice(0, 3000)],
    ['30,000 characters', 'x'.repeat(30_000)],
    [
      'markup and pings',
      '@everyone <!channel> <@U123> **bold** `code` [a](https://evil.example) \u202E\u0000 ${x} __proto__',
    ],
    ['half a character', '\uD83D'],
  ])('takes %s, and repeats nothing of it', async (name, answer) => {
    const ada = new Person(bot, `hostile-${name.length}`);
    const drill = await ada.drill('open');
    const said = await ada.press(`interview-question:written:${drill.id}`, { answer });
    expect(said.status).toBeUndefined();
    expect(textOf(said.reply)).not.toMatch(/evil\.example|everyone|xxxxx/);
    expect((await ada.press(button(said, /^Hard/))).data).toMatchObject({ grade: 'hard', counted: true });
  });

  it('is graded by its owner alone, by a grade that exists, and never by a choice', async () => {
    const ada = new Person(bot, 'owner');
    const drill = await ada.drill('open');
    const mallory = new Person(bot, 'mallory');
    for (const act of ['write', 'reveal', 'written']) {
      const { reply } = await mallory.press(`interview-question:${act}:${drill.id}`, { answer: 'mine' });
      expect(reply.title).toBe('This question is no longer open');
    }
    const written = await mallory.press(`interview-question:written:${drill.id}`, { answer: 'word by *word*' });
    expect([written.status, actionsOf(written.reply)]).toEqual(['expired', []]);
    expect(textOf(written.reply)).toMatch(/Nothing was recorded now.*\n.*copy it:\nword by \*word\*$/);
    for (const id of [`grade:${drill.id}.good`, `choose:${drill.id}.0`])
      expect((await mallory.press(`interview-question:${id}`)).reply.title).toBe('This question is no longer open');
    for (const id of [`grade:${drill.id}.perfect`, `grade:${drill.id}`, `choose:${drill.id}.0`])
      expect((await ada.press(`interview-question:${id}`)).reply.title).toBe('This question is no longer open');
    expect([await attempts('owner'), await attempts('mallory')]).toEqual([0, 0]);
  });
});

describe('what is asked', () => {
  it('a drill expires when twenty newer ones are open, and says what was kept', async () => {
    const ada = new Person(bot, 'expiry');
    const old = await ada.drill('choice');
    for (let more = 0; more < 20; more += 1) await ada.drill();
    const { reply } = await ada.press(choose(old, 0));
    expect(reply.title).toBe('This question is no longer open');
    expect(textOf(reply)).toContain('what you recorded before is kept');
  });

  it('what is due comes first, on the day that was promised', async () => {
    const ada = new Person(bot, 'due');
    const drill = await ada.drill('open');
    await ada.answer(drill, 'again');
    expect((await ada.drill()).question).not.toBe(drill.question);
    const next = await ada.later(24).drill();
    expect(next.question).toBe(drill.question);
    expect(textOf(next.answered.reply)).toContain('due for review');
  });

  it('keeps to a topic and a level, and says so when nothing is left', async () => {
    const ada = new Person(bot, 'filters');
    const asked = new Set<string>();
    let last = await ada.type('/interview-question caching mid');
    while (last.data?.['question'] !== undefined) {
      expect(last.data).toMatchObject({ topic: 'caching', level: 'mid' });
      asked.add(JSON.stringify(last.data['question']));
      last = await ada.type('/interview-question caching mid');
    }
    expect(asked.size).toBeGreaterThan(1);
    expect(last.reply.title).toBe('Nothing to ask just now');
    expect(textOf(last.reply)).toMatch(/The next one comes in 7 days\. Another topic or level/);
    const unknown = await ada.press('interview-question:another:knitting');
    expect(textOf(unknown.reply)).toContain('There are no questions of that kind yet.');
  });

  it('says when the next comes by the learner’s own days, in the far east too', async () => {
    const ada = new Person(bot, 'tokyo').at('2026-11-22T18:00:00Z');
    await ada.type('/settings timezone:Asia/Tokyo');
    await ada.answer(await ada.drill('open'), 'again');
    expect(await ada.read('/review')).toContain('The next ones come tomorrow.');
  });

  it('a question earns points once a day, by difficulty', async () => {
    const ada = new Person(bot, 'points');
    const drill = await ada.drill('choice', 'senior');
    expect((await ada.press(choose(drill, optionOf(drill, true)))).data).toMatchObject({ points: 30 });
    const junior = await ada.drill('open', 'junior');
    expect((await ada.answer(junior, 'hard')).data).toMatchObject({ points: 6 });
  });
});
