/** `/daily pause`, `resume`, `skip`, `now`, `preview`: what an admin types, and reads. */
import { describe, expect, it } from 'vitest';
import { textOf } from '../support/conversation.ts';
import { communityOn, lastPost } from '../support/community.ts';
import { mayNotPost, mayPost } from '../support/desk.ts';
import { button } from '../support/person.ts';
import { withTwoRoles } from '../support/two-roles.ts';

describe('/daily pause, resume, skip', () => {
  it('say what is so, what comes next, and when nothing was changed', async () => {
    const { admin } = await communityOn('discord');
    await admin.type('/daily set here 18:00 UTC');
    expect(await admin.read('/daily skip')).toBe(
      'Skipped: Sunday 22 November\nIt is on. The next one comes on Monday 23 November at 18:00 (UTC), in 30 hours.\nUndo',
    );
    const paused = await admin.type('/daily pause');
    expect(textOf(paused.reply)).toMatch(
      /^The daily drill is paused\nNothing is posted until you resume it\. All that is set is kept\./,
    );
    expect((await admin.type('/daily pause')).reply.title).toBe('Nothing was changed');
    expect(await admin.read('/daily skip')).toMatch(/^Nothing was changed\nThere is no date to skip: none is planned/);
    expect(textOf((await admin.press(button(paused, /Resume/))).reply)).toMatch(
      /^The daily drill is on again\nThe next one comes on Monday 23 November/,
    );
    expect((await admin.type('/daily resume')).reply.title).toBe('It is on already: nothing was changed');
  });

  it('take back a date that was skipped, as long as it is to come', async () => {
    const { admin, record } = await communityOn('discord');
    await admin.type('/daily set here 18:00 UTC');
    const before = await record();
    const skipped = await admin.type('/daily skip');
    const twice = await admin.type('/daily skip');
    expect(twice.reply.title).toBe('Skipped: Monday 23 November');
    await admin.press(button(twice, /Undo/));
    expect(textOf((await admin.press(button(skipped, /Undo/))).reply)).toBe(
      'No longer skipped: Sunday 22 November\nIt is on. The next one comes on Sunday 22 November at 18:00 (UTC), in 6 hours.',
    );
    expect(await record()).toEqual(before);
    expect((await admin.press(button(skipped, /Undo/))).reply.title).toBe('Nothing was changed');
    const again = await admin.type('/daily skip');
    expect((await admin.later(7).press(button(again, /Undo/))).reply.title).toBe('Nothing was changed');
  });

  it('take no date, say which one is next, and change nothing', async () => {
    const { admin, record } = await communityOn('slack');
    await admin.type('/daily set here 9:00 UTC');
    const before = await record();
    expect(await admin.read('/daily skip 25 december')).toBe(
      'I did not understand “25 december”\n/daily skip takes the next date only, Monday 23 November; nothing was changed.',
    );
    expect(await admin.read('/daily pause until monday')).toBe(
      'I did not understand “until monday”\n/daily pause takes no date: it lasts until you resume it. Nothing was changed.',
    );
    expect(await record()).toEqual(before);
    await admin.type('/daily pause');
    expect(await admin.read('/daily skip tomorrow')).toContain('takes the next date only; nothing was changed.');
  });

  it('are named to whoever looks for them by another word', async () => {
    const { admin } = await communityOn('slack');
    expect(await admin.read('/daily stop')).toMatch(/^There is no command \/daily stop\nDid you mean \/daily pause\?/);
    expect(await admin.read('/daily start')).toContain('Did you mean /daily resume?');
  });

  it.each(['pause', 'resume', 'skip', 'now', 'status'])('%s tells how to set it up where nothing is', async (name) => {
    const { admin } = await communityOn('slack');
    expect(await admin.read(`/daily ${name}`)).toContain('Type /daily set in a channel');
  });

  it('do not resume into a channel that takes no posts', async () => {
    const { admin, platform, record, deliver } = await communityOn('discord');
    await admin.type('/daily set here 13:00 UTC');
    platform.result = { kind: 'refused', why: 'channel-gone', detail: 'The channel was deleted.' };
    await admin.later(1).type('/daily status');
    await deliver();
    const stopped = await admin.type('/daily status');
    expect(textOf(stopped.reply)).toContain('It stopped on Sunday 22 November: The channel was deleted.');
    expect(textOf(stopped.reply)).toContain('Sunday 22 November: not posted, as said above.');
    platform.checks = mayNotPost;
    const refused = await admin.press(button(stopped, /Resume/));
    expect(textOf(refused.reply)).toMatch(
      /^I cannot post there yet\nNothing was changed: the next post to #\d+ would fail\..*\n✗ Send Messages[^]*name another channel with \/daily set, and then type \/daily resume/,
    );
    expect(() => button(refused, /here/)).toThrow();
    expect((await record()).daily?.status).toBe('stopped');
    platform.checks = mayPost;
    expect((await admin.press(button(refused, /Try again/))).reply.title).toBe('The daily drill is on again');
  });

  it('resume here instead, with all that is set, also where the role is another than the first', async () => {
    const { admin, platform, record, channel } = await communityOn('slack', { dataDir: await withTwoRoles() });
    await admin.type('/daily set <#C0ELSEWHERE1> 18:30 Europe/Berlin mon-fri topics:caching recap:on role:platform');
    const before = (await record()).daily?.settings;
    expect(before).toMatchObject({ channel: 'C0ELSEWHERE1', role: 'platform-engineer', topics: ['caching'] });
    await admin.type('/daily pause');
    platform.checks = mayNotPost;
    const refused = await admin.type('/daily resume');
    expect(textOf(refused.reply)).toContain(`press Post here instead: it moves to #${channel}, and goes on`);
    const still = await admin.press(button(refused, /Post here instead/));
    expect(textOf(still.reply)).toContain('The daily drill stays as it was, in #C0ELSEWHERE1.');
    expect((await record()).daily).toMatchObject({ status: 'paused', settings: before });
    platform.checks = mayPost;
    const moved = await admin.press(button(refused, /Post here instead/));
    expect(moved.reply.title).toBe('Saved: the daily drill is on');
    expect((await record()).daily).toMatchObject({ status: 'on', settings: { ...before, channel } });
  });
});

describe('/daily now', () => {
  it('posts today’s at once, and at most once', async () => {
    const { admin, platform } = await communityOn('discord');
    await admin.type('/daily set here 18:00 UTC');
    expect(await admin.read('/daily now')).toMatch(
      /^Posted\nThe drill of Sunday 22 November is in #300000000000000003 now\..*\nIt is on\. The next one comes on Monday/,
    );
    expect(lastPost(platform)).toMatchObject({ title: 'Daily drill · Sunday 22 November', visibility: 'public' });
    expect(await admin.read('/daily now')).toMatch(/^Today’s drill is there already\n/);
    expect(platform.posts).toHaveLength(1);
    expect(await admin.read('/daily status')).toContain('The next one comes on Monday 23 November at 18:00');
  });

  it('says why it could not be posted, and when it is tried again', async () => {
    const { admin, platform } = await communityOn('discord');
    await admin.type('/daily set here 18:00 UTC');
    platform.result = { kind: 'later', after: 120_000, detail: 'Discord asked for a pause.' };
    expect(await admin.read('/daily now')).toMatch(
      /^Not yet: I try again by myself\n.*I try again in 2 minutes\. Discord asked for a pause\./,
    );
    expect(await admin.read('/daily status')).toContain('not posted yet; I try again in 2 minutes.');
    platform.result = { kind: 'refused', why: 'no-access', detail: 'The bot may not write there.' };
    expect(await admin.later(1).read('/daily now')).toMatch(
      /^Today’s drill could not be posted\n.*not posted\. The bot may not write there\.\n\/admin doctor.*\. The daily drill has stopped: nothing more is posted by itself\. When that is fixed, type \/daily now to post today’s and go on, or \/daily resume/,
    );
    expect(await admin.read('/daily status')).toContain('It stopped on');
  });

  it('says that a pause goes on where a post by hand failed', async () => {
    const { admin, platform } = await communityOn('discord');
    await admin.type('/daily set here 18:00 UTC');
    await admin.type('/daily pause');
    platform.result = { kind: 'refused', why: 'no-access', detail: 'The bot may not write there.' };
    expect(await admin.read('/daily now')).toContain('The daily drill is still paused: nothing is posted by itself');
    expect(await admin.read('/daily status')).toContain('It is paused');
  });

  it('asks before it posts again what may be there', async () => {
    const { admin, platform, store, id } = await communityOn('slack');
    await admin.type('/daily set here 18:00 UTC');
    await admin.type('/daily now');
    await store.updateCommunity(id, (record) => {
      const daily = record.daily;
      if (daily === undefined) throw new Error('nothing was set up');
      const deliveries = daily.deliveries.map((each) =>
        each.state === 'sent' ? { ...each, state: 'doubt' as const, reason: 'The answer was lost.' } : each,
      );
      return { record: { ...record, daily: { ...daily, deliveries } }, result: undefined };
    });
    const asked = await admin.type('/daily now');
    expect(textOf(asked.reply)).toMatch(
      /^Today’s drill may be there already, and I cannot tell\n.*The answer was lost\./,
    );
    expect(platform.posts).toHaveLength(1);
    expect((await admin.press(button(asked, /post it/))).reply.title).toBe('Posted');
    expect(platform.posts).toHaveLength(2);
  });
});

describe('/daily preview', () => {
  it('is the very post that comes, to the admin alone, without buttons that count', async () => {
    const { admin, platform, deliver } = await communityOn('discord');
    const set = await admin.type('/daily set here 13:00 UTC');
    const { reply } = await admin.press(button(set, /Preview/));
    expect(reply.visibility).toBe('private');
    expect(reply.blocks.some(({ kind }) => kind === 'buttons')).toBe(false);
    await admin.later(1).type('/daily status');
    await deliver();
    const post = lastPost(platform);
    expect(reply.title).toBe(`Preview · ${post.title}`);
    expect(reply.blocks[0]).toEqual(post.blocks[0]);
  });

  it('is of the date that comes after a pause, past the dates that were skipped', async () => {
    const { admin } = await communityOn('discord');
    await admin.type('/daily set here 9:00 UTC');
    for (let date = 0; date < 3; date += 1) await admin.type('/daily skip');
    await admin.type('/daily pause');
    expect(await admin.read('/daily preview')).toMatch(/^Preview · Daily drill · Thursday 26 November\n/);
    expect(await admin.read('/daily resume')).toContain('comes on Thursday 26 November');
  });

  it('shows in the terminal what a post would look like, where none can be set up', async () => {
    const { bot } = await communityOn('discord');
    const preview = textOf((await bot.run('/daily preview')).reply);
    expect(preview).toMatch(/^Preview · Daily drill · Monday 23 November\n/);
    expect(preview).toContain('Type /daily set in a channel');
    const set = await bot.ask({ kind: 'text-command', command: 'daily', text: 'set 123456789012345678' });
    expect('reply' in set && textOf(set.reply)).toMatch(
      /^There is no channel here\nA daily drill is posted to a channel/,
    );
  });
});
