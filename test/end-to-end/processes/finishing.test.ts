/** Processes that are asked to end while they have something in hand. */
import { expect, it } from 'vitest';
import type { FakeSlack } from '../../fakes/slack/fake-slack.ts';
import { botUser, channel, mentionBody } from '../../fakes/slack/payloads.ts';
import { boss } from '../../fakes/slack/workspaces.ts';
import { postgresStore } from '../../support/stores.ts';
import { says, serving } from './serving.ts';
import { accountOf, makeDue, slackByHttp, slackCommunity, slackOnLoopback, slackPath, until } from './world.ts';

const stopping = 'SIGTERM: finishing what runs, then stopping';

/** The next call of a method is done, and answered when this is resolved. */
function hold(slack: FakeSlack, method: string): { readonly arrived: Promise<void>; readonly release: () => void } {
  const held = Promise.withResolvers<undefined>();
  slack.failNext(method, { held: held.promise });
  return { arrived: until(() => slack.calls.includes(method)), release: () => held.resolve(undefined) };
}

it('one that is posting waits for the answer, accounts for it, and ends with 0', async () => {
  const [slack, { store, url }] = await Promise.all([slackOnLoopback(), postgresStore()]);
  const { program } = await serving({ ROLE: 'worker', DATABASE_URL: url, ...slackByHttp(slack) });
  const posting = hold(slack, 'chat.postMessage');
  await makeDue(store, slackCommunity, channel, `${slackCommunity}:${boss}`);
  await posting.arrived;
  expect(await accountOf(store, slackCommunity)).toEqual([{ state: 'claimed' }]);

  program.signal('SIGTERM');
  await says(program, stopping);
  posting.release();
  expect(await program.exitCode).toBe(0);
  const [post, ...more] = slack.web.posts;
  expect(more).toEqual([]);
  expect(await accountOf(store, slackCommunity)).toEqual([{ state: 'sent', message: post?.['ts'] }]);
});

it('one that is answering begins to post nothing meanwhile', async () => {
  const [slack, { store, url }] = await Promise.all([slackOnLoopback(), postgresStore()]);
  const { program, url: at } = await serving({ DATABASE_URL: url, ...slackByHttp(slack) });
  const answering = hold(slack, 'chat.postMessage');
  await slack.eventHttp(at(slackPath), mentionBody(`<@${botUser}> do I need a degree`));
  await answering.arrived;

  program.signal('SIGTERM');
  await says(program, 'delivery has ended: what is due stays due');
  await makeDue(store, slackCommunity, channel, `${slackCommunity}:${boss}`);
  answering.release();
  expect(await program.exitCode).toBe(0);
  // The answer, which nobody cut off.
  expect(slack.web.posts).toHaveLength(1);
  expect(program.errors).not.toMatch(/"level":[45]0/);
  expect(await accountOf(store, slackCommunity)).toEqual([]);
});

it('one that is answering finishes the answer, and closes its door so that a balancer goes elsewhere', async () => {
  const [slack, { url }] = await Promise.all([slackOnLoopback(), postgresStore()]);
  const ingress = await serving({ ROLE: 'ingress', DATABASE_URL: url, ...slackByHttp(slack) });
  const asking = hold(slack, 'users.info');
  const answer = slack.commandHttp(ingress.url(slackPath), '/daily', 'status', { user_id: boss });
  await asking.arrived;

  ingress.program.signal('SIGTERM');
  await says(ingress.program, stopping);
  await expect(ingress.get('/healthz')).rejects.toThrow('fetch failed');
  asking.release();
  const { payload } = await answer;
  expect(await ingress.program.exitCode).toBe(0);
  // In the response, or where the machine is slow, after it.
  expect(JSON.stringify([payload, slack.web.responses])).toContain('There is no daily drill here yet');
  expect(slack.web.problems).toEqual([]);
});
