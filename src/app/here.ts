/** The channel that a command is typed in, for `here` and for commands. */
import { UserError } from '../chat/errors.ts';
import type { Invocation } from '../chat/invocation.ts';
import type { Options } from '../chat/option.ts';
import { here } from '../chat/references.ts';
import { isDiscordDirect } from './access.ts';

/** The values with the invocation's channel in place of `here`. Throws `UserError` where there is no channel that others could read. */
export function withChannelHere(
  values: Readonly<Record<string, unknown>>,
  options: Options,
  invocation: Invocation,
): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      options[name]?.kind === 'channel' && value === here ? channelOf(invocation, name) : value,
    ]),
  );
}

/** The channel that the invocation comes from; undefined where it is none that others could read. */
export function channelHere(invocation: Invocation): string | undefined {
  const { channel } = invocation;
  // The ids of Slack's direct messages begin with a D.
  const isShared = channel !== undefined && !isDiscordDirect(invocation) && !channel.startsWith('D');
  return isShared ? channel : undefined;
}

function channelOf(invocation: Invocation, option: string): string {
  const channel = channelHere(invocation);
  if (channel !== undefined) return channel;
  throw new UserError(
    'There is no channel here',
    `\`${option}\`: \`${here}\` stands for the channel that a command is typed in, and this is none. Nothing was changed. Type the command in that channel, or pick the channel from the list that opens while you type \`#\`.`,
  );
}
