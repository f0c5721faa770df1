/** Many workspaces, several processes: the app is installed with one, and every other one knows of it. */
import pg from 'pg';
import { expect, it } from 'vitest';
import type { FakeSlack } from '../../fakes/slack/fake-slack.ts';
import { eventOf, mentionBody, uninstalledBody } from '../../fakes/slack/payloads.ts';
import { installer } from '../../platforms/slack/installer.ts';
import { testDatabase } from '../../support/postgres.ts';
import { says, type Serving, serving } from './serving.ts';
import { slackOnLoopback, slackPath } from './world.ts';

const workspace = 'T1ANALYSTS';

const environmentOf = (slack: FakeSlack, url: string): Readonly<Record<string, string>> => ({
  DATABASE_URL: url,
  SLACK_API_URL: slack.apiUrl,
  SLACK_SIGNING_SECRET: slack.signingSecret,
  SLACK_CLIENT_ID: slack.web.oauth.clientId,
  SLACK_CLIENT_SECRET: slack.web.oauth.clientSecret,
  SLACK_STATE_SECRET: 'the same in all processes, and secret',
  PUBLIC_URL: 'https://bot.example.org',
});

it('a workspace installs the app with one process and is served by another, until it removes it', async () => {
  const [slack, url] = await Promise.all([slackOnLoopback(), testDatabase()]);
  const environment = environmentOf(slack, url);
  const [one, other] = await Promise.all([serving(environment), serving(environment)]);
  const asks = (process: Serving, eventId: string): Promise<unknown> => {
    const mention = mentionBody('do I need a degree?', { channel: 'C1ANALYSTS', ts: `17.${eventId}` }, eventId);
    return slack.eventHttp(process.url(slackPath), eventOf(mention, workspace));
  };

  // Begun with one and finished with the other, as behind a balancer.
  slack.web.workspaces.add(workspace, 'Analysts');
  const begun = await installer(slack, one.url('/')).begin();
  expect(new URL(begun.location).searchParams.get('redirect_uri')).toBe(
    `${environment['PUBLIC_URL']}/slack/oauth_redirect`,
  );
  const page = await installer(slack, other.url('/')).open(
    slack.web.oauth.consent(begun.location, workspace),
    begun.cookie,
  );
  expect([page.status, page.text]).toEqual([200, expect.stringContaining('is installed in Analysts')]);

  const command = await slack.commandHttp(one.url(slackPath), '/salary', 'senior', { team_id: workspace });
  expect(JSON.stringify(command.payload)).toContain('$180,000–$280,000');
  for (const [index, process] of [one, other].entries()) {
    await asks(process, `Ev${index}`);
    await slack.until(() => slack.web.posts.length > index);
  }
  expect(slack.web.posts.map((post) => post['team'])).toEqual([workspace, workspace]);

  const token = slack.web.workspaces.of(workspace)?.token ?? '';
  expect(token).not.toBe('');
  expect(await installationsIn(url)).toHaveLength(1);
  for (const secret of [token, slack.web.oauth.clientSecret, environment['SLACK_STATE_SECRET'] ?? ''])
    expect(await rowsWith(url, secret)).toEqual([]);

  slack.revoke('account_inactive', workspace);
  await slack.eventHttp(one.url(slackPath), uninstalledBody(workspace, new Date()));
  await says(one.program, 'the app was removed there; its token is deleted');
  expect(await installationsIn(url)).toEqual([]);
  // The other one may still know the token, and finds that it is good no more.
  await asks(other, 'Ev8');
  await says(other.program, 'account_inactive');
  await asks(other, 'Ev9');
  await says(other.program, 'the app is not installed there');
  expect(slack.web.posts).toHaveLength(2);
  for (const { program } of [one, other]) {
    for (const secret of [token, slack.web.oauth.clientSecret, slack.signingSecret])
      expect(program.errors).not.toContain(secret);
  }
  expect(slack.web.problems).toEqual([]);
});

const installationsIn = async (url: string): Promise<Found[]> =>
  (await rowsWith(url, workspace)).filter(({ table }) => table.endsWith('.installations'));

interface Found {
  readonly table: string;
  readonly row: string;
}

/** The rows of all tables that hold a text. */
async function rowsWith(url: string, text: string): Promise<Found[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows: tables } = await client.query<{ name: string }>(
      `select format('%I.%I', table_schema, table_name) as name from information_schema.tables
       where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`,
    );
    const found: Found[] = [];
    for (const { name } of tables) {
      const { rows } = await client.query<{ row: string }>(
        `select each::text as row from ${name} as each where position($1 in each::text) > 0`,
        [text],
      );
      found.push(...rows.map(({ row }) => ({ table: name, row })));
    }
    return found;
  } finally {
    await client.end();
  }
}
