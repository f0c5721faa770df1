/** A command's usage line, generated from its options. */
import type { CommandInfo } from './command.ts';

/** "/salary [level] [tier] [place] [offer]": required options bare, others in brackets. */
export const usageOf = (command: CommandInfo): string =>
  [
    `/${command.name}`,
    ...Object.entries(command.options).map(([name, option]) => (option.required === true ? name : `[${name}]`)),
  ].join(' ');
