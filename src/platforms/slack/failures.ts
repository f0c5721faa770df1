/** What a failed call to Slack means: whether to give up for good, and whether a message may have been sent. */
import { webApi } from '@slack/bolt';

/** Slack has certainly not done what was asked. Anything else that fails may have been done, and is not repeated. */
export class NotDoneError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'NotDoneError';
  }
}

export type Token = 'bot' | 'app';

/** Slack's own word for a refusal, such as `invalid_auth`. */
export const errorCode = (error: unknown): string | undefined =>
  error instanceof webApi.WebAPIPlatformError ? error.data.error : undefined;

/** Codes with which Slack says that a part of what was asked may have been done. https://docs.slack.dev/reference/methods/chat.postMessage#errors */
const inDoubt = new Set(['fatal_error', 'internal_error']);

/** Slack's word for why it certainly did nothing; `undefined` where it may have done what was asked. */
export function refusal(error: unknown): string | undefined {
  const code = errorCode(error);
  // An answer that is no JSON becomes the "code" as it is: it says nothing about what was done.
  return code === undefined || inDoubt.has(code) || !/^\w+$/.test(code) ? undefined : code;
}

/** Seconds to wait before asking again, where Slack says so. */
export const retryAfter = (error: unknown): number | undefined =>
  error instanceof webApi.WebAPIRateLimitedError ? error.retryAfter : undefined;

/** Whether Slack asked for a pause without saying for how long. @slack/web-api has only this text for it. */
export const isUntimedPause = (error: unknown): boolean =>
  error instanceof Error && error.message.startsWith('Retry header did not contain a valid timeout');

/** Codes that say that the token is not one that Slack takes for this. */
const wrongToken = new Set(['not_authed', 'invalid_auth', 'not_allowed_token_type', 'missing_scope']);
/** Codes that say that the token was good once and never will be again. */
const goneToken = new Set([
  'token_revoked',
  'token_expired',
  'account_inactive',
  'user_removed_from_team',
  'team_disabled',
]);

/** Whether Slack says that the token will never be good again. */
export const isGone = (error: unknown): boolean => goneToken.has(errorCode(error) ?? '');

/** Whether Slack does not take the token at all; a scope that it lacks says nothing about that. */
export const isTokenRefused = (code: string): boolean =>
  goneToken.has(code) || (wrongToken.has(code) && code !== 'missing_scope');

const whereToFind = {
  bot: 'SLACK_BOT_TOKEN is the Bot User OAuth Token (xoxb-…) under "OAuth & Permissions"',
  app: 'SLACK_APP_TOKEN is an app-level token (xapp-…) with the scope connections:write, under "Basic Information"',
} as const;

/** One line for the operator where no repeating will help: what happened and how to fix it. `undefined` for what may pass. */
export function fatalMessage(error: unknown, token: Token): string | undefined {
  const code = errorCode(error);
  // A scope that a single call lacks says nothing about the bot token; opening the connection needs only the one.
  if (code === undefined || (code === 'missing_scope' && token === 'bot')) return undefined;
  if (wrongToken.has(code)) {
    return `Slack does not accept the ${token} token (${code}). ${whereToFind[token]} of your app at https://api.slack.com/apps. Copy it again, then start again.`;
  }
  if (goneToken.has(code)) {
    return `Slack says that the ${token} token is no longer valid (${code}): it was revoked, or the app was removed from the workspace. Install the app again at https://api.slack.com/apps; ${whereToFind[token]}. Copy the new one, then start again.`;
  }
  return undefined;
}

/** What went wrong, in one line for the log: never the request, its headers or its tokens. */
export function describeError(error: unknown): string {
  if (!(error instanceof Error)) {
    return typeof error === 'string' ? error : 'the connection was closed before it was ready';
  }
  const cause = error.cause instanceof Error ? ` (${error.cause.message})` : '';
  return `${error.name}: ${error.message}${cause}`;
}
