/** End to end: the real Bolt against a Slack on loopback. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Outcome } from '../../../src/chat/reply.ts';
import type { FakeSlack } from '../../fakes/slack/fake-slack.ts';
import { directBody, directChannel } from '../../fakes/slack/payloads.ts';
import { conversationThat } from './conversations.ts';
import { form, replyWith, textReply, words } from './replies.ts';
import { mention, Workspace } from './workspace.ts';

let workspace: Workspace;
let slack: FakeSlack;
beforeEach(async () => {
  workspace = await Workspace.open();
  slack = workspace.slack;
});
afterEach(() => workspace.close());

describe('a connected bot', () => {
  it('answers slash commands, also under /career', async () => {
    await workspace.connect(conversationThat());
    expect((await slack.command('/salary', 'senior texas')).payload).toMatchObject({
      text: words('/salary senior texas'),
      response_type: 'ephemeral',
    });
    expect((await slack.command('/career', 'salary senior')).payload).toMatchObject({ text: words('/salary senior') });
    expect((await slack.command('/career')).payload).toMatchObject({ text: words('/help') });
    expect(slack.web.problems).toEqual([]);
  });

  it('acknowledges a slow command first and answers through its response_url', async () => {
    const { promise, resolve } = Promise.withResolvers<Outcome>();
    await workspace.connect(
      conversationThat(() => promise),
      { patience: 0 },
    );
    expect((await slack.command('/salary')).payload).toEqual({});
    resolve({ reply: textReply('late') });
    await slack.until(() => slack.web.responses.length > 0);
    expect(slack.web.responses).toMatchObject([{ text: words('late'), response_type: 'ephemeral' }]);
    expect(slack.web.problems).toEqual([]);
  });

  it('answers its own buttons and selects, in the place of the private message', async () => {
    const controls = replyWith([
      { kind: 'buttons', buttons: [{ label: 'Senior', action: 'salary:show:senior' }] },
      { kind: 'select', placeholder: 'Level', action: 'salary:show:', options: [{ label: 'Staff', value: 'staff' }] },
    ]);
    await workspace.connect(
      conversationThat((question) => ({ reply: question === '/salary' ? controls : textReply(question) })),
    );
    const { blocks } = (await slack.command('/salary')).payload as { blocks: { elements?: { action_id: string }[] }[] };
    const [button = '', select = ''] = blocks.flatMap(
      (block) => block.elements?.map((element) => element.action_id) ?? [],
    );
    await slack.click({ actionId: button });
    await slack.click({ actionId: select, chosen: 'staff', ephemeral: false });
    await slack.until(() => slack.web.responses.length === 2);
    const byText = slack.web.responses.toSorted((a, b) => String(a['text']).localeCompare(String(b['text'])));
    expect(byText).toMatchObject([
      { text: words('salary show senior'), replace_original: true },
      { text: words('salary show staff'), replace_original: false, response_type: 'ephemeral' },
    ]);
    expect(slack.web.problems).toEqual([]);
  });

  it('opens a form and brings the answer to where it was opened from', async () => {
    await workspace.connect(
      conversationThat((question) => (question === 'drill open q1' ? { form } : { reply: textReply(question) })),
    );
    await slack.click({ actionId: 'drill:open:q1#1' });
    await slack.until(() => slack.web.views.length > 0);
    const [view = {}] = slack.web.views;
    expect((await slack.submit(view, { answer: 'a queue' })).payload).toEqual({});
    await slack.until(() => slack.web.responses.length > 0);
    expect(slack.web.responses).toMatchObject([
      { text: words('drill answer q1 answer=a queue'), replace_original: true },
    ]);
    expect(slack.web.problems).toEqual([]);
  });

  it('answers a mention in its thread and a direct message in the conversation', async () => {
    await workspace.connect(conversationThat());
    await slack.push('events_api', mention('R&amp;D?'));
    await slack.push('events_api', directBody('and here?'));
    await slack.until(() => slack.web.posts.length === 2);
    const byChannel = slack.web.posts.toSorted((a, b) => String(a['channel']).localeCompare(String(b['channel'])));
    expect(byChannel).toMatchObject([
      { channel: 'C0GENERAL', thread_ts: '1700000005.000500', text: words('R&amp;D?') },
      { channel: directChannel, text: words('and here?') },
    ]);
    expect(byChannel[1]).not.toHaveProperty('thread_ts');
    expect(slack.web.problems).toEqual([]);
  });

  it('answers a redelivered event once', async () => {
    const conversation = await workspace.connect(conversationThat());
    await slack.push('events_api', mention('why?'));
    await slack.push('events_api', mention('why?'), 1);
    await slack.push('events_api', directBody('done?'));
    await slack.until(() => slack.web.posts.some((post) => post['channel'] === directChannel));
    expect(conversation.heard).toEqual(['why?', 'done?']);
    expect(slack.web.posts).toHaveLength(2);
  });

  it('serves on after Slack asks it to connect anew, and after the connection breaks', async () => {
    await workspace.connect(conversationThat());
    await slack.until(() => slack.openConnections === 2);
    await slack.refresh();
    expect((await slack.command('/salary')).payload).toMatchObject({ text: words('/salary') });
    await slack.breakConnection();
    expect((await slack.command('/faq')).payload).toMatchObject({ text: words('/faq') });
    expect(slack.connections).toBe(4);
  });

  it('logs no token and, at the usual level, nothing that a person typed', async () => {
    await workspace.connect(conversationThat());
    await slack.command('/salary', 'private words');
    const all = workspace.logged.join('');
    for (const secret of [slack.web.botToken, slack.web.appToken, 'verification-token', 'one-time'])
      expect(all).not.toContain(secret);
    const usual = workspace.logged.filter((line) => (JSON.parse(line) as { level: number }).level >= 30).join('');
    expect(usual).toContain('Slack: connected');
    expect(usual).not.toContain('private words');
  });
});

describe('where Slack fails', () => {
  it('does not post again what may have arrived', async () => {
    await workspace.connect(conversationThat());
    slack.failNext('chat.postMessage', { status: 503, after: true });
    await slack.push('events_api', mention('why?'));
    await slack.until(() => slack.web.posts.length > 0);
    await slack.push('events_api', directBody('next'));
    await slack.until(() => slack.web.posts.length > 1);
    expect(slack.calls.filter((method) => method === 'chat.postMessage')).toHaveLength(2);
  });

  it('waits out a rate limit, and then posts once', async () => {
    await workspace.connect(conversationThat());
    slack.failNext('chat.postMessage', { retryAfter: 0 });
    await slack.push('events_api', mention('why?'));
    await slack.until(() => slack.web.posts.length > 0);
    expect(slack.calls.filter((method) => method === 'chat.postMessage')).toHaveLength(2);
    expect(slack.web.posts).toHaveLength(1);
  });

  it('does not wait for a rate limit that nobody would wait for, and serves on', async () => {
    await workspace.connect(conversationThat());
    slack.failNext('chat.postMessage', { retryAfter: 3600 });
    await slack.push('events_api', mention('why?'));
    await slack.push('events_api', directBody('next'));
    await slack.until(() => slack.web.posts.length > 0);
    await workspace.connection?.stop();
    expect(slack.web.posts).toHaveLength(1);
    expect(workspace.logged.join('')).toContain('rate limit did not pass');
  });

  it('answers in a direct message where a response_url is used up', async () => {
    await workspace.connect(conversationThat());
    slack.failNext('respond', { status: 404 });
    await slack.click({ actionId: 'a:b:c#1' });
    await slack.until(() => slack.web.posts.length > 0);
    expect(slack.web.posts).toMatchObject([{ channel: 'U0ADA', text: words('a b c') }]);
  });

  it('tries again until it is connected', async () => {
    slack.failNext('auth.test', { status: 503 });
    slack.failNext('apps.connections.open', { status: 500 }, { error: 'internal_error' }, { retryAfter: 0 });
    await workspace.connect(conversationThat());
    await slack.until(() => slack.connections > 0);
    expect((await slack.command('/salary')).payload).toMatchObject({ text: words('/salary') });
  });
});
