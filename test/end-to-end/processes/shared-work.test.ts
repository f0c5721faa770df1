/** Two processes that answer people and one that posts, on one database: all share the work, and nothing is done twice. */
import { expect, it } from 'vitest';
import { channelId, commandPayload, nextSnowflake, pingPayload, userId } from '../../fakes/discord/payloads.ts';
import { channel as slackChannel } from '../../fakes/slack/payloads.ts';
import { boss } from '../../fakes/slack/workspaces.ts';
import { discordAnswer, discordPress, saysOnce, saysRecorded, type Shown } from '../../support/seats.ts';
import { postgresStore } from '../../support/stores.ts';
import { answerTo } from './answering.ts';
import { type Serving, serving } from './serving.ts';
import {
  accountOf,
  asAdmin,
  attemptsOf,
  discordByHttp,
  discordCommunity,
  discordOnLoopback,
  discordPath,
  hoursAway,
  makeDue,
  slackByHttp,
  slackCommunity,
  slackOnLoopback,
  slackPath,
  until,
} from './world.ts';

async function start() {
  const [discord, slack, { store, url }] = await Promise.all([discordOnLoopback(), slackOnLoopback(), postgresStore()]);
  const environment = { DATABASE_URL: url, ...discordByHttp(discord), ...slackByHttp(slack) };
  const [one, other, worker] = await Promise.all([
    serving({ ...environment, ROLE: 'ingress' }),
    serving({ ...environment, ROLE: 'ingress' }),
    serving({ ...environment, ROLE: 'worker' }),
  ]);
  return { discord, slack, store, one, other, worker };
}

type World = Awaited<ReturnType<typeof start>>;

it(
  'answer who has signed, post for an admin and by themselves, record an answer once, and stop with 0',
  { timeout: 120_000 },
  async () => {
    const world = await start();
    const { one, other, worker, slack, discord } = world;
    for (const ingress of [one, other]) await answersWhatIsSigned(world, ingress);
    expect(await discord.interactHttp(worker.url(discordPath), pingPayload()).status).toBe(404);
    await postsForAnAdmin(world);
    await recordsAnAnswerOnce(world);
    await postsWhatIsDue(world);
    await tellWhatTheyDid(world);
    for (const { program } of [one, other, worker]) program.signal('SIGTERM');
    for (const { program } of [one, other, worker]) expect(await program.exitCode).toBe(0);
    expect(slack.web.problems).toEqual([]);
  },
);

const seniorPay: unknown = expect.stringContaining('$180,000–$280,000');

async function answersWhatIsSigned({ discord, slack }: World, { url }: Serving): Promise<void> {
  const ping = discord.interactHttp(url(discordPath), pingPayload());
  expect([await ping.status, await ping.interaction.first]).toEqual([200, { type: 1 }]);
  const salary = discord.interactHttp(url(discordPath), commandPayload('salary', { level: 'senior' }));
  expect([await salary.status, JSON.stringify(await salary.interaction.first)]).toEqual([200, seniorPay]);
  expect(await discord.interactHttp(url(discordPath), commandPayload('salary'), 'foreign').status).toBe(401);

  const onSlack = await slack.commandHttp(url(slackPath), '/salary', 'senior');
  expect([onSlack.status, JSON.stringify(onSlack.payload)]).toEqual([200, seniorPay]);
  const forged = await slack.commandHttp(url(slackPath), '/salary', 'senior', {}, { secret: 'of somebody else' });
  expect(forged).toEqual({ status: 401, payload: undefined });
}

/** An admin sets the daily drill up with one process, and posts it with the other: neither is a worker. */
async function postsForAnAdmin({ discord, store, one, other }: World): Promise<void> {
  const type = async ({ url }: Serving, command: string, options = {}): Promise<string> => {
    const payload = asAdmin(commandPayload(command, options));
    return (await discordAnswer(discord.interactHttp(url(discordPath), payload).interaction)).text;
  };
  const refused = discord.interactHttp(one.url(discordPath), commandPayload('daily now'));
  expect((await discordAnswer(refused.interaction)).text).toContain('Only admins can use /daily now');

  const settings = { channel: channelId, zone: 'UTC', time: hoursAway(12) };
  expect(await type(one, 'daily set', settings)).toContain('The daily drill is on');
  expect(await type(other, 'daily now')).toContain('Posted');
  expect(await type(one, 'daily now')).toContain('is there already');
  const [message, ...more] = discord.messages.in(channelId);
  expect(more).toEqual([]);
  expect(await accountOf(store, discordCommunity)).toEqual([{ state: 'sent', message: message?.id }]);
}

/** The same press comes to both, as when somebody's connection is bad. */
async function recordsAnAnswerOnce({ discord, store, one, other }: World): Promise<void> {
  const press = ({ url }: Serving, action: string): Promise<Shown> =>
    discordAnswer(discord.interactHttp(url(discordPath), discordPress(action, userId)).interaction);
  const answer = await answerTo(buttonsOf(discord.messages.in(channelId)[0]?.body), (action) => press(one, action));
  const shown = await Promise.all([press(one, answer), press(other, answer)]);
  expect([shown.filter(saysRecorded), shown.filter(saysOnce)]).toMatchObject([{ length: 1 }, { length: 1 }]);
  expect(await attemptsOf(store, `discord:${userId}`)).toBe(1);
}

const buttonsOf = (body: unknown): string[] =>
  [...JSON.stringify(body).matchAll(/"custom_id":"([^"]*)"/g)].map(([, id = '']) => id);

async function postsWhatIsDue({ discord, slack, store }: World): Promise<void> {
  const guild = nextSnowflake();
  const { id: channel } = discord.world.add(guild);
  await makeDue(store, `discord:${guild}`, channel, `discord:${userId}`);
  await makeDue(store, slackCommunity, slackChannel, `${slackCommunity}:${boss}`);
  await slack.until(() => slack.web.posts.length > 0);
  await until(async () => (await accountOf(store, slackCommunity))[0]?.state === 'sent');
  await until(async () => (await accountOf(store, `discord:${guild}`))[0]?.state === 'sent');
  expect(discord.messages.in(channel)).toHaveLength(1);
  expect(slack.web.posts).toMatchObject([{ channel: slackChannel }]);
}

/** Every process speaks of itself; one that scrapes them all adds them up. */
async function tellWhatTheyDid({ one, worker }: World): Promise<void> {
  const [ofIngress, ofWorker] = await Promise.all([one.get('/metrics'), worker.get('/metrics')]);
  for (const line of [
    /^career_advisor_invocations_total\{platform="discord",command="salary",outcome="answered"\} 1$/m,
    /^career_advisor_invocations_total\{platform="discord",command="daily now",outcome="usage-error"\} 1$/m,
    /^career_advisor_invocation_seconds_count\{platform="slack",command="salary"\} 1$/m,
    /^career_advisor_store_seconds_count\{call="update-learner"\} [1-9]/m,
    /^career_advisor_store_seconds_bucket\{le="0.05",call="update-community"\} /m,
    /^career_advisor_knowledge_loaded_timestamp_seconds \d{10}/m,
    /^career_advisor_knowledge_problems 0$/m,
    /^process_resident_memory_bytes /m,
  ])
    expect(ofIngress.text).toMatch(line);
  for (const platform of ['discord', 'slack']) {
    const sent = `career_advisor_deliveries_total{platform="${platform}",kind="delivery",state="sent"} 1`;
    expect(ofWorker.text).toContain(sent);
    expect(ofWorker.text).toContain(`career_advisor_rate_limit_wait_seconds_count{platform="${platform}"}`);
  }
}
