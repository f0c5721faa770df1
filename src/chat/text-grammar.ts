/**
 * Free text to options, for platforms that send one string: `/salary senior in washington at a faang`, `/salary level:senior offer:185k`.
 * What was not understood is returned by name, never dropped.
 */
import type { Role } from '../knowledge/knowledge.ts';
import { findTerm, leastMoney, nearestTerm, parseMoney, type Option, type Options } from './option.ts';

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

/** Parses the text after a command's name. Total: never throws, whatever the text. */
export function parseText(text: string, options: Options, role: Role): ParsedText {
  const words = splitWords(text, options);
  const values: Record<string, string> = {};
  const repeated: string[] = [];
  for (const { key, text: value } of words) {
    if (key === undefined) continue;
    if (key in values) repeated.push(`${key}:${value}`);
    else values[key] = value;
  }

  const textOption = Object.entries(options).find(([, option]) => option.kind === 'text')?.[0];
  if (textOption !== undefined) {
    // "timezone:New York": the words after a text option's name belong to it too.
    const own = words.filter((word) => word.key === undefined || word.key === textOption).map((word) => word.text);
    const rest = words.some((word) => word.key !== undefined) ? own.join(' ') : text.trim();
    if (rest !== '') values[textOption] = rest;
    return { values, leftover: repeated };
  }
  const free = words.filter((word) => word.key === undefined).map((word) => word.text);
  return { values, leftover: [...repeated, ...takePhrases(free, options, role, values)] };
}

/** Moves the phrases that name a term or an amount into `values`; returns the words that are left. */
function takePhrases(words: readonly string[], options: Options, role: Role, values: Record<string, string>): string[] {
  const leftover: string[] = [];
  for (let start = 0; start < words.length;) {
    const taken = longestMatch(words, start, options, role, values);
    if (taken === undefined) {
      const word = words[start] ?? '';
      if (/[\p{L}\p{N}]/u.test(word) && !fillers.has(bare(word))) leftover.push(word);
      start += 1;
    } else {
      if (taken.option !== undefined) values[taken.option] = taken.value;
      start += taken.length;
    }
  }
  return leftover;
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
  for (let length = Math.min(longestPhrase, words.length - start); length > 0; length--) {
    const phrase = words.slice(start, start + length).join(' ');
    for (const [option, declared] of Object.entries(options)) {
      const value = option in values ? undefined : valueFor(declared, phrase, role);
      if (value !== undefined) return { option, value, length };
    }
    if (findTerm([role.about], phrase) !== undefined) return { option: undefined, value: '', length };
  }
  return undefined;
}

function valueFor(option: Option, phrase: string, role: Role): string | undefined {
  if (option.kind === 'term') return findTerm(option.terms(role), phrase)?.id;
  if (option.kind === 'money') return (parseMoney(bareEnd(phrase)) ?? 0) < leastMoney ? undefined : bareEnd(phrase);
  return undefined;
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

const bareEnd = (word: string): string => word.replace(/[.,;:!?)]+$/, '');
const bare = (word: string): string =>
  word
    .toLowerCase()
    .replaceAll(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '')
    .replaceAll(/['’]/g, '');

const wordPattern =
  /(?<key>[a-z][a-z-]*):(?<keyed>"[^"]*"|“[^”]*”|[^\s"“][^\s]*)|"(?<quoted>[^"]*)"|“(?<curly>[^”]*)”|(?<plain>\S+)/giu;

/** Splits at spaces, keeps quoted phrases whole, and sets `key` only for options that exist: "TL:DR" is a word. */
function splitWords(text: string, options: Options): Word[] {
  return [...text.matchAll(wordPattern)].map((match): Word => {
    const { key, keyed, quoted, curly, plain } = match.groups ?? {};
    if (key === undefined) return { text: (quoted ?? curly ?? plain ?? '').trim() };
    const name = key.toLowerCase();
    return name in options ? { key: name, text: unquote(keyed ?? '') } : { text: match[0] };
  });
}

const unquote = (text: string): string => text.replaceAll(/^["“]|["”]$/g, '').trim();
