/** How commands are used, generated from their declarations. */
import type { CommandInfo } from './command.ts';
import { literal, type Markup } from './markup.ts';
import type { Option } from './option.ts';
import { here } from './references.ts';

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
export function howToWrite({ kind }: Option): Markup | undefined {
  switch (kind) {
    case 'channel':
      return `Type \`#\` and pick one, or \`${here}\` for the channel that you are in.`;
    case 'person':
      return 'Type `@` and pick one.';
    case 'time':
      return 'Such as `9:00` or `9:30 pm`.';
    case 'term':
    case 'money':
    case 'text':
    case 'word':
      return undefined;
  }
}

/** A line on a command: its usage, what it does, and one that can be copied. */
export const commandLine = (command: CommandInfo): Markup => {
  const usage = usageOf(command);
  const example = command.examples.find((each) => each !== usage);
  return `\`${usage}\` ${literal(command.summary)}${example === undefined ? '' : `, such as \`${example}\``}`;
};
