/** How the bot stands in a channel, in words for the people who can change it. Pure. */
import { PermissionFlagsBits } from 'discord-api-types/v10';
import { formatInstant } from '../../chat/dates.ts';
import type { Check } from '../../chat/poster.ts';
import { tokenRefused } from './endings.ts';
import { neededPermissions } from './permissions.ts';
import type { Standing } from './standing.ts';

type Seen = Extract<Standing, { kind: 'seen' }>;

/** Where Discord shows the permissions of a channel, and what to do there. */
const allowIn = (channel: string, names: readonly string[]): string =>
  `In Discord, open Edit Channel (the cog beside ${channel}) > Permissions, add the bot or its role, and allow ${together(names)}.`;

/** "a, b and c". */
const together = (names: readonly string[]): string =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;

const chooseAnother = 'Type /daily set with another channel of this server.';
const allNeeded = neededPermissions.map(({ name }) => name);

/** A check for each thing that posting takes, or one that says why there is nothing to check. */
export function checksOf(standing: Standing): readonly Check[] {
  if (standing.kind === 'seen') return seenChecks(standing);
  return [{ ok: false, ...obstacleOf(standing) }];
}

/** What is not right, as one line with the fixes; undefined where all is. */
export function troubleIn(checks: readonly Check[]): string | undefined {
  const failed = checks.filter(({ ok }) => !ok);
  const fixes = new Set(failed.flatMap(({ fix }) => fix ?? []));
  return failed.length === 0 ? undefined : [...failed.map(({ detail }) => detail), ...fixes].join(' ');
}

function seenChecks(standing: Seen): Check[] {
  const { channel, unfit, permissions, timedOutUntil } = standing;
  if (unfit !== undefined) return [unfitChannel(channel, unfit)];
  // It takes permissions away that are allowed, and gives them back when it ends: allowing them would change nothing.
  if (timedOutUntil !== undefined) return [timeOut(timedOutUntil)];
  const isAllowed = ({ bit }: { readonly bit: bigint }): boolean => (permissions & bit) !== 0n;
  const lacking = neededPermissions.filter((each) => !isAllowed(each)).map(({ name }) => name);
  return neededPermissions.map((each): Check =>
    isAllowed(each)
      ? { what: each.name, ok: true, detail: `Allowed in ${channel}.` }
      : {
          what: each.name,
          ok: false,
          detail: `I lack ${each.name} in ${channel}, which I need to ${each.use}.`,
          fix: allowIn(channel, lacking),
          advisory: each.bit === PermissionFlagsBits.ReadMessageHistory,
        },
  );
}

const unfitChannel = (channel: string, unfit: string): Check => ({
  what: 'Channel',
  ok: false,
  detail: `${channel} is ${unfit}: daily drills are posted to text and announcement channels only.`,
  fix: 'Type /daily set with a text or announcement channel.',
  lasting: true,
});

const timeOut = (until: Date): Check => ({
  what: 'Time-out',
  ok: false,
  detail: `A moderator has timed me out until ${formatInstant(until)}: I may not post.`,
  fix: `Remove the time-out from the bot in the list of members, or wait: it ends by itself on ${formatInstant(until)}.`,
});

type Obstacle = Pick<Check, 'what' | 'detail' | 'fix' | 'lasting'>;

function obstacleOf(standing: Exclude<Standing, Seen>): Obstacle {
  switch (standing.kind) {
    case 'removed':
      return { what: 'Server', detail: 'I am not in this server any more.', fix: 'Invite the bot again.' };
    case 'gone':
      return { what: 'Channel', detail: 'The channel does not exist any more.', fix: chooseAnother, lasting: true };
    case 'elsewhere':
      return { what: 'Channel', detail: 'The channel belongs to another server.', fix: chooseAnother, lasting: true };
    case 'hidden': {
      const fix = allowIn('the channel', allNeeded);
      return { what: 'View Channel', detail: 'I cannot see the channel.', fix };
    }
    case 'token-refused':
      return {
        what: 'Token',
        detail: 'I can look up and post nothing.',
        fix: `Tell whoever runs the bot: ${tokenRefused}`,
      };
    case 'unknown':
      return {
        what: 'Discord',
        detail: `This could not be looked up: ${standing.reason}.`,
        fix: 'Try again in a minute.',
      };
  }
}
