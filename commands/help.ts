/** `/help [command]`: generated from the commands themselves. */
import { entriesOf, ownWord, type Entry } from '../src/chat/command-groups.ts';
import { defineCommand, type CommandInfo, type Context } from '../src/chat/command.ts';
import { literal, type Markup } from '../src/chat/markup.ts';
import type { Block, Outcome, SelectOption } from '../src/chat/reply.ts';
import { unknownCommand } from '../src/chat/unknown-command.ts';
import { commandLine, exampleOf, howToWrite, usageOf } from '../src/chat/usage.ts';
import type { Option } from '../src/chat/option.ts';

export default defineCommand({
  name: 'help',
  summary: 'What I can do, with examples to copy',
  examples: ['/help', '/help salary'],
  options: {
    command: {
      kind: 'text',
      description: 'A command, such as salary',
      complete: ({ commandNames }, partial) =>
        commandNames
          .filter((name) => name.startsWith(partial.replace(/^\//, '').toLowerCase()))
          .map((name) => ({ label: `/${name}`, value: name })),
    },
  },
  run: (context, { command }) => (command === undefined ? overview(context) : about(context, command)),
  actions: { command: about },
});

const isForAdmins = ({ access }: CommandInfo): boolean => access === 'admins';

function overview(context: Context): Outcome {
  const forAll = context.commands.filter((command) => !isForAdmins(command));
  const forAdmins = context.commands.filter(isForAdmins);
  const examples = forAll.map((command) => `\`${exampleOf(command)}\``);
  return help('What I can do', [
    {
      kind: 'text',
      text: `I answer questions about the career of a ${literal(context.role.title)} from sources that I name. Where they disagree, I show each. Where they are silent, I say so.`,
    },
    { kind: 'list', items: entriesOf(forAll).map(entryLine) },
    { kind: 'text', text: `Try: ${examples.join(', ')}` },
    ...(forAdmins.length === 0 ? [] : adminBlocks(forAdmins)),
    {
      kind: 'select',
      placeholder: 'Help on a command',
      action: context.action('command'),
      options: entriesOf(context.commands).map(entryOption),
    },
  ]);
}

const adminBlocks = (commands: readonly CommandInfo[]): Block[] => [
  { kind: 'heading', text: 'For admins' },
  { kind: 'list', items: entriesOf(commands).map(entryLine) },
];

const entryLine = (entry: Entry<CommandInfo>): Markup =>
  entry.kind === 'command'
    ? `\`${usageOf(entry.command)}\` ${literal(entry.command.summary)}`
    : `\`/${entry.name}\` with ${entry.commands.map(({ name }) => `\`${ownWord(name)}\``).join(', ')}: see \`/help ${entry.name}\``;

const entryOption = (entry: Entry<CommandInfo>): SelectOption => ({
  label: `/${entry.name}`,
  value: entry.name,
  description:
    entry.kind === 'command' ? entry.command.summary : entry.commands.map(({ name }) => ownWord(name)).join(', '),
});

function about(context: Context, asked: string): Outcome {
  const wanted = asked.trim().replace(/^\//, '').toLowerCase().replaceAll(/\s+/g, ' ');
  const entry = entriesOf(context.commands).find(({ name }) => name === wanted);
  if (entry?.kind === 'group') return aboutGroup(entry.name, entry.commands);
  const command = context.commands.find((each) => each.name === wanted);
  if (command === undefined) throw unknownCommand(wanted, context.commands);
  const options = Object.entries(command.options).map(([name, option]) => optionLine(name, option, context));
  return help(`/${command.name}`, [
    { kind: 'text', text: literal(command.summary) },
    ...(isForAdmins(command) ? [adminsOnly('it')] : []),
    { kind: 'text', text: `Usage: \`${usageOf(command)}\`` },
    ...(options.length === 0 ? [] : [{ kind: 'list' as const, items: options }]),
    { kind: 'text', text: `Examples: ${command.examples.map((example) => `\`${example}\``).join(', ')}` },
  ]);
}

function optionLine(name: string, option: Option, { role, words }: Context): Markup {
  const terms = option.kind === 'term' ? option.terms(role).map((term) => literal(term.title)) : [];
  const values = terms.length === 0 ? howToWrite(option, words) : `One of: ${terms.join(', ')}.`;
  const optional = option.required === true ? '' : ' (optional)';
  return `\`${name}\`${optional}: ${literal(option.description)}.${values === undefined ? '' : ` ${values}`}`;
}

const aboutGroup = (group: string, commands: readonly CommandInfo[]): Outcome =>
  help(`/${group}`, [
    ...(commands.every(isForAdmins) ? [adminsOnly(commands.length > 1 ? 'them' : 'it')] : []),
    { kind: 'list', items: commands.map(commandLine) },
    { kind: 'text', text: `\`/help ${withOptions(commands)?.name ?? group}\` tells all about one of them.` },
  ]);

/** One of which there is most to tell. */
const withOptions = (commands: readonly CommandInfo[]): CommandInfo | undefined =>
  commands.find(({ options }) => Object.keys(options).length > 0) ?? commands[0];

const adminsOnly = (what: 'it' | 'them'): Block => ({
  kind: 'text',
  text: `Only admins of this community can use ${what}.`,
});

const help = (title: string, blocks: readonly Block[]): Outcome => ({
  reply: { title, blocks, sources: [], tone: 'notice', visibility: 'private' },
});
