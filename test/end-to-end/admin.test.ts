/** An admin sets up the daily drill from nothing and posts it at once, and a learner answers: the real program, on both platforms. */
import { expect, it, onTestFinished } from 'vitest';
import { startFakeDiscord } from '../fakes/discord/server.ts';
import { FakeSlack } from '../fakes/slack/fake-slack.ts';
import { onlyChoices } from '../support/stage/choices.ts';
import { places, type Place } from '../support/stage/places.ts';
import { Program } from './program.ts';

/** Where it is about noon now, so that neither the time of the drill nor the end of the day comes while the test runs. */
const hoursBehind = new Date().getUTCHours() - 12;
const clock = { zone: `Etc/GMT${hoursBehind < 0 ? '' : '+'}${hoursBehind}`, time: '00:30' };

/** What the admin does and reads, from nothing to a post that is answered. */
async function setUpAndAnswer({ admin, members, channel, posts }: Place): Promise<void> {
  const [learner] = members;
  expect((await admin.run('daily status')).text).toContain('There is no daily drill here yet.');
  const set = await admin.run('daily set', { channel, ...clock, ...(await onlyChoices()) });
  expect(set).toMatchObject({ isPrivate: true, text: expect.stringContaining('The daily drill is on') as unknown });
  const preview = await admin.press(set, /Preview/);
  expect(preview).toMatchObject({ isPrivate: true, text: expect.stringContaining('Preview · Daily drill') as unknown });
  expect((await admin.run('daily skip')).text).toContain('Skipped: ');
  const paused = await admin.run('daily pause');
  expect(paused.text).toContain('The daily drill is paused');
  expect((await admin.press(paused, /Resume/)).text).toContain('The daily drill is on again');
  expect(posts(channel)).toEqual([]);

  expect((await admin.run('daily now')).text).toContain('Posted');
  const [post, ...others] = posts(channel);
  if (post === undefined) throw new Error('nothing was posted');
  expect(others).toEqual([]);
  expect(post.controls.map(({ label }) => label).join('')).toMatch(/^ABC?D?E?$/);
  const answer = await learner.press(post, /^A$/);
  expect(answer).toMatchObject({ isPrivate: true, text: expect.stringContaining('Recorded') as unknown });
  expect((await learner.press(post, /^B$/)).text).toContain('You have answered this already: it counts once');
  expect((await admin.run('daily status')).text).toMatch(/posted at \d\d:\d\d; 1 answer, [01] right\./);
  expect((await admin.run('daily now')).text).toContain('is there already');
  expect(posts(channel)).toHaveLength(1);
  expect((await admin.run('admin doctor')).text).toMatch(/All \d+ checks are good/);
  expect((await learner.run('daily pause')).text).toContain('Only admins can use /daily pause');
}

it('is done by commands and buttons, on Discord and on Slack, from one process that stops in good order', async () => {
  const [discord, slack] = await Promise.all([startFakeDiscord(), new FakeSlack().start()]);
  onTestFinished(() => Promise.all([discord.close(), slack.stop()]).then(() => undefined));
  const program = new Program(['chat'], {
    DISCORD_TOKEN: discord.token,
    DISCORD_API_URL: discord.apiUrl,
    SLACK_BOT_TOKEN: slack.web.botToken,
    SLACK_APP_TOKEN: slack.web.appToken,
    SLACK_API_URL: slack.apiUrl,
  });
  await slack.until(() => slack.openConnections > 0);
  await program.until(() => program.errors.includes('Connected to Discord'));
  for (const place of Object.values(places)) await setUpAndAnswer(place({ discord, slack }));
  program.signal('SIGTERM');
  expect(await program.exitCode).toBe(0);
  expect(slack.web.problems).toEqual([]);
  expect(program.errors).not.toMatch(/"level":[56]0/);
});
