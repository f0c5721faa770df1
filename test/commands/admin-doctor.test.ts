/** `/admin doctor`: what an admin reads of a place, and what they are advised to do. */
import { describe, expect, it } from 'vitest';
import { looked } from '../../src/practice/daily/outbox.ts';
import type { CommunityRecord } from '../../src/practice/records.ts';
import { communityOn } from '../support/community.ts';
import { noon, textOf } from '../support/conversation.ts';
import { mayNotPost } from '../support/desk.ts';
import { expectToFit } from '../support/fits.ts';
import { button } from '../support/person.ts';

/** As it is when nobody could tell whether the claimed date was posted. */
function withDoubt(record: CommunityRecord, now: Date): CommunityRecord {
  const { daily } = record;
  const claimed = daily?.deliveries.find(({ state }) => state === 'claimed');
  if (daily === undefined || claimed?.claim === undefined) throw new Error('nothing is being sent');
  const looking = { claim: claimed.claim.id, day: claimed.day, channel: daily.settings.channel, now };
  return looked(record, { ...looking, finding: { kind: 'unknown', detail: 'Nobody can look.' } });
}

describe('/admin doctor', () => {
  it('looks at no channel before one is set', async () => {
    const { admin, platform } = await communityOn('discord');
    platform.checks = mayNotPost;
    expect(await admin.read('/admin doctor')).toBe(
      [
        'All 6 checks are good',
        'Good',
        '✓ Daily drill: None is set up; /daily set does.',
        '✓ Time zone: None is set here: new learners whose own time zone I do not know go by my default. /daily set sets it.',
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
      'To fix',
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
      /✗ Send Messages.*\n✗ Daily drill: It stopped on Monday 23 November, for what is named above\. Fix: When that is fixed/,
    );
    platform.checks = mayNotPost.map((check) => ({ ...check, lasting: true }));
    expect(await admin.read('/admin doctor')).toContain(
      'for what is named above. Fix: Type /daily set with another channel: it goes on there.',
    );
    platform.checks = [];
    await admin.type('/daily resume');
    expect(await admin.read('/admin doctor')).toContain(
      '✗ Latest posts: 1 of the latest 2 was not posted. Monday 23 November: not posted. The channel was deleted. Fix: /daily now posts today’s at once.',
    );
    platform.result = { kind: 'sent', message: 'm1' };
    await admin.at('2026-11-24T13:00:00Z').type('/daily status');
    await deliver();
    expect(await admin.read('/admin doctor')).toMatch(
      /^All 7 checks are good\n[^]*✓ Latest posts: 1 of the latest 3 was not posted; all went well since\./,
    );
    expect(await admin.read('/admin doctor')).toContain(
      '✓ Time zone: New learners whose own time zone I do not know go by UTC.',
    );
  });

  it.each([
    ['the same day', '2026-11-23T20:00:00Z', '✗ Latest posts', '/daily now posts today’s at once.'],
    ['later', '2026-11-24T11:00:00Z', '! Latest posts', 'If the next one goes wrong too, tell whoever runs the bot.'],
  ])('advises on a date that was missed what can still be done: %s', async (_, at, check, fix) => {
    const { admin, deliver } = await communityOn('discord');
    await admin.type('/daily set here 13:00 UTC');
    await admin.at('2026-11-22T13:00:00Z').type('/daily status');
    await deliver();
    await admin.at('2026-11-23T20:00:00Z').type('/daily status');
    await deliver();
    const line = (await admin.at(at).read('/admin doctor')).split('\n').find((each) => each.startsWith(check));
    expect(line).toContain('1 of the latest 2 was not posted. Monday 23 November: not posted.');
    expect(line).toContain(`Fix: ${fix}`);
  });

  it('advises on a date that is in doubt to look, and to post it where it is not there', async () => {
    const { admin, platform, deliver, store, id } = await communityOn('slack');
    await admin.type('/daily set here 13:00 UTC');
    platform.result = { kind: 'doubt', detail: 'No answer came.' };
    await admin.at('2026-11-22T13:00:00Z').type('/daily status');
    await deliver();
    await store.updateCommunity(id, (record) => ({ record: withDoubt(record, admin.now), result: undefined }));
    expect(await admin.read('/admin doctor')).toMatch(
      /✗ Latest posts: 1 of the latest 1 was perhaps not posted\. .*Fix: Look into the channel: if today’s is not there, \/daily now posts it\./,
    );
  });

  it('lists what is wrong with the data one by one', async () => {
    const problems = ['a.yaml:1: “*one*”. Fix: this.', 'b.yaml:2: two. Fix: that.'];
    const { admin } = await communityOn('discord', { dataState: () => ({ loadedAt: noon, problems }) });
    const sick = await admin.type('/admin doctor');
    expect(textOf(sick.reply)).toMatch(
      /^1 of 6 checks needs attention\nTo fix\n✗ Data: .* Fix: Tell whoever runs the bot: .*\nData, one by one:\na\.yaml:1: “\*one\*”\. Fix: this\.\nb\.yaml:2: two\. Fix: that\.\nGood\n/,
    );
    expectToFit(sick);
  });
});
