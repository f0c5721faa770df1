/** The program's commands as Discord registers them. */
import {
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  ChannelType,
  InteractionContextType,
  PermissionFlagsBits,
} from 'discord-api-types/v10';
import type {
  APIApplicationCommandChannelOption,
  APIApplicationCommandNumberOption,
  APIApplicationCommandStringOption,
  APIApplicationCommandUserOption,
  RESTPostAPIChatInputApplicationCommandsJSONBody,
} from 'discord-api-types/v10';
import { entriesOf, ownWord, type Entry } from '../../chat/command-groups.ts';
import type { CommandInfo } from '../../chat/command.ts';
import type { Completion } from '../../chat/invocation.ts';
import type { MoneyOption, Option, TermOption, TextOption, WordOption } from '../../chat/option.ts';
import { discordLimits } from './limits.ts';
import { visible } from './visible.ts';

/** The terms that can be chosen for an option of a command. */
export type Choices = (command: string, option: string) => readonly Completion[];

export type OptionPayload =
  | APIApplicationCommandStringOption
  | APIApplicationCommandNumberOption
  | APIApplicationCommandChannelOption
  | APIApplicationCommandUserOption;

export interface SubcommandPayload {
  readonly type: ApplicationCommandOptionType.Subcommand;
  readonly name: string;
  readonly description: string;
  options: OptionPayload[];
}

export type CommandPayload = RESTPostAPIChatInputApplicationCommandsJSONBody & {
  options: (OptionPayload | SubcommandPayload)[];
};

/** A place has many names (a city, its state, "remote"), so it is typed and completed even where a list would be short enough. */
const alwaysTyped = new Set(['place']);

/** Who sees a command for admins: those who manage the server, and whoever its own settings name. It is checked again when it arrives. */
const adminPermissions = String(PermissionFlagsBits.ManageGuild);

/** All commands as the body of Discord's "Bulk Overwrite Global Application Commands": a group is one command with subcommands. */
export const commandPayloads = (commands: readonly CommandInfo[], choices: Choices): CommandPayload[] =>
  entriesOf(commands).map((entry) => commandPayload(entry, choices));

function commandPayload(entry: Entry<CommandInfo>, choices: Choices): CommandPayload {
  const commands = entry.kind === 'group' ? entry.commands : [entry.command];
  const forAdmins = commands.every(({ access }) => access === 'admins');
  const base = {
    type: ApplicationCommandType.ChatInput as const,
    name: entry.name,
    description: described(entry.kind === 'group' ? summaryOf(entry.commands) : entry.command.summary),
    // In servers, and in private with the bot, where nobody is an admin. Not installed by single users: answers belong to a community
    // that chose the bot.
    contexts: forAdmins ? [InteractionContextType.Guild] : [InteractionContextType.Guild, InteractionContextType.BotDM],
    integration_types: [ApplicationIntegrationType.GuildInstall],
    ...(forAdmins ? { default_member_permissions: adminPermissions } : {}),
  };
  if (entry.kind === 'command') {
    const options = optionPayloads(entry.command, choices);
    return { ...base, options: options.map(choicesWithin(discordLimits.commandTotal - lengthOf([base, ...options]))) };
  }
  const subcommands = entry.commands.map((command) => subcommandPayload(command, choices));
  const used = lengthOf([base, ...subcommands, ...subcommands.flatMap(({ options }) => options)]);
  const fit = choicesWithin(discordLimits.commandTotal - used);
  return { ...base, options: subcommands.map((one) => ({ ...one, options: one.options.map(fit) })) };
}

/** A group has no words of its own: Discord shows those of its commands. */
const summaryOf = (commands: readonly CommandInfo[]): string =>
  `Its commands: ${commands.map(({ name }) => ownWord(name)).join(', ')}`;

const subcommandPayload = (command: CommandInfo, choices: Choices): SubcommandPayload => ({
  type: ApplicationCommandOptionType.Subcommand,
  name: ownWord(command.name),
  description: described(command.summary),
  options: optionPayloads(command, choices),
});

function optionPayloads(command: CommandInfo, choices: Choices): OptionPayload[] {
  const options = Object.entries(command.options).map(([name, option]) =>
    optionPayload(name, option, choices(command.name, name)),
  );
  // Discord refuses a required option after an optional one.
  return [
    ...options.filter(({ required }) => required === true),
    ...options.filter(({ required }) => required !== true),
  ];
}

function optionPayload(name: string, option: Option, terms: readonly Completion[]): OptionPayload {
  switch (option.kind) {
    case 'term':
      return termPayload(name, option, terms);
    case 'text':
    case 'word':
      return textPayload(name, option);
    case 'time':
      return typedPayload(name, option, longestTime);
    case 'money':
      return moneyPayload(name, option);
    case 'channel':
      return {
        type: ApplicationCommandOptionType.Channel,
        ...named(name, option),
        channel_types: [ChannelType.GuildText, ChannelType.GuildAnnouncement],
      };
    case 'person':
      return { type: ApplicationCommandOptionType.User, ...named(name, option) };
    default:
      return option satisfies never;
  }
}

const described = (text: string): string => visible(text, discordLimits.commandDescription);

const named = (name: string, { description, required }: Option) => ({
  name,
  description: described(description),
  required: required ?? false,
});

function termPayload(
  name: string,
  option: TermOption,
  terms: readonly Completion[],
): APIApplicationCommandStringOption {
  const base = { type: ApplicationCommandOptionType.String as const, ...named(name, option) };
  const listed = terms.length > 0 && terms.length <= discordLimits.choices && !alwaysTyped.has(name);
  if (!listed) return { ...base, autocomplete: true };
  return {
    ...base,
    choices: terms.map(({ label, value }) => ({ name: visible(label, discordLimits.choiceText), value })),
  };
}

const textPayload = (name: string, option: TextOption | WordOption): APIApplicationCommandStringOption => ({
  ...typedPayload(name, option, discordLimits.stringOption),
  ...(option.complete === undefined ? {} : { autocomplete: true as const }),
});

/** More than any time of day takes. */
const longestTime = 20;

const typedPayload = (name: string, option: Option, longest: number) => ({
  type: ApplicationCommandOptionType.String as const,
  ...named(name, option),
  min_length: 1,
  max_length: longest,
});

const moneyPayload = (name: string, option: MoneyOption): APIApplicationCommandNumberOption => ({
  type: ApplicationCommandOptionType.Number,
  ...named(name, option),
  min_value: 1,
});

const lengthOf = (parts: readonly { readonly name: string; readonly description: string }[]): number =>
  parts.reduce((sum, { name, description }) => sum + name.length + description.length, 0);

/** Makes completions of lists of choices that have no room any more; each list that stays takes its part of the `room`, in characters. */
function choicesWithin(room: number): (option: OptionPayload) => OptionPayload {
  let left = room;
  return (option) => {
    if (!('choices' in option)) return option;
    const size = option.choices.reduce((sum, choice) => sum + choice.name.length + String(choice.value).length, 0);
    if (size <= left) {
      left -= size;
      return option;
    }
    const { name, description, required = false } = option;
    return { type: ApplicationCommandOptionType.String, name, description, required, autocomplete: true };
  };
}
