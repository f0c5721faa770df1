/** What the Tab key offers. */
import { entriesOf, groupOf, ownWord } from '../../chat/command-groups.ts';
import type { CommandInfo } from '../../chat/command.ts';
import type { Conversation } from '../../chat/conversation.ts';
import { textTakesTheRest } from '../../chat/text-grammar.ts';
import { safeLine } from './safe-text.ts';
import { quitCommand } from './typed-line.ts';

/** What readline takes: the texts that `completed`, the end of the line, may become. */
export type LineCompletion = [hits: string[], completed: string];

/** Completes the line up to the cursor: `/commands`, `option:` names, and values. A free question is left alone. */
export async function completeLine(line: string, conversation: Conversation): Promise<LineCompletion> {
  const [hits, completed] = await completionOf(line, conversation);
  // Readline would replace what was typed by the hits' common beginning. Where that is no continuation, it shall only list them.
  const continued = hits.length < 2 || hits.every((hit) => startsWith(hit, completed));
  return [continued ? hits : [completed, ...hits], completed];
}

async function completionOf(line: string, conversation: Conversation): Promise<LineCompletion> {
  if (line === '') return [commandNames('', conversation), line];
  const match = /^\/(?<name>\S*)(?<rest>\s.*)?$/su.exec(line)?.groups;
  if (match === undefined) return [[], line];
  const { name = '', rest } = match;
  if (rest === undefined) return [commandNames(name, conversation), line];
  return completeRest(name.toLowerCase(), rest.trimStart(), conversation);
}

/** Completes what stands after the first word: the name of a group's command, or a command's options. */
async function completeRest(name: string, rest: string, conversation: Conversation): Promise<LineCompletion> {
  const commands = conversation.commands();
  const group = commands.filter((each) => groupOf(each.name) === name);
  const inGroup = /^(?<word>\S*)(?<options>\s.*)?$/su.exec(rest)?.groups;
  if (group.length > 0 && inGroup !== undefined) {
    const { word = '', options } = inGroup;
    if (options !== undefined) return completeRest(`${name} ${word.toLowerCase()}`, options.trimStart(), conversation);
    const words = group.map((command) => ownWord(command.name)).filter((each) => startsWith(each, word));
    return [words.map((each) => `${each} `), word];
  }
  const command = commands.find((each) => each.name === name);
  return command === undefined ? [[], `/${name} ${rest}`] : new OptionCompleter(command, rest, conversation).complete();
}

const commandNames = (partial: string, conversation: Conversation): string[] =>
  [...entriesOf(conversation.commands()).map((entry) => entry.name), quitCommand]
    .filter((name) => startsWith(name, partial))
    .map((name) => `/${name} `);

/** Completes what stands after a command's name. */
class OptionCompleter {
  readonly #command: CommandInfo;
  readonly #conversation: Conversation;
  readonly #rest: string;
  /** The word that the cursor stands behind; empty after a space. */
  readonly #word: string;
  /** The options that are written out already. */
  readonly #given: Readonly<Record<string, string>>;

  constructor(command: CommandInfo, rest: string, conversation: Conversation) {
    this.#command = command;
    this.#conversation = conversation;
    this.#rest = rest;
    const words = [...rest.matchAll(/[a-z-]+:"[^"]*"?|\S+/giu)];
    const last = words.at(-1);
    this.#word = last !== undefined && last.index + last[0].length === rest.length ? last[0] : '';
    const complete = this.#word === '' ? words : words.slice(0, -1);
    this.#given = Object.fromEntries(
      complete.map(([word]) => this.#keyed(word)).filter((option) => option !== undefined),
    );
  }

  async complete(): Promise<LineCompletion> {
    const keyed = this.#keyed(this.#word);
    if (keyed !== undefined) {
      const [name, partial] = keyed;
      return [(await this.#values(name, partial)).map((value) => `${name}:${quoted(value)} `), this.#word];
    }
    const text = this.#open().find((name) => this.#kindOf(name) === 'text');
    const isAllText = text !== undefined && !textTakesTheRest(this.#command.options);
    if (isAllText && this.#rest !== '' && Object.keys(this.#given).length === 0) {
      return [await this.#values(text, this.#rest), this.#rest];
    }
    const bareText = isAllText ? [] : await this.#bareText(text);
    return [[...this.#names(), ...this.#bareTerms(), ...bareText], this.#word];
  }

  /** `level:sen` as `['level', 'sen']`; `undefined` where the command has no such option. */
  #keyed(word: string): [name: string, value: string] | undefined {
    const colon = word.indexOf(':');
    const name = word.slice(0, colon).toLowerCase();
    if (colon < 1 || !Object.hasOwn(this.#command.options, name)) return undefined;
    return [name, word.slice(colon + 1).replaceAll('"', '')];
  }

  #kindOf(name: string): string | undefined {
    return this.#command.options[name]?.kind;
  }

  #open(): string[] {
    return Object.keys(this.#command.options).filter((name) => !Object.hasOwn(this.#given, name));
  }

  #names(): string[] {
    return this.#open()
      .map((name) => `${name}:`)
      .filter((name) => startsWith(name, this.#word));
  }

  /** Terms can be typed without their option's name; they are offered once something is typed of them. */
  #bareTerms(): string[] {
    if (this.#word === '') return [];
    return this.#open()
      .filter((name) => this.#kindOf(name) === 'term')
      .flatMap((name) => this.#terms(name, this.#word))
      .map((value) => `${value} `);
  }

  /** Beside a channel or a time a text is a few words among others. */
  async #bareText(name: string | undefined): Promise<string[]> {
    if (name === undefined || this.#word === '') return [];
    return (await this.#values(name, this.#word)).map((value) => `${value} `);
  }

  /** Terms that begin with what is typed, else those that it means: their aliases are known to the conversation alone. */
  async #values(name: string, partial: string): Promise<string[]> {
    const terms = this.#kindOf(name) === 'term' ? this.#terms(name, partial) : [];
    if (terms.length > 0) return terms;
    const command = this.#command.name;
    const request = { community: 'console', command, option: name, partial, options: this.#given };
    return (await this.#conversation.complete(request)).map(({ value }) => safeLine(value));
  }

  #terms(name: string, partial: string): string[] {
    return this.#conversation
      .choices(this.#command.name, name)
      .filter(({ value, label }) => startsWith(value, partial) || startsWith(label, partial))
      .map(({ value }) => safeLine(value));
  }
}

const startsWith = (text: string, partial: string): boolean => text.toLowerCase().startsWith(partial.toLowerCase());

const quoted = (value: string): string => (/\s/.test(value) ? `"${value}"` : value);
