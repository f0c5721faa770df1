/** How commands are used, generated from their declarations. */
import type { CommandInfo } from './command.ts';
import { literal, type Markup } from './markup.ts';
import type { Option } from './option.ts';
import type { PlatformWords } from './platform-words.ts';

/** "/salary [level] [tier] [place] [offer]": required options bare, others in brackets; what one picks from a list begins with its sign. */
export const usageOf = (command: Pick<CommandInfo, 'name' | 'options'>): string =>
  [
    `/${command.name}`,
    ...Object.entries(command.options).map(([name, option]) =>
      option.required === true ? signOf(option) + name : `[${signOf(option)}${name}]`,
    ),
  ].join(' ');

const signOf = ({ kind }: Option): string => (kind === 'channel' ? '#' : kind === 'person' ? '@' : '');

/** How to write a value of this option, in a sentence; undefined where its description says all there is. */
export function howToWrite({ kind }: Option, { howToName }: PlatformWords): Markup | undefined {
  switch (kind) {
    case 'channel':
    case 'person':
      return howToName[kind];
    case 'time':
      return 'Such as `9:00` or `9:30 pm`.';
    case 'term':
    case 'money':
    case 'text':
    case 'word':
      return undefined;
  }
}

/** Lines to copy: the command's own examples, and one that names somebody where that is all that it takes. */
export function examplesOf({ name, examples, options }: CommandInfo, { somebody }: PlatformWords): readonly string[] {
  const person = Object.keys(options).find((each) => options[each]?.kind === 'person');
  const takesMore = Object.entries(options).some(([each, { required }]) => each !== person && required === true);
  return somebody === undefined || person === undefined || takesMore
    ? examples
    : [...examples, `/${name} ${somebody(person)}`];
}

/** A line that one can copy and that shows what a command takes; its bare name, where it takes nothing. */
export const exampleOf = ({ name, examples }: Pick<CommandInfo, 'name' | 'examples'>): string =>
  examples.find((each) => each !== `/${name}`) ?? `/${name}`;

/** A line on a command: its usage, what it does, and one that can be copied, where that says more than the name. */
export const commandLine = (command: CommandInfo): Markup => {
  const example = exampleOf(command);
  const copy = example === `/${command.name}` ? '' : `, such as \`${example}\``;
  return `\`${usageOf(command)}\` ${literal(command.summary)}${copy}`;
};
