/** Finds the commands: one file each under `commands/`. Refuses to start on a bad one, naming everything that is wrong with it. */
import { readdir } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { entriesOf, groupHelpWord, groupOf, nameWord, ownWord } from '../chat/command-groups.ts';
import type { Command } from '../chat/command.ts';
import { reopenAction } from './typed-text.ts';

/** Thrown at start where a command file is not right. */
export class RegistryError extends Error {
  constructor(problems: readonly string[]) {
    super(`The commands have problems:\n${problems.map((problem) => `  ${problem}`).join('\n')}`);
    this.name = 'RegistryError';
  }
}

/**
 * Loads every command of a folder, in the order of their names: `name.ts` for one that stands alone, `group/word.ts` for one of a group.
 * With `only`, the first words of a request, loads nothing but the command that they name, if there is one. Throws `RegistryError`.
 */
export async function loadCommands(folder: string, only?: string): Promise<ReadonlyMap<string, Command>> {
  const files = (await readdir(folder, { recursive: true })).filter((file) => file.endsWith('.ts'));
  const names = files.map((file) => file.slice(0, -'.ts'.length).split(sep).join(' ')).sort();
  const wanted = only === undefined ? undefined : [only, groupOf(only)].find((name) => names.includes(name ?? ''));
  const commands = new Map<string, Command>();
  const problems: string[] = wanted === undefined ? nameProblems(names) : [];
  for (const name of wanted === undefined ? names : [wanted]) {
    const file = `${name.replaceAll(' ', '/')}.ts`;
    const module = (await import(pathToFileURL(join(folder, file)).href)) as { default?: unknown };
    if (!isCommand(module.default)) {
      problems.push(`commands/${file}: must have a default export made by defineCommand`);
      continue;
    }
    problems.push(...commandProblems(name, module.default).map((problem) => `commands/${file}: ${problem}`));
    commands.set(name, module.default);
  }
  if (files.length === 0) problems.push(`${folder}: has no commands`);
  if (problems.length > 0) throw new RegistryError(problems);
  return commands;
}

/** Discord's limit for a command with subcommands. */
const mostInGroup = 25;

/** What is wrong with the names beside each other. */
export function nameProblems(names: readonly string[]): string[] {
  return entriesOf(names.map((name) => ({ name }))).flatMap((entry) => {
    if (entry.kind === 'command') return [];
    const { name, commands } = entry;
    return [
      ...(names.includes(name)
        ? [`commands/${name}/ and commands/${name}.ts: a group and a command cannot share a name`]
        : []),
      ...(commands.length > mostInGroup
        ? [`commands/${name}/: ${commands.length} commands, a group may have ${mostInGroup}`]
        : []),
    ];
  });
}

const isCommand = (value: unknown): value is Command =>
  typeof value === 'object' && value !== null && 'name' in value && 'run' in value && typeof value.run === 'function';

/** Everything that is wrong with a command, in words; empty for a good one. `fileName` is its file's path as a name: "salary", "daily set". */
export function commandProblems(fileName: string, command: Command): string[] {
  const problems: string[] = [];
  if (command.name !== fileName) {
    problems.push(`its name is "${command.name}" instead of "${fileName}"; name the file and the command alike`);
  }
  const words = command.name.split(' ');
  if (!words.every((word) => nameWord.test(word)))
    problems.push('a name is lower-case letters, digits and hyphens, at most 20');
  if (words.length > 2) problems.push('a group stands in the folder of the commands, not in another group');
  if (words.length === 2 && ownWord(command.name) === groupHelpWord) {
    problems.push(`"${groupHelpWord}" lists the commands of a group: choose another name`);
  }
  if (command.summary.length < 1 || command.summary.length > 100)
    problems.push('the summary must have 1 to 100 characters');
  if (command.examples.length === 0) problems.push('give at least one example');
  for (const example of command.examples) {
    if (example !== `/${command.name}` && !example.startsWith(`/${command.name} `)) {
      problems.push(`the example "${example}" does not begin with /${command.name}`);
    }
  }
  if (Object.hasOwn(command.actions ?? {}, reopenAction))
    problems.push(`the action "${reopenAction}" opens forms again: choose another name`);
  const options = Object.entries(command.options);
  if (options.length > 24) problems.push('at most 24 options, and one more is kept for the role');
  for (const [option, declared] of options) {
    if (!nameWord.test(option)) problems.push(`option "${option}": a name is lower-case letters, digits and hyphens`);
    if (declared.description.length < 1 || declared.description.length > 100) {
      problems.push(`option "${option}": the description must have 1 to 100 characters`);
    }
  }
  const names = options.flatMap(([name, { otherNames = [] }]) => [name, ...otherNames]);
  for (const name of new Set(names.filter((each, index) => names.indexOf(each) !== index)))
    problems.push(`option "${name}": another one has this name too`);
  if (!names.every((name) => nameWord.test(name)))
    problems.push('other names of options are written as their names are');
  if (command.refuseWords !== undefined && options.length > 0)
    problems.push('refuseWords is for a command without options: words behind its name may be theirs');
  if (options.filter(([, option]) => option.kind === 'text').length > 1)
    problems.push('at most one text option: it takes all the rest');
  return problems;
}
