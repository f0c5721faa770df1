/** The fake refuses what the real Slack refuses, so that a test that passes means something. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { renderForm } from '../../../src/platforms/slack/form.ts';
import { renderReply } from '../../../src/platforms/slack/render.ts';
import { FakeSlack } from '../../fakes/slack/fake-slack.ts';
import { channel, directChannel, person } from '../../fakes/slack/payloads.ts';
import { form, textReply } from './replies.ts';

let slack: FakeSlack;
beforeEach(async () => {
  slack = await new FakeSlack().start();
});
afterEach(() => slack.stop());

async function call(method: string, token: string, fields: Readonly<Record<string, unknown>> = {}): Promise<unknown> {
  const body = new URLSearchParams(
    Object.entries(fields).map(([name, value]): [string, string] => [
      name,
      typeof value === 'string' ? value : JSON.stringify(value),
    ]),
  );
  const response = await fetch(slack.apiUrl + method, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
    body,
  });
  return response.json();
}
const respond = async (path: string, body: unknown): Promise<number> =>
  (await fetch(new URL(path, slack.apiUrl), { method: 'POST', body: JSON.stringify(body) })).status;

describe('the fake', () => {
  it('wants the right token for each method', async () => {
    expect(await call('auth.test', slack.web.botToken)).toMatchObject({ ok: true });
    expect(await call('auth.test', slack.web.appToken)).toMatchObject({ ok: false, error: 'invalid_auth' });
    expect(await call('apps.connections.open', slack.web.botToken)).toMatchObject({ error: 'invalid_auth' });
    slack.revoke();
    expect(await call('auth.test', slack.web.botToken)).toMatchObject({ error: 'token_revoked' });
  });

  it('opens one modal for a trigger, and none for an invented one', async () => {
    const fields = { trigger_id: slack.web.trigger(), view: renderForm(form, '') };
    expect(await call('views.open', slack.web.botToken, fields)).toMatchObject({ ok: true });
    expect(await call('views.open', slack.web.botToken, fields)).toMatchObject({ error: 'exchanged_trigger_id' });
  });

  it('takes five messages at a response_url', async () => {
    const path = slack.web.responsePath();
    const message = renderReply(textReply('x'));
    const statuses: number[] = [];
    for (let use = 0; use < 6; use++) statuses.push(await respond(path, message));
    expect(statuses).toEqual([200, 200, 200, 200, 200, 404]);
  });

  it('refuses bad blocks, and a ping', async () => {
    const blocks = [{ type: 'section', text: { type: 'mrkdwn', text: '<!channel>' } }];
    const fields = { channel, text: 'x', unfurl_links: 'false', unfurl_media: 'false' };
    expect(await call('chat.postMessage', slack.web.botToken, { ...fields, blocks })).toMatchObject({
      error: 'invalid_blocks',
    });
    expect(await respond(slack.web.responsePath(), { text: 'x', blocks })).toBe(400);
    expect(slack.web.problems.join()).toContain('control sequence');
    expect(slack.web.posts).toEqual([]);
  });

  it('wants the scope that each method needs', async () => {
    slack.web.scopes = new Set(['chat:write']);
    for (const [method, needed] of [
      ['users.info', 'users:read'],
      ['conversations.info', 'channels:read'],
      ['conversations.open', 'im:write'],
      ['files.getUploadURLExternal', 'files:write'],
      ['files.completeUploadExternal', 'files:write'],
    ] as const) {
      expect(await call(method, slack.web.botToken)).toMatchObject({ ok: false, error: 'missing_scope', needed });
    }
  });

  it('knows the people of its workspace, and nobody else', async () => {
    expect(await call('users.info', slack.web.botToken, { user: person })).toMatchObject({
      user: { tz: 'Europe/Lisbon' },
    });
    expect(await call('users.info', slack.web.botToken, { user: 'U0NOBODY' })).toMatchObject({
      error: 'user_not_found',
    });
    expect(await call('conversations.open', slack.web.botToken, { users: 'U0NOBODY' })).toMatchObject({
      error: 'user_not_found',
    });
  });

  it('shares a file only when all of it is there, in a channel that it knows', async () => {
    const token = slack.web.botToken;
    const begun = await call('files.getUploadURLExternal', token, { filename: 'a.txt', length: '5' });
    const { upload_url: url, file_id: id } = begun as { upload_url: string; file_id: string };
    const upload = async (body: string): Promise<number> => (await fetch(url, { method: 'POST', body })).status;
    const complete = (channelId: string): Promise<unknown> =>
      call('files.completeUploadExternal', token, { channel_id: channelId, files: [{ id }] });

    expect(await complete(channel)).toMatchObject({ error: 'file_not_found' });
    expect(await upload('four')).toBe(400);
    expect(await complete(channel)).toMatchObject({ error: 'file_not_found' });
    expect(await upload('fives')).toBe(200);
    for (const unknown of ['', person, directChannel]) {
      expect(await complete(unknown)).toMatchObject({ error: 'channel_not_found' });
    }
    await call('conversations.open', token, { users: person });
    expect(await complete(directChannel)).toMatchObject({ ok: true });
    expect(await complete(directChannel)).toMatchObject({ error: 'file_not_found' });
    expect(slack.web.files.shared).toEqual([{ channel: directChannel, name: 'a.txt', text: 'fives', comment: '' }]);
  });

  it('begins no upload without a name and a length', async () => {
    for (const fields of [{ filename: 'a.txt' }, { length: '5' }, { filename: 'a.txt', length: '0' }]) {
      expect(await call('files.getUploadURLExternal', slack.web.botToken, fields)).toMatchObject({
        error: 'invalid_arguments',
      });
    }
  });

  it('does not know other methods', async () => {
    expect(await call('conversations.history', slack.web.botToken)).toMatchObject({ error: 'unknown_method' });
  });
});

describe('its channels', () => {
  const post = (id: string, key = ''): Promise<unknown> => {
    const blocks = [
      {
        type: 'actions',
        elements: [{ type: 'button', text: { type: 'plain_text', text: 'A' }, action_id: `today:choose:${key}.0#1` }],
      },
    ];
    const fields = { channel: id, text: 'x', blocks, unfurl_links: 'false', unfurl_media: 'false' };
    return call('chat.postMessage', slack.web.botToken, fields);
  };

  it('take a message a second, after a short burst, by its own clock', async () => {
    let now = 1_000_000;
    slack.web.messages.clock = () => now;
    const taken: boolean[] = [];
    const postAll = (times: number): void => {
      for (let time = 0; time < times; time++) taken.push(slack.web.messages.wait(channel) === undefined);
    };
    postAll(5);
    now += 1000;
    postAll(2);
    expect(taken).toEqual([true, true, true, false, false, true, false]);
    expect(slack.web.messages.limited).toBe(3);
    expect(await post('C0PUBLIC')).toMatchObject({ ok: true });
  });

  it('count how often a post with a key stands in them, and give each message its own id', async () => {
    const key = '20261122abcdefghij012345';
    const first = await post(channel, key);
    const second = await post(channel, key);
    expect(slack.web.messages.posted(channel, key)).toBe(2);
    expect(slack.web.messages.posted('C0PUBLIC', key)).toBe(0);
    expect(first).not.toEqual(second);
  });

  it.each([
    ['C0NOWHERE', 'channel_not_found'],
    ['G0SECRET', 'channel_not_found'],
    ['C0OLD', 'is_archived'],
    ['C0NEWS', 'restricted_action_read_only_channel'],
    ['U0NOBODY', 'channel_not_found'],
  ])('refuse a post: %s says %s', async (id, error) => {
    expect(await post(id)).toMatchObject({ ok: false, error });
  });
});

describe('a storm', () => {
  /** How each of many calls ended. */
  const outcomes = async (seed: number): Promise<string[]> => {
    slack.storm = { methods: ['auth.test'], seed, share: 0.5, kinds: [{ error: 'fatal_error' }, { reset: true }] };
    const ended: string[] = [];
    for (let time = 0; time < 30; time++) {
      const answer = await call('auth.test', slack.web.botToken).catch(() => 'reset');
      ended.push(JSON.stringify(answer));
    }
    return ended;
  };

  it('fails a share of the calls, the same for the same seed, until it is over', async () => {
    const [first, again, other] = [await outcomes(1), await outcomes(1), await outcomes(2)];
    expect(first).toEqual(again);
    expect(first).not.toEqual(other);
    expect(new Set(first).size).toBe(3);
    slack.storm = undefined;
    expect(await call('auth.test', slack.web.botToken)).toMatchObject({ ok: true });
    expect(slack.failures.count).toBeGreaterThan(20);
  });

  it('loses the answer of a call that worked, where it is told so', async () => {
    slack.failNext('conversations.open', { reset: true, after: true });
    await expect(call('conversations.open', slack.web.botToken, { users: person })).rejects.toThrow();
    expect(slack.web.files.channels.has(directChannel)).toBe(true);
  });
});

describe('thousands of workspaces', () => {
  it('have each a token of its own, that sees only its own channels', async () => {
    for (let index = 0; index < 5000; index++) slack.web.workspaces.install(`T${index}`);
    const token = slack.web.workspaces.of('T4321')?.token ?? '';
    expect(await call('auth.test', token)).toMatchObject({ team_id: 'T4321' });
    expect(await call('conversations.info', token, { channel: 'C4321' })).toMatchObject({ ok: true });
    expect(await call('conversations.info', token, { channel: 'C4320' })).toMatchObject({ error: 'channel_not_found' });
    slack.revoke('account_inactive', 'T4321');
    expect(await call('auth.test', token)).toMatchObject({ error: 'account_inactive' });
    expect(await call('auth.test', slack.web.botToken)).toMatchObject({ ok: true });
  });
});
