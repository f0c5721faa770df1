/** `/progress`: topics, the weakest with a way to practise, and readiness with its steps or "too little data". */
import { beforeAll, describe, expect, it } from 'vitest';
import { conversationOver, textOf, type TestConversation } from '../support/conversation.ts';
import { realData } from '../support/folders.ts';
import { button, Person } from '../support/person.ts';

let bot: TestConversation;
beforeAll(async () => {
  bot = await conversationOver(realData);
});

const answerOpen = async (ada: Person, topic: string, times: number, grade: string): Promise<void> => {
  for (let each = 0; each < times; each += 1) await ada.answer(await ada.drill('open', topic), grade);
};

describe('/progress', () => {
  it('says "too little data" to somebody new, and offers the first question', async () => {
    const answered = await new Person(bot, 'new').type('/progress');
    expect(textOf(answered.reply)).toContain('Too little data yet');
    expect((await new Person(bot, 'new').press(button(answered, /First question/))).data).toHaveProperty('drill');
  });

  it('names the weakest topic, and its button asks about it', async () => {
    const ada = new Person(bot, 'weak');
    await answerOpen(ada, 'caching', 3, 'again');
    await answerOpen(ada, 'security', 3, 'good');
    const answered = await ada.type('/progress');
    const text = textOf(answered.reply);
    expect(text).toMatch(/Caching \| 3 \| 0% \| 100%/);
    expect(text).toMatch(/Security \| 3 \| 100% \| 100%/);
    expect(text).not.toContain('Practise: Security');
    const asked = await ada.press(button(answered, /^Practise: Caching$/));
    expect(asked.data).toMatchObject({ topic: 'caching' });
  });

  it('gives no readiness number before there is enough, and shows how it would come about', async () => {
    const ada = new Person(bot, 'little');
    await answerOpen(ada, 'debugging', 1, 'good');
    const text = await ada.read('/progress');
    expect(text).toContain('Too little data for a number yet.');
    expect(text).toMatch(/Total: too little data, 1 of at least \d+ answers\./);
    for (const weight of ['0.90', '0.85', '0.65', '0.60', '0.50']) expect(text).toContain(`weight ${weight}`);
  });

  it('gives a number on the scale of 300 to 850 after many answers, and claims no more than it is', async () => {
    const ada = new Person(bot, 'much');
    for (const topic of ['debugging', 'databases', 'communication'])
      for (let each = 0; each < 8; each += 1) await ada.answer(await ada.drill(undefined, topic), 'good');
    const text = await ada.read('/progress');
    const [, total] = /(\d{3}) on a scale from 300 to 850\./.exec(text) ?? [];
    expect(Number(total)).toBeGreaterThanOrEqual(300);
    expect(Number(total)).toBeLessThanOrEqual(850);
    expect(text).toContain(`= ${total ?? ''}.`);
    expect(text).toContain('It is not a score that AIEH gives.');
  });
});
