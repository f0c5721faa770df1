/** Installing the app by OAuth, end to end: the real Bolt against a Slack on loopback. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FakeSlack } from '../../fakes/slack/fake-slack.ts';
import { conversationThat } from './conversations.ts';
import { installer, type Browser, type Page } from './installer.ts';
import { Workspace } from './workspace.ts';

let workspace: Workspace;
let slack: FakeSlack;
beforeEach(async () => {
  workspace = await Workspace.open();
  slack = workspace.slack;
});
afterEach(() => workspace.close());

type Open = ReturnType<typeof installer>['open'];
const serveAll = async () => installer(slack, await workspace.serveAll(conversationThat()));

describe('installing', () => {
  it('leads to Slack with the scopes of the manifest, and back to a page that says what to do next', async () => {
    const { begin, install } = await serveAll();
    const { location } = await begin();
    const asked = new URL(location).searchParams;
    expect(asked.get('scope')?.split(',')).toEqual(expect.arrayContaining(['chat:write', 'commands', 'groups:read']));
    expect(asked.get('redirect_uri')).toBe('https://bot.example.org/slack/oauth_redirect');

    const { status, text: page, headers } = await install('T1', 'Zoë & <b>Friends</b>');
    expect(status).toBe(200);
    expect(page).toContain('installed in Zoë &amp; &lt;b&gt;Friends&lt;/b&gt;');
    for (const next of ['/career help', '/daily set', '/daily resume', '/invite @career-advisor', '/admin doctor'])
      expect(page).toContain(next);
    expect(page).toContain('https://slack.com/app_redirect?app=A0APP&amp;team=T1');
    expect(page).not.toContain('xoxb');
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
  });

  it('keeps the token encrypted, and logs none of it', async () => {
    const { install } = await serveAll();
    await install('T1');
    const token = slack.web.workspaces.of('T1')?.token ?? '';
    expect([...workspace.texts.kept.keys()]).toEqual(['slack:T1']);
    expect(workspace.texts.kept.get('slack:T1')).not.toContain(token);
    const logged = workspace.logged.join('');
    for (const secret of [token, slack.web.oauth.clientSecret, workspace.stateSecret])
      expect(logged).not.toContain(secret);
  });

  it.each<[string, number, RegExp, (browser: Browser, open: Open) => Promise<Page>]>([
    [
      'somebody who says no',
      403,
      /was not installed.*Nothing was changed/s,
      ({ location, cookie }, open) => open(slack.web.oauth.consent(location, 'T1', 'deny'), cookie),
    ],
    [
      'another browser than the one it began in',
      400,
      /begin once more/,
      ({ location }, open) => open(slack.web.oauth.consent(location, 'T1'), ''),
    ],
    [
      'a state that we did not sign',
      400,
      /begin once more/,
      ({ location }, open) => {
        const back = slack.web.oauth.consent(location, 'T1');
        back.searchParams.set('state', 'forged');
        return open(back, 'slack-app-oauth-state=forged');
      },
    ],
    [
      'a code that was used',
      400,
      /begin once more/,
      async ({ location, cookie }, open) => {
        const back = slack.web.oauth.consent(location, 'T1');
        back.searchParams.set('code', 'code-used');
        return open(back, cookie);
      },
    ],
    [
      'Slack that fails',
      500,
      /could not be installed.*our log/s,
      ({ location, cookie }, open) => {
        slack.failNext('oauth.v2.access', { status: 503 });
        return open(slack.web.oauth.consent(location, 'T1'), cookie);
      },
    ],
    [
      'a store that is away',
      500,
      /could not be installed.*Nothing of yours was lost/s,
      ({ location, cookie }, open) => {
        workspace.texts.away = new Error('the database is away');
        return open(slack.web.oauth.consent(location, 'T1'), cookie);
      },
    ],
  ])('tells %s what happened, with a way to try again', async (_, status, says, come) => {
    const { begin, open } = await serveAll();
    const result = await come(await begin(), open);
    expect(result.status).toBe(status);
    expect(result.text).toMatch(says);
    expect(result.text).toContain('<a href="install">');
    expect(workspace.texts.kept.size).toBe(0);
    const [line, ...more] = workspace.loggedFrom(40);
    expect(line).toContain('an installation did not come about');
    expect(more).toEqual([]);
  });

  it('makes no error of a stranger who opens the address that leads back', async () => {
    const { open } = await serveAll();
    expect((await open(new URL('http://localhost/slack/oauth_redirect'), '')).status).toBe(400);
    expect(workspace.loggedFrom(40)).toHaveLength(1);
    expect(workspace.loggedFrom(50)).toEqual([]);
  });
});
