/** Raw options, from a platform's typed values or from free text, to values that a command can trust. */
import { z } from 'zod';
import { UserError } from '../chat/errors.ts';
import { literal } from '../chat/markup.ts';
import { optionSchema, type Options } from '../chat/option.ts';
import { likelyTerm, parseText } from '../chat/text-grammar.ts';
import type { Role } from '../knowledge/knowledge.ts';

export interface ReadOptions {
  /** Values as they came, by option name. */
  readonly raw: Readonly<Record<string, unknown>>;
  /** Words of a text that belong to no option. */
  readonly leftover: readonly string[];
  /** Parses the raw values. Throws `UserError` naming every value that is not understood, and words that look like a slip. */
  readonly parse: () => Readonly<Record<string, unknown>>;
}

export const readOptions = {
  fromValues: (raw: Readonly<Record<string, unknown>>, options: Options, role: Role): ReadOptions => ({
    raw,
    leftover: [],
    parse: () => parse(raw, options, role),
  }),

  fromText(text: string, options: Options, role: Role): ReadOptions {
    const { values, leftover } = parseText(text, options, role);
    return {
      raw: values,
      leftover,
      parse() {
        refuseSlips(leftover, values, options, role);
        return parse(values, options, role);
      },
    };
  },
};

function parse(
  raw: Readonly<Record<string, unknown>>,
  options: Options,
  role: Role,
): Readonly<Record<string, unknown>> {
  const schema = z.object(
    Object.fromEntries(Object.entries(options).map(([name, option]) => [name, optionSchema(option, role)])),
  );
  const result = schema.safeParse(raw);
  if (result.success) return result.data;
  const messages = result.error.issues.map((issue) => {
    const name = String(issue.path[0]);
    const missing = raw[name] === undefined;
    const option = options[name];
    return missing && option !== undefined
      ? `\`${name}\` is missing: ${literal(option.description)}.`
      : `\`${name}\`: ${issue.code === 'invalid_type' ? 'I cannot read this value.' : issue.message}`;
  });
  const several = messages.length > 1 ? 'Some of that I did not understand' : 'One thing I did not understand';
  throw new UserError(several, messages.join('\n'));
}

/** A word that is nearly one that counts ("seniro") must not be passed over: the answer would be to another question. */
function refuseSlips(
  leftover: readonly string[],
  values: Readonly<Record<string, string>>,
  options: Options,
  role: Role,
): void {
  const slips = leftover.flatMap((word) => {
    const likely = likelyTerm(word, options, role, values);
    return likely === undefined ? [] : [{ word, ...likely }];
  });
  const understood = Object.keys(values).length > 0;
  if (slips.length === 0 && (understood || leftover.length === 0)) return;
  if (slips.length > 0) {
    throw new UserError(
      'One word looks like a slip',
      slips
        .map(
          ({ word, option, value, title }) =>
            `“${literal(word.slice(0, 60))}”: did you mean **${literal(title)}**? Then type \`${option}:${value}\`.${choicesOf(option, options, role)}`,
        )
        .join('\n'),
    );
  }
  const choices = Object.keys(options)
    .map((name) => choicesOf(name, options, role).trim())
    .filter(Boolean);
  throw new UserError(
    `I did not understand “${leftover.join(' ').slice(0, 60)}”`,
    choices.length === 0 ? 'This command takes no such words.' : choices.join('\n'),
  );
}

function choicesOf(name: string, options: Options, role: Role): string {
  const option = options[name];
  if (option?.kind !== 'term') return '';
  return ` You can choose a ${option.noun} from: ${option
    .terms(role)
    .map((term) => literal(term.title))
    .join(', ')}.`;
}
