/** A month of practice at the terminal, on Discord and on Slack, over one store: three learners, for each platform has its own ids. */
import { pino } from 'pino';
import { expect, it, onTestFinished } from 'vitest';
import { readAskArguments } from '../../src/app/ask.ts';
import type { Conversation } from '../../src/chat/conversation.ts';
import type { Outcome } from '../../src/chat/reply.ts';
import { conversationOver } from '../../src/jobs/conversation.ts';
import { loadKnowledgeOrThrow } from '../../src/knowledge/load.ts';
import { startDiscord } from '../../src/platforms/discord/connection.ts';
import { startSlack } from '../../src/platforms/slack/connection.ts';
import { startFakeDiscord } from '../fakes/discord/server.ts';
import { FakeSlack } from '../fakes/slack/fake-slack.ts';
import { actionsOf, textOf } from '../support/conversation.ts';
import { realData } from '../support/folders.ts';
import { discordSeat, practise, saysRecorded, type Seat, type Shown, slackSeat } from '../support/seats.ts';
import { embeddedStore } from '../support/stores.ts';

const days = 30;
const silent = pino({ level: 'silent' });

/** One clock for all platforms. */
let now = new Date();
const clock = (): Date => now;

/** `npm run ask -- … --as ada --now …`. */
function terminalSeat(conversation: Conversation): Seat {
  const ask = async (...args: string[]): Promise<Shown> => {
    const request = readAskArguments([...args, '--as', 'ada', '--now', now.toISOString()], clock);
    return shown(await conversation.answer(request.invocation));
  };
  return {
    learner: 'console:ada',
    type: (command) => ask(`/${command}`),
    press: (action) => ask('--action', action),
  };
}

function shown(outcome: Outcome): Shown {
  if ('form' in outcome) throw new Error('a form was opened');
  const { reply } = outcome;
  return { text: textOf(reply), actions: actionsOf(reply), isPrivate: reply.visibility === 'private' };
}

async function connected(): Promise<{ seats: Seat[]; slack: FakeSlack; streakIn: (seat: Seat) => Promise<unknown> }> {
  const { store } = await embeddedStore();
  const knowledge = await loadKnowledgeOrThrow(realData);
  const conversation = await conversationOver({
    knowledge: () => knowledge,
    store,
    defaultZone: undefined,
    record: ({ error }) => expect(error).toBeUndefined(),
    trouble: (error) => expect(error).toBeUndefined(),
  });
  const discord = await startFakeDiscord();
  const slack = await new FakeSlack().start();
  const { botToken, appToken } = slack.web;
  const connections = await Promise.all([
    startDiscord({ token: discord.token, apiUrl: discord.apiUrl }, conversation, silent, clock),
    startSlack({ mode: 'socket', botToken, appToken, apiUrl: slack.apiUrl }, conversation, silent, clock),
  ]);
  await slack.until(() => slack.connections > 0);
  onTestFinished(async () => {
    await Promise.all(connections.map((connection) => connection.stop()));
    await Promise.all([discord.close(), slack.stop()]);
  });
  return {
    seats: [terminalSeat(conversation), discordSeat(discord), slackSeat(slack)],
    slack,
    streakIn: async ({ learner }) => {
      const { ledger } = await store.learner(learner);
      const attempts = ledger.filter((entry) => entry.kind === 'attempt');
      return [
        attempts.length,
        new Set(attempts.map(({ id }) => id)).size,
        new Set(attempts.map(({ day }) => day)).size,
      ];
    },
  };
}

it('counts a month alike everywhere, each for its own learner, and shows results to nobody else', async () => {
  const { seats, slack, streakIn } = await connected();
  for (let day = 0; day < days; day += 1) {
    now = new Date(Date.UTC(2026, 5, 1 + day, 12));
    for (const seat of seats) {
      const answers = await practise(seat);
      expect(answers.filter(({ isPrivate }) => !isPrivate)).toEqual([]);
      expect(answers.filter(saysRecorded)).toHaveLength(1);
    }
  }
  now = new Date(Date.UTC(2026, 6, 1, 12));
  for (const seat of seats) {
    const open = await seat.type('streak');
    expect(open.isPrivate).toBe(true);
    expect(plain(open)).toContain(`Your streak: ${days} days, not yet extended today.`);
    await practise(seat);
    const done = plain(await seat.type('streak'));
    expect(done).toContain(`Your streak: ${days + 1} days. Today counts.`);
    expect(done).toContain('2 of 2');
    expect(await streakIn(seat)).toEqual([days + 1, days + 1, days + 1]);
    expect((await seat.type('progress')).text).toContain('Recall');
  }
  expect(new Set(seats.map(({ learner }) => learner)).size).toBe(3);
  expect(slack.web.problems).toEqual([]);
});

/** Without the signs of bold type. */
const plain = ({ text }: Shown): string => text.replaceAll('*', '');
