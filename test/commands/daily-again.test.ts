/** `/daily set` where nothing can be posted: what is said, and how all that was chosen is kept for another try. */
import { describe, expect, it } from 'vitest';
import { textOf } from '../support/conversation.ts';
import { communityOn } from '../support/community.ts';
import { mayNotPost, mayPost } from '../support/desk.ts';
import { button } from '../support/person.ts';
import { withTwoRoles } from '../support/two-roles.ts';

describe('/daily set', () => {
  it('shows each missing permission with its fix, keeps what was, and all that was chosen for another try', async () => {
    const { admin, platform, record, channel } = await communityOn('discord');
    await admin.type('/daily set here 9am Europe/Berlin');
    const before = await record();
    platform.checks = mayNotPost;
    const { reply, status } = await admin.type('/daily set <#300000000000000099> 10:00 mon-fri topics:caching,http');
    expect(status).toBeUndefined();
    expect(textOf(reply)).toBe(
      [
        'I cannot post there yet',
        `Nothing was changed: a post to #300000000000000099 would fail. The daily drill stays as it was, in #${channel}. What is missing:`,
        '✗ Send Messages: not granted in #drills Fix: Open the channel’s settings, Permissions, and let the bot send messages.',
        'When that is fixed, press Try again. I have kept all that you chose.',
        'Try again',
        'Post here instead',
      ].join('\n'),
    );
    expect(await record()).toEqual(before);
    expect((await admin.press(button({ reply }, /Try/))).reply.title).toBe('I cannot post there yet');
    platform.checks = mayPost;
    await admin.press(button({ reply }, /Try/));
    const chosen = { time: '10:00', weekdays: ['mon', 'tue', 'wed', 'thu', 'fri'], topics: ['caching', 'http'] };
    expect((await record()).daily?.settings).toMatchObject({ ...chosen, channel: '300000000000000099' });
    await admin.press(button({ reply }, /here/));
    expect((await record()).daily?.settings).toMatchObject({ ...chosen, channel });
  });

  it('says what to type again where a button cannot carry it', async () => {
    const { admin, platform, record, channel } = await communityOn('discord');
    platform.checks = mayNotPost;
    const { reply } = await admin.type(
      '/daily set zone:America/Argentina/Buenos_Aires topics:caching,http,testing,api-design,databases-sql,security',
    );
    expect(textOf(reply)).toContain(
      'When that is fixed, type it again: /daily set zone:America/Argentina/Buenos_Aires topics:',
    );
    platform.checks = mayPost;
    await admin.type(/(\/daily set .*)$/.exec(textOf(reply))?.[1] ?? '');
    expect((await record()).daily?.settings).toMatchObject({
      channel,
      zone: 'America/Argentina/Buenos_Aires',
      topics: ['caching', 'http', 'testing', 'api-design', 'databases-sql', 'security'],
    });
  });

  it('sets by an old button only what was typed for it', async () => {
    const { admin, platform, record, channel } = await communityOn('slack', { dataDir: await withTwoRoles() });
    await admin.type('/daily set here 9am UTC');
    platform.checks = mayNotPost;
    const refused = await admin.type('/daily set <#C0ELSEWHERE1> mon to fri');
    platform.checks = mayPost;
    await admin.type('/daily set 18:30 Europe/Berlin topics:caching recap:on role:platform');
    const after = (await record()).daily?.settings;
    await admin.press(button(refused, /Try/));
    const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri'];
    expect((await record()).daily?.settings).toEqual({ ...after, weekdays, channel: 'C0ELSEWHERE1' });
    await admin.press(button(refused, /here/));
    expect((await record()).daily?.settings).toEqual({ ...after, weekdays, channel });
  });

  it('offers no other try for a channel that can never be posted to', async () => {
    const { admin, platform, record } = await communityOn('discord');
    platform.checks = [{ what: 'Channel', ok: false, detail: 'is a forum', fix: 'Choose another.', lasting: true }];
    const elsewhere = await admin.type('/daily set <#300000000000000099> 10:00');
    expect(textOf(elsewhere.reply)).toBe(
      [
        'I cannot post there',
        'Nothing was changed: nothing can be posted to #300000000000000099. Why:',
        '✗ Channel: is a forum Fix: Choose another.',
        'Press Post here instead, or choose another channel. I have kept all that you chose.',
        'Post here instead',
      ].join('\n'),
    );
    const nowhere = await admin.read('/daily set here');
    expect(nowhere).toMatch(/^I cannot post there\n[^]*\nChoose another channel: \/daily set posts to the one/);
    expect(nowhere).not.toContain('Try again');
    platform.checks = mayPost;
    await admin.press(button(elsewhere, /here/));
    expect((await record()).daily?.settings).toMatchObject({ time: '10:00', channel: '300000000000000003' });
    await admin.type('/daily pause');
    platform.checks = [{ what: 'Channel', ok: false, detail: 'was deleted', lasting: true }];
    const resumed = await admin.read('/daily resume');
    expect(resumed).toMatch(/^I cannot post there\nNothing was changed: nothing can be posted to #3\d+\. Why:\n/);
    expect(resumed).toContain('Name another channel with /daily set, and then type /daily resume');
    expect(resumed).not.toContain('Try again');
  });

  it.each([
    '',
    'C0123456789|09:00|UTC|daily|all|grandmaster|on|',
    '|||||||maybe|',
    '|25:00||||||',
    'nowhere|||||||',
    'x|y|z',
  ])('takes no button that it did not make: “%s”', async (argument) => {
    const { admin, record } = await communityOn('slack');
    expect((await admin.press(`daily.set:again:${argument}`)).reply.title).toBe('This button has expired');
    expect((await record()).daily).toBeUndefined();
  });
});
