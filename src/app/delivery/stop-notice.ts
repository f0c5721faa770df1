/** The private message to whoever set up a daily drill that has stopped. */
import { formatDay } from '../../chat/dates.ts';
import { channelMarkup, literal } from '../../chat/markup.ts';
import type { Reply } from '../../chat/reply.ts';
import type { Stop } from '../../practice/daily/daily.ts';
import type { LocalDay } from '../../practice/ledger.ts';

export interface StopNotice {
  readonly community: string;
  /** The platform's id of the channel, and the date that could not be posted. */
  readonly channel: string;
  readonly day: LocalDay;
  readonly stop: Stop;
}

/** What happened, what was kept, what to do. Sent once; the person may administer several places, so it names the place. */
export function stopNotice({ community, channel, day, stop }: StopNotice): Reply {
  const texts = [
    `You set up the daily drill in ${channelMarkup(channel)}. The one of ${formatDay(day)} could not be posted: ${literal(stop.detail)}`,
    'I have stopped posting, so that I do not fail again every day. The settings are kept, and so is every answer and streak; the question comes again.',
    'When that is mended, type `/daily resume` there; or type `/daily set` with another channel. `/admin doctor` says what is still missing.',
    `_The server or workspace has the id_ \`${community.split(':').slice(1).join(':')}\`_. I tell you this once._`,
  ];
  return {
    title: 'The daily drill has stopped',
    blocks: texts.map((text) => ({ kind: 'text', text })),
    sources: [],
    tone: 'error',
    visibility: 'private',
  };
}
