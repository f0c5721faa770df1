/**
 * Free text to options, for platforms that send one string: `/salary senior in washington at a faang`, `/salary level:senior offer:185k`.
 * What was not understood is returned by name, never dropped.
 */
import type { Role } from '../knowledge/knowledge.ts';
import { findTerm, leastMoney, nearestTerm, parseMoney, type Option, type Options } from './option.ts';
import { meansChannel, meansPerson, readable } from './references.ts';
import { meansTime } from './time-of-day.ts';

export interface ParsedText {
  /** Raw values by option name; the options' schemas judge them. */
  readonly values: Readonly<Record<string, string>>;
  /** Words that belong to no option, in order. */
  readonly leftover: readonly string[];
}

/** Words that join the parts of a request and mean nothing by themselves. */
const fillers = new Set(
  'a an the in at on of for to as from with and or is are what whats how much does do make makes made earn earns earning pay paid salary i me my please about show give tell be being would if near based'.split(
    ' ',
  ),
);

interface Word {
  readonly text: string;
  /** Set for `key:value`. */
  readonly key?: string;
}

/** The longest term people type has fewer words than this ("united states of america" has four). */
const longestPhrase = 5;

/** The kinds whose phrases are told from the words around them by their form, so that a text option can stand beside them. */
const formedKinds: ReadonlySet<Option['kind']> = new Set(['channel', 'person', 'time']);

/** Whether a text option of these options takes what the others leave; else it takes everything. */
export const textTakesTheRest = (options: Options): boolean =>
  Object.values(options).some(({ kind }) => formedKinds.has(kind));

/** Parses the text after a command's name. Total: never throws, whatever the text. */
export function parseText(text: string, options: Options, role: Role): ParsedText {
  const takesTheRest = textTakesTheRest(options);
  const words = withWholeValues(splitWords(takesTheRest ? text : readable(text), options), options, role);
  const values: Record<string, string> = {};
  const repeated: string[] = [];
  for (const { key, text: value } of words) {
    if (key === undefined) continue;
    if (Object.hasOwn(values, key)) repeated.push(`${key}:${value}`);
    else values[key] = value;
  }

  const textOption = Object.entries(options).find(([, option]) => option.kind === 'text')?.[0];
  if (textOption !== undefined && !takesTheRest) {
    // "timezone:New York": the words after a text option's name belong to it too.
    const own = words.filter((word) => word.key === undefined || word.key === textOption).map((word) => word.text);
    const rest = words.some((word) => word.key !== undefined) ? own.join(' ') : readable(text).trim();
    if (rest !== '') values[textOption] = rest;
    return { values, leftover: repeated };
  }
  const free = words.filter((word) => word.key === undefined).map((word) => word.text);
  const untaken = takePhrases(free, options, role, values);
  if (textOption === undefined) {
    return { values: shown(values, options), leftover: [...repeated, ...untaken.filter(isMeaningful)].map(readable) };
  }
  const rest = [values[textOption] ?? '', ...withoutEdges(untaken)].join(' ').trim();
  if (rest !== '') values[textOption] = rest;
  return { values: shown(values, options), leftover: repeated.map(readable) };
}

/** References stay as they came only where they are looked for; anywhere else they are what one saw while typing. */
const shown = (values: Readonly<Record<string, string>>, options: Options): Record<string, string> =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => {
      const kind = options[name]?.kind;
      return [name, kind === 'channel' || kind === 'person' ? value : readable(value)];
    }),
  );

/** Whether a word says something by itself; "at" and "," do not. */
export const isMeaningful = (word: string): boolean => /[\p{L}\p{N}]/u.test(word) && !fillers.has(bare(word));

/** "at New York" is New York; what stands inside, as in "Isle of Man", belongs to it. */
function withoutEdges(words: readonly string[]): readonly string[] {
  const first = words.findIndex(isMeaningful);
  return first < 0 ? [] : words.slice(first, words.findLastIndex(isMeaningful) + 1);
}

/** Moves the phrases that an option other than a text recognises into `values`; returns the words that are left, fillers too. */
function takePhrases(words: readonly string[], options: Options, role: Role, values: Record<string, string>): string[] {
  const untaken: string[] = [];
  for (let start = 0; start < words.length;) {
    const taken = longestMatch(words, start, options, role, values);
    if (taken === undefined) {
      untaken.push(words[start] ?? '');
      start += 1;
    } else {
      if (taken.option !== undefined) values[taken.option] = taken.value;
      start += taken.length;
    }
  }
  return untaken;
}

interface Match {
  /** Undefined for a phrase that is understood and adds nothing, such as the role's own name. */
  readonly option: string | undefined;
  readonly value: string;
  readonly length: number;
}

function longestMatch(
  words: readonly string[],
  start: number,
  options: Options,
  role: Role,
  values: Readonly<Record<string, string>>,
): Match | undefined {
  // Where an amount of money may stand too, "9" says too little to be a time.
  const bareNumbers = !Object.values(options).some(({ kind }) => kind === 'money');
  for (let length = Math.min(longestPhrase, words.length - start); length > 0; length--) {
    const phrase = words.slice(start, start + length).join(' ');
    for (const [option, declared] of Object.entries(options)) {
      const value = Object.hasOwn(values, option) ? undefined : valueFor(declared, phrase, role, bareNumbers);
      if (value !== undefined) return { option, value, length };
    }
    if (findTerm([role.about], phrase) !== undefined) return { option: undefined, value: '', length };
  }
  return undefined;
}

function valueFor(option: Option, phrase: string, role: Role, bareNumbers: boolean): string | undefined {
  const words = bareEnd(phrase);
  switch (option.kind) {
    case 'term':
      return option.byName === true || fillers.has(bare(phrase)) ? undefined : findTerm(option.terms(role), phrase)?.id;
    case 'money':
      return (parseMoney(words) ?? 0) < leastMoney ? undefined : words;
    case 'channel':
      return meansChannel(words) ? words : undefined;
    case 'person':
      return meansPerson(words) ? words : undefined;
    case 'time':
      return meansTime(words, { bareNumbers }) ? words : undefined;
    case 'text':
    case 'word':
      return undefined;
  }
}

/** The option and term that a leftover word was probably meant to be. */
export function likelyTerm(
  word: string,
  options: Options,
  role: Role,
  taken: Readonly<Record<string, unknown>>,
): { option: string; value: string; title: string } | undefined {
  if (bare(word).length < 4) return undefined;
  for (const [option, declared] of Object.entries(options)) {
    if (declared.kind !== 'term' || taken[option] !== undefined) continue;
    const term = nearestTerm(declared.terms(role), bare(word));
    if (term !== undefined) return { option, value: term.id, title: term.title };
  }
  return undefined;
}

const bareEnd = (word: string): string => word.replace(/[\s.,;:!?)]+$/, '');
const bare = (word: string): string =>
  word
    .toLowerCase()
    .replaceAll(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '')
    .replaceAll(/['’]/g, '');

/** As many words as a value may go on for: "mon, tue, wed and thu" has five. */
const longestValue = 14;

/** Words that belong to what was named before them, put together with it: `days:mon - fri`. */
function withWholeValues(words: readonly Word[], options: Options, role: Role): Word[] {
  const whole: Word[] = [];
  for (let next = 0; next < words.length;) {
    const [word, ...after] = words.slice(next, next + longestValue);
    if (word === undefined) break;
    const option = options[word.key ?? ''];
    const takes = option?.kind === 'word' ? option.takes : undefined;
    const end = after.findIndex(({ key }) => key !== undefined);
    const free = takes === undefined ? [] : after.slice(0, end < 0 ? undefined : end);
    const values = free.map((_, index) => [word, ...free.slice(0, index + 1)].map((each) => each.text).join(' '));
    const length = values.findLastIndex((value) => takes?.(bareEnd(value), role)) + 1;
    whole.push(length === 0 ? word : { ...word, text: values[length - 1] ?? '' });
    next += 1 + length;
  }
  return whole;
}

/** The names of options, each with the one that it stands for. */
const optionNames = (options: Options): ReadonlyMap<string, string> =>
  new Map(
    Object.entries(options).flatMap(([name, { otherNames = [] }]) =>
      [name, ...otherNames].map((each): [string, string] => [each, name]),
    ),
  );

const valuePattern = String.raw`(?<keyed>"[^"]*"|“[^”]*”|<[@#][^<>]*>|\d{1,2}(?:[:.]\d{2})? [ap]\.?m\b\.?|[^\s"“][^\s]*)`;
const otherPattern = String.raw`(?<reference><[@#][^<>]*>)|"(?<quoted>[^"]*)"|“(?<curly>[^”]*)”|(?<plain>\S+)`;

/** Splits at spaces, keeps quoted phrases whole, and sets `key` only for options that exist: "TL:DR" is a word. */
function splitWords(text: string, options: Options): Word[] {
  const names = optionNames(options);
  // The names of options consist of letters, digits and hyphens. A blank may stand after theirs alone: "time: 9:00".
  const named = names.size === 0 ? '' : `(?<name>${[...names.keys()].join('|')}):(?<blank>\\s*)|`;
  const pattern = new RegExp(`(?:${named}(?<key>[a-z][a-z-]*):)${valuePattern}|${otherPattern}`, 'giu');
  const isSentence = Object.values(options).some(({ kind }) => kind === 'text') && !textTakesTheRest(options);
  const words: Word[] = [];
  for (const match of text.matchAll(pattern)) {
    const { name, blank, key, keyed = '', reference, quoted, curly, plain } = match.groups ?? {};
    const option = names.get(name?.toLowerCase() ?? '');
    // Within a sentence a name before a blank is a word of it: "one question: do I need a degree".
    const isWord = isSentence && blank !== '' && words.some((word) => word.key === undefined);
    if (option !== undefined && !isWord) words.push({ key: option, text: unquote(keyed) });
    else if (option !== undefined) words.push({ text: `${name}:` }, { text: unquote(keyed) });
    else words.push({ text: key === undefined ? (reference ?? quoted ?? curly ?? plain ?? '').trim() : match[0] });
  }
  return words;
}

const unquote = (text: string): string => text.replaceAll(/^["“]|["”]$/g, '').trim();
