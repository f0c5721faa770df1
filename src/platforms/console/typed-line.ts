/** What a line means in the terminal, where some lines are for the terminal itself. */
import type { Request } from '../../chat/invocation.ts';
import { requestFromLine } from '../../chat/request.ts';

export type TypedLine =
  | { readonly kind: 'nothing' | 'farewell' }
  /** Presses what has this number in the last answer. */
  | { readonly kind: 'number'; readonly number: number }
  | { readonly kind: 'request'; readonly request: Request };

/** The command that leaves; it works without its slash too, as people expect of a prompt. */
export const quitCommand = 'quit';

const farewells = new Set([`/${quitCommand}`, quitCommand, '/exit', 'exit']);

/** Reads a line. Total: what is no command and no number is a free question. */
export function readTypedLine(line: string): TypedLine {
  const text = line.trim();
  if (text === '') return { kind: 'nothing' };
  if (farewells.has(text.toLowerCase())) return { kind: 'farewell' };
  // Longer numbers are amounts, and those are questions.
  const number = /^\(?(?<digits>\d{1,3})\)?$/.exec(text)?.groups?.['digits'];
  if (number !== undefined) return { kind: 'number', number: Number(number) };
  return { kind: 'request', request: requestFromLine(text) };
}
