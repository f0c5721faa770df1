/**
 * The options of a command, declared once. From a declaration come the Discord option, the choices and completions, the text parser's
 * grammar, the usage line, and the zod schema that is the only way in for what people typed.
 */
import { z } from 'zod';
import type { Role } from '../knowledge/knowledge.ts';
import type { FaqSearch } from '../knowledge/search/search.ts';
import type { Term } from '../knowledge/schema/files.ts';
import { nearestWord } from '../knowledge/spelling.ts';
import type { Completion } from './invocation.ts';
import { literal } from './markup.ts';
import { readChannel, readPerson, unknownChannel, unknownPerson } from './references.ts';
import { parseTimeOfDay, unknownTime } from './time-of-day.ts';

interface OptionBase {
  /** At most 100 characters; shown by Discord and in help. */
  readonly description: string;
  readonly required?: boolean;
  /** By which it may be named in a text too, `tz:Tokyo`; platforms with fields of their own show its one name. */
  readonly otherNames?: readonly string[];
}

/** One of a fixed set of things that the role knows: a level, a place, a topic. The value is the term's id. */
export interface TermOption extends OptionBase {
  readonly kind: 'term';
  /** What one of them is called: "level". */
  readonly noun: string;
  readonly terms: (role: Role) => readonly Term[];
  /** True where its terms say too little without its name: "off" is no setting, `recap:off` is. */
  readonly byName?: boolean;
}

/** An amount of money in whole US dollars. The value is a number. */
export interface MoneyOption extends OptionBase {
  readonly kind: 'money';
}

/** What a completion may draw on. */
export interface CompletionContext {
  readonly role: Role;
  readonly search: FaqSearch;
  readonly commandNames: readonly string[];
}

/**
 * Free text. In a text command it takes everything that no other option is named for; beside a channel, a person or a time it takes what
 * they and the other options leave. The value is a string.
 */
export interface TextOption extends OptionBase {
  readonly kind: 'text';
  readonly complete?: (context: CompletionContext, partial: string) => readonly Completion[];
}

/** Text that is only ever given by name, `rest-days:sat,sun`, and never taken from the words around it. The value is a string. */
export interface WordOption extends OptionBase {
  readonly kind: 'word';
  readonly complete?: (context: CompletionContext, partial: string) => readonly Completion[];
  /** Whether a text is a value of it: words after the first one belong to it as long as they make one, `days:mon to fri`. */
  readonly takes?: (text: string, role: Role) => boolean;
}

/** A channel of the community. The value is the platform's id of it; `here` stands for the one the command is typed in. */
export interface ChannelOption extends OptionBase {
  readonly kind: 'channel';
}

/** A person of the community. The value is the platform's id of the person. */
export interface PersonOption extends OptionBase {
  readonly kind: 'person';
}

/** A time of day: "9", "9:30", "9am", "21:30". The value is `HH:MM`, 24 hours. */
export interface TimeOption extends OptionBase {
  readonly kind: 'time';
}

export type Option = TermOption | MoneyOption | TextOption | WordOption | ChannelOption | PersonOption | TimeOption;
export type Options = Readonly<Record<string, Option>>;

type ValueOf<O extends Option> = O extends MoneyOption ? number : string;

/** What `run` gets: a required option always has a value, another may be undefined. */
export type OptionValues<O extends Options> = {
  readonly [Name in keyof O]: O[Name] extends { required: true } ? ValueOf<O[Name]> : ValueOf<O[Name]> | undefined;
};

/** The longest text that an option takes: Discord's own limit for a string option. */
export const maxTextLength = 6000;

const normalize = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\s_-]+/g, ' ')
    .replaceAll(/^[^\p{L}\p{N}$+#.]+|[^\p{L}\p{N}+#%]+$/gu, '')
    .trim();

const knownNames = new WeakMap<Term, readonly string[]>();

/** All names of a term, as people type them. Each text is held against those of all terms: they are worked out once. */
function namesOf(term: Term): readonly string[] {
  const names = knownNames.get(term) ?? [term.id, term.title, ...term.aliases].map(normalize);
  knownNames.set(term, names);
  return names;
}

/** The term that `text` names, by id, title or alias, without regard to case, hyphens or surrounding signs. */
export function findTerm(terms: readonly Term[], text: string): Term | undefined {
  const wanted = normalize(text);
  return wanted === '' ? undefined : terms.find((term) => namesOf(term).includes(wanted));
}

/** The term that a misspelt `text` was probably meant to name. One sign is never a slip: any other is as near to it. */
export function nearestTerm(terms: readonly Term[], text: string): Term | undefined {
  const wanted = normalize(text);
  const name = wanted.length < 2 ? undefined : nearestWord(wanted, terms.flatMap(namesOf));
  return name === undefined ? undefined : findTerm(terms, name);
}

/** Reads "185000", "$185,000", "185k", "$1.2m" as whole dollars; `undefined` for anything else. */
export function parseMoney(text: string): number | undefined {
  const match =
    /^(?:usd|us\$|\$)?\s?(?<digits>\d{1,3}(?:,\d{3})+|\d+)(?<fraction>\.\d+)?\s?(?<scale>[km])?(?:\s?(?:usd|dollars))?$/i.exec(
      text.trim(),
    );
  if (match?.groups === undefined) return undefined;
  const { digits = '', fraction = '', scale } = match.groups;
  const factor = scale === undefined ? 1 : scale.toLowerCase() === 'k' ? 1000 : 1_000_000;
  return Math.round(Number(digits.replaceAll(',', '') + fraction) * factor);
}

/** No pay for a year is less: an amount below this is a slip, "90" for "90k", or no amount at all, as in "5 years". */
export const leastMoney = 1000;

/** A list in a sentence: "a, b or c". */
export const listWords = (words: readonly string[]): string =>
  words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;

/** The message for a word that is no term, in markup: what was not understood, the likely meaning, the valid ones. */
export function unknownTerm(option: TermOption, role: Role, text: string): string {
  const terms = option.terms(role);
  const near = nearestTerm(terms, text);
  const shown = text.length > 60 ? `${text.slice(0, 60)}…` : text;
  const question = near === undefined ? '' : ` Did you mean **${literal(near.title)}** (\`${near.id}\`)?`;
  return `I do not know the ${option.noun} “${literal(shown)}”.${question} You can choose from: ${terms.map((term) => literal(term.title)).join(', ')}.`;
}

/** The zod schema of one option's raw value. Messages are markup, for the person who typed it. */
export function optionSchema(option: Option, role: Role): z.ZodType<string | number | undefined> {
  switch (option.kind) {
    case 'term':
      return orNothing(
        option,
        z.string().transform((text, context) => {
          const term = findTerm(option.terms(role), text);
          if (term !== undefined) return term.id;
          context.addIssue(unknownTerm(option, role, text));
          return z.NEVER;
        }),
      );
    case 'money':
      return orNothing(
        option,
        z.union([z.number(), z.string()]).transform((raw, context) => {
          const amount = typeof raw === 'number' ? Math.round(raw) : parseMoney(raw);
          if (amount !== undefined && amount >= leastMoney && amount <= 100_000_000) return amount;
          const shown = literal(String(raw).slice(0, 60));
          context.addIssue(
            amount !== undefined && amount > 0 && amount < leastMoney
              ? `“${shown}” would be $${amount} a year. If you mean thousands, write \`${amount}k\`.`
              : `“${shown}” is not an amount I can read. Write whole US dollars a year, such as \`185000\` or \`185k\`.`,
          );
          return z.NEVER;
        }),
      );
    case 'text':
    case 'word':
      return orNothing(
        option,
        z
          .string()
          .trim()
          .min(1, 'It is empty. Type a few words.')
          .max(
            maxTextLength,
            `That is longer than ${maxTextLength.toLocaleString('en-US')} characters. Ask the short version.`,
          ),
      );
    case 'channel':
      return orNothing(option, read(readChannel, unknownChannel));
    case 'person':
      return orNothing(option, read(readPerson, unknownPerson));
    case 'time':
      return orNothing(option, read(parseTimeOfDay, unknownTime));
  }
}

/** Takes what `reader` can read; to anything else it says what `unknown` makes of it. */
const read = (reader: (text: string) => string | undefined, unknown: (text: string) => string): z.ZodType<string> =>
  z.string().transform((text, context) => {
    const value = reader(text);
    if (value !== undefined) return value;
    context.addIssue(unknown(text));
    return z.NEVER;
  });

const orNothing = (option: Option, schema: z.ZodType<string | number>): z.ZodType<string | number | undefined> =>
  option.required === true ? schema : schema.optional();
