/** Slack's side of an installation: the page on which somebody consents, and the exchange of the code for a token. */
import { botUser } from './payloads.ts';
import type { FakeWorkspaces } from './workspaces.ts';

type Json = Readonly<Record<string, unknown>>;

interface Grant {
  readonly team: string;
  readonly scope: string;
  readonly redirectUri: string;
}

export class FakeOAuth {
  readonly clientId = '12345.67890';
  readonly clientSecret = 'client-secret-of-the-app';
  readonly #workspaces: FakeWorkspaces;
  readonly #grants = new Map<string, Grant>();
  #codes = 0;

  constructor(workspaces: FakeWorkspaces) {
    this.#workspaces = workspaces;
  }

  /** Somebody opens the page that `/slack/install` leads to, and consents or not; gives the address that the browser is sent back to. */
  consent(authorizeUrl: string, team: string, answer: 'allow' | 'deny' = 'allow'): URL {
    const { origin, pathname, searchParams } = new URL(authorizeUrl);
    const [state, redirectUri] = [searchParams.get('state'), searchParams.get('redirect_uri')];
    const isKnown = origin + pathname === 'https://slack.com/oauth/v2/authorize';
    if (!isKnown || searchParams.get('client_id') !== this.clientId || state === null || redirectUri === null)
      throw new Error(`Slack would refuse ${authorizeUrl}`);
    const back = new URL(redirectUri);
    back.searchParams.set('state', state);
    if (answer === 'deny') back.searchParams.set('error', 'access_denied');
    else {
      const code = `code-${++this.#codes}`;
      this.#grants.set(code, { team, scope: searchParams.get('scope') ?? '', redirectUri });
      back.searchParams.set('code', code);
    }
    return back;
  }

  /** oauth.v2.access. */
  access(form: URLSearchParams): Json {
    if (form.get('client_id') !== this.clientId) return { ok: false, error: 'invalid_client_id' };
    if (form.get('client_secret') !== this.clientSecret) return { ok: false, error: 'bad_client_secret' };
    const code = form.get('code') ?? '';
    const grant = this.#grants.get(code);
    if (grant === undefined) return { ok: false, error: 'invalid_code' };
    if (form.get('redirect_uri') !== grant.redirectUri) return { ok: false, error: 'bad_redirect_uri' };
    this.#grants.delete(code);
    const token = this.#workspaces.install(grant.team);
    return {
      ok: true,
      access_token: token,
      token_type: 'bot',
      scope: grant.scope,
      bot_user_id: botUser,
      app_id: 'A0APP',
      team: { id: grant.team, name: this.#workspaces.of(grant.team)?.name },
      enterprise: null,
      authed_user: { id: 'U0BOSS' },
      is_enterprise_install: false,
    };
  }
}
