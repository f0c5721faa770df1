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
  const words = splitWords(takesTheRest ? text : readable(text), options);
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

const isMeaningful = (word: string): boolean => /[\p{L}\p{N}]/u.test(word) && !fillers.has(bare(word));

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
      // "on weekends" switches nothing on: only `recap:on` does.
      return fillers.has(bare(phrase)) ? undefined : findTerm(option.terms(role), phrase)?.id;
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

const wordPattern =
  /(?<key>[a-z][a-z-]*):(?<keyed>"[^"]*"|“[^”]*”|<[@#][^<>]*>|\d{1,2}(?:[:.]\d{2})? [ap]\.?m\b\.?|[^\s"“][^\s]*)|(?<reference><[@#][^<>]*>)|"(?<quoted>[^"]*)"|“(?<curly>[^”]*)”|(?<plain>\S+)/giu;

/** Splits at spaces, keeps quoted phrases whole, and sets `key` only for options that exist: "TL:DR" is a word. */
function splitWords(text: string, options: Options): Word[] {
  return [...text.matchAll(wordPattern)].map((match): Word => {
    const { key, keyed, reference, quoted, curly, plain } = match.groups ?? {};
    if (key === undefined) return { text: (reference ?? quoted ?? curly ?? plain ?? '').trim() };
    const name = key.toLowerCase();
    return Object.hasOwn(options, name) ? { key: name, text: unquote(keyed ?? '') } : { text: match[0] };
  });
}

const unquote = (text: string): string => text.replaceAll(/^["“]|["”]$/g, '').trim();
