/** What whoever sets up the daily drill is told about a channel, with the real client against a Slack on loopback. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Poster } from '../../../src/chat/poster.ts';
import { createSlackPoster } from '../../../src/platforms/slack/poster.ts';
import type { FakeSlack } from '../../fakes/slack/fake-slack.ts';
import { channel, team } from '../../fakes/slack/payloads.ts';
import {
  archivedChannel,
  circleChannel,
  privateChannel,
  publicChannel,
  readOnlyChannel,
} from '../../fakes/slack/workspaces.ts';
import { textReply } from './replies.ts';
import { Workspace } from './workspace.ts';

let workspace: Workspace;
let slack: FakeSlack;
beforeEach(async () => {
  workspace = await Workspace.open();
  slack = workspace.slack;
});
afterEach(() => workspace.close());

const poster = (): Poster =>
  createSlackPoster({
    tokenFor: (id) => Promise.resolve(slack.web.workspaces.of(id)?.token),
    apiUrl: slack.apiUrl,
    logger: workspace.logger,
    now: () => new Date(),
  });
const detail = (...parts: string[]): unknown => expect.stringMatching(new RegExp(parts.join('.*'), 's'));

it('a workspace has the name that Slack gives it, and none where Slack does not say', async () => {
  expect(await poster().nameOf(`slack:${team}`)).toBe('Analysts');
  expect(await poster().nameOf('slack:T1')).toBeUndefined();
  slack.failNext('auth.test', { error: 'token_revoked' });
  expect(await poster().nameOf(`slack:${team}`)).toBeUndefined();
});

describe('an inspection', () => {
  const inspect = (id: string, community = `slack:${team}`) => poster().inspect(community, id);
  const wrong = async (id: string): Promise<unknown> => (await inspect(id)).filter(({ ok }) => !ok);

  it('finds nothing wrong where posting works', async () => {
    expect(await inspect(channel)).toEqual([
      { what: 'Slack', ok: true, detail: detail('Analysts') },
      { what: 'Scope chat:write', ok: true, detail: expect.any(String) as string },
      { what: 'Channel', ok: true, detail: detail('#general') },
      { what: 'Posting there', ok: true, detail: 'I am in the channel.' },
    ]);
    for (const id of [publicChannel, circleChannel]) expect(await wrong(id)).toEqual([]);
  });

  it.each<[string, string, RegExp, RegExp]>([
    ['is not there', 'C0NOWHERE', /cannot see it.*deleted/, /invite @career-advisor/],
    ['is private, without the bot', privateChannel, /private/, /invite @career-advisor/],
    ['is archived', archivedChannel, /#old is archived/, /Unarchive/],
    ['is for announcements', readOnlyChannel, /#news/, /admin/],
  ])('says that a channel %s, and what to do', async (_, id, how, fix) => {
    expect(await wrong(id)).toEqual([
      { what: 'Channel', ok: false, detail: detail(how.source), fix: detail(fix.source) },
    ]);
  });

  it('agrees with what a post comes to', async () => {
    for (const id of slack.web.workspaces.channels.keys()) {
      const { kind } = await poster().post(
        { community: `slack:${team}`, channel: id, key: 'any' },
        textReply('A drill'),
      );
      expect(((await wrong(id)) as unknown[]).length > 0, id).toBe(kind === 'refused');
    }
  });

  it.each<[scope: string, id: string, what: RegExp]>([
    ['chat:write', channel, /chat:write/],
    ['chat:write.public', publicChannel, /Posting there/],
  ])('says that the scope %s is missing, and how to grant it', async (scope, id, what) => {
    slack.web.scopes = slack.web.scopes.difference(new Set([scope]));
    expect(await wrong(id)).toEqual([
      expect.objectContaining({ what: detail(what.source), fix: detail(`scope.*${scope}`, 'install the app again') }),
    ]);
  });

  it.each([
    ['channels:read', channel],
    ['groups:read', circleChannel],
  ])('without the scope %s cannot look; that alone is no reason not to post', async (scope, id) => {
    slack.web.scopes = slack.web.scopes.difference(new Set([scope]));
    expect(await wrong(id)).toMatchObject([{ advisory: true, fix: detail(scope, 'install the app again') }]);
  });

  it('says that the token is no good, that Slack is out of reach, or that there is no app', async () => {
    slack.failNext('auth.test', { error: 'token_revoked' });
    expect(await wrong(channel)).toMatchObject([{ what: 'Slack', detail: detail('token_revoked') }]);
    slack.failNext('auth.test', { status: 503 });
    expect(await wrong(channel)).toMatchObject([{ what: 'Slack', fix: detail('Try again') }]);
    slack.failNext('conversations.info', { retryAfter: 5 });
    expect(await wrong(channel)).toMatchObject([{ what: 'Channel', fix: detail('Try again') }]);
    expect(await inspect('C1', 'slack:T1')).toMatchObject([{ ok: false, fix: detail('Install the app again') }]);
  });

  it('says that the token cannot be read just now', async () => {
    const tokenFor = () => Promise.reject(new Error('the database is away'));
    const away = createSlackPoster({
      tokenFor,
      apiUrl: slack.apiUrl,
      logger: workspace.logger,
      now: () => new Date(),
    });
    expect(await away.inspect(`slack:${team}`, channel)).toMatchObject([{ ok: false, fix: detail('Try again') }]);
  });
});
