/** What a button, select or form carries: `command:action:argument`, or `command@role:action:argument` where there are several roles. */

/** Discord allows 100 characters in a custom_id; Slack allows more. */
export const actionIdLimit = 100;

export interface Action {
  /** A command of a group, `daily set`, is written `daily.set` in the id. */
  readonly command: string;
  readonly action: string;
  /** Any text; the command parses it. */
  readonly argument: string;
  readonly role?: string;
}

const namePattern = /^[a-z0-9-]+$/;
const commandPattern = /^[a-z0-9-]+(?: [a-z0-9-]+)?$/;
const idPattern =
  /^(?<command>[a-z0-9-]+(?:\.[a-z0-9-]+)?)(?:@(?<role>[a-z0-9-]+))?:(?<action>[a-z0-9-]+):(?<argument>.*)$/su;

/** Writes an action id. Throws a RangeError for one that no reader could read back: a programming error, caught by the tests. */
export function encodeAction({ command, action, argument, role }: Action): string {
  if (!commandPattern.test(command)) throw new RangeError(`"${command}" cannot stand in an action id`);
  for (const name of [action, ...(role === undefined ? [] : [role])]) {
    if (!namePattern.test(name)) throw new RangeError(`"${name}" cannot stand in an action id`);
  }
  const id = `${command.replace(' ', '.')}${role === undefined ? '' : `@${role}`}:${action}:${argument}`;
  if (id.length > actionIdLimit) throw new RangeError(`action id over ${actionIdLimit} characters: ${id}`);
  return id;
}

/** Reads an action id; `undefined` for one that this release cannot have written. */
export function decodeAction(id: string): Action | undefined {
  const match = idPattern.exec(id);
  if (match?.groups === undefined || id.length > actionIdLimit) return undefined;
  const { command = '', role, action = '', argument = '' } = match.groups;
  return { command: command.replace('.', ' '), action, argument, ...(role === undefined ? {} : { role }) };
}
