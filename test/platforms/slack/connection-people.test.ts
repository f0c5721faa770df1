/** End to end: what the bot asks Slack about people, and what it sends to one alone. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Invocation } from '../../../src/chat/invocation.ts';
import type { Failure, FakeSlack } from '../../fakes/slack/fake-slack.ts';
import { directBody, directChannel } from '../../fakes/slack/payloads.ts';
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

const warnings = (): string[] => workspace.logged.filter((line) => (JSON.parse(line) as { level: number }).level >= 40);
const timesCalled = (method: string): number => slack.calls.filter((each) => each === method).length;

describe('an export', () => {
  const file = { name: 'my-data.json', text: '{"name":"Zoë 🦊","answers":[1,2,3]}' };
  const exporting = () => conversationThat(() => ({ reply: textReply('Your data', { file }) }));

  it('is answered at once, and its file comes into the direct message of the one who asked', async () => {
    await workspace.connect(exporting());
    const { payload } = await slack.command('/my-data', 'export');
    expect(payload).toMatchObject({
      response_type: 'ephemeral',
      text: expect.stringContaining('my-data.json comes to you as a direct message') as string,
    });
    await slack.until(() => slack.web.files.shared.length > 0);
    expect(slack.web.files.shared).toEqual([{ channel: directChannel, ...file, comment: 'Here is the file.' }]);
    await workspace.connection?.stop();
    expect(slack.web.responses).toEqual([]);
    expect(slack.web.posts).toEqual([]);
    expect(slack.web.problems).toEqual([]);
    expect(workspace.logged.join('')).not.toContain('Zoë');
  });

  it('comes to the one who asked in a channel too', async () => {
    await workspace.connect(exporting());
    await slack.push('events_api', mention('/my-data export'));
    await slack.until(() => slack.web.files.shared.length > 0);
    expect(slack.web.files.shared).toMatchObject([{ channel: directChannel }]);
    expect(slack.web.whispers).toMatchObject([{ channel: 'C0GENERAL', user: 'U0ADA' }]);
    expect(slack.web.posts).toEqual([]);
  });

  it.each([
    ['im:write', 'conversations.open'],
    ['files:write', 'files.getUploadURLExternal'],
  ])('without the scope %s says what is missing, and serves on', async (scope, refusing) => {
    slack.web.scopes = slack.web.scopes.difference(new Set([scope]));
    const conversation = await workspace.connect(exporting());
    await slack.command('/my-data', 'export');
    await slack.until(() => slack.web.responses.length > 0);
    const [notice = {}] = slack.web.responses;
    expect(notice).toMatchObject({ response_type: 'ephemeral' });
    expect(JSON.stringify(notice)).toMatch(/did not arrive.*files:write.*im:write.*reinstall the app/s);
    expect(timesCalled(refusing)).toBe(1);
    expect(slack.web.files.shared).toEqual([]);
    await slack.command('/my-data', 'export');
    expect(conversation.heard).toHaveLength(2);
    expect(slack.web.problems).toEqual([]);
  });

  it.each<[what: string, method: string, failure: Failure, notice: string, shared: number]>([
    ['is opened', 'conversations.open', { status: 503 }, 'did not arrive', 0],
    ['is begun', 'files.getUploadURLExternal', { error: 'file_uploads_disabled' }, 'does not take', 0],
    ['is on its way', 'upload', { status: 500 }, 'may not have arrived', 0],
    ['is refused', 'files.completeUploadExternal', { error: 'channel_not_found' }, 'did not arrive', 0],
    ['is shown', 'files.completeUploadExternal', { status: 503, after: true }, 'may not have arrived', 1],
    ['is half done', 'files.completeUploadExternal', { error: 'internal_error' }, 'may not have arrived', 0],
  ])('that fails as it %s is told about and not repeated', async (_, method, failure, notice, shared) => {
    await workspace.connect(exporting());
    slack.failNext(method, failure);
    await slack.command('/my-data', 'export');
    await slack.until(() => slack.web.responses.length > 0);
    await workspace.connection?.stop();
    expect(slack.web.responses).toMatchObject([{ text: expect.stringContaining(notice) as string }]);
    expect(timesCalled(method)).toBe(1);
    expect(slack.web.files.shared).toHaveLength(shared);
  });

  it.each(['conversations.open', 'files.getUploadURLExternal', 'upload', 'files.completeUploadExternal'])(
    'waits out a rate limit of %s, and comes once',
    async (method) => {
      await workspace.connect(exporting());
      slack.failNext(method, { retryAfter: 0 });
      await slack.command('/my-data', 'export');
      await slack.until(() => slack.web.files.shared.length > 0);
      await workspace.connection?.stop();
      expect(slack.web.files.shared).toHaveLength(1);
      expect(slack.web.responses).toEqual([]);
    },
  );

  it('that is running is finished before the bot stops', async () => {
    await workspace.connect(exporting());
    await slack.command('/my-data', 'export');
    await workspace.connection?.stop();
    expect(slack.web.files.shared).toHaveLength(1);
  });
});

describe("the zone of somebody's profile", () => {
  const withZone = () =>
    conversationThat(async (_, invocation: Invocation) => ({
      reply: textReply((await invocation.profileZone?.()) ?? 'no zone'),
    }));
  const zoneSaid = async (): Promise<unknown> => (await slack.command('/streak')).payload['text'];

  it('is not asked for unless it is wanted', async () => {
    await workspace.connect(conversationThat());
    await slack.command('/salary');
    await slack.push('events_api', directBody('hello'));
    await slack.until(() => slack.web.posts.length > 0);
    expect(timesCalled('users.info')).toBe(0);
  });

  it('is the one that Slack knows, asked for once for commands, clicks and messages', async () => {
    await workspace.connect(withZone());
    expect(await zoneSaid()).toBe(words('Europe/Lisbon'));
    await slack.click({ actionId: 'a:b:c#1' });
    await slack.push('events_api', directBody('hello'));
    await slack.until(() => slack.web.responses.length > 0 && slack.web.posts.length > 0);
    expect([...slack.web.responses, ...slack.web.posts].map((message) => message['text'])).toEqual([
      words('Europe/Lisbon'),
      words('Europe/Lisbon'),
    ]);
    expect(timesCalled('users.info')).toBe(1);
  });

  it.each<[string, Failure]>([
    ['is down', { status: 503 }],
    ['refuses', { error: 'user_not_visible' }],
    ['is at its rate limit', { retryAfter: 3600 }],
  ])('is none where Slack %s, and the answer comes all the same', async (_, failure) => {
    await workspace.connect(withZone());
    slack.failNext('users.info', failure);
    expect(await zoneSaid()).toBe(words('no zone'));
    expect(await zoneSaid()).toBe(words('no zone'));
    expect(timesCalled('users.info')).toBe(1);
    expect(warnings().filter((line) => line.includes('time zone'))).toHaveLength(1);
  });

  it('is none without the scope users:read', async () => {
    slack.web.scopes = slack.web.scopes.difference(new Set(['users:read']));
    await workspace.connect(withZone());
    expect(await zoneSaid()).toBe(words('no zone'));
    expect(warnings().filter((line) => line.includes('users:read'))).toHaveLength(1);
  });

  it('is not waited for longer than it may take', async () => {
    await workspace.connect(withZone(), { profile: 1 });
    slack.failNext('users.info', { silent: true });
    expect(await zoneSaid()).toBe(words('no zone'));
  });

  it('tells of a token that is good no more', async () => {
    await workspace.connect(withZone());
    slack.failNext('users.info', { error: 'token_revoked' });
    await slack.command('/streak');
    expect(await workspace.connection?.ended).toMatchObject({ exitCode: 1 });
  });
});
