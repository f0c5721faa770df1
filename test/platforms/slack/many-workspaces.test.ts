/** Many workspaces: each served with its own token, and what happens to one never touching the others. */
import pino from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { slackTokenFor } from '../../../src/platforms/slack/access.ts';
import { createSlackPoster } from '../../../src/platforms/slack/poster.ts';
import type { FakeSlack } from '../../fakes/slack/fake-slack.ts';
import { eventOf, mentionBody, revokedBody, team, uninstalledBody } from '../../fakes/slack/payloads.ts';
import { boss } from '../../fakes/slack/workspaces.ts';
import { conversationThat } from './conversations.ts';
import { installer } from './installer.ts';
import { textReply, words } from './replies.ts';
import { Workspace } from './workspace.ts';

let workspace: Workspace;
let slack: FakeSlack;
let url: string;
let install: ReturnType<typeof installer>['install'];
beforeEach(async () => {
  workspace = await Workspace.open();
  slack = workspace.slack;
});
afterEach(() => workspace.close());

const serveAll = async (conversation = conversationThat()): Promise<void> => {
  url = await workspace.serveAll(conversation);
  ({ install } = installer(slack, url));
};
const eventIn = (id: string, text: string, eventId: string) =>
  eventOf(mentionBody(text, { channel: `C${id.slice(1)}`, ts: `17.${eventId}` }, eventId), id);
const postsIn = (id: string) => slack.web.posts.filter((post) => post['team'] === id);

describe('many workspaces', () => {
  it('are served each with its own token', async () => {
    await serveAll();
    await install('T1');
    await install('T2');
    await slack.eventHttp(url, eventIn('T1', 'one?', 'Ev1'));
    await slack.eventHttp(url, eventIn('T2', 'two?', 'Ev2'));
    await slack.until(() => slack.web.posts.length === 2);
    expect(postsIn('T1')).toMatchObject([{ text: words('one?') }]);
    expect(postsIn('T2')).toMatchObject([{ text: words('two?') }]);
    expect(slack.web.problems).toEqual([]);
  });

  it('have each their own admins', async () => {
    await serveAll(conversationThat(async (_, { isAdmin }) => ({ reply: textReply(String(await isAdmin?.())) })));
    await install('T1');
    const said = async (team_id: string): Promise<unknown> =>
      (await slack.commandHttp(url, '/daily', '', { user_id: boss, team_id })).payload?.['text'];
    expect([await said('T1'), await said('T2')]).toEqual([words('true'), words('undefined')]);
  });

  it('answer commands also where the app is not installed any more, and log that messages cannot be answered', async () => {
    await serveAll();
    expect(await slack.commandHttp(url, '/salary')).toMatchObject({ payload: { text: words('/salary') } });
    expect((await slack.eventHttp(url, mentionBody('hello?'))).status).toBe(200);
    await workspace.connection?.stop();
    expect(slack.web.posts).toEqual([]);
    expect(workspace.loggedFrom(40).join()).toContain('not installed there');
  });

  it('are served on while the store is away, where the token was read before', async () => {
    await serveAll();
    await install('T1');
    await slack.eventHttp(url, eventIn('T1', 'one?', 'Ev1'));
    await slack.until(() => slack.web.posts.length === 1);
    workspace.texts.away = new Error('the database is away');
    await slack.eventHttp(url, eventIn('T1', 'two?', 'Ev2'));
    await slack.until(() => slack.web.posts.length === 2);
    expect(await slack.commandHttp(url, '/salary', '', { team_id: 'T1' })).toMatchObject({ status: 200 });
  });

  it('are told apart by a secret that was changed: the operator reads what happened', async () => {
    await serveAll();
    await install('T1');
    workspace.texts.kept.set('slack:T2', workspace.texts.kept.get('slack:T1') ?? '');
    const tokenFor = (stateSecret: string) =>
      slackTokenFor(
        { kind: 'oauth', stateSecret, installations: workspace.texts },
        { apiUrl: slack.apiUrl, logger: workspace.logger, now: () => new Date() },
      );
    expect(await tokenFor(workspace.stateSecret)('T1')).toBe(slack.web.workspaces.of('T1')?.token);
    await expect(tokenFor(workspace.stateSecret)('T2')).rejects.toThrow('cannot be read');
    const other = tokenFor('another secret, also of 32 signs or more');
    await expect(other('T1')).rejects.toThrow('cannot be read');
    await expect(other('T1')).rejects.toThrow('cannot be read');
    // Its daily drill waits for the mend, and has not stopped.
    const poster = createSlackPoster({
      tokenFor: other,
      apiUrl: slack.apiUrl,
      logger: pino({ enabled: false }),
      now: () => new Date(),
    });
    const target = { community: 'slack:T1', channel: 'C1', key: 'a key' };
    expect(await poster.post(target, textReply('A drill'))).toMatchObject({ kind: 'later' });
    const errors = workspace.loggedFrom(50);
    expect(errors).toHaveLength(2);
    expect(errors[0]).toMatch(/slack:T2.*damaged.*install the app again/);
    expect(errors[1]).toMatch(/slack:T1.*another SLACK_STATE_SECRET.*install the app again/);
  });
});

describe('a workspace that goes', () => {
  it.each([
    ['removes the app', uninstalledBody],
    ['revokes its token', revokedBody],
  ])('%s: its installation is deleted, and all others are served on', async (_, body) => {
    await serveAll();
    await install('T1');
    await install('T2');
    await slack.eventHttp(url, eventIn('T1', 'here?', 'Ev1'));
    await slack.until(() => slack.web.posts.length === 1);
    await slack.eventHttp(url, body('T1', new Date()));
    await slack.eventHttp(url, eventIn('T2', 'still here?', 'Ev2'));
    await slack.until(() => slack.web.posts.length === 2);
    await slack.eventHttp(url, eventIn('T1', 'and here?', 'Ev3'));
    await workspace.connection?.stop();
    expect([...workspace.texts.kept.keys()]).toEqual(['slack:T2']);
    expect(postsIn('T1')).toHaveLength(1);
  });

  it('and comes again is not removed by an old word that comes late', async () => {
    await serveAll();
    await install('T1');
    await slack.eventHttp(url, uninstalledBody('T1', new Date(Date.now() - 120_000)));
    await workspace.connection?.stop();
    expect([...workspace.texts.kept.keys()]).toEqual(['slack:T1']);
  });

  it("stays where only a person's token was revoked", async () => {
    await serveAll();
    await install('T1');
    await slack.eventHttp(url, revokedBody('T1', new Date(), []));
    await workspace.connection?.stop();
    expect(workspace.texts.kept.size).toBe(1);
  });

  it.each(['token_revoked', 'account_inactive'])('is noticed by %s too, and ends nothing but itself', async (error) => {
    await serveAll();
    await install('T1');
    await install('T2');
    let hasEnded = false;
    void workspace.connection?.ended.then(() => (hasEnded = true));
    slack.revoke(error, 'T1');
    await slack.eventHttp(url, eventIn('T1', 'here?', 'Ev1'));
    await slack.until(() => slack.calls.includes('chat.postMessage'));
    await slack.eventHttp(url, eventIn('T2', 'here?', 'Ev2'));
    await slack.until(() => postsIn('T2').length === 1);
    await workspace.connection?.stop();
    expect([...workspace.texts.kept.keys()]).toEqual(['slack:T2']);
    expect(hasEnded).toBe(false);
  });

  it('is not removed for a failure that says nothing of its token', async () => {
    await serveAll();
    await install('T1');
    slack.failNext('chat.postMessage', { error: 'invalid_auth' });
    await slack.eventHttp(url, eventIn('T1', 'here?', 'Ev1'));
    await slack.until(() => slack.calls.includes('chat.postMessage'));
    await workspace.connection?.stop();
    expect(workspace.texts.kept.size).toBe(1);
  });

  it('and came again by another process is served with its new token', async () => {
    await serveAll();
    const { kept } = workspace.texts;
    await install('T1');
    const older = kept.get('slack:T1') ?? '';
    await install('T1');
    const newer = kept.get('slack:T1') ?? '';
    kept.set('slack:T1', older);
    slack.failNext('chat.postMessage', { status: 503 });
    await slack.eventHttp(url, eventIn('T1', 'here?', 'Ev1'));
    await slack.until(() => slack.calls.filter((method) => method === 'chat.postMessage').length === 1);
    // From now on this process remembers the older token, and the other one has kept the newer.
    kept.set('slack:T1', newer);
    const looked = workspace.texts.nextRead();
    await slack.eventHttp(url, eventIn('T1', 'and here?', 'Ev2'));
    await looked;
    await slack.eventHttp(url, eventIn('T1', 'and now?', 'Ev3'));
    await slack.until(() => postsIn('T1').length === 1);
    await workspace.connection?.stop();
    expect(kept.get('slack:T1')).toBe(newer);
    expect(postsIn('T1')).toMatchObject([{ text: words('and now?') }]);
  });
});

describe('the token of a post', () => {
  it('of a single workspace is given for that workspace, and for no other', async () => {
    const tokenFor = slackTokenFor(
      { kind: 'token', botToken: slack.web.botToken },
      { apiUrl: slack.apiUrl, logger: workspace.logger, now: () => new Date() },
    );
    expect([await tokenFor(team), await tokenFor('T0OTHER')]).toEqual([slack.web.botToken, undefined]);
    expect(slack.calls).toEqual(['auth.test']);
  });
});
