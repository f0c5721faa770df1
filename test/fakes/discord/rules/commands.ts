/** What Discord's documentation says about commands and completions and its specification does not enforce. */
import { z } from 'zod/mini';
import { isBlank } from './message.ts';

const choice = z.object({ name: z.string(), value: z.union([z.string(), z.number()]) });
const plainOption = z.looseObject({
  type: z.number(),
  name: z.string(),
  description: z.string(),
  required: z._default(z.boolean(), false),
  autocomplete: z._default(z.boolean(), false),
  choices: z._default(z.array(choice), []),
  channel_types: z._default(z.array(z.number()), []),
});
/** An option; or a subcommand, which has options of its own. Groups of subcommands are not used. */
const option = z.extend(plainOption, { options: z._default(z.array(plainOption), []) });
const command = z.looseObject({
  type: z._default(z.number(), 1),
  name: z.string(),
  description: z._default(z.string(), ''),
  options: z._default(z.array(option), []),
});
type Command = z.infer<typeof command>;
type Option = z.infer<typeof option>;
type PlainOption = z.infer<typeof plainOption>;

/** "Application Command Naming"; discord.js allows no apostrophe. */
const namePattern = /^[-_\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;
const [mostCommands, mostCharacters, longestChoice, mostChoices, mostOptions] = [100, 8000, 100, 25, 25];
const [subcommandType, stringType, channelType] = [1, 3, 7];

export function commandListProblems(body: unknown): string[] {
  const parsed = z.array(command).safeParse(body);
  if (!parsed.success) return ['the commands have no shape that could be registered'];
  const problems = parsed.data.flatMap(commandProblems);
  if (parsed.data.length > mostCommands) problems.push(`${parsed.data.length} commands, ${mostCommands} are allowed`);
  return [...problems, ...twice('command', parsed.data)];
}

function commandProblems(one: Command): string[] {
  const subcommands = one.options.filter(({ type }) => type === subcommandType);
  const problems = [
    ...nameProblems('command', one.name),
    ...optionListProblems(`/${one.name}`, one.options),
    ...one.options.flatMap(optionProblems),
    ...subcommands.flatMap((sub) => subcommandProblems(`/${one.name} ${sub.name}`, sub)),
  ];
  if (isBlank(one.description)) problems.push(`/${one.name}: the description is missing`);
  if (subcommands.length > 0 && subcommands.length < one.options.length) {
    problems.push(`/${one.name}: subcommands and options beside each other`);
  }
  const size = characters(one);
  return size > mostCharacters
    ? [...problems, `/${one.name}: ${size} characters in all, ${mostCharacters} are allowed`]
    : problems;
}

const subcommandProblems = (name: string, { options }: Option): string[] => [
  ...optionListProblems(name, options),
  ...options.flatMap(optionProblems),
  ...(options.some(({ type }) => type === subcommandType) ? [`${name}: a subcommand in a subcommand`] : []),
];

function optionListProblems(name: string, options: readonly PlainOption[]): string[] {
  const problems = twice(`option of ${name}`, options);
  if (options.length > mostOptions) problems.push(`${name}: ${options.length} options, ${mostOptions} are allowed`);
  const firstOptional = options.findIndex(({ required }) => !required);
  return firstOptional >= 0 && options.slice(firstOptional).some(({ required }) => required)
    ? [...problems, `${name}: a required option stands after an optional one`]
    : problems;
}

function optionProblems({ type, name, description, autocomplete, choices, channel_types }: PlainOption): string[] {
  const problems = [...nameProblems('option', name), ...twice(`choice of ${name}`, choices)];
  if (isBlank(description)) problems.push(`option ${name}: the description is missing`);
  if (autocomplete && choices.length > 0) problems.push(`option ${name}: choices and autocomplete together`);
  if (autocomplete && type !== stringType) problems.push(`option ${name}: only text and numbers are completed`);
  if (channel_types.length > 0 && type !== channelType) problems.push(`option ${name}: is no channel`);
  return [...problems, ...choices.flatMap(choiceProblems)];
}

const choiceProblems = ({ name, value }: z.infer<typeof choice>): string[] => [
  ...(isBlank(name) ? ['a choice shows nothing'] : []),
  ...(String(value).length > longestChoice || value === ''
    ? [`choice ${name}: its value must have 1 to ${longestChoice} characters`]
    : []),
];

const nameProblems = (what: string, name: string): string[] =>
  namePattern.test(name) && name === name.toLowerCase() ? [] : [`${what} "${name}": the name is not allowed`];

const twice = (what: string, named: readonly { readonly name: string }[]): string[] =>
  new Set(named.map(({ name }) => name)).size < named.length ? [`a ${what} stands twice`] : [];

const characters = ({ name, description, options }: Command): number =>
  [...options, ...options.flatMap((one) => one.options)].reduce(
    (sum, one) =>
      sum +
      one.name.length +
      one.description.length +
      one.choices.reduce((all, { name: own, value }) => all + own.length + String(value).length, 0),
    name.length + description.length,
  );

const completion = z.object({ choices: z.array(choice) });

export function completionProblems(data: unknown): string[] {
  const parsed = completion.safeParse(data);
  if (!parsed.success) return ['data.choices is missing'];
  const { choices } = parsed.data;
  return [
    ...choices.flatMap(choiceProblems),
    ...(choices.length > mostChoices ? [`${choices.length} completions, ${mostChoices} are allowed`] : []),
  ];
}
