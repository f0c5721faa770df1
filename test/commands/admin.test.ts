/** `/admin …`: the lists that an admin reads and clears, and who else may. */
import { describe, expect, it } from 'vitest';
import { createMemoryStore } from '../../src/store/memory.ts';
import { communityOn, places, shippedKnowledge, shippedRole, type TestCommunity } from '../support/community.ts';
import { noon, textOf } from '../support/conversation.ts';
import { expectToFit } from '../support/fits.ts';
import { button } from '../support/person.ts';
import { platforms } from '../support/platforms.ts';

async function withQuestions(count: number): Promise<TestCommunity> {
  const community = await communityOn('discord');
  const bob = community.member('U0BOB0001');
  for (let each = 1; each <= count; each += 1) await bob.type(`/faq where is cat number ${each} ${'meow '.repeat(60)}`);
  return community;
}

describe('/admin unanswered', () => {
  it('lists the newest first, page by page, and takes one off', async () => {
    const { admin, store, id } = await withQuestions(7);
    const first = await admin.type('/admin unanswered');
    expectToFit(first);
    expect(first.reply.title).toBe('7 questions without an answer');
    expect(textOf(first.reply)).toMatch(
      /Page 1 of 2, 7 in all\n“where is cat number 7 .*…” — asked once, on 22 November 2026/,
    );
    const second = await admin.press(button(first, /Older/));
    expect(textOf(second.reply)).toContain('“where is cat number 1 ');
    const rest = await admin.press(button(second, /Dismiss 2/));
    expect(textOf(rest.reply)).toMatch(/Off the list: “where is cat number 1 /);
    expect((await store.community(id)).unanswered.map(({ text }) => text.slice(0, 21)).at(0)).toBe(
      'where is cat number 2',
    );
    const again = await admin.press(button(second, /Dismiss 2/));
    expect(textOf(again.reply)).toContain('That question is off the list already.');
    await admin.press(button(again, /Newer|Dismiss 1/));
  });

  it('ends on an empty list that says so', async () => {
    const { admin } = await withQuestions(1);
    const list = await admin.type('/admin unanswered');
    expect(list.reply.title).toBe('1 question without an answer');
    const empty = await admin.press(button(list, /Dismiss 1/));
    expect(empty.reply.title).toBe('No unanswered questions');
    expect(textOf(empty.reply)).toContain('Off the list');
  });

  it('says that it is full, once it keeps the latest 200 alone', async () => {
    const { admin, store, id } = await communityOn('discord');
    const noted = (each: number) => ({ text: `question ${each}`, times: 1, lastAsked: noon.toISOString() });
    await store.updateCommunity(id, (record) => ({
      record: { ...record, unanswered: Array.from({ length: 200 }, (_, each) => noted(each)) },
      result: undefined,
    }));
    const full = await admin.type('/admin unanswered');
    expect(full.reply.title).toBe('The latest 200 questions without an answer');
    expect(textOf(full.reply)).toContain('The list is full: with each new question the oldest falls off.');
    const less = await admin.press(button(full, /Dismiss 1/));
    expect(less.reply.title).toBe('199 questions without an answer');
    expect(textOf(less.reply)).not.toContain('The list is full');
  });

  it('is not kept in the terminal, which says so', async () => {
    const { bot } = await communityOn('discord');
    const { reply } = await bot.run('/admin unanswered');
    expect(textOf(reply)).toMatch(/^There is no list here\nThe terminal keeps no such list\./);
  });

  it('opens a form with the question in it, and the entry takes it off the list, and what asks the same', async () => {
    const { admin, member } = await communityOn('slack');
    const bob = member('U0BOB0001');
    const long = `where do the zebras of the analysts graze ${'and '.repeat(40)}sleep`;
    for (const asked of [long, 'zebra of the ANALYSTS', 'Zebra, of the analysts?', 'gnus on a veldt']) {
      await bob.type(`/faq ${asked}`);
    }
    const list = await admin.type('/admin unanswered');
    expectToFit(list);
    expect(textOf(list.reply)).toMatch(/“zebra of the ANALYSTS” — asked 2 times/);
    const answer = button(list, /Answer 3/);
    const form = await admin.open(answer);
    expect(form.fields[0]?.initial).toMatch(/^where do the zebras of the analysts graze .*…$/);
    const saved = await admin.press(form.action, {
      question: 'Where are the zebras?',
      aliases: 'zebra of the analysts',
      answer: 'In room 12.',
    });
    expectToFit(saved);
    expect(textOf(saved.reply)).toMatch(
      /Off the list of unanswered questions: “where do the zebras .*…” and 1 other\./,
    );
    expect(await admin.read('/admin unanswered')).toMatch(/^1 question without an answer\n[^]*“gnus on a veldt”/);
    expect((await admin.press(answer)).reply.title).toBe('That question is off the list already');
  });

  it('loses nothing where the form is refused first, and where the question is off the list meanwhile', async () => {
    const { admin, member } = await communityOn('discord');
    await member('U0BOB0001').type('/faq gnus on a veldt');
    const list = await admin.type('/admin unanswered');
    const form = await admin.open(button(list, /Answer 1/));
    expect((await admin.press(form.action, { question: 'Gnus?', answer: '' })).reply.title).toBe('Not saved yet');
    expect((await admin.type('/admin unanswered')).reply.title).toBe('1 question without an answer');
    await admin.press(button(list, /Dismiss 1/));
    const saved = await admin.press(form.action, { question: 'Gnus?', answer: 'Yes.' });
    expect(saved.reply.title).toBe('Saved');
    expect(textOf(saved.reply)).not.toContain('Off the list');
  });

  it('counts what was asked again, and lets no text of theirs format', async () => {
    const { admin, member } = await communityOn('slack');
    for (const name of ['U0BOB0001', 'U0EVE0001']) await member(name).type('/faq **where** is <!channel> my `cat`');
    const list = await admin.type('/admin unanswered');
    expect(textOf(list.reply)).toContain(
      '“**where** is <!channel> my `cat`” — asked 2 times, last on 22 November 2026',
    );
    expect(JSON.stringify(platforms['slack']?.render({ reply: list.reply }))).not.toContain('<!channel');
  });
});

describe('/admin reports', () => {
  it('shows the note and the question, not who wrote it, and takes it off the list', async () => {
    const { admin, member, store, id } = await communityOn('discord');
    const role = shippedRole(await shippedKnowledge());
    const [question] = role.questions;
    if (question === undefined) throw new Error('the bank is empty');
    const bob = member('U0BOB0001');
    for (let each = 1; each <= 6; each += 1)
      await bob.press(`interview-question:reported:${question.id}`, {
        note: `Option ${each} is wrong. ${'Really. '.repeat(90)}`,
      });
    const list = await admin.type('/admin reports');
    expectToFit(list);
    const text = textOf(list.reply);
    expect(text).toMatch(/^6 reports\n/);
    expect(text).toMatch(/“Option 6 is wrong\. .*…” \(22 November 2026\) — /);
    expect(text).toContain(`backend-engineer/${question.id}: ${question.prompt.slice(0, 60)}`);
    expect(JSON.stringify(list)).not.toContain('U0BOB0001');
    const rest = await admin.press(button(list, /Dismiss 1/));
    expect(textOf(rest.reply)).toMatch(/^5 reports\nThe report is off the list\./);
    expect((await store.community(id)).reports.map(({ note }) => note.slice(0, 8)).at(-1)).toBe('Option 5');
    expect(textOf((await admin.press(button(list, /Dismiss 1/))).reply)).toContain('off the list already');
  });

  it('says so where there is none', async () => {
    const { admin } = await communityOn('discord');
    expect((await admin.type('/admin reports')).reply.title).toBe('No reports');
  });
});

describe('/admin allow and disallow', () => {
  const people = { discord: '400000000000000004', slack: 'U0BOB0001' } as const;
  const afterAllowing = {
    discord: {
      next: 'Server Settings → Integrations decides who sees these commands, and I cannot change that. Let the person see /daily and /admin there too.\n',
      besides: 'those who have the permission Manage Server',
    },
    slack: { next: '', besides: 'the admins and owners of this workspace' },
  } as const;

  it.each(['discord', 'slack'] as const)(
    'let a member use the admin commands, and not any more: %s',
    async (platform) => {
      const { admin, member, record } = await communityOn(platform);
      const person = people[platform];
      const bob = member(person);
      expect((await bob.type('/daily status')).status).toBe('usage-error');
      const allowed = await admin.type(`/admin allow <@${person}>`);
      expectToFit(allowed);
      const { next, besides } = afterAllowing[platform];
      expect(textOf(allowed.reply)).toBe(
        `Allowed\n@${person} may use /daily and /admin from now on.\n${next}Besides ${besides}, these may use the commands for admins:\n@${person}`,
      );
      expect((await record()).admins).toEqual([`${places[platform].prefix}${person}`]);
      expect((await bob.type('/daily status')).status).toBeUndefined();
      expect((await admin.type(`/admin allow <@${person}>`)).reply.title).toBe('Nothing was changed');
      expect(await admin.read('/admin allow')).toContain(`these may use the commands for admins:\n@${person}\n`);
      expect((await admin.type(`/admin disallow <@${person}>`)).reply.title).toBe('Taken back');
      expect((await bob.type('/daily status')).status).toBe('usage-error');
      expect(await admin.read(`/admin disallow <@${person}>`)).toMatch(/^Nothing was changed\n.* was not named here/);
    },
  );

  it.each([
    ['discord', '/admin allow person:@ada', 'Choose this option and pick one', 'slack'],
    ['slack', '/admin allow @ada', 'Type @ and pick one', 'discord'],
  ] as const)(
    'show how somebody is named on %s, and say nothing of another platform',
    async (platform, line, how, other) => {
      const { admin } = await communityOn(platform);
      const [alone, help, group] = [
        await admin.read('/admin allow'),
        await admin.read('/help admin allow'),
        await admin.read('/admin help'),
      ];
      expect(alone).toContain(`To let one more use them, type ${line}, with the person`);
      expect(await admin.read('/admin disallow')).toContain(line.replace('allow', 'disallow'));
      expect(help).toMatch(new RegExp(`Who may use .* ${how} from the list[^]*Examples: /admin allow, ${line}$`));
      expect(group).toContain(`see who may, such as ${line}\n`);
      expect([alone, help, group].join('\n').toLowerCase()).not.toContain(other);
    },
  );

  it('say how somebody is named where the name alone came', async () => {
    const { admin } = await communityOn('slack');
    expect(await admin.read('/admin allow @bob')).toBe(
      'One thing I did not understand\nperson: “@bob” came to me as a name only, and by a name I cannot find a person. Type @ and pick one from the list that opens.\nNothing was changed.',
    );
  });

  it('say that nothing was changed where a word means nobody', async () => {
    const { admin } = await communityOn('slack');
    expect(await admin.read('/admin allow ben')).toBe(
      'I did not understand “ben”\nperson: Type @ and pick one from the list that opens.\nNothing was changed.',
    );
  });

  it('have nobody to name in the terminal', async () => {
    const { bot } = await communityOn('discord', { store: createMemoryStore() });
    for (const name of ['allow', 'disallow'])
      expect(textOf((await bot.run(`/admin ${name} <@U0BOB0001>`)).reply)).toMatch(
        /^Nobody to .*\nThere is nobody else/,
      );
    expect((await bot.run('/admin allow')).reply.title).toBe('Nobody to allow');
    expect(textOf((await bot.run('/admin allow ada')).reply)).toContain(
      'There is nobody else in the terminal to name.',
    );
    expect(textOf((await bot.run('/help admin allow')).reply)).toMatch(/Examples: \/admin allow$/);
  });
});
