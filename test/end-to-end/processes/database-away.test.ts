/** The database cannot be reached for a while: what needs no records goes on, nothing that was promised is lost, and all recovers by itself. */
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { channelId, commandPayload, type InteractionPayload, userId } from '../../fakes/discord/payloads.ts';
import type { FakeDiscord } from '../../fakes/discord/server.ts';
import { discordAnswer, discordCommand, discordPress, saysRecorded, type Shown } from '../../support/seats.ts';
import { postgresStore } from '../../support/stores.ts';
import { Link } from '../storm/link.ts';
import { answerTo } from './answering.ts';
import { listening, ready, says, type Serving, start, timesSaid } from './serving.ts';
import {
  accountOf,
  attemptsOf,
  discordByHttp,
  discordCommunity,
  discordOnLoopback,
  discordPath,
  makeDue,
  until,
} from './world.ts';

/** A database, directly, and a way to it that can be cut. */
async function databaseBehindLink() {
  const { store, url } = await postgresStore();
  const { pathname, searchParams } = new URL(url);
  const link = await Link.to({ path: join(searchParams.get('host') ?? '', '.s.PGSQL.5432') });
  onTestFinished(() => link.close());
  return { store, link, url: `postgres://postgres@127.0.0.1:${link.port}${pathname}` };
}

/** Somebody in the server, whose interactions come to the process by HTTP. */
function learnerAt(discord: FakeDiscord, { url }: Serving) {
  const send = (payload: InteractionPayload) => discord.interactHttp(url(discordPath), payload).interaction;
  return {
    send,
    type: (command: string): Promise<Shown> => discordAnswer(send(discordCommand(command, userId))),
    press: (action: string): Promise<Shown> => discordAnswer(send(discordPress(action, userId))),
    /** What is shown, also where it comes late and beside the message that was pressed. */
    anyAnswer(payload: InteractionPayload): Promise<unknown> {
      const interaction = send(payload);
      return Promise.race([discordAnswer(interaction).then(({ text }) => text), interaction.followedUp]);
    },
  };
}

type Learner = ReturnType<typeof learnerAt>;

it(
  'is waited for at the start; while it is away questions are answered, and what was due is made up for',
  { timeout: 120_000 },
  async () => {
    const [discord, { store, link, url }] = await Promise.all([discordOnLoopback(), databaseBehindLink()]);
    await link.cut('refused');
    const program = start({ DATABASE_URL: url, ...discordByHttp(discord) });
    await says(program, 'The database cannot be reached yet: waiting for it.');
    await livesAndWaits(await listening(program));
    await link.heal();
    const process = await ready(program);
    const learner = learnerAt(discord, process);
    const { actions } = await learner.type('interview-question');
    const answer = await answerTo(actions, learner.press);

    // Nothing passes, as behind a broken switch.
    await link.cut('silent');
    await Promise.all([
      process.readiness(503),
      knowledgeAnswersAndRecordsDoNot(learner, answer),
      troubleIsTold(process, 1),
    ]);
    await link.heal();
    await recoveryIsTold(process, 1);

    // Nobody listens, as while the server is started again.
    await link.cut('refused');
    await process.readiness(503);
    await knowledgeAnswersAndRecordsDoNot(learner, answer);
    await makeDue(store, discordCommunity, channelId, `discord:${userId}`);
    await troubleIsTold(process, 2);
    expect(discord.messages.all).toEqual([]);
    await link.heal();
    await recoveryIsTold(process, 2);
    await until(async () => (await accountOf(store, discordCommunity))[0]?.state === 'sent');
    expect(await attemptsOf(store, `discord:${userId}`)).toBe(0);
    expect(saysRecorded(await learner.press(answer))).toBe(true);

    program.signal('SIGTERM');
    expect(await program.exitCode).toBe(0);
    expect(discord.messages.all).toHaveLength(1);
    expect(await attemptsOf(store, `discord:${userId}`)).toBe(1);
    // However often each part tried in vain, it said so once each time.
    for (const line of [...troubles, ...recoveries]) expect([line, timesSaid(program, line)]).toEqual([line, 2]);
  },
);

/** It says so to whoever looks after it, and sends away whoever comes too early. */
async function livesAndWaits({ get, url }: Serving): Promise<void> {
  expect((await get('/healthz')).status).toBe(200);
  const text = 'records: not ready, waiting for the database\nplatforms: not ready, connecting\n';
  expect(await get('/readyz')).toEqual({ status: 503, text });
  const early = await fetch(url(discordPath), { method: 'POST', body: '{}' });
  expect([early.status, await early.text()]).toEqual([503, expect.stringContaining('Please try again')]);
}

/** First responses of type 4 are answers: nothing was put off. */
const atOnce = { type: 4 };

async function knowledgeAnswersAndRecordsDoNot(learner: Learner, answer: string): Promise<void> {
  const { send } = learner;
  expect(await send(commandPayload('salary', { level: 'senior' })).first).toMatchObject(atOnce);
  expect(await send(commandPayload('faq', { question: 'do I need a degree' })).first).toMatchObject(atOnce);
  const [drill, recording] = await Promise.all([
    learner.anyAnswer(discordCommand('interview-question', userId)),
    learner.anyAnswer(discordPress(answer, userId)),
  ]);
  for (const shown of [drill, recording])
    expect(JSON.stringify(shown)).toContain('Nothing new was recorded; everything recorded before is kept.');
}

const troubles = ['delivery waits: records cannot be reached', 'jobs wait: the database cannot be reached'];
const recoveries = ['delivery goes on', 'jobs go on'];

async function troubleIsTold({ program }: Serving, times: number): Promise<void> {
  for (const line of troubles) await says(program, line, times);
}

async function recoveryIsTold({ program, readiness }: Serving, times: number): Promise<void> {
  await readiness(200);
  for (const line of recoveries) await says(program, line, times);
}
