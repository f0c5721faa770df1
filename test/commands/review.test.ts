/** `/review`: what is due, a backlog that does not scare, and when the next comes. */
import { beforeAll, describe, expect, it } from 'vitest';
import { conversationOver, textOf, type TestConversation } from '../support/conversation.ts';
import { realData } from '../support/folders.ts';
import { button, Person } from '../support/person.ts';

let bot: TestConversation;
beforeAll(async () => {
  bot = await conversationOver(realData);
});

/** Somebody who answered so many questions, all to be repeated soon. */
async function withBacklog(name: string, questions: number): Promise<Person> {
  const ada = new Person(bot, name).at('2026-06-01T12:00:00Z');
  for (let each = 0; each < questions; each += 1) await ada.answer(await ada.drill('open'), 'again');
  return ada;
}

describe('/review', () => {
  it('has nothing for somebody new, and offers a question', async () => {
    const answered = await new Person(bot, 'new').type('/review');
    expect(textOf(answered.reply)).toContain('You have not answered a question yet.');
    expect(answered.data).toMatchObject({ due: 0, waiting: 0 });
    expect(button(answered, /A new question/)).toBe('interview-question:another:');
  });

  it('says how many are due today, and the button asks the first of them', async () => {
    const ada = await withBacklog('due', 3);
    const tomorrow = await ada.later(24).type('/review');
    expect(textOf(tomorrow.reply)).toContain('3 questions due today.');
    const asked = await ada.press(button(tomorrow, /Start/));
    expect(textOf(asked.reply)).toContain('due for review');
  });

  it('after a break: ten a day at most, the rest later, and a welcome instead of a wall', async () => {
    const ada = (await withBacklog('break', 14)).later(24 * 60);
    const review = await ada.type('/review');
    expect(review.data).toMatchObject({ due: 10, waiting: 4 });
    expect(textOf(review.reply)).toContain(
      'Welcome back after 60 days. 10 questions due today, and 4 more for the following days: it is never more than 10 a day, the most forgotten first.',
    );
    for (let each = 0; each < 10; each += 1) await ada.answer(await ada.drill(), 'good');
    const done = await ada.type('/review');
    expect(done.data).toMatchObject({ due: 0, waiting: 4 });
    expect(textOf(done.reply)).toMatch(/Today’s reviews are done\. 4 questions more.*\nThe next ones come tomorrow\./s);
    const more = await ada.drill();
    expect(textOf(more.answered.reply)).not.toContain('due for review');
  });

  it.each([
    ['Asia/Tokyo', '2026-06-01T18:30:00Z', '2026-06-01T18:45:00Z', 'tomorrow'],
    ['Asia/Tokyo', '2026-06-01T18:30:00Z', '2026-06-01T19:30:00Z', 'today'],
    ['America/Los_Angeles', '2026-06-01T23:30:00Z', '2026-06-02T00:30:00Z', 'tomorrow'],
    ['Pacific/Kiritimati', '2026-06-01T10:30:00Z', '2026-06-01T13:00:00Z', 'tomorrow'],
  ])('counts days as the learner does: %s, answered %s, seen %s', async (zone, answeredAt, seenAt, when) => {
    const ada = new Person(bot, `${zone}-${seenAt}`).at(answeredAt);
    await ada.type(`/settings timezone:${zone}`);
    await ada.answer(await ada.drill('open'), 'again');
    const text = await ada.at(seenAt).read('/review');
    expect(text).toContain(when === 'today' ? '1 question due today.' : 'The next ones come tomorrow.');
  });
});
