/** The settings of a daily drill as an admin types them. */
import type { Role } from '../knowledge/knowledge.ts';
import type { DailySettings } from '../practice/daily/daily.ts';
import { findZone } from '../practice/zones.ts';
import { UserError } from './errors.ts';
import { literal } from './markup.ts';
import { findTerm, type TermOption, unknownTerm } from './option.ts';
import { text } from './notices.ts';
import type { Block } from './reply.ts';
import { shorten } from './shorten.ts';
import { fromMonday, weekdaysIn } from './weekdays.ts';
import { zoneNamed } from './zone-named.ts';

/** What was typed. Undefined is what was left out, and stays as it is. */
export interface TypedSettings {
  readonly channel: string | undefined;
  readonly time: string | undefined;
  readonly zone: string | undefined;
  readonly days: string | undefined;
  readonly topics: string | undefined;
  readonly level: string | undefined;
  readonly recap: string | undefined;
}

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
 * The settings with what was typed. Topics and level of another role do not stay. Throws a `UserError` for a zone, days or topics that are
 * not understood.
 */
export function settingsFrom(typed: TypedSettings, before: DailySettings, role: Role): DailySettings {
  const { zone, days, topics } = apart(typed, role);
  const kept = before.role === role.id ? before : defaultSettings(before.channel, before.zone, role.id);
  const level = typed.level ?? kept.level;
  return {
    channel: typed.channel ?? before.channel,
    time: typed.time ?? before.time,
    zone: zone === undefined ? before.zone : zoneNamed(zone, (name) => `/daily set zone:${name}`),
    weekdays: days === undefined ? before.weekdays : daysNamed(days),
    role: role.id,
    topics: topics === undefined ? kept.topics : topicsNamed(topics, role),
    ...(level === undefined || level === all ? {} : { level }),
    recap: typed.recap === undefined ? before.recap : typed.recap === 'on',
  };
}

/**
 * Typed as one line, words that no option took stand with the zone: "Europe/Berlin mon-fri", "weekdays". They belong to the days, or to
 * topics that were begun: "topics:caching, http".
 */
function apart({ zone, days, topics }: TypedSettings, role: Role): Pick<TypedSettings, 'zone' | 'days' | 'topics'> {
  const words = zone?.split(/\s+/) ?? [];
  if (zone === undefined || words.length > longestLine || findZone(zone).found) return { zone, days, topics };
  const [ownZone, others] = cut(words, (run) => findZone(run).found);
  const [ownDays, rest] = cut(others, (run) => weekdaysIn(run) !== undefined);
  const more = rest.join(' ');
  const allDays = [days, ownDays].filter((each) => each !== undefined);
  const found = { zone: ownZone, days: allDays.length === 0 ? undefined : allDays.join(' ') };
  if (more === '') return { ...found, topics };
  // What nothing takes is a zone that I do not know.
  return topics !== undefined && continuesTopics(topics, more, role)
    ? { ...found, topics: `${topics} ${more}` }
    : { zone, days, topics };
}

/** More words than this are no settings, and looking for them would take long. */
const longestLine = 20;
/** "America/Argentina/Buenos_Aires" is one word; a city has at most a few; and so have days. */
const longestRun = 6;

/** The longest run of words that is meant, and the others; the first of equal ones. */
function cut(words: readonly string[], isMeant: (run: string) => boolean): [string | undefined, readonly string[]] {
  for (let length = Math.min(words.length, longestRun); length > 0; length--) {
    for (let start = 0; start + length <= words.length; start++) {
      const run = words.slice(start, start + length).join(' ');
      if (isMeant(run)) return [run, words.toSpliced(start, length)];
    }
  }
  return [undefined, words];
}

/** After a comma, or where the words make a topic together: "topics:system design". */
const continuesTopics = (topics: string, more: string, role: Role): boolean =>
  /[,;]\s*$/.test(topics) ||
  findTerm(role.questionTopics, `${topics} ${more}`.split(/[,;]/).at(-1) ?? '') !== undefined;

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

function topicsNamed(text: string, role: Role): string[] {
  const names = text
    .split(/[,;]/)
    .map((name) => name.trim())
    .filter((name) => name !== '');
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
