/** Finds the commands: one file each under `commands/`. Refuses to start on a bad one, naming everything that is wrong with it. */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Command } from '../chat/command.ts';

/** Thrown at start where a command file is not right. */
export class RegistryError extends Error {
  constructor(problems: readonly string[]) {
    super(`The commands have problems:\n${problems.map((problem) => `  ${problem}`).join('\n')}`);
    this.name = 'RegistryError';
  }
}

/** Loads every command of a folder, in the order of their names; with `only`, that one alone if it exists. Throws `RegistryError`. */
export async function loadCommands(folder: string, only?: string): Promise<ReadonlyMap<string, Command>> {
  const all = (await readdir(folder)).filter((file) => file.endsWith('.ts')).sort();
  const files = all.includes(`${only}.ts`) ? [`${only}.ts`] : all;
  const commands = new Map<string, Command>();
  const problems: string[] = [];
  for (const file of files) {
    const module = (await import(pathToFileURL(join(folder, file)).href)) as { default?: unknown };
    const name = file.slice(0, -'.ts'.length);
    if (!isCommand(module.default)) {
      problems.push(`commands/${file}: must have a default export made by defineCommand`);
      continue;
    }
    problems.push(...commandProblems(name, module.default).map((problem) => `commands/${file}: ${problem}`));
    commands.set(name, module.default);
  }
  if (commands.size === 0) problems.push(`${folder}: has no commands`);
  if (problems.length > 0) throw new RegistryError(problems);
  return commands;
}

const isCommand = (value: unknown): value is Command =>
  typeof value === 'object' && value !== null && 'name' in value && 'run' in value && typeof value.run === 'function';

/** What Discord's and Slack's rules for names have in common; 20 characters leave room in an action id. */
const namePattern = /^[a-z][a-z0-9-]{0,19}$/;

/** Everything that is wrong with a command, in words; empty for a good one. */
export function commandProblems(fileName: string, command: Command): string[] {
  const problems: string[] = [];
  if (command.name !== fileName) problems.push(`its name is "${command.name}"; name the file and the command alike`);
  if (!namePattern.test(command.name)) problems.push('a name is lower-case letters, digits and hyphens, at most 20');
  if (command.summary.length < 1 || command.summary.length > 100)
    problems.push('the summary must have 1 to 100 characters');
  if (command.examples.length === 0) problems.push('give at least one example');
  for (const example of command.examples) {
    if (example !== `/${command.name}` && !example.startsWith(`/${command.name} `)) {
      problems.push(`the example "${example}" does not begin with /${command.name}`);
    }
  }
  const options = Object.entries(command.options);
  if (options.length > 24) problems.push('at most 24 options, and one more is kept for the role');
  for (const [option, declared] of options) {
    if (!namePattern.test(option))
      problems.push(`option "${option}": a name is lower-case letters, digits and hyphens`);
    if (declared.description.length < 1 || declared.description.length > 100) {
      problems.push(`option "${option}": the description must have 1 to 100 characters`);
    }
  }
  if (options.filter(([, option]) => option.kind === 'text').length > 1)
    problems.push('at most one text option: it takes all the rest');
  return problems;
}
