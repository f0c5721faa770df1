/** The same drill clicked twice at once, clicked later again, and delivered again: one attempt, and a friendly word. */
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Attempt } from '../../src/practice/ledger.ts';
import { startFakeDiscord } from '../fakes/discord/server.ts';
import { FakeSlack } from '../fakes/slack/fake-slack.ts';
import { actionBody } from '../fakes/slack/payloads.ts';
import { temporaryFolder } from '../support/folders.ts';
import {
  actionWith,
  discordAnswer,
  discordPress,
  discordSeat,
  saysOnce,
  saysRecorded,
  type Seat,
  type Shown,
  slackSeat,
  slackShown,
} from '../support/seats.ts';
import { embeddedStore } from '../support/stores.ts';
import { Program } from './program.ts';

const person = '300000000000000042';

/** A choice question's first option, or the grade of an open one. */
async function anAnswer(seat: Seat): Promise<string> {
  const question = await seat.type('interview-question');
  const option = question.actions.find((action) => action.includes(':choose:'));
  return option ?? actionWith(await seat.press(actionWith(question, ':reveal:')), '.good');
}

/** Exactly one of the answers says that it was recorded; all others that it counts once. */
function expectOnce(answers: readonly Shown[]): void {
  const once = [answers.filter(saysRecorded).length, answers.filter(saysOnce).length];
  expect(once).toEqual([1, answers.length - 1]);
  // The number is the same in all of them.
  for (const { text } of answers) expect(text).toMatch(/Your streak: \*+1 day\*+\. Today counts\./);
  expect(answers.every(({ isPrivate }) => isPrivate)).toBe(true);
}

/** The attempts of a learner after the program has stopped in good order. */
async function attemptsAfter(program: Program, stateDir: string, learner: string): Promise<Attempt[]> {
  program.signal('SIGTERM');
  expect(await program.exitCode).toBe(0);
  const { store } = await embeddedStore({ stateDir });
  return (await store.learner(learner)).ledger.filter((entry) => entry.kind === 'attempt');
}

describe('an answer counts once', () => {
  it('on Discord, clicked twice at once, delivered again, and clicked after a restart', async () => {
    const discord = await startFakeDiscord();
    onTestFinished(() => discord.close());
    const stateDir = join(await temporaryFolder(), 'state');
    const start = async (): Promise<Program> => {
      const environment = { DISCORD_TOKEN: discord.token, DISCORD_API_URL: discord.apiUrl, STATE_DIR: stateDir };
      const started = new Program(['chat'], environment);
      await started.until(() => started.errors.includes('Connected to Discord'));
      return started;
    };
    const first = await start();
    const seat = discordSeat(discord, person);
    const action = await anAnswer(seat);

    const clicks = [discordPress(action, person), discordPress(action, person)];
    const interactions = clicks.map((payload) => discord.interact(payload));
    for (const payload of clicks) discord.gateway.dispatch('INTERACTION_CREATE', payload);
    const answers = await Promise.all(interactions.map(discordAnswer));
    answers.push(await seat.press(action));
    first.signal('SIGTERM');
    expect(await first.exitCode).toBe(0);

    const second = await start();
    answers.push(await seat.press(action));
    expectOnce(answers);
    expect(interactions.flatMap(({ refusals }) => refusals)).toEqual([]);
    expect(await attemptsAfter(second, stateDir, seat.learner)).toHaveLength(1);
  });

  it('on Slack, clicked twice at once, delivered again, and clicked later', async () => {
    const slack = await new FakeSlack().start();
    onTestFinished(() => slack.stop());
    const stateDir = join(await temporaryFolder(), 'state');
    const { botToken, appToken } = slack.web;
    const program = new Program(['chat'], {
      SLACK_BOT_TOKEN: botToken,
      SLACK_APP_TOKEN: appToken,
      SLACK_API_URL: slack.apiUrl,
      STATE_DIR: stateDir,
    });
    await slack.until(() => slack.connections > 0);
    const seat = slackSeat(slack);
    const action = await anAnswer(seat);

    const before = slack.web.responses.length;
    const click = actionBody({
      actionId: `${action}#1`,
      responseUrl: new URL(slack.web.responsePath(), slack.apiUrl).href,
      triggerId: slack.web.trigger(),
    });
    await Promise.all([
      slack.click({ actionId: `${action}#1` }),
      slack.push('interactive', click),
      slack.push('interactive', click),
    ]);
    await slack.until(() => slack.web.responses.length === before + 3);
    const answers = slack.web.responses.slice(before).map(slackShown);
    answers.push(await seat.press(action));
    expectOnce(answers);
    expect(slack.web.problems).toEqual([]);
    expect(await attemptsAfter(program, stateDir, seat.learner)).toHaveLength(1);
  });
});
