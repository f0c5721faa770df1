/** A line of `/daily set` as it was typed: which of its words are a time zone, which are days, and what nobody understands. */
import type { Role } from '../knowledge/knowledge.ts';
import { findZone, isOffset } from '../practice/zones.ts';
import { UserError } from './errors.ts';
import { findTerm } from './option.ts';
import { shorten } from './shorten.ts';
import { isMeaningful } from './text-grammar.ts';
import { weekdaysIn } from './weekdays.ts';

/** What was typed. Undefined is what was left out, and stays as it is. */
export interface TypedSettings {
  readonly channel: string | undefined;
  readonly time: string | undefined;
  readonly zone: string | undefined;
  readonly days: string | undefined;
  readonly topics: string | undefined;
  readonly level: string | undefined;
  readonly recap: string | undefined;
  /** The id of the role, where it was named and is not just the one that is set. */
  readonly role: string | undefined;
}

/** `/daily set` alone: all stays as it is. */
export const nothingTyped: TypedSettings = {
  channel: undefined,
  time: undefined,
  zone: undefined,
  days: undefined,
  topics: undefined,
  level: undefined,
  recap: undefined,
  role: undefined,
};

/** The command that sets exactly this, as one types it. */
export const lineOf = (typed: TypedSettings): string =>
  Object.entries({ ...nothingTyped, ...typed }).reduce(
    (line, [name, value]) =>
      value === undefined ? line : `${line} ${name}:${/\s/.test(value) ? `"${value}"` : value}`,
    '/daily set',
  );

/**
 * Typed as one line, words that no option took stand with the zone: "Europe/Berlin mon-fri", "weekdays". Those that are days are put with the
 * days. Throws a `UserError` for words that nobody understands, and for such as would change what they were not meant to.
 */
export function withWordsApart(typed: TypedSettings, role: Role): TypedSettings {
  const { zone, days } = typed;
  if (zone !== undefined && isZoneName(zone)) return typed;
  const words = zone?.split(/\s+/) ?? [];
  refuseNegation(days, words);
  if (words.length > longestLine) throw notUnderstood(words.join(' '), role);
  const [ownZone, others] = cut(words, isZoneName);
  const [ownDays, rest] = cut(others, (run) => weekdaysIn(run) !== undefined);
  const allDays = [days, ownDays].filter((each) => each !== undefined);
  const apart = { ...typed, zone: ownZone, days: allDays.length === 0 ? undefined : allDays.join(' ') };
  if (!rest.some(isMeaningful)) return apart;
  const more = rest.join(' ');
  if (stopWords.test(more)) throw notToStop();
  const found = ownZone === undefined ? findZone(more) : undefined;
  // A slip of a zone, or an abbreviation that means several, is asked about as one.
  if (found?.found === false && found.nearest !== undefined) return { ...apart, zone: more };
  throw notUnderstood(more, role);
}

const isZoneName = (text: string): boolean => findZone(text).found || isOffset(text);

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

const negation = /^(?:no|not|never|but|except|excluding|without)$/i;

/** "no weekends" must not set the weekends. */
function refuseNegation(days: string | undefined, free: readonly string[]): void {
  const words = [...(days?.split(/\s+/) ?? []), ...free];
  const isOfDays = days !== undefined || words.some((word) => weekdaysIn(word) !== undefined);
  if (!isOfDays || !words.some((word) => negation.test(word))) return;
  throw new UserError(
    'I take days only as those on which it comes',
    'Write them so: `days:mon-fri`. Nothing was changed.',
  );
}

const stopWords = /^(?:off|stop|none|pause)[.!]*$/i;

const notToStop = (): UserError =>
  new UserError(
    'This command begins the daily drill, or changes it',
    'To stop the daily drill, type `/daily pause`. Nothing was changed.',
  );

function notUnderstood(words: string, { questionTopics }: Role): UserError {
  const topic = findTerm(questionTopics, words) ?? questionTopics[0];
  return new UserError(
    `I did not understand “${shorten(words, 60)}”`,
    `Nothing was changed. Write a time like \`9:30\`, days like \`mon-fri\`, a topic like \`topics:${topic?.id ?? 'all'}\`, a time zone like \`Europe/Berlin\`.`,
  );
}
