/** What a call that was to post something came to, in the words of the daily drill's account. */
import { webApi } from '@slack/bolt';
import type { PostResult } from '../../chat/poster.ts';
import { errorCode, isTokenRefused, isUntimedPause, refusal, retryAfter } from './failures.ts';

/** A channel, or a person's direct message with the bot: what goes wrong there is told to that person, in `/settings`. */
export type Target = 'channel' | 'person';

/** Milliseconds until another attempt, where Slack refused for a reason that is not known to pass or not to. */
const unknownPause = 900_000;
/** The same where Slack says that it is too busy, and not for how long. */
const busyPause = 30_000;

/** There is no such place any more. https://docs.slack.dev/reference/methods/chat.postMessage#errors, also for the sets below. */
const gone = new Set(['channel_not_found', 'is_archived', 'user_not_found', 'user_disabled', 'cannot_dm_bot']);

/** The place is there, and the bot may not post. */
const closed = new Set([
  'access_denied',
  'accesslimited',
  'ekm_access_denied',
  'enterprise_is_restricted',
  'messages_tab_disabled',
  'missing_scope',
  'no_permission',
  'not_in_channel',
  'org_login_required',
  'restricted_action',
  'restricted_action_non_threadable_channel',
  'restricted_action_read_only_channel',
  'restricted_action_thread_only_channel',
  'team_access_not_granted',
  'user_is_restricted',
]);

/** Certainly not done, and over in a while. */
const busy = new Set([
  'ratelimited',
  'rate_limited',
  'message_limit_exceeded',
  'service_unavailable',
  'team_added_to_org',
]);

/** What became of a call that failed. */
export function failedPost(error: unknown, target: Target): PostResult {
  const seconds = retryAfter(error);
  if (seconds !== undefined)
    return {
      kind: 'later',
      after: seconds * 1000,
      everywhere: true,
      detail: `Slack asked for a pause of ${seconds} s.`,
    };
  if (isUntimedPause(error))
    return { kind: 'later', after: busyPause, everywhere: true, detail: 'Slack asked for a pause.' };
  const code = refusal(error);
  if (code !== undefined) return refused(code, target);
  if (isUnreached(error)) return { kind: 'later', detail: 'Slack could not be reached; nothing was sent.' };
  return {
    kind: 'doubt',
    detail: `Slack did not say whether it took the message (${reasonOf(error)}).`,
  };
}

/** For a workspace that there is no token for. */
export const notConnected: PostResult = {
  kind: 'refused',
  why: 'not-connected',
  detail: 'The app is not installed in this workspace. Have an admin install it again.',
};

/** For a token that could not be read. */
export const tokenNotRead: PostResult = {
  kind: 'later',
  detail:
    'The token for this workspace could not be read; nothing was sent. Whoever runs the bot finds the reason in its log.',
};

/** For a message that waited too long on its way here. */
export const tooLate: PostResult = { kind: 'later', detail: 'It came too late to be sent; nothing was sent.' };

function refused(code: string, target: Target): PostResult {
  if (busy.has(code)) return { kind: 'later', after: busyPause, detail: `Slack is too busy just now (${code}).` };
  if (gone.has(code)) return { kind: 'refused', why: 'channel-gone', detail: goneDetail(code, target) };
  if (closed.has(code)) return { kind: 'refused', why: 'no-access', detail: closedDetail(code, target) };
  if (isTokenRefused(code)) {
    return {
      kind: 'refused',
      why: 'token-refused',
      detail: `Slack no longer takes the app's token for this workspace (${code}): the app was removed, or its token revoked. Have an admin install the app again.`,
    };
  }
  // Such as invalid_blocks: a mistake of ours, most likely in this one message. The next day's may be well.
  return {
    kind: 'later',
    after: unknownPause,
    detail: `Slack refused the message (${code}); nothing was sent. Whoever runs the bot should look at its log.`,
  };
}

function goneDetail(code: string, target: Target): string {
  if (target === 'person') return `Slack takes no message for you (${code}).`;
  return code === 'is_archived'
    ? 'The channel is archived.'
    : 'I cannot see the channel: it is private and I am not in it, or it was deleted. If it is there, type /invite @career-advisor in it.';
}

function closedDetail(code: string, target: Target): string {
  switch (code) {
    case 'missing_scope':
      return 'I lack the scope chat:write here. Tell whoever runs the bot: add it under "OAuth & Permissions" at https://api.slack.com/apps and install the app again.';
    case 'not_in_channel':
      return 'I am not in the channel. Type /invite @career-advisor in it.';
    case 'team_access_not_granted':
      return 'The organisation has not given the app this workspace. Have an admin of the organisation add the workspace to the app.';
    case 'messages_tab_disabled':
      return 'I take no direct messages: my Messages tab is switched off. Tell whoever runs the bot: switch it on under "App Home" at https://api.slack.com/apps.';
  }
  return target === 'person'
    ? `The workspace does not let me write to you (${code}). Ask one of its admins to allow it.`
    : `The workspace does not let me post in the channel (${code}). Have an admin allow it.`;
}

/** Whether the request certainly never left: no connection was made. Slack's edge, answering 4xx in its place, did nothing either. */
function isUnreached(error: unknown): boolean {
  if (error instanceof webApi.WebAPIHTTPError) return error.statusCode >= 400 && error.statusCode < 500;
  return error instanceof webApi.WebAPIRequestError && isNotConnected(error.original);
}

/** Looks for what a connection that was never made leaves in the chain of causes. */
function isNotConnected(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (error instanceof AggregateError && error.errors.length > 0) return error.errors.every(isNotConnected);
  if ('syscall' in error && (error.syscall === 'connect' || error.syscall === 'getaddrinfo')) return true;
  if ('code' in error && error.code === 'UND_ERR_CONNECT_TIMEOUT') return true;
  return isNotConnected(error.cause);
}

function reasonOf(error: unknown): string {
  const code = errorCode(error);
  if (code !== undefined && /^\w+$/.test(code)) return code;
  if (error instanceof webApi.WebAPIHTTPError) return `status ${error.statusCode}`;
  const isSlow = error instanceof webApi.WebAPIRequestError && error.original.name === 'TimeoutError';
  return isSlow ? 'no answer in time' : 'the connection broke';
}
