/** What was chosen for a daily drill and could not be set yet, so that nobody has to type it again. */
import type { Role } from '../knowledge/knowledge.ts';
import type { DailySettings } from '../practice/daily/daily.ts';
import type { TypedSettings } from './daily-line.ts';
import { all } from './daily-options.ts';
import { findTerm } from './option.ts';
import { readChannel } from './references.ts';
import { parseTimeOfDay } from './time-of-day.ts';
import { weekdaysTyped } from './weekdays.ts';

/** What was typed, each value as short and sure as one can write it. What was left out is not in it: it may have changed when it counts. */
export function typedAgain(typed: TypedSettings, settings: DailySettings): TypedSettings {
  const ifTyped = (name: keyof TypedSettings, value: string): string | undefined =>
    typed[name] === undefined ? undefined : value;
  return {
    channel: ifTyped('channel', settings.channel),
    time: ifTyped('time', settings.time),
    zone: ifTyped('zone', settings.zone),
    days: ifTyped('days', weekdaysTyped(settings.weekdays)),
    topics: ifTyped('topics', settings.topics.length === 0 ? all : settings.topics.join(',')),
    level: ifTyped('level', settings.level ?? all),
    recap: ifTyped('recap', settings.recap ? 'on' : 'off'),
    role: ifTyped('role', settings.role),
  };
}

/** None of the options holds one. */
const separator = '|';
/** Stands for the role that the button itself names. */
const ownRole = 'role';

/** What was typed as the argument of a button: `typedIn` reads it. It may be longer than a button carries. */
export const asArgument = ({ channel, time, zone, days, topics, level, recap, role }: TypedSettings): string =>
  [channel, time, zone, days, topics, level, recap, role && ownRole].map((value) => value ?? '').join(separator);

/** What was typed, in a button's argument; undefined for what is none of `asArgument`. `role` is the one that the button names. */
export function typedIn(argument: string, role: Role): TypedSettings | undefined {
  const texts = argument.split(separator);
  const [channelText, timeText, zone, days, topics, levelText, recap, named] = texts.map((text) => text || undefined);
  const [channel, time] = [readChannel(channelText ?? ''), parseTimeOfDay(timeText ?? '')];
  const level = levelText === all ? all : findTerm(role.about.levels, levelText ?? '')?.id;
  const isMine =
    texts.length === 8 &&
    (channel !== undefined || channelText === undefined) &&
    (time !== undefined || timeText === undefined) &&
    (level !== undefined || levelText === undefined) &&
    (recap === undefined || recap === 'on' || recap === 'off');
  return isMine
    ? { channel, time, zone, days, topics, level, recap, role: named === ownRole ? role.id : undefined }
    : undefined;
}
