/** How a connection ends: by Slack's word, or by ours. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Outcome } from '../../../src/chat/reply.ts';
import type { FakeSlack } from '../../fakes/slack/fake-slack.ts';
import { conversationThat } from './conversations.ts';
import { textReply, words } from './replies.ts';
import { mention, Workspace } from './workspace.ts';

let workspace: Workspace;
let slack: FakeSlack;
beforeEach(async () => {
  workspace = await Workspace.open();
  slack = workspace.slack;
});
afterEach(() => workspace.close());

describe('a token that is not good', () => {
  it.each([
    ['bot', { botToken: 'xoxb-0-wrong' }, /bot token \(invalid_auth\).*SLACK_BOT_TOKEN.*start again/],
    [
      'app',
      { appToken: 'xapp-1-wrong' },
      /app token \(invalid_auth\).*SLACK_APP_TOKEN.*connections:write.*start again/,
    ],
  ])('ends at once: the %s token', async (_, tokens, message) => {
    await workspace.connect(conversationThat(), {}, tokens);
    expect(await workspace.connection?.ended).toEqual({
      exitCode: 1,
      message: expect.stringMatching(message) as string,
    });
  });

  it.each(['token_revoked', 'account_inactive'])('ends when Slack says %s at the next connection', async (error) => {
    await workspace.connect(conversationThat());
    slack.revoke(error);
    void slack.refresh();
    expect(await workspace.connection?.ended).toEqual({
      exitCode: 1,
      message: expect.stringMatching(new RegExp(`${error}.*Install the app again`)) as string,
    });
  });

  it('ends when Slack refuses a message for it', async () => {
    await workspace.connect(conversationThat());
    slack.failNext('chat.postMessage', { error: 'token_revoked' });
    await slack.push('events_api', mention('why?'));
    expect(await workspace.connection?.ended).toMatchObject({ exitCode: 1 });
  });
});

describe('stopping', () => {
  it('finishes what runs and takes nothing new', async () => {
    const { promise, resolve } = Promise.withResolvers<Outcome>();
    const conversation = await workspace.connect(conversationThat(() => promise));
    await slack.push('events_api', mention('running'));
    await slack.until(() => conversation.heard.length === 1);
    const stopped = workspace.connection?.stop();
    void slack.command('/salary');
    resolve({ reply: textReply('finished', { visibility: 'public' }) });
    await stopped;
    expect(slack.web.posts).toMatchObject([{ text: words('finished') }]);
    expect(conversation.heard).toEqual(['running']);
    await slack.until(() => slack.openConnections === 0);
  });

  it('waits no longer than it may for work that does not end', async () => {
    const conversation = await workspace.connect(
      conversationThat(() => new Promise<Outcome>(() => undefined)),
      { finishing: 1 },
    );
    await slack.push('events_api', mention('endless'));
    await slack.until(() => conversation.heard.length === 1);
    await workspace.connection?.stop();
    expect(slack.web.posts).toEqual([]);
  });

  it('ends attempts to connect', async () => {
    slack.failNext('auth.test', ...Array.from({ length: 5 }, () => ({ status: 500 })));
    await workspace.connect(conversationThat(), { retryDelay: () => 60_000 });
    await workspace.connection?.stop();
    expect(slack.connections).toBe(0);
  });
});
