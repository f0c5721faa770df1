/** How the daily drill of a community stands, in words for its admins. */
import type { Knowledge } from '../knowledge/knowledge.ts';
import type { Daily, DailySettings, Delivery, Tally } from '../practice/daily/daily.ts';
import { isSkippedAhead } from '../practice/daily/outbox.ts';
import { fittingQuestions } from '../practice/daily/pick-daily.ts';
import { wallDate, wallTime } from '../practice/daily/schedule.ts';
import { isSelfGraded } from '../practice/daily/tally.ts';
import type { DailyStanding } from './admin-desk.ts';
import { formatDay } from './dates.ts';
import { counted, timeUntil } from './durations.ts';
import { channelMarkup, literal, type Markup } from './markup.ts';
import { text } from './notices.ts';
import type { Block } from './reply.ts';
import { weekdaysInWords } from './weekdays.ts';

/** "Sunday 22 November at 09:00 (Europe/Berlin), in 21 hours". */
const momentInWords = (instant: Date, zone: string, now: Date): Markup =>
  `${formatDay(wallDate(instant, zone))} at ${wallTime(instant, zone)} (${literal(zone)}), in ${timeUntil(instant, now)}`;

/** What to type where nothing has been set up. */
export const howToSetUp: Markup =
  'Type `/daily set` in a channel, and a question is posted there every day at 09:00 in your time zone. You can choose more, such as `/daily set time:18:30 zone:Europe/Berlin days:mon-fri`.';

export const notSetUp: readonly Block[] = [
  text('There is no daily drill here yet.'),
  text(`${howToSetUp} \`/daily preview\` shows you alone what a post looks like.`),
];

/** To whoever sets it up where nothing can be posted. */
export const notHere: readonly Block[] = [
  text('A daily drill is posted to a channel, and this place has none. Nothing was changed.'),
  text(
    'Type `/daily set` in the channel that it is to be posted to. `/daily preview` shows you here what a post looks like.',
  ),
];

/** The settings, line by line. */
export function settingsFields(
  settings: DailySettings,
  knowledge: Knowledge,
): { readonly name: string; readonly value: Markup }[] {
  const role = knowledge.roles.get(settings.role);
  const topics = settings.topics.map((id) => role?.questionTopics.find((topic) => topic.id === id)?.title ?? id);
  const level = role?.about.levels.find(({ id }) => id === settings.level)?.title ?? settings.level;
  return [
    { name: 'Channel', value: channelMarkup(settings.channel) },
    { name: 'Time', value: `${settings.time} in ${literal(settings.zone)}` },
    { name: 'Days', value: weekdaysInWords(settings.weekdays) },
    ...(knowledge.roles.size > 1 ? [{ name: 'Role', value: literal(role?.title ?? settings.role) }] : []),
    { name: 'Topics', value: topics.length === 0 ? 'all' : literal(topics.join(', ')) },
    { name: 'Level', value: level === undefined ? 'all' : literal(level) },
    { name: 'Questions', value: questionsInWords(role === undefined ? 0 : fittingQuestions(role, settings).length) },
    { name: 'Weekly recap', value: settings.recap ? 'on, with the first post of a week' : 'off' },
  ];
}

const questionsInWords = (count: number): string =>
  count < 2 ? `${count} ${count === 1 ? 'fits' : 'fit'}` : `${count} fit; none comes twice before all have come`;

/** When the next one comes. */
export function nextInWords({ daily, next }: DailyStanding, now: Date): Markup {
  if (daily === undefined || next === undefined) return 'One is being sent at this moment.';
  return next <= now
    ? 'The next one is due now.'
    : `The next one comes on ${momentInWords(next, daily.settings.zone, now)}.`;
}

/** Whether it is on, and when the next one comes or why none does. */
export function stateBlocks(standing: DailyStanding, now: Date): Block[] {
  const { daily } = standing;
  if (daily === undefined) return [...notSetUp];
  switch (daily.status) {
    case 'on':
      return [text(`It is **on**. ${nextInWords(standing, now)}`)];
    case 'paused':
      return [text('It is **paused**: nothing is posted until you resume it.')];
    case 'stopped':
      return stoppedBlocks(daily);
  }
}

const stoppedBlocks = ({ stop, settings }: Daily): Block[] => [
  text(
    stop === undefined
      ? 'It has **stopped**.'
      : `It **stopped** on ${formatDay(wallDate(new Date(stop.at), settings.zone))}: ${literal(stop.detail)}`,
  ),
  text(
    'I do not try again by myself. When that is fixed, press Resume; or type `/daily set` with another channel. Nobody’s streak depends on it: `/interview-question` always works.',
  ),
];

/** As many dates as the status shows. */
const shownDeliveries = 7;

/** The latest dates that have ended or are being tried, the newest first; and after them those to come that an admin skipped. */
export function deliveryBlocks(daily: Daily, now: Date): Block[] {
  const told = daily.deliveries.filter((each) => each.state !== 'planned' || each.tries > 0);
  const past = told.filter((each) => !isSkippedAhead(each, now));
  return [
    ...pastBlocks(daily, past.slice(-shownDeliveries).toReversed(), now),
    ...aheadBlocks(told.filter((each) => isSkippedAhead(each, now)).slice(0, shownDeliveries)),
  ];
}

const aheadBlocks = (ahead: readonly Delivery[]): Block[] =>
  ahead.length === 0
    ? []
    : [
        { kind: 'heading', text: ahead.length === 1 ? 'A date to come' : 'Dates to come' },
        {
          kind: 'list',
          items: ahead.map(({ day }) => `**${formatDay(day)}:** will not be posted: an admin skipped it.`),
        },
      ];

function pastBlocks({ settings, stop }: Daily, latest: readonly Delivery[], now: Date): Block[] {
  if (latest.length === 0) return [text('Nothing has been posted yet.')];
  return [
    { kind: 'heading', text: latest.length === 1 ? 'The latest date' : `The latest ${latest.length} dates` },
    {
      kind: 'list',
      items: latest.map((each) => {
        // Why it stopped stands above the list already.
        const isToldAbove = each.reason !== undefined && each.reason === stop?.detail;
        const fate = isToldAbove ? 'not posted, as said above.' : deliveryInWords(each, settings.zone, now);
        return `**${formatDay(each.day)}:** ${fate}`;
      }),
    },
  ];
}

/** What became of one date. */
export function deliveryInWords(delivery: Delivery, zone: string, now: Date): Markup {
  const { state, tries, reason, tally, notBefore } = delivery;
  const why = reason === undefined ? '' : ` ${literal(reason)}`;
  switch (state) {
    case 'sent':
      return `posted${whenPosted(delivery, zone)}; ${answersInWords(tally)}.`;
    case 'failed':
    case 'skipped':
      return `not posted.${why}`;
    case 'doubt':
      return `perhaps posted; look into the channel to know.${why}`;
    case 'claimed':
      return 'being sent at this moment.';
    case 'planned': {
      if (tries === 0) return 'not posted yet; it is the next in line.';
      const again = notBefore === undefined ? undefined : new Date(notBefore);
      const when = again === undefined || again <= now ? 'shortly' : `in ${timeUntil(again, now)}`;
      return `not posted yet; I try again ${when}.${why}`;
    }
  }
}

/** With the date where it is another than that of the drill: after a move west it comes before midnight. */
function whenPosted({ day, endedAt }: Delivery, zone: string): string {
  if (endedAt === undefined) return '';
  const posted = new Date(endedAt);
  const date = wallDate(posted, zone);
  return `${date === day ? '' : ` on ${formatDay(date)}`} at ${wallTime(posted, zone)}`;
}

const answersInWords = (tally: Tally | undefined): string =>
  tally === undefined || tally.answered === 0
    ? 'no answers'
    : `${counted(tally.answered, 'answer')}, ${tally.right} ${isSelfGraded(tally) ? 'content' : 'right'}`;
