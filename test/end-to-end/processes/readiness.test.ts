/** When a balancer may send people to a process, and who posts what is due meanwhile. */
import { expect, it } from 'vitest';
import { channel } from '../../fakes/slack/payloads.ts';
import { boss } from '../../fakes/slack/workspaces.ts';
import { postgresStore } from '../../support/stores.ts';
import { listening, serving, start } from './serving.ts';
import { accountOf, makeDue, slackByHttp, slackCommunity, slackOnLoopback, until } from './world.ts';

it('a process is not ready before it is connected to its platform', async () => {
  const slack = await slackOnLoopback();
  const connecting = Promise.withResolvers<undefined>();
  slack.failNext('apps.connections.open', { held: connecting.promise });
  const bySocket = {
    SLACK_BOT_TOKEN: slack.web.botToken,
    SLACK_APP_TOKEN: slack.web.appToken,
    SLACK_API_URL: slack.apiUrl,
  };
  const { get, readiness } = await listening(start(bySocket));
  await until(async () => (await get('/readyz')).text.includes('records: ready'));
  await until(() => slack.calls.includes('apps.connections.open'));
  expect(await get('/readyz')).toMatchObject({
    status: 503,
    text: expect.stringContaining('platforms: not ready, connecting') as unknown,
  });
  connecting.resolve(undefined);
  await readiness(200);
});

it('one that only answers people leaves what is due to a worker', async () => {
  const [slack, { store, url }] = await Promise.all([slackOnLoopback(), postgresStore()]);
  const environment = { DATABASE_URL: url, ...slackByHttp(slack) };
  await makeDue(store, slackCommunity, channel, `${slackCommunity}:${boss}`);
  const ingress = await serving({ ...environment, ROLE: 'ingress' });
  const worker = await serving({ ...environment, ROLE: 'worker' });
  await until(async () => (await accountOf(store, slackCommunity))[0]?.state === 'sent');
  // Each counts what it did.
  const delivered = 'career_advisor_deliveries_total{';
  await until(async () => (await worker.get('/metrics')).text.includes(delivered));
  expect((await ingress.get('/metrics')).text).not.toContain(delivered);
  expect(slack.web.posts).toHaveLength(1);
});
