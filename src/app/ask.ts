/** `npm run --silent ask -- "/salary senior"`: one invocation, its answer on standard output. */
import { parseArgs } from 'node:util';
import type { Conversation } from '../chat/conversation.ts';
import type { Invocation, Request } from '../chat/invocation.ts';
import { requestFromLine } from '../chat/request.ts';
import type { Outcome } from '../chat/reply.ts';

export const askUsage = `Usage: npm run --silent ask -- "/salary senior"
  --as NAME            who asks (default: you)
  --now INSTANT        the clock, such as 2026-11-22T09:00:00Z (default: now)
  --role ID            the role, where there are several
  --format FORMAT      text (default), json, discord or slack
  --action ID          press a button or submit a form, by the id that --format json lists
  --input NAME=VALUE   a field of that form; may be repeated
A text without "/" is a free question.`;

export const formats = ['text', 'json', 'discord', 'slack'] as const;
export type Format = (typeof formats)[number];

export interface AskRequest {
  readonly invocation: Invocation;
  readonly format: Format;
}

/** A command line that cannot be read. The message says what to write instead. */
export class AskUsageError extends Error {}

/** Reads the arguments after `ask`. `clock` gives the time where `--now` does not. Throws `AskUsageError`. */
export function readAskArguments(args: readonly string[], clock: () => Date): AskRequest {
  const { values, positionals } = parsed(args);
  const format = formats.find((each) => each === values.format);
  if (format === undefined) throw new AskUsageError(`--format must be one of ${formats.join(', ')}`);
  const now = values.now === undefined ? clock() : new Date(values.now);
  if (Number.isNaN(now.getTime())) throw new AskUsageError('--now must be an instant such as 2026-11-22T09:00:00Z');
  const name = values.as.trim();
  if (!/^[\p{L}\p{N}_.-]{1,40}$/u.test(name))
    throw new AskUsageError('--as must be a name of letters, digits, "_", "." or "-"');
  return {
    format,
    invocation: {
      // What a platform would get speaks as one does there.
      platform: format === 'discord' || format === 'slack' ? format : 'console',
      learner: `console:${name}`,
      community: 'console',
      now,
      name,
      // Whoever can start the program runs it.
      isAdmin: () => Promise.resolve(true),
      request: readRequest(positionals.join(' '), values.action, values.input),
      ...(values.role === undefined ? {} : { role: values.role }),
    },
  };
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        as: { type: 'string', default: 'you' },
        now: { type: 'string' },
        role: { type: 'string' },
        format: { type: 'string', default: 'text' },
        action: { type: 'string' },
        input: { type: 'string', multiple: true, default: [] },
      },
    });
  } catch (error) {
    throw new AskUsageError(error instanceof Error ? error.message : String(error));
  }
}

function readRequest(text: string, action: string | undefined, inputs: readonly string[]): Request {
  if (action !== undefined) return { kind: 'action', id: action, inputs: readInputs(inputs) };
  if (inputs.length > 0) throw new AskUsageError('--input goes with --action');
  if (text.trim() === '') throw new AskUsageError('say what to ask');
  return requestFromLine(text);
}

function readInputs(inputs: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    inputs.map((input) => {
      const equals = input.indexOf('=');
      if (equals < 1) throw new AskUsageError(`--input must be NAME=VALUE, not "${input}"`);
      return [input.slice(0, equals), input.slice(equals + 1)];
    }),
  );
}

/** Asks, and writes the outcome with `render`. Returns the exit code: 0 answered, 2 usage error or unknown command, 1 failure. */
export async function ask(
  conversation: Conversation,
  request: AskRequest,
  render: (outcome: Outcome) => string,
  write: (text: string) => void,
): Promise<0 | 1 | 2> {
  const outcome = await conversation.answer(request.invocation);
  write(render(outcome));
  if ('form' in outcome || outcome.status === undefined) return 0;
  return outcome.status === 'failure' ? 1 : 2;
}
