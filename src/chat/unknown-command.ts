/** What to say to a command that does not exist. */
import { nearestWord } from '../knowledge/spelling.ts';
import { entriesOf, groupOf, ownWord } from './command-groups.ts';
import type { CommandInfo } from './command.ts';
import { UserError } from './errors.ts';
import { shorten } from './shorten.ts';
import { commandLine } from './usage.ts';

/** Names what was probably meant and what there is: the commands of its group, where `name` begins with one. */
export function unknownCommand(name: string, commands: readonly CommandInfo[]): UserError {
  const title = `There is no command /${shorten(name, 40)}`;
  const entries = entriesOf(commands);
  const group = entries.find((entry) => entry.kind === 'group' && entry.name === groupOf(name));
  if (group?.kind === 'group') {
    const words = group.commands.map((command) => ownWord(command.name));
    const typed = ownWord(name).toLowerCase();
    const meant = group.commands.find(({ alsoCalled }) => alsoCalled?.includes(typed));
    const lines = [`The commands of \`/${group.name}\` are:`, ...group.commands.map(commandLine)];
    return new UserError(
      title,
      [didYouMean(meant === undefined ? typed : ownWord(meant.name), words, `${group.name} `), ...lines]
        .filter(Boolean)
        .join('\n'),
    );
  }
  const names = entries.map((entry) => entry.name);
  const list = names.map((each) => `\`/${each}\``).join(', ');
  const suggestion = didYouMean(name, names);
  return new UserError(
    title,
    `${suggestion === '' ? '' : `${suggestion} `}The commands are ${list}. Or ask in plain words, such as \`/faq do I need a degree\`.`,
  );
}

function didYouMean(word: string, known: readonly string[], before = ''): string {
  const near = nearestWord(word.toLowerCase(), known);
  return near === undefined ? '' : `Did you mean \`/${before}${near}\`?`;
}
