/** Looks whether the bot may post in a channel, and what it lacks. */
import type { webApi } from '@slack/bolt';
import type { Check } from '../../chat/poster.ts';
import { describeError, errorCode } from './failures.ts';

type Channel = NonNullable<Awaited<ReturnType<webApi.WebClient['conversations']['info']>>['channel']>;

const scopeSteps = (scope: string): string =>
  `tell whoever runs the bot: add the scope ${scope} under "OAuth & Permissions" at https://api.slack.com/apps, and install the app again.`;
const addScope = (scope: string): string => scopeSteps(scope).replace(/^t/, 'T');
const invite = 'Type /invite @career-advisor in the channel.';

const good = (what: string, detail: string): Check => ({ what, ok: true, detail });
const bad = (what: string, detail: string, fix: string): Check => ({ what, ok: false, detail, fix });

export const notInstalled = bad('Slack', 'The app is not installed in this workspace.', 'Install the app again.');
export const unknownToken = bad(
  'Slack',
  'My token for this workspace could not be read.',
  'Try again in a few minutes. If that does not help, tell whoever runs the bot: the reason is in its log.',
);

/** A check for each thing that posting takes, as far as Slack lets us look. Never rejects. */
export async function inspectChannel(
  client: webApi.WebClient,
  token: string,
  channel: string,
): Promise<readonly Check[]> {
  let scopes: readonly string[] | undefined;
  try {
    const { team = 'the workspace', response_metadata: metadata } = await client.auth.test({ token });
    scopes = metadata?.scopes;
    const checks = [good('Slack', `Slack takes my token for ${team}.`), ...writeScope(scopes)];
    return [...checks, ...(await channelChecks(client, token, channel, scopes))];
  } catch (error) {
    return [noAnswer('Slack', error)];
  }
}

function noAnswer(what: string, error: unknown): Check {
  const code = errorCode(error);
  return code === undefined
    ? bad(what, `Slack did not answer (${describeError(error)}).`, 'Try again in a few minutes.')
    : bad(what, `Slack refused (${code}).`, 'Install the app again; if that does not help, tell whoever runs the bot.');
}

/** Nothing where Slack does not say which scopes there are. */
function writeScope(scopes: readonly string[] | undefined): Check[] {
  if (scopes === undefined) return [];
  return scopes.includes('chat:write')
    ? [good('Scope chat:write', 'I may post messages.')]
    : [bad('Scope chat:write', 'I may not post messages.', addScope('chat:write'))];
}

async function channelChecks(
  client: webApi.WebClient,
  token: string,
  id: string,
  scopes: readonly string[] | undefined,
): Promise<Check[]> {
  try {
    const { channel } = await client.conversations.info({ token, channel: id });
    if (channel === undefined) return [noAnswer('Channel', new Error('no channel in the answer'))];
    return [channelCheck(channel), membershipCheck(channel, scopes)];
  } catch (error) {
    const code = errorCode(error);
    if (code === 'missing_scope') {
      const what = 'channels:read and groups:read';
      const blind = bad(`Scopes ${what}`, 'I cannot look at the channel beforehand.', addScope(what));
      return [{ ...blind, advisory: true }];
    }
    if (code === 'channel_not_found') {
      return [bad('Channel', 'I cannot see it: it is private and I am not in it, or it was deleted.', invite)];
    }
    return [noAnswer('Channel', error)];
  }
}

function channelCheck({ name = 'the channel', ...channel }: Channel): Check {
  if (channel.is_im === true || channel.is_mpim === true)
    return { ...bad('Channel', 'That is a direct message, not a channel.', 'Choose a channel.'), lasting: true };
  if (channel.is_archived === true) return bad('Channel', `#${name} is archived.`, 'Unarchive it.');
  if (channel.is_read_only === true)
    return bad('Channel', `Only some members may post in #${name}.`, 'Have an admin let me post there.');
  return good('Channel', `#${name} is there, and in use.`);
}

function membershipCheck(channel: Channel, scopes: readonly string[] | undefined): Check {
  const what = 'Posting there';
  if (channel.is_member === true) return good(what, 'I am in the channel.');
  if (channel.is_private === true) return bad(what, 'The channel is private, and I am not in it.', invite);
  return scopes?.includes('chat:write.public') === true
    ? good(what, 'I am not in the channel, and need not be: it is public, and I have the scope chat:write.public.')
    : bad(
        what,
        'I am not in the channel.',
        `${invite} For all public channels at once, ${scopeSteps('chat:write.public')}`,
      );
}
