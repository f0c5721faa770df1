/** `/help [command]`: generated from the commands themselves. */
import { defineCommand, type CommandInfo, type Context } from '../src/chat/command.ts';
import { literal } from '../src/chat/markup.ts';
import type { Block, Outcome } from '../src/chat/reply.ts';
import { usageOf } from '../src/chat/usage.ts';
import { UserError } from '../src/chat/errors.ts';
import { listWords } from '../src/chat/option.ts';
import { nearestWord } from '../src/knowledge/spelling.ts';

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

function overview(context: Context): Outcome {
  const items = context.commands.map((command) => `\`${usageOf(command)}\` ${literal(command.summary)}`);
  return help('What I can do', [
    {
      kind: 'text',
      text: `I answer questions about the career of a ${literal(context.role.title)} from sources that I name. Where they disagree, I show each. Where they are silent, I say so.`,
    },
    { kind: 'list', items },
    {
      kind: 'text',
      text: `Try: ${context.commands
        .flatMap((command) => command.examples.slice(0, 1))
        .map((example) => `\`${example}\``)
        .join(', ')}`,
    },
    {
      kind: 'select',
      placeholder: 'Help on a command',
      action: context.action('command'),
      options: context.commands.map((command) => ({
        label: `/${command.name}`,
        value: command.name,
        description: command.summary,
      })),
    },
  ]);
}

function about(context: Context, name: string): Outcome {
  const wanted = name.trim().replace(/^\//, '').toLowerCase();
  const command = context.commands.find((each) => each.name === wanted);
  if (command === undefined) throw unknownCommand(wanted, context.commands);
  const options = Object.entries(command.options).map(([option, declared]) => {
    const values =
      declared.kind === 'term'
        ? ` One of: ${declared
            .terms(context.role)
            .map((term) => literal(term.title))
            .join(', ')}.`
        : '';
    return `\`${option}\`${declared.required === true ? '' : ' (optional)'}: ${literal(declared.description)}.${values}`;
  });
  return help(`/${command.name}`, [
    { kind: 'text', text: literal(command.summary) },
    { kind: 'text', text: `Usage: \`${usageOf(command)}\`` },
    ...(options.length === 0 ? [] : [{ kind: 'list' as const, items: options }]),
    { kind: 'text', text: `Examples: ${command.examples.map((example) => `\`${example}\``).join(', ')}` },
  ]);
}

function unknownCommand(name: string, commands: readonly CommandInfo[]): UserError {
  const names = commands.map((command) => command.name);
  const near = nearestWord(name, names);
  const question = near === undefined ? '' : `Did you mean \`/help ${near}\`? `;
  return new UserError(
    `There is no command /${name.slice(0, 40)}`,
    `${question}The commands are ${listWords(names.map((each) => `\`/${each}\``))}.`,
  );
}

const help = (title: string, blocks: readonly Block[]): Outcome => ({
  reply: { title, blocks, sources: [], tone: 'notice', visibility: 'private' },
});
