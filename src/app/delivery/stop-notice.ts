/** The private message to whoever set up a daily drill that has stopped. */
import { formatDay } from '../../chat/dates.ts';
import { channelMarkup, literal, type Markup } from '../../chat/markup.ts';
import type { Reply } from '../../chat/reply.ts';
import { shorten } from '../../chat/shorten.ts';
import type { Refusal, Stop } from '../../practice/daily/daily.ts';
import type { LocalDay } from '../../practice/ledger.ts';

export interface StopNotice {
  readonly community: string;
  /** What the platform calls the community; undefined where it does not say. */
  readonly name: string | undefined;
  /** The platform's id of the channel, and the date that could not be posted. */
  readonly channel: string;
  readonly day: LocalDay;
  readonly stop: Stop;
}

/** Longer than any name that Discord or Slack allows. */
const longestName = 100;

/** What happened, what was kept, what to do. Sent once; the person may administer several places, so it names the place. */
export function stopNotice({ community, name, channel, day, stop }: StopNotice): Reply {
  const texts = [
    `You set up the daily drill in ${channelInWords(channel, stop.why)} of ${placeInWords(community, name)}. The one of ${formatDay(day)} could not be posted.`,
    `**Why:** ${literal(stop.detail)}`,
    'I have stopped posting, so that I do not fail again every day. The settings are kept, and so is every answer and streak; the question comes again.',
    `${wayOn(community, stop.why)} \`/admin doctor\` says what is still missing.`,
    '_I tell you this once._',
  ];
  return {
    title: 'The daily drill has stopped',
    blocks: texts.map((text) => ({ kind: 'text', text })),
    sources: [],
    tone: 'error',
    visibility: 'private',
  };
}

const isOnSlack = (community: string): boolean => community.startsWith('slack:');

const kindOfPlace = (community: string): string => (isOnSlack(community) ? 'workspace' : 'server');

/** Two places may have one name: the id tells them apart. */
function placeInWords(community: string, name: string | undefined): Markup {
  const id = `\`${community.slice(community.indexOf(':') + 1)}\``;
  return name === undefined
    ? `the ${kindOfPlace(community)} with the id ${id}`
    : `the ${kindOfPlace(community)} **${literal(shorten(name, longestName))}** (id ${id})`;
}

/** A channel that is gone has no name any more that a platform would show. */
const channelInWords = (channel: string, why: Refusal): Markup =>
  why === 'channel-gone' ? `${channelMarkup(channel)} (id \`${channel}\`)` : channelMarkup(channel);

/** On Discord a channel that is gone never comes back; on Slack it may be archived, or private and without the bot. */
function wayOn(community: string, why: Refusal): Markup {
  const place = kindOfPlace(community);
  return why === 'channel-gone' && !isOnSlack(community)
    ? `Name another channel of that ${place} with \`/daily set\`: it goes on there, with all else as it is set.`
    : `When that is fixed, type \`/daily resume\` in any channel of that ${place}; or name another one with \`/daily set\`, and it goes on there.`;
}
