/** The settings of a daily drill that could not be set yet, so that nobody has to type them again. */
import type { Role } from '../knowledge/knowledge.ts';
import type { DailySettings } from '../practice/daily/daily.ts';
import { all, type TypedSettings } from './daily-options.ts';
import { findTerm } from './option.ts';
import { readChannel } from './references.ts';
import { parseTimeOfDay } from './time-of-day.ts';
import { weekdaysTyped } from './weekdays.ts';

/** The options as one types them, in the order in which a button carries them. */
const typedOf = ({ channel, time, zone, weekdays, topics, level = all, recap }: DailySettings) => ({
  channel,
  time,
  zone,
  days: weekdaysTyped(weekdays),
  topics: topics.length === 0 ? all : topics.join(','),
  level,
  recap: recap ? 'on' : 'off',
});

/** None of the options holds one. */
const separator = '|';

/** The settings as the argument of a button: `settingsIn` reads it. It may be longer than a button carries. */
export const asArgument = (settings: DailySettings): string => Object.values(typedOf(settings)).join(separator);

/** The options in a button's argument; undefined for what is none of `asArgument`. The role is the one that the button names. */
export function settingsIn(argument: string, role: Role): TypedSettings | undefined {
  const [channelText = '', timeText = '', zone, days, topics, levelText = '', recap] = argument.split(separator);
  const [channel, time] = [readChannel(channelText), parseTimeOfDay(timeText)];
  const level = levelText === all ? all : findTerm(role.about.levels, levelText)?.id;
  return channel === undefined || time === undefined || level === undefined || recap === undefined
    ? undefined
    : { channel, time, zone, days, topics, level, recap };
}

/** The command that sets exactly this, as one types it. `role` is its id where there are several roles. */
export const lineOf = (settings: DailySettings, role: string | undefined): string =>
  Object.entries({ ...typedOf(settings), ...(role === undefined ? {} : { role }) })
    .map(([name, value]) => ` ${name}:${value}`)
    .reduce((line, option) => line + option, '/daily set');
