/** Names of commands: one word, `salary`; or two, `daily set`, for the command `set` of the group `daily`. */

/** What each word of a name is: what Discord's and Slack's rules have in common; 20 characters leave room in an action id. */
export const nameWord = /^[a-z][a-z0-9-]{0,19}$/;

/** Asks for the list of a group's commands, and so is the name of none of them: `/daily help`. */
export const groupHelpWord = 'help';

/** The group that a command belongs to; undefined for one that stands alone. */
export const groupOf = (name: string): string | undefined => {
  const space = name.indexOf(' ');
  return space < 0 ? undefined : name.slice(0, space);
};

/** The last word of a name: "set" of "daily set". */
export const ownWord = (name: string): string => name.slice(name.indexOf(' ') + 1);

/** What stands behind the slash: a command that stands alone, or a group with its commands. */
export type Entry<C> =
  | { readonly kind: 'command'; readonly name: string; readonly command: C }
  | { readonly kind: 'group'; readonly name: string; readonly commands: readonly [C, ...C[]] };

/** Brings the commands of each group together, where the first of them stands; the order stays as it is. */
export function entriesOf<C extends { readonly name: string }>(commands: Iterable<C>): Entry<C>[] {
  const entries = new Map<string, Entry<C>>();
  for (const command of commands) {
    const group = groupOf(command.name);
    const before = entries.get(group ?? command.name);
    if (group === undefined) entries.set(command.name, { kind: 'command', name: command.name, command });
    else if (before?.kind === 'group') entries.set(group, { ...before, commands: [...before.commands, command] });
    else entries.set(group, { kind: 'group', name: group, commands: [command] });
  }
  return [...entries.values()];
}
