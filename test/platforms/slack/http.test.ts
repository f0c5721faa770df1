/** HTTP mode for one workspace, end to end: the real Bolt against a Slack on loopback. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Outcome } from '../../../src/chat/reply.ts';
import type { FakeSlack } from '../../fakes/slack/fake-slack.ts';
import { directBody, mentionBody, revokedBody, uninstalledBody, team } from '../../fakes/slack/payloads.ts';
import { sendSigned } from '../../fakes/slack/signed.ts';
import { boss } from '../../fakes/slack/workspaces.ts';
import { conversationThat } from './conversations.ts';
import { form, textReply, words } from './replies.ts';
import { mention, Workspace } from './workspace.ts';

let workspace: Workspace;
let slack: FakeSlack;
beforeEach(async () => {
  workspace = await Workspace.open();
  slack = workspace.slack;
});
afterEach(() => workspace.close());

describe('a bot that Slack reaches by HTTP', () => {
  it('answers slash commands, clicks and forms', async () => {
    const url = await workspace.serve(
      conversationThat((question) => (question === 'drill open q1' ? { form } : { reply: textReply(question) })),
    );
    expect(await slack.commandHttp(url, '/salary', 'senior texas')).toMatchObject({
      status: 200,
      payload: { text: words('/salary senior texas'), response_type: 'ephemeral' },
    });
    expect(await slack.clickHttp(url, { actionId: 'drill:open:q1#1' })).toMatchObject({ status: 200 });
    await slack.until(() => slack.web.views.length > 0);
    expect(await slack.submitHttp(url, slack.web.views[0] ?? {}, { answer: 'a queue' })).toMatchObject({ status: 200 });
    await slack.until(() => slack.web.responses.length > 0);
    expect(slack.web.responses).toMatchObject([{ text: words('drill answer q1 answer=a queue') }]);
    expect(slack.web.problems).toEqual([]);
    expect(slack.connections).toBe(0);
  });

  it('acknowledges a slow command in time, and answers through its response_url', async () => {
    const { promise, resolve } = Promise.withResolvers<Outcome>();
    const url = await workspace.serve(
      conversationThat(() => promise),
      { patience: 0 },
    );
    expect(await slack.commandHttp(url, '/salary')).toEqual({ status: 200, payload: undefined });
    resolve({ reply: textReply('late') });
    await slack.until(() => slack.web.responses.length > 0);
    expect(slack.web.responses).toMatchObject([{ text: words('late') }]);
  });

  it('answers an event once, however often it is delivered', async () => {
    const url = await workspace.serve(conversationThat());
    for (const retry of [undefined, 1, 2, 3])
      expect((await slack.eventHttp(url, mention('why?'), retry === undefined ? {} : { retry })).status).toBe(200);
    await slack.eventHttp(url, directBody('done?'));
    await slack.until(() => slack.web.posts.length === 2);
    expect(slack.web.posts.map((post) => post['text']).sort()).toEqual([words('done?'), words('why?')].sort());
  });

  it('knows who administers the workspace, and in which channel it is asked', async () => {
    const url = await workspace.serve(
      conversationThat(async (_, { isAdmin, channel }) => ({
        reply: textReply(`${String(await isAdmin?.())} in ${channel ?? 'nowhere'}`),
      })),
    );
    const said = async (user_id: string): Promise<unknown> =>
      (await slack.commandHttp(url, '/daily', '', { user_id })).payload?.['text'];
    expect(await said('U0ADA')).toBe(words('false in C0GENERAL'));
    expect(await said(boss)).toBe(words('true in C0GENERAL'));
    expect(await said('U0OWNER')).toBe(words('true in C0GENERAL'));
    expect(await said('U0GUEST')).toBe(words('false in C0GENERAL'));
    expect(await said('U0NOBODY')).toBe(words('false in C0GENERAL'));
  });

  it('takes nobody for an admin of a workspace that its token is not for', async () => {
    const url = await workspace.serve(
      conversationThat(async (_, { isAdmin }) => ({ reply: textReply(String(await isAdmin?.())) })),
    );
    const { payload } = await slack.commandHttp(url, '/daily', '', { user_id: boss, team_id: 'T0OTHER' });
    expect(payload).toMatchObject({ text: words('false') });
  });

  it('answers commands also while Slack cannot say who the bot is', async () => {
    const held = Promise.withResolvers<undefined>();
    slack.failNext('auth.test', { held: held.promise });
    const url = await workspace.serve(conversationThat());
    expect(await slack.commandHttp(url, '/career')).toMatchObject({ status: 200 });
    held.resolve(undefined);
  });

  it('answers once Slack can say again who the bot is', async () => {
    slack.failNext('auth.test', { status: 503 });
    const url = await workspace.serve(conversationThat());
    await workspace.says('could not be checked yet');
    expect(await slack.commandHttp(url, '/salary')).toMatchObject({ payload: { text: words('/salary') } });
    await slack.eventHttp(url, mention('and this?'));
    await slack.until(() => slack.web.posts.length > 0);
  });

  it('refuses nothing that it has begun, and everything that comes after, when it stops', async () => {
    const { promise, resolve } = Promise.withResolvers<Outcome>();
    const conversation = conversationThat(() => promise);
    const url = await workspace.serve(conversation);
    await slack.eventHttp(url, mention('running'));
    await slack.until(() => conversation.heard.length === 1);
    const stopped = workspace.connection?.stop();
    expect((await slack.eventHttp(url, directBody('too late'))).status).toBe(503);
    resolve({ reply: textReply('finished', { visibility: 'public' }) });
    await stopped;
    expect(slack.web.posts).toMatchObject([{ text: words('finished') }]);
    expect(conversation.heard).toEqual(['running']);
  });
});

describe('who is not Slack', () => {
  const minute = 60_000;

  it.each<[string, (url: string) => Promise<{ status: number }>]>([
    ['with another secret', (url) => slack.commandHttp(url, '/salary', '', {}, { secret: 'another' })],
    [
      'with what was signed long ago',
      (url) => slack.commandHttp(url, '/salary', '', {}, { at: Date.now() - 6 * minute }),
    ],
    ['with what was signed for later', (url) => slack.eventHttp(url, mention('x'), { at: Date.now() + 6 * minute })],
    ['without a signature', (url) => fetch(url, { method: 'POST', body: '{}' })],
    [
      'with a signature of nothing',
      (url) =>
        fetch(url, {
          method: 'POST',
          body: '{}',
          headers: { 'x-slack-signature': 'v0=', 'x-slack-request-timestamp': 'x' },
        }),
    ],
  ])('is answered 401, and heard by nobody: %s', async (_, send) => {
    const conversation = conversationThat();
    const url = await workspace.serve(conversation);
    expect((await send(url)).status).toBe(401);
    expect(conversation.heard).toEqual([]);
  });

  it('fills no memory', async () => {
    const url = await workspace.serve(conversationThat());
    const body = 'x'.repeat(1024 * 1024 + 1);
    const response = await fetch(url, { method: 'POST', body });
    expect([response.status, response.headers.get('connection')]).toEqual([413, 'close']);
    expect(workspace.loggedFrom(40)).toHaveLength(1);
  });

  it('is told from Slack a little before or after its time', async () => {
    const url = await workspace.serve(conversationThat());
    for (const at of [Date.now() - 4 * minute, Date.now() + 4 * minute])
      expect((await slack.commandHttp(url, '/salary', '', {}, { at })).status).toBe(200);
  });
});

describe('a signed request that holds no object', () => {
  it.each([
    ['null', 'json'],
    ['payload=null', 'form'],
    ['payload=hunter2', 'form'],
    ['hunter2', 'json'],
    ['"hunter2"', 'json'],
    ['[]', 'json'],
  ] as const)('is refused, and nothing of it is logged: %s as %s', async (body, type) => {
    const url = await workspace.serve(conversationThat());
    expect((await sendSigned(url, body, type, { secret: slack.signingSecret })).status).toBe(400);
    expect(workspace.loggedFrom(40).join()).toContain('it holds no object');
    expect(workspace.logged.join()).not.toContain('hunter');
    expect((await slack.commandHttp(url, '/salary')).status).toBe(200);
  });
});

describe('the questions that Slack asks of an address', () => {
  it('is the challenge, when the address is entered', async () => {
    const url = await workspace.serve(conversationThat());
    expect(await slack.eventHttp(url, { type: 'url_verification', challenge: '3eZbrw1a', token: 'x' })).toEqual({
      status: 200,
      payload: { challenge: '3eZbrw1a' },
    });
  });

  it('is the certificate, unsigned, and nothing more', async () => {
    const conversation = conversationThat();
    const url = await workspace.serve(conversation);
    const body = new URLSearchParams({ ssl_check: '1', command: '/salary', team_id: team });
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    expect((await fetch(url, { method: 'POST', body: body.toString(), headers })).status).toBe(200);
    expect(conversation.heard).toEqual([]);
  });
});

describe('the token of the only workspace', () => {
  it('that is wrong ends the bot at once', async () => {
    await workspace.serve(conversationThat(), {}, 'xoxb-0-wrong');
    expect(await workspace.connection?.ended).toMatchObject({
      exitCode: 1,
      message: expect.stringContaining('SLACK_BOT_TOKEN') as string,
    });
  });

  it.each([
    ['the app was removed', uninstalledBody],
    ['it was revoked', revokedBody],
  ])('ends the bot when Slack says that %s', async (_, body) => {
    const url = await workspace.serve(conversationThat());
    slack.revoke('account_inactive');
    await slack.eventHttp(url, body(team, new Date()));
    expect(await workspace.connection?.ended).toMatchObject({ exitCode: 1 });
  });

  it('is kept where that was an old word and the token is good', async () => {
    const conversation = conversationThat();
    const url = await workspace.serve(conversation);
    await workspace.says('the bot token is good');
    const before = slack.calls.length;
    await slack.eventHttp(url, uninstalledBody(team, new Date()));
    await slack.until(() => slack.calls.length > before);
    await slack.eventHttp(url, mentionBody('still here?'));
    await slack.until(() => slack.web.posts.length > 0);
    expect(slack.calls.slice(before)).toEqual(['auth.test', 'chat.postMessage']);
  });
});
