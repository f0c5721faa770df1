/** One process serves both platforms, with the real clients of both against fakes on loopback. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { buttonPayload, commandPayload } from '../fakes/discord/payloads.ts';
import { startFakeDiscord, type FakeDiscord } from '../fakes/discord/server.ts';
import { FakeSlack } from '../fakes/slack/fake-slack.ts';
import { mentionBody } from '../fakes/slack/payloads.ts';
import { Program } from './program.ts';

let discord: FakeDiscord;
let slack: FakeSlack;
beforeEach(async () => {
  discord = await startFakeDiscord();
  slack = new FakeSlack();
  await slack.start();
});
afterEach(async () => {
  await discord.close();
  await slack.stop();
});

const start = (): Program =>
  new Program(['chat'], {
    DISCORD_TOKEN: discord.token,
    DISCORD_API_URL: discord.apiUrl,
    SLACK_BOT_TOKEN: slack.web.botToken,
    SLACK_APP_TOKEN: slack.web.appToken,
    SLACK_API_URL: slack.apiUrl,
  });

const connected = async (program: Program): Promise<void> => {
  await slack.until(() => slack.connections > 0);
  await program.until(() => program.errors.includes('Connected to Discord'));
};

describe('npm start with both platforms', () => {
  it('answers on Discord and Slack from one process, logs no secret and nothing typed, and stops on SIGTERM with 0', async () => {
    const program = start();
    await connected(program);

    const salary = await discord.interact(commandPayload('salary', { level: 'senior' })).first;
    expect(JSON.stringify(salary)).toContain('$180,000–$280,000');
    const ack = await slack.command('/salary', 'senior at hunter2');
    expect(JSON.stringify(ack.payload)).toContain('$180,000–$280,000');
    expect(JSON.stringify(ack.payload)).toContain('hunter2');
    expect(JSON.stringify((await slack.command('/career', 'salary senior')).payload)).toContain('$180,000–$280,000');

    const level = await discord.interact(buttonPayload('salary:level:staff')).first;
    expect(JSON.stringify(level)).toContain('$600,000–$900,000');

    program.signal('SIGTERM');
    expect(await program.exitCode).toBe(0);
    expect(slack.web.problems).toEqual([]);
    for (const hidden of [discord.token, slack.web.botToken, slack.web.appToken, 'hunter2'])
      expect(program.errors).not.toContain(hidden);
    const invocations = program.errors
      .split('\n')
      .filter((line) => line.includes('"invocation"'))
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(invocations.map(({ platform, command, outcome }) => [platform, command, outcome])).toEqual([
      ['discord', 'salary', 'answered'],
      ['slack', 'salary', 'answered'],
      ['slack', 'salary', 'answered'],
      ['discord', 'salary', 'answered'],
    ]);
  });

  it('asks whoever goes too fast on either to slow down', async () => {
    const program = start();
    await connected(program);
    // Three times as many as one person may ask at a time.
    const times = Array.from({ length: 60 });
    const onDiscord = times.map(() => discord.interact(commandPayload('salary', { level: 'senior' })).first);
    expect(JSON.stringify(await Promise.all(onDiscord))).toContain('A little slower, please');
    const onSlack = times.map(() => slack.command('/salary', 'senior'));
    expect(JSON.stringify(await Promise.all(onSlack))).toContain('A little slower, please');
  });

  it('serves one platform on when the other refuses the token, and ends when none is left', async () => {
    const program = start();
    await connected(program);
    discord.revokeToken();
    await program.until(() => program.errors.includes('The other platforms are served on.'));
    expect(program.errors).toMatch(/Discord refused the bot's token/);
    expect(JSON.stringify((await slack.command('/salary', 'senior')).payload)).toContain('$180,000–$280,000');

    slack.revoke();
    await slack.push('events_api', mentionBody('do I need a degree?'));
    expect(await program.exitCode).toBe(1);
    expect(program.errors).toMatch(/bot token is no longer valid/);
  });
});
