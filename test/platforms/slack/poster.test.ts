/** What is posted without being asked, with the real client against a Slack on loopback. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Poster, PostResult, PostTarget } from '../../../src/chat/poster.ts';
import { createSlackPoster } from '../../../src/platforms/slack/poster.ts';
import { FakeSlack, type Failure } from '../../fakes/slack/fake-slack.ts';
import { channel, person, team } from '../../fakes/slack/payloads.ts';
import {
  archivedChannel,
  circleChannel,
  privateChannel,
  publicChannel,
  readOnlyChannel,
} from '../../fakes/slack/workspaces.ts';
import { replyWith, textReply, words } from './replies.ts';
import { Workspace } from './workspace.ts';

const key = '20261122abcdefghij012345';
const drill = replyWith(
  [
    { kind: 'text', text: 'What is a queue?' },
    { kind: 'buttons', buttons: [{ label: 'First in, first out', action: `today:choose:${key}.0` }] },
  ],
  { visibility: 'public' },
);

let workspace: Workspace;
let slack: FakeSlack;
beforeEach(async () => {
  workspace = await Workspace.open();
  slack = workspace.slack;
});
afterEach(() => workspace.close());

const noon = new Date('2026-11-22T12:00:00Z');
const posterWith = (tokenFor: (team: string) => Promise<string | undefined>, apiUrl = slack.apiUrl): Poster =>
  createSlackPoster({ tokenFor, apiUrl, logger: workspace.logger, now: () => noon });
const poster = (): Poster => posterWith((id) => Promise.resolve(slack.web.workspaces.of(id)?.token));
const target = (id: string, community = `slack:${team}`): PostTarget => ({ community, channel: id, key });
const posted = (id = channel): number => slack.web.messages.posted(id, key);
const detail = (...parts: string[]): unknown => expect.stringMatching(new RegExp(parts.join('.*'), 's'));

describe('a post', () => {
  it('stands in the channel once, and its id is known', async () => {
    const result = await poster().post(target(channel), drill);
    expect(slack.web.posts).toMatchObject([{ channel, team, unfurl_links: 'false', unfurl_media: 'false' }]);
    expect(slack.web.posts[0]).not.toHaveProperty('response_type');
    expect(result).toEqual({ kind: 'sent', message: slack.web.posts[0]?.['ts'] });
    expect(posted()).toBe(1);
    expect(slack.web.problems).toEqual([]);
  });

  it('goes to each workspace with its own token', async () => {
    slack.web.workspaces.install('T1');
    slack.web.workspaces.install('T2');
    expect(await poster().post(target('C1', 'slack:T1'), drill)).toMatchObject({ kind: 'sent' });
    expect(await poster().post(target('C2', 'slack:T2'), drill)).toMatchObject({ kind: 'sent' });
    expect(await poster().post(target('C2', 'slack:T1'), drill)).toMatchObject({ why: 'channel-gone' });
    expect([posted('C1'), posted('C2')]).toEqual([1, 1]);
  });

  it('goes to a public channel that the bot is not in, and to a private one that it is in', async () => {
    expect(await poster().post(target(publicChannel), drill)).toMatchObject({ kind: 'sent' });
    expect(await poster().post(target(circleChannel), drill)).toMatchObject({ kind: 'sent' });
  });

  it('shares a pace with all others of its workspace', () => {
    expect(poster().paceOf('slack:T1')).toEqual({ key: 'slack:T1', spacing: 1100 });
  });

  it('too many at once wait for as long as Slack asks', async () => {
    const results: PostResult[] = [];
    for (let index = 0; index < 4; index++) results.push(await poster().post(target(channel), drill));
    expect(results.map(({ kind }) => kind)).toEqual(['sent', 'sent', 'sent', 'later']);
    expect(results[3]).toMatchObject({ after: 1000 });
  });
});

describe('a post that certainly is not there', () => {
  it.each<[string, string, string, RegExp]>([
    ['a channel that is not there', 'C0NOWHERE', 'channel-gone', /cannot see.*\/invite @career-advisor/],
    ['a private channel without the bot', privateChannel, 'channel-gone', /private.*\/invite @career-advisor/],
    ['an archived channel', archivedChannel, 'channel-gone', /archived/],
    ['a channel for announcements', readOnlyChannel, 'no-access', /admin allow/],
  ])('because of %s', async (_, id, why, says) => {
    expect(await poster().post(target(id), drill)).toEqual({ kind: 'refused', why, detail: detail(says.source) });
    expect(slack.web.posts).toEqual([]);
  });

  it('because the bot is not in the channel and may not post from outside', async () => {
    slack.web.scopes = slack.web.scopes.difference(new Set(['chat:write.public']));
    expect(await poster().post(target(publicChannel), drill)).toMatchObject({
      why: 'no-access',
      detail: detail('/invite @career-advisor'),
    });
  });

  it('because of a scope that the app lacks', async () => {
    slack.web.scopes = slack.web.scopes.difference(new Set(['chat:write']));
    expect(await poster().post(target(channel), drill)).toMatchObject({
      why: 'no-access',
      detail: detail('chat:write', 'install the app again'),
    });
  });

  it.each(['token_revoked', 'account_inactive', 'token_expired'])('because the token is no good: %s', async (error) => {
    slack.revoke(error, team);
    expect(await poster().post(target(channel), drill)).toMatchObject({
      why: 'token-refused',
      detail: detail(error, 'install the app again'),
    });
  });

  it.each<[string, string]>([
    ['not_authed', 'token-refused'],
    ['team_access_not_granted', 'no-access'],
    ['ekm_access_denied', 'no-access'],
  ])('because Slack says %s', async (error, why) => {
    slack.failNext('chat.postMessage', { error });
    expect(await poster().post(target(channel), drill)).toMatchObject({ kind: 'refused', why });
  });

  it('because the app is not installed there', async () => {
    expect(await poster().post(target('C1', 'slack:T1'), drill)).toMatchObject({
      kind: 'refused',
      why: 'not-connected',
    });
    expect(slack.calls).toEqual([]);
  });

  it.each<[string, Failure, number]>([
    ['for a rate limit', { retryAfter: 7 }, 7000],
    ['for a rate limit without its seconds', { error: 'rate_limited' }, 30_000],
    ['for a message that Slack does not take: another may be well', { error: 'invalid_blocks' }, 900_000],
    ['for a reason that is not known', { error: 'news_of_tomorrow' }, 900_000],
  ])('may be tried later, %s', async (_, failure, after) => {
    slack.failNext('chat.postMessage', failure);
    expect(await poster().post(target(channel), drill)).toMatchObject({ kind: 'later', after });
    expect(posted()).toBe(0);
  });

  it.each([403, 404])('may be tried later, where Slack’s edge turns it away with %i', async (status) => {
    slack.failNext('chat.postMessage', { status });
    expect(await poster().post(target(channel), drill)).toMatchObject({
      kind: 'later',
      detail: detail('nothing was sent'),
    });
    expect(posted()).toBe(0);
  });

  it('may be tried later, where nobody listens', async () => {
    const nobody = await new FakeSlack().start();
    const { apiUrl } = nobody;
    await nobody.stop();
    const lost = posterWith(() => Promise.resolve('xoxb-1'), apiUrl);
    expect(await lost.post(target(channel), drill)).toMatchObject({
      kind: 'later',
      detail: detail('nothing was sent'),
    });
  });

  it('may be tried later, where the token cannot be read just now', async () => {
    const away = posterWith(() => Promise.reject(new Error('the database is away')));
    expect(await away.post(target(channel), drill)).toMatchObject({ kind: 'later' });
    expect(workspace.loggedFrom(40).join()).toContain('the database is away');
  });

  it('is not sent where minutes have passed before it could leave: another process may have sent it', async () => {
    let time = noon;
    const sleepy = createSlackPoster({
      apiUrl: slack.apiUrl,
      logger: workspace.logger,
      now: () => time,
      tokenFor: (id) => {
        time = new Date(noon.getTime() + 600_000);
        return Promise.resolve(slack.web.workspaces.of(id)?.token);
      },
    });
    expect(await sleepy.post(target(channel), drill)).toMatchObject({
      kind: 'later',
      detail: detail('nothing was sent'),
    });
    expect(slack.calls).toEqual([]);
  });

  it('waits with everything where Slack asks for a pause and does not say for how long', async () => {
    slack.failNext('chat.postMessage', { status: 429 });
    expect(await poster().post(target(channel), drill)).toMatchObject({
      kind: 'later',
      after: 30_000,
      everywhere: true,
    });
    expect(slack.calls).toEqual(['chat.postMessage']);
  });
});

describe('a post that may be there', () => {
  it.each<[string, Failure, number]>([
    ['the answer was a 503, after the work', { status: 503, after: true }, 1],
    ['the answer was a 500, before it', { status: 500 }, 0],
    ['the connection broke after the work', { reset: true, after: true }, 1],
    ['the connection broke before it', { reset: true }, 0],
    ['Slack says internal_error', { error: 'internal_error', after: true }, 1],
    ['Slack says fatal_error', { error: 'fatal_error' }, 0],
  ])('is in doubt and not sent again: %s', async (_, failure, there) => {
    slack.failNext('chat.postMessage', failure);
    expect(await poster().post(target(channel), drill)).toMatchObject({ kind: 'doubt' });
    expect(posted()).toBe(there);
    expect(slack.calls).toEqual(['chat.postMessage']);
  });

  it('is in doubt where no answer comes in time', async () => {
    const tokenFor = () => Promise.resolve(slack.web.botToken);
    const hasty = createSlackPoster({ tokenFor, apiUrl: slack.apiUrl, logger: workspace.logger, now: () => noon }, 1);
    slack.failNext('chat.postMessage', { silent: true, after: true });
    expect(await hasty.post(target(channel), drill)).toMatchObject({ kind: 'doubt' });
  });

  it('cannot be looked for', async () => {
    expect(await poster().find(target(channel), new Date())).toMatchObject({ kind: 'unknown' });
    expect(slack.calls).toEqual([]);
  });
});

describe('a private message', () => {
  it('goes to the one person', async () => {
    expect(await poster().tell(`slack:${team}:${person}`, textReply('Your streak'), key)).toMatchObject({
      kind: 'sent',
    });
    expect(slack.web.posts).toMatchObject([{ channel: person, text: words('Your streak') }]);
  });

  it('to nobody is refused, and says so', async () => {
    expect(await poster().tell(`slack:${team}:U0NOBODY`, textReply('x'), key)).toMatchObject({
      kind: 'refused',
      why: 'channel-gone',
      detail: detail('no message for you'),
    });
  });

  it('needs the Messages tab of the app', async () => {
    slack.failNext('chat.postMessage', { error: 'messages_tab_disabled' });
    expect(await poster().tell(`slack:${team}:${person}`, textReply('x'), key)).toMatchObject({
      why: 'no-access',
      detail: detail('App Home'),
    });
  });
});
