/** The form for an FAQ entry of a community's own: nothing that is typed is lost, and everything fits on every platform. */
import { beforeAll, describe, expect, it } from 'vitest';
import { ownFaqLimits } from '../../src/chat/own-faq.ts';
import type { Outcome } from '../../src/chat/reply.ts';
import { textOf } from '../support/conversation.ts';
import { hours, ownFaqPeople, type OwnFaqPeople } from '../support/own-faq.ts';
import { button } from '../support/person.ts';
import { platforms } from '../support/platforms.ts';

let admin: OwnFaqPeople['admin'];
let somebody: OwnFaqPeople['somebody'];
let formOf: OwnFaqPeople['formOf'];
let add: OwnFaqPeople['add'];
let added: OwnFaqPeople['added'];
beforeAll(async () => {
  ({ admin, somebody, formOf, add, added } = await ownFaqPeople());
});

describe('a form that cannot be taken', () => {
  const long = 'x'.repeat(151);
  it.each([
    ['no words', { question: ' ?! ', answer: '...' }, ['The question has no words.', 'The answer has no words.']],
    ['a long question', { question: `${long} y` }, ['The question has 154 characters; at most 150 fit.']],
    [
      'a long way of asking',
      { aliases: `short\n${long}` },
      ['This way of asking it has 151 characters; at most 150 fit:'],
    ],
    [
      'too many ways',
      { aliases: Array.from({ length: 16 }, (_, each) => `way ${each}`).join('\n') },
      ['There are 16 other ways of asking it; at most 15 fit.'],
    ],
    ['a long answer', { answer: 'x '.repeat(1001) }, ['The answer has 2,001 characters; at most 2,000 fit.']],
  ])(
    'says all that is wrong, saves nothing, and opens again with what was typed: %s',
    async (name, inputs, problems) => {
      const ada = admin(`slack:BAD-${name}`);
      const refused = await add(ada, inputs);
      expect(refused.reply.title).toBe('Not saved yet');
      for (const problem of problems) expect(textOf(refused.reply)).toContain(problem);
      const form = await ada.open(button(refused, /Open the form again/));
      expect(form.fields.map(({ initial }) => initial)).toEqual(Object.values({ ...hours, ...inputs }));
      expect((await ada.press(form.action, hours)).reply.title).toBe('Saved');
    },
  );

  it('still shows in the message what was typed, should the form be gone', async () => {
    const ada = admin('slack:GONE');
    const refused = await add(ada, { question: '?', aliases: 'kept *as* it is' });
    for (const part of ['kept *as* it is', 'Bring a question.']) expect(textOf(refused.reply)).toContain(part);
    const forgotten = await ada.press('admin.faq-add:reopen:no-such-draft');
    expect(textOf(forgotten.reply)).toContain('the message with the button still has what you typed');
  });

  it('with much in it comes with a file, too, and no platform shortens it', async () => {
    const [answer, aliases] = ['word '.repeat(300), `${'w'.repeat(100)}\n`.repeat(18)];
    const refused = await add(admin('slack:MUCH'), { question: '?', answer, aliases });
    expect(refused.reply.file?.text).toBe(['?', aliases, answer].join('\n\n'));
    for (const { render, shortened } of Object.values(platforms))
      expect(JSON.stringify(render(refused))).not.toMatch(shortened);
  });

  it('because another entry asks the same names that one', async () => {
    await added('slack:TWIN');
    const refused = await add(admin('slack:TWIN'), { question: 'Another?', aliases: 'Mentoring times!' });
    expect(textOf(refused.reply)).toContain(
      'Your entry when-are-the-office-hours asks the same: “When are the office hours?”.',
    );
  });

  it('because there are as many entries as there can be says so, and a change is still taken', async () => {
    const ada = admin('slack:FULL');
    for (let each = 0; each < ownFaqLimits.entries; each += 1)
      await add(ada, { question: `Number ${each}?`, aliases: '' });
    expect(textOf((await add(ada)).reply)).toContain(
      'This community has 100 entries of its own, and that is the most.',
    );
    expect((await add(ada, { question: 'Number 7 anew?', aliases: '' }, 'number-7')).reply.title).toBe('Saved');
    expect(textOf((await ada.type('/admin faq-list')).reply)).toContain(
      'This community has 100 entries of its own. 1 to 15:',
    );
    const more = await ada.press(button(await ada.type('/admin faq-list'), /More/));
    expect(textOf(more.reply)).toContain('16 to 30:');
  });
});

describe.each(Object.entries(platforms))('on %s', (platform, { render, problems, shortened }) => {
  it('every reply and form fits as it is', async () => {
    const community = `slack:FITS-${platform}`;
    const ada = admin(community);
    const longest = {
      question: `${'w'.repeat(49)} `.repeat(3).trim(),
      aliases: Array.from({ length: 15 }, (_, each) => `${each} ${'a b '.repeat(36)}`).join('\n'),
      answer: 'line of it\n'.repeat(181),
    };
    const saved = await add(ada, longest);
    for (let each = 0; each < 40; each += 1) await add(ada, { question: `Number ${each}?`, aliases: '' });
    const outcomes: Outcome[] = [
      { form: await formOf(ada) },
      await add(ada, { question: '?' }),
      await ada.type('/admin faq-list'),
      await ada.press('admin.faq-list:page:15'),
      await ada.press('admin.faq-list:export:'),
      await ada.type('/admin faq-remove no-such'),
      await ada.press('admin.faq-list:show:number-3'),
      await somebody(community).type('/faq Number 3?'),
      await ada.type('/admin faq-remove number-3'),
    ];
    for (const outcome of outcomes) {
      const payload = render(outcome);
      expect(problems(payload, outcome)).toEqual([]);
      expect(JSON.stringify(payload)).not.toMatch(shortened);
    }
    expect(problems(render(saved), saved)).toEqual([]);
  });
});
