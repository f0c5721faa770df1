/** What a line of text asks for. */
import type { Request } from './invocation.ts';

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
