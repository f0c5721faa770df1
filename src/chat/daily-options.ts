/** The settings of a daily drill as an admin types them. */
import type { Role } from '../knowledge/knowledge.ts';
import type { DailySettings } from '../practice/daily/daily.ts';
import { lineOf, type TypedSettings } from './daily-line.ts';
import { UserError } from './errors.ts';
import { literal } from './markup.ts';
import { findTerm, type TermOption, unknownTerm } from './option.ts';
import { text } from './notices.ts';
import type { Block } from './reply.ts';
import { shorten } from './shorten.ts';
import { fromMonday, weekdaysIn } from './weekdays.ts';
import { zoneNamed } from './zone-named.ts';

/** The time of a daily drill where none is chosen. */
const defaultTime = '09:00';

/** Stands for all topics and all levels. */
export const all = 'all';

/** What holds where nothing is chosen: every day at 09:00, all topics, all levels, no recap. */
export const defaultSettings = (channel: string, zone: string, role: string): DailySettings => ({
  channel,
  time: defaultTime,
  zone,
  weekdays: fromMonday,
  role,
  topics: [],
  recap: false,
});

/**
 * The settings with what was typed, its words apart. Topics and level of another role do not stay. Throws a `UserError` for a zone, days or
 * topics that are not understood.
 */
export function settingsFrom(typed: TypedSettings, before: DailySettings, role: Role): DailySettings {
  const { zone, days, topics } = typed;
  const kept = before.role === role.id ? before : defaultSettings(before.channel, before.zone, role.id);
  const level = typed.level ?? kept.level;
  return {
    channel: typed.channel ?? before.channel,
    time: typed.time ?? before.time,
    zone: zone === undefined ? before.zone : zoneNamed(zone, (name) => lineOf({ ...typed, zone: name })),
    weekdays: days === undefined ? before.weekdays : daysNamed(days),
    role: role.id,
    topics: topics === undefined ? kept.topics : topicsNamed(topics, role),
    ...(level === undefined || level === all ? {} : { level }),
    recap: typed.recap === undefined ? before.recap : typed.recap === 'on',
  };
}

function daysNamed(text: string): DailySettings['weekdays'] {
  const days = weekdaysIn(text);
  if (days !== undefined) return days;
  throw new UserError(
    `I do not know the days “${shorten(text, 40)}”`,
    'Nothing was changed. Write `days:mon-fri`, `days:weekends`, `days:mon,wed,fri`, or `days:daily` for every day.',
  );
}

const topicOption: TermOption = {
  kind: 'term',
  noun: 'topic',
  description: 'A topic',
  terms: (role) => role.questionTopics,
};

/** What stands between commas; where all of it are topics by themselves, blanks will do. */
function topicNames(text: string, role: Role): string[] {
  const isTopic = (name: string): boolean => findTerm(role.questionTopics, name) !== undefined;
  return text
    .split(/[,;]/)
    .map((name) => name.trim())
    .filter((name) => name !== '')
    .flatMap((name) => {
      const words = name.split(/\s+/);
      return !isTopic(name) && words.every(isTopic) ? words : [name];
    });
}

/** Whether a text names topics, each of which there is. */
export function areTopics(text: string, role: Role): boolean {
  const names = topicNames(text, role);
  return names.length > 0 && names.every((name) => findTerm(role.questionTopics, name) !== undefined);
}

function topicsNamed(text: string, role: Role): string[] {
  const names = topicNames(text, role);
  if (names.some((name) => name.toLowerCase() === all)) return [];
  const topics = names.map((name) => ({ name, term: findTerm(role.questionTopics, name) }));
  const unknown = topics.find(({ term }) => term === undefined);
  if (unknown !== undefined || topics.length === 0) {
    throw new UserError(
      'One thing I did not understand',
      `Nothing was changed. \`topics\`: ${unknownTerm(topicOption, role, unknown?.name ?? text)}\nWrite them with commas between, such as \`topics:${exampleTopics(role)}\`, or \`topics:all\`.`,
    );
  }
  return [...new Set(topics.flatMap(({ term }) => term?.id ?? []))];
}

const exampleTopics = (role: Role): string =>
  role.questionTopics
    .slice(0, 2)
    .map(({ id }) => id)
    .join(',');

/** What to say where no question fits, with the way out. */
export function nothingFits(settings: DailySettings, role: Role): Block[] {
  const topics = role.questionTopics.filter(({ id }) => settings.topics.includes(id)).map(({ title }) => title);
  const level = role.about.levels.find(({ id }) => id === settings.level)?.title;
  const wanted = [...topics, ...(level === undefined ? [] : [level])].map(literal).join(', ');
  return wanted === ''
    ? [text(`Nothing was changed. There are no questions for ${literal(role.title)} yet.`)]
    : [
        text(`Nothing was changed. I have no question for: ${wanted}.`),
        text('Choose other topics or another level; `topics:all level:all` takes all there are.'),
      ];
}
