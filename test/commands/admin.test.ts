/** `/admin …`: what an admin reads, and that lists can be cleared. */
import { describe, expect, it } from 'vitest';
import { createMemoryStore } from '../../src/store/memory.ts';
import { communityOn, places, shippedKnowledge, shippedRole, type TestCommunity } from '../support/community.ts';
import { actionsOf, textOf } from '../support/conversation.ts';
import { mayNotPost } from '../support/desk.ts';
import { button, type Answered } from '../support/person.ts';
import { platforms } from '../support/platforms.ts';

/** What every platform must take whole. */
function expectToFit({ reply }: Answered): void {
  for (const [name, platform] of Object.entries(platforms)) {
    const payload = platform.render({ reply });
    expect(platform.problems(payload, { reply }), name).toEqual([]);
    expect(JSON.stringify(payload), name).not.toMatch(platform.shortened);
    for (const action of actionsOf(reply)) expect(JSON.stringify(payload), name).toContain(action);
  }
}

describe('/admin doctor', () => {
  it('looks at the channel it is typed in before anything is set up', async () => {
    const { admin } = await communityOn('discord');
    expect(await admin.read('/admin doctor')).toBe(
      [
        'All 7 checks are good',
        'Good',
        '✓ Send Messages: granted in #drills',
        '✓ Daily drill: None is set up; /daily set does.',
        '✓ Time zone: None is set here: learners who chose none go by the default. /daily set sets it.',
        '✓ Posts and reminders: None is late, in any community.',
        '✓ Clock: It is 2026-11-22 12:00 UTC by this machine.',
        '✓ Records: They are kept in memory, and can be read and written.',
        '✓ Data: It was loaded 1 hour ago, and nothing is wrong with it.',
        'Look again',
      ].join('\n'),
    );
  });

  it('puts what is wrong first, each with its fix, and looks again at the press of a button', async () => {
    const { admin, platform } = await communityOn('slack');
    await admin.type('/daily set here 13:00 UTC');
    platform.checks = mayNotPost;
    const sick = await admin.type('/admin doctor');
    const lines = textOf(sick.reply).split('\n');
    expect(lines.slice(0, 5)).toEqual([
      '2 of 9 checks need attention',
      'To mend',
      '✗ Send Messages: not granted in #drills Fix: Open the channel’s settings, Permissions, and let the bot send messages.',
      'Worth a look',
      '! Read Message History: not granted in #drills Fix: Grant it.',
    ]);
    expectToFit(sick);
    platform.checks = [];
    expect((await admin.press(button(sick, /again/))).reply.title).toBe('All 6 checks are good');
  });

  it('names the dates that went wrong and why, and not those that an admin left out', async () => {
    const { admin, platform, deliver } = await communityOn('discord');
    await admin.type('/daily set here 13:00 UTC');
    await admin.type('/daily skip');
    expect(await admin.read('/admin doctor')).toContain('✓ Latest posts: Nothing went wrong on the latest date.');
    platform.result = { kind: 'refused', why: 'channel-gone', detail: 'The channel was deleted.' };
    await admin.at('2026-11-23T13:00:00Z').type('/daily status');
    await deliver();
    const text = await admin.read('/admin doctor');
    expect(text).toContain(
      '✗ Daily drill: It stopped on Monday 23 November. The channel was deleted. Fix: I find nothing in the way any more: type /daily resume.',
    );
    platform.checks = mayNotPost;
    expect(await admin.read('/admin doctor')).toMatch(
      /✗ Send Messages.*\n✗ Daily drill: It stopped on Monday 23 November, for what is named above\. Fix: When that is mended/,
    );
    platform.checks = [];
    await admin.type('/daily resume');
    expect(await admin.read('/admin doctor')).toContain(
      '✗ Latest posts: 1 of the latest 2 went wrong. Monday 23 November: not posted. The channel was deleted. Fix: Look into the channel',
    );
    platform.result = { kind: 'sent', message: 'm1' };
    await admin.at('2026-11-24T13:00:00Z').type('/daily status');
    await deliver();
    expect(await admin.read('/admin doctor')).toMatch(
      /Worth a look\n! Latest posts: 1 of the latest 3 went wrong\..*Fix: The ones after that went well\./,
    );
  });

  it('looks at no channel where it is typed in a direct message', async () => {
    const { bot, id, platform } = await communityOn('slack');
    platform.checks = mayNotPost;
    const direct = { platform: 'slack', community: id, channel: 'D0ADA0001' } as const;
    const outcome = await bot.ask(
      { kind: 'text-command', command: 'admin', text: 'doctor' },
      { ...direct, isAdmin: () => Promise.resolve(true) },
    );
    expect('reply' in outcome && outcome.reply.title).toBe('All 6 checks are good');
  });
});

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

  it.each(['discord', 'slack'] as const)(
    'let a member use the admin commands, and not any more: %s',
    async (platform) => {
      const { admin, member, record } = await communityOn(platform);
      const person = people[platform];
      const bob = member(person);
      expect((await bob.type('/daily status')).status).toBe('usage-error');
      const allowed = await admin.type(`/admin allow <@${person}>`);
      expectToFit(allowed);
      expect(textOf(allowed.reply)).toMatch(new RegExp(`^Allowed\n@${person} may use .*\nOn Discord, Server Settings`));
      expect((await record()).admins).toEqual([`${places[platform].prefix}${person}`]);
      expect((await bob.type('/daily status')).status).toBeUndefined();
      expect((await admin.type(`/admin allow <@${person}>`)).reply.title).toBe('Nothing was changed');
      expect(await admin.read('/admin allow')).toContain(`\n@${person}\n`);
      expect((await admin.type(`/admin disallow <@${person}>`)).reply.title).toBe('Taken back');
      expect((await bob.type('/daily status')).status).toBe('usage-error');
      expect(await admin.read(`/admin disallow <@${person}>`)).toMatch(/^Nothing was changed\n.* was not named here/);
    },
  );

  it('have nobody to name in the terminal', async () => {
    const { bot } = await communityOn('discord', { store: createMemoryStore() });
    for (const name of ['allow', 'disallow'])
      expect(textOf((await bot.run(`/admin ${name} <@U0BOB0001>`)).reply)).toMatch(
        /^Nobody to .*\nThere is nobody else/,
      );
  });
});
