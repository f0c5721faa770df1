/** The program's commands as Discord registers them. */
import {
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  InteractionContextType,
} from 'discord-api-types/v10';
import type {
  APIApplicationCommandNumberOption,
  APIApplicationCommandStringOption,
  RESTPostAPIChatInputApplicationCommandsJSONBody,
} from 'discord-api-types/v10';
import type { CommandInfo } from '../../chat/command.ts';
import type { Completion } from '../../chat/invocation.ts';
import type { MoneyOption, Option, TermOption, TextOption, WordOption } from '../../chat/option.ts';
import { discordLimits } from './limits.ts';
import { visible } from './visible.ts';

/** The terms that can be chosen for an option of a command. */
export type Choices = (command: string, option: string) => readonly Completion[];

export type CommandPayload = RESTPostAPIChatInputApplicationCommandsJSONBody & { options: OptionPayload[] };
export type OptionPayload = APIApplicationCommandStringOption | APIApplicationCommandNumberOption;

/** A place has many names (a city, its state, "remote"), so it is typed and completed even where a list would be short enough. */
const alwaysTyped = new Set(['place']);

/** All commands as the body of Discord's "Bulk Overwrite Global Application Commands". */
export const commandPayloads = (commands: readonly CommandInfo[], choices: Choices): CommandPayload[] =>
  commands.map((command) => commandPayload(command, choices));

function commandPayload(command: CommandInfo, choices: Choices): CommandPayload {
  const base = {
    type: ApplicationCommandType.ChatInput as const,
    name: command.name,
    description: visible(command.summary, discordLimits.commandDescription),
    // In servers, and in private with the bot. Not installed by single users: answers belong to a community that chose the bot.
    contexts: [InteractionContextType.Guild, InteractionContextType.BotDM],
    integration_types: [ApplicationIntegrationType.GuildInstall],
  };
  const options = Object.entries(command.options).map(([name, option]) =>
    optionPayload(name, option, choices(command.name, name)),
  );
  // Discord refuses a required option after an optional one.
  const ordered = [
    ...options.filter(({ required }) => required === true),
    ...options.filter(({ required }) => required !== true),
  ];
  return { ...base, options: withinTotal(ordered, base.name.length + base.description.length) };
}

function optionPayload(name: string, option: Option, terms: readonly Completion[]): OptionPayload {
  switch (option.kind) {
    case 'term':
      return termPayload(name, option, terms);
    case 'text':
      return textPayload(name, option);
    case 'word':
      return wordPayload(name, option);
    case 'money':
      return moneyPayload(name, option);
    default:
      return option satisfies never;
  }
}

const described = (name: string, { description, required }: Option) => ({
  name,
  description: visible(description, discordLimits.commandDescription),
  required: required ?? false,
});

function termPayload(
  name: string,
  option: TermOption,
  terms: readonly Completion[],
): APIApplicationCommandStringOption {
  const base = { type: ApplicationCommandOptionType.String as const, ...described(name, option) };
  const listed = terms.length > 0 && terms.length <= discordLimits.choices && !alwaysTyped.has(name);
  if (!listed) return { ...base, autocomplete: true };
  return {
    ...base,
    choices: terms.map(({ label, value }) => ({ name: visible(label, discordLimits.choiceText), value })),
  };
}

const textPayload = (name: string, option: TextOption): APIApplicationCommandStringOption => ({
  type: ApplicationCommandOptionType.String,
  ...described(name, option),
  ...(option.complete === undefined ? {} : { autocomplete: true as const }),
  min_length: 1,
  max_length: discordLimits.stringOption,
});

const wordPayload = (name: string, option: WordOption): APIApplicationCommandStringOption => ({
  type: ApplicationCommandOptionType.String,
  ...described(name, option),
  min_length: 1,
  max_length: 100,
});

const moneyPayload = (name: string, option: MoneyOption): APIApplicationCommandNumberOption => ({
  type: ApplicationCommandOptionType.Number,
  ...described(name, option),
  min_value: 1,
});

/** Lists of choices that would make the command too large as a whole become completions. */
function withinTotal(options: readonly OptionPayload[], used: number): OptionPayload[] {
  let total = used + options.reduce((sum, { name, description }) => sum + name.length + description.length, 0);
  return options.map((option) => {
    if (!('choices' in option)) return option;
    const size = option.choices.reduce((sum, choice) => sum + choice.name.length + String(choice.value).length, 0);
    if (total + size <= discordLimits.commandTotal) {
      total += size;
      return option;
    }
    const { name, description, required = false } = option;
    return { type: ApplicationCommandOptionType.String, name, description, required, autocomplete: true };
  });
}
