/** The fake refuses what the real Slack refuses, so that a test that passes means something. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { renderForm } from '../../../src/platforms/slack/form.ts';
import { renderReply } from '../../../src/platforms/slack/render.ts';
import { FakeSlack } from '../../fakes/slack/fake-slack.ts';
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
    const fields = { channel: 'C1', text: 'x', unfurl_links: 'false', unfurl_media: 'false' };
    expect(await call('chat.postMessage', slack.web.botToken, { ...fields, blocks })).toMatchObject({
      error: 'invalid_blocks',
    });
    expect(await respond(slack.web.responsePath(), { text: 'x', blocks })).toBe(400);
    expect(slack.web.problems.join()).toContain('control sequence');
    expect(slack.web.posts).toEqual([]);
  });

  it('does not know other methods', async () => {
    expect(await call('conversations.history', slack.web.botToken)).toMatchObject({ error: 'unknown_method' });
  });
});
