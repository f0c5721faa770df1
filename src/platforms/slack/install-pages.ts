/** The pages that somebody sees in a browser after installing the app. */
import type { ServerResponse } from 'node:http';
import type { Installation } from '@slack/bolt';
import { errorCode } from './failures.ts';

interface Page {
  readonly status: number;
  readonly title: string;
  /** HTML. */
  readonly body: string;
}

/** Text for HTML, also inside quoted attributes. */
const escapeHtml = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');

const html = ({ title, body }: Page): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<style>body{font:1.05rem/1.6 system-ui,sans-serif;max-width:38rem;margin:3rem auto;padding:0 1rem}code{background:#8882;padding:.1em .3em}</style>
</head>
<body>
<h1>${escapeHtml(title)}</h1>
${body}
</body>
</html>
`;

/** Sends a page that runs no script, and that nobody keeps. */
export function sendPage(response: ServerResponse, page: Page): void {
  response
    .writeHead(page.status, {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
    })
    .end(html(page));
}

/** What to do next. */
export function installedPage({ team, enterprise, appId, isEnterpriseInstall }: Installation): Page {
  const home = isEnterpriseInstall === true ? enterprise : team;
  const link = new URL('https://slack.com/app_redirect');
  if (appId !== undefined) link.searchParams.set('app', appId);
  if (home !== undefined) link.searchParams.set('team', home.id);
  return {
    status: 200,
    title: `The career advisor is installed in ${home?.name ?? 'your workspace'}`,
    body: `<p><a href="${escapeHtml(link.href)}">Open it in Slack</a>, and:</p>
<ol>
<li>Type <code>/career help</code> in any channel to see what it answers.</li>
<li>As an admin, type <code>/daily set</code> with a channel and a time, such as <code>/daily set #careers 09:00</code>, for a question each
day. For a private channel, first type <code>/invite @career-advisor</code> there.</li>
<li>If it was installed here before, type <code>/daily resume</code>: a daily drill stops when the app is removed.</li>
<li>If something does not work, <code>/admin doctor</code> says what is missing.</li>
</ol>`,
  };
}

/** Codes of Bolt's installer and of Slack that say that somebody came back late, twice, or from elsewhere. */
const usedUp = new Set([
  'slack_oauth_invalid_state',
  'slack_oauth_missing_state',
  'slack_oauth_missing_code',
  'invalid_code',
  'code_already_used',
]);

/** Relative: the program may stand behind a longer address. */
const again = '<p><a href="install">Install it</a>.</p>';

/** What happened, and how to try again. `error` is what Bolt's installer failed with. */
export function notInstalledPage(error: { readonly code?: string } & Error): Page {
  const code = errorCode(error);
  if (error.code === 'slack_oauth_installer_authorization_error') {
    return {
      status: 403,
      title: 'The career advisor was not installed',
      body: `<p>You said no, or your workspace did. Nothing was changed. If you change your mind:</p>${again}`,
    };
  }
  if (usedUp.has(error.code ?? '') || usedUp.has(code ?? '')) {
    return {
      status: 400,
      title: 'Please begin once more',
      body: `<p>This address is good for ten minutes, once, and only in the browser in which the installation began. Nothing was changed.</p>${again}`,
    };
  }
  const reason = code === undefined ? '' : ` Slack says: <code>${escapeHtml(code)}</code>.`;
  return {
    status: 500,
    title: 'The career advisor could not be installed',
    body: `<p>Something went wrong between Slack and us, and what went wrong is in our log.${reason} Nothing of yours was lost. Wait a minute, and try
again; if it fails again, tell whoever runs the bot.</p>${again}`,
  };
}
