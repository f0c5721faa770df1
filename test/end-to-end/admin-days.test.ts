/** Days of a community, with the real connections and posters: what comes by itself, what learners see, and what happens when nothing can come. */
import { describe, expect, it } from 'vitest';
import type { Screen } from '../support/screens.ts';
import { onlyChoices } from '../support/stage/choices.ts';
import { places } from '../support/stage/places.ts';
import { withStage } from '../support/stage/with-stage.ts';

const sunday = '2026-11-22T17:00:00Z';
const monday = '2026-11-23T09:00:00Z';
const tuesday = '2026-11-24T09:00:00Z';
const wednesday = '2026-11-25T09:00:00Z';
const thursday = '2026-11-26T09:00:00Z';
const nine = { time: '9am', zone: 'UTC' };

function last(screens: readonly Screen[]): Screen {
  const screen = screens.at(-1);
  if (screen === undefined) throw new Error('nothing came');
  return screen;
}

/** Without the signs of bold type and headings. */
const plain = ({ text }: Screen): string => text.replaceAll(/\*|^### /gm, '');

describe.each(['discord', 'slack'] as const)('on %s', (platform) => {
  it('each day has its post; answers are private, count once, and are told with the next one', async () => {
    const stage = await withStage(sunday);
    const { admin, members, channel, posts } = places[platform](stage);
    const [ben, chloe] = members;
    await admin.run('daily set', { channel, ...nine, ...(await onlyChoices()) });
    await stage.passTo('2026-11-23T08:59:59Z');
    expect(posts(channel)).toEqual([]);
    await stage.passTo(monday);
    const first = last(posts(channel));
    expect(plain(first)).toMatch(/^Daily drill · Monday 23 November\n/);
    expect(first).toMatchObject({ isPrivate: false });

    for (const [who, label] of [[ben, /^A$/], [chloe, /^B$/]] as const)
      expect(await who.press(first, label)).toMatchObject({ isPrivate: true, text: expect.stringContaining('Recorded') as unknown }); // prettier-ignore
    const again = await ben.press(first, /^B$/);
    expect(again).toMatchObject({ isPrivate: true });
    expect(plain(again)).toMatch(/^You have answered this already: it counts once\n[^]*Your first answer counts/);
    expect(plain(await ben.run('today'))).toMatch(
      /^You have answered this already: it counts once\n+What you recorded is kept/,
    );

    await stage.passTo(tuesday);
    expect(posts(channel)).toHaveLength(2);
    const second = plain(last(posts(channel)));
    expect(second).toMatch(/^Daily drill · Tuesday 24 November\n[^]*\nThe drill of Monday 23 November\n/);
    expect(second).toMatch(/2 answered, [01] right \((0|50)%\)/);
    expect(second.match(/— 1 \(50%\)/g)).toHaveLength(2);
    expect(second).toMatch(/Why [A-E]: /);
    expect(plain(await ben.press(first, /^A$/))).toMatch(/^You have answered this already/);
    expect((await admin.run('daily status')).text).toMatch(
      /Monday 23 November:\*+ posted at 09:00; 2 answers, [01] right/,
    );
  });

  it('a channel that is deleted stops it, and whoever set it up is told once; another channel goes on', async () => {
    const stage = await withStage(sunday);
    const { admin, channel, otherChannel, posts, messagesTo, remove } = places[platform](stage);
    await admin.run('daily set', { channel, ...nine });
    remove();
    await stage.passTo(monday);
    await stage.passTo(tuesday);
    expect(messagesTo(admin).map(plain)).toEqual([
      expect.stringMatching(/The daily drill has stopped\n[^]* of the (?:server|workspace) Analysts \(id [^]*Monday 23 November could not be posted\.[^]*settings are kept[^]*\/daily set/),
    ]); // prettier-ignore
    const status = await admin.run('daily status');
    expect(plain(status)).toContain('It stopped on Monday 23 November: ');
    const refused = await admin.press(status, /Resume/);
    expect(plain(refused)).toMatch(/^I cannot post there(?: yet)?\n[^]*Nothing was changed/);
    expect(plain(await admin.run('admin doctor'))).toMatch(/2 of \d+ checks need attention\n[^]*It stopped on Monday/);

    expect((await admin.run('daily set', { channel: otherChannel })).text).toContain('The next one comes on Wednesday');
    await stage.passTo(wednesday);
    expect(posts(otherChannel)).toHaveLength(1);
    expect(messagesTo(admin)).toHaveLength(1);
  });

  it('where its channel is gone, one button of /daily resume has it go on in the channel one is in, as it was set', async () => {
    const stage = await withStage(sunday);
    const { admin, channel, otherChannel, community, posts, remove } = places[platform](stage);
    await admin.run('daily set', { channel: otherChannel, ...nine, days: 'mon-fri', recap: 'on' });
    const { settings } = (await stage.store.community(community)).daily ?? {};
    remove(otherChannel);
    await stage.passTo(monday);
    const refused = await admin.run('daily resume');
    expect(plain(refused)).toMatch(
      // Slack says the same of a channel that is gone and of one that the bot is not in.
      platform === 'discord'
        ? /^I cannot post there\n[^]*Why:[^]*Press Post here instead: it moves to <#/
        : /^I cannot post there yet\n[^]*What is missing:[^]*press Post here instead: it moves to <#/,
    );
    if (platform === 'slack')
      expect((await admin.press(refused, /Try again/)).text).toContain('I cannot post there yet');
    expect(plain(await admin.press(refused, /Post here instead/))).toMatch(
      /^Saved: the daily drill is on\n[^]*Tuesday 24 November/,
    );
    expect((await stage.store.community(community)).daily?.settings).toEqual({ ...settings, channel });
    await stage.passTo(tuesday);
    expect(posts(channel)).toHaveLength(1);
  });

  it('a channel that is closed to the bot stops it, and after /daily resume it goes on with the next date', async () => {
    const stage = await withStage(sunday);
    const { admin, channel, posts, messagesTo, close, open } = places[platform](stage);
    await admin.run('daily set', { channel, ...nine });
    await stage.passTo(monday);
    close();
    await stage.passTo(tuesday);
    expect(posts(channel)).toHaveLength(1);
    expect(messagesTo(admin)).toHaveLength(1);
    expect((await admin.run('daily resume')).text).toContain('I cannot post there yet');
    open();
    expect(plain(await admin.run('daily resume'))).toMatch(
      /^The daily drill is on again\n[^]*Wednesday 25 November at 09:00 \(UTC\)/,
    );
    await stage.passTo(wednesday);
    expect(posts(channel)).toHaveLength(2);
    expect(plain(last(posts(channel)))).toContain('Yesterday’s drill could not be posted here');
    await admin.run('daily pause');
    await stage.passTo(thursday);
    expect(posts(channel)).toHaveLength(2);
  });

  it('a learner who asked for it is reminded two hours before the day ends, once, until the button is pressed', async () => {
    const stage = await withStage('2026-11-22T12:00:00Z');
    const { admin, members, channel, posts, messagesTo } = places[platform](stage);
    const [ben] = members;
    await ben.run('settings', { timezone: 'UTC', reminders: 'on' });
    await admin.run('daily set', { channel, ...nine, ...(await onlyChoices()) });
    await admin.run('daily now');
    await ben.press(last(posts(channel)), /^A$/);
    await stage.passTo('2026-11-23T09:00:00Z');
    await stage.passTo('2026-11-24T01:59:59Z');
    expect(messagesTo(ben)).toEqual([]);
    await stage.passTo('2026-11-24T02:00:00Z');
    await stage.passTo('2026-11-24T03:00:00Z');
    const [reminder, ...others] = messagesTo(ben);
    expect(others).toEqual([]);
    expect(reminder === undefined ? '' : plain(reminder)).toMatch(
      /^Your streak: 1 day\n[^]*your day ends in 2 hours\./,
    );
    const practise = await ben.pressInPrivate(last(messagesTo(ben)), /Practise now/);
    expect(practise.text).toContain('about');
    expect((await ben.pressInPrivate(last(messagesTo(ben)), /Stop reminders/)).text).toContain('Reminders are off');
    await ben.run('interview-question');
    await stage.passTo('2026-11-25T02:00:00Z');
    expect(messagesTo(ben)).toHaveLength(1);
    expect((await ben.run('settings')).text).toMatch(/Reminders:?\*+:?\s+off/);
  });
});
