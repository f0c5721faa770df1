/** What a line of text asks for. */
import { groupHelpWord } from './command-groups.ts';
import type { Request } from './invocation.ts';
import { readable } from './references.ts';

/** A line as a person types it: `/name text` is a command, anything else a free question. */
export function requestFromLine(line: string): Request {
  const match = /^\s*\/(?<command>[^\s]+)\s*(?<text>[\s\S]*)$/u.exec(line);
  return match?.groups === undefined
    ? { kind: 'question', text: line }
    : {
        kind: 'text-command',
        command: (match.groups['command'] ?? '').toLowerCase(),
        text: match.groups['text'] ?? '',
      };
}

/** A text apart at the end of its first word; what follows keeps its form. */
export function splitFirstWord(text: string): [first: string, rest: string] {
  const [, first = '', rest = ''] = /^\s*(\S*)\s*([\s\S]*)$/u.exec(text) ?? [];
  return [first, rest];
}

/**
 * What a text command is about where its name is a group's: the word after it names the command, as in `/daily set 9:00`. The group alone,
 * or with "help", asks for help on it.
 */
export function commandOfGroup(group: string, text: string): { readonly command: string; readonly text: string } {
  const [word, rest] = splitFirstWord(text);
  const name = readable(word).toLowerCase();
  if (name === '' || name === groupHelpWord) return { command: 'help', text: `${group} ${rest}`.trim() };
  return { command: `${group} ${name}`, text: rest };
}
