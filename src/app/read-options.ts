/** Raw options, from a platform's typed values or from free text, to values that a command can trust. */
import { z } from 'zod';
import type { CommandInfo } from '../chat/command.ts';
import { UserError } from '../chat/errors.ts';
import { literal, type Markup } from '../chat/markup.ts';
import { maxTextLength, optionSchema, type Options } from '../chat/option.ts';
import type { PlatformWords } from '../chat/platform-words.ts';
import { readable } from '../chat/references.ts';
import { likelyTerm, parseText, textTakesTheRest } from '../chat/text-grammar.ts';
import { exampleOf, howToWrite } from '../chat/usage.ts';
import type { Role } from '../knowledge/knowledge.ts';
import { remembered } from './remembered.ts';

export interface ReadOptions {
  /** Values as they came, by option name. */
  readonly raw: Readonly<Record<string, unknown>>;
  /** Words of a text that belong to no option. */
  readonly leftover: readonly string[];
  /** Parses the raw values. Throws `UserError` naming every value that is not understood, and words that look like a slip. */
  readonly parse: () => Readonly<Record<string, unknown>>;
}

/** What is needed of a command to say what to type next. */
type Named = Pick<CommandInfo, 'name' | 'examples' | 'access'>;

/** What is read: the options of a command, in the light of a role, and how one writes them where they were written. */
interface Reading {
  readonly command: Named;
  readonly options: Options;
  readonly role: Role;
  readonly words: PlatformWords;
}

export const readOptions = {
  fromValues: (raw: Readonly<Record<string, unknown>>, reading: Reading): ReadOptions => ({
    raw,
    leftover: [],
    parse: () => parse(raw, reading),
  }),

  /** Throws a `UserError` for a text that is too long for a command. */
  fromText(text: string, reading: Reading): ReadOptions {
    const { command, options, role } = reading;
    refuseLength(text, command, options);
    const { values, leftover } = parseText(text, options, role);
    return {
      raw: values,
      leftover,
      parse() {
        refuseSlips(leftover, values, reading);
        return parse(values, reading);
      },
    };
  },
};

/** Making a schema takes longer than many an answer. */
const schemaOf = remembered((options: Options, role: Role) =>
  z.object(Object.fromEntries(Object.entries(options).map(([name, option]) => [name, optionSchema(option, role)]))),
);

function parse(
  raw: Readonly<Record<string, unknown>>,
  { command, options, role, words }: Reading,
): Readonly<Record<string, unknown>> {
  const result = schemaOf(options, role).safeParse(raw);
  if (result.success) return result.data;
  const messages = result.error.issues.map((issue) => {
    const name = String(issue.path[0]);
    const missing = raw[name] === undefined;
    const option = options[name];
    const how = option?.kind === 'person' ? ` ${words.howToName.person}` : '';
    return missing && option !== undefined
      ? `\`${name}\` is missing: ${literal(option.description)}. For example: \`${exampleOf(command)}\``
      : `\`${name}\`: ${issue.code === 'invalid_type' ? 'I cannot read this value.' : issue.message}${how}`;
  });
  const onlyMissing = result.error.issues.every((issue) => raw[String(issue.path[0])] === undefined);
  const one = onlyMissing ? 'One thing is missing' : 'One thing I did not understand';
  throw new UserError(
    messages.length > 1 ? 'Some of that I did not understand' : one,
    [...messages, ...unchanged(command)].join('\n'),
  );
}

/** What admins type changes something for everybody: they are told that it did not. */
const unchanged = ({ access }: Named): string[] => (access === 'admins' ? ['Nothing was changed.'] : []);

/** To words that mean nothing to a command. */
export const notUnderstood = (words: readonly string[], next: Markup): UserError =>
  new UserError(`I did not understand “${words.join(' ').slice(0, 60)}”`, next);

/** Looking up each of more words than this would keep everybody else waiting. */
const mostWords = 100;

function refuseLength(text: string, { name }: Named, options: Options): void {
  const isFree = Object.values(options).some(({ kind }) => kind === 'text') && !textTakesTheRest(options);
  if (isFree || (text.length <= maxTextLength && text.trim().split(/\s+/).length <= mostWords)) return;
  throw new UserError(
    'That is more than a command can take',
    `After its name \`/${name}\` takes at most ${mostWords} words and ${maxTextLength.toLocaleString('en-US')} characters. Nothing was looked up or changed. \`/help ${name}\` shows what it takes; \`/faq\` takes a question in your own words.`,
  );
}

/** A word that is nearly one that counts ("seniro") must not be passed over: the answer would be to another question. */
function refuseSlips(leftover: readonly string[], values: Readonly<Record<string, string>>, reading: Reading): void {
  const { command, options, role } = reading;
  const slips = leftover.flatMap((word) => {
    const likely = likelyTerm(word, options, role, values);
    return likely === undefined ? [] : [{ word, ...likely }];
  });
  const understood = Object.keys(values).length > 0;
  if (slips.length === 0 && (understood || leftover.length === 0)) return;
  if (slips.length > 0) {
    const meant = { ...values, ...Object.fromEntries(slips.map(({ option, value }) => [option, value])) };
    const questions = slips.map(
      ({ word, title }) => `“${literal(word.slice(0, 60))}”: did you mean **${literal(title)}**?`,
    );
    const wholly = `Then type \`${lineOf(command, meant).replaceAll('`', '')}\`.`;
    const choices = [...new Set(slips.map(({ option }) => choicesOf(option, reading)))];
    throw new UserError(
      slips.length === 1 ? 'One word looks like a slip' : 'Some words look like slips',
      [...questions.slice(0, -1), `${questions.at(-1) ?? ''} ${wholly}`, ...choices, ...unchanged(command)].join('\n'),
    );
  }
  const choices = Object.keys(options)
    .map((name) => choicesOf(name, reading))
    .filter(Boolean);
  const next = choices.length === 0 ? [`It needs no words after it: type \`/${command.name}\`.`] : choices;
  throw notUnderstood(leftover, [...next, ...unchanged(command)].join('\n'));
}

function choicesOf(name: string, { options, role, words }: Reading): string {
  const option = options[name];
  const hint = option === undefined ? undefined : howToWrite(option, words);
  if (hint !== undefined) return `\`${name}\`: ${hint}`;
  if (option?.kind !== 'term') return '';
  return `You can choose ${withArticle(option.noun)} from: ${option
    .terms(role)
    .map((term) => literal(term.title))
    .join(', ')}.`;
}

/** "a level", "an employer tier", "an hour". */
const withArticle = (noun: string): string => `${/^(?:[aeio]|hour)/i.test(noun) ? 'an' : 'a'} ${noun}`;

/** A command with these values, as one types it. */
const lineOf = (command: Named, values: Readonly<Record<string, string>>): string =>
  [
    `/${command.name}`,
    ...Object.entries(values).map(([name, value]) => {
      const text = readable(value);
      return `${name}:${/\s/.test(text) ? `"${text}"` : text}`;
    }),
  ].join(' ');
