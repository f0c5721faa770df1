/** The Slack app manifest: pasted once when the app is created, it needs no edit. https://docs.slack.dev/reference/app-manifest */
import { entriesOf, groupHelpWord, ownWord, type Entry } from '../../chat/command-groups.ts';
import type { CommandInfo } from '../../chat/command.ts';
import { shorten } from '../../chat/shorten.ts';
import { usageOf } from '../../chat/usage.ts';
import { careerCommand } from './inbound.ts';
import { limits } from './limits.ts';
import { eventsPath, redirectPath } from './paths.ts';
import { botScopes } from './scopes.ts';

interface ManifestCommand {
  readonly command: string;
  readonly description: string;
  readonly usage_hint?: string;
  /** In HTTP mode. */
  readonly url?: string;
  /** Channels and people come with their ids. */
  readonly should_escape: true;
}

export interface SlackManifest {
  readonly _metadata: { readonly major_version: number; readonly minor_version: number };
  readonly display_information: Readonly<
    Record<'name' | 'description' | 'long_description' | 'background_color', string>
  >;
  readonly features: {
    readonly app_home: Readonly<
      Record<'home_tab_enabled' | 'messages_tab_enabled' | 'messages_tab_read_only_enabled', boolean>
    >;
    readonly bot_user: { readonly display_name: string; readonly always_online: boolean };
    readonly slash_commands: readonly ManifestCommand[];
  };
  readonly oauth_config: {
    readonly scopes: { readonly bot: readonly string[] };
    readonly redirect_urls?: readonly string[];
  };
  readonly settings: {
    readonly event_subscriptions: { readonly bot_events: readonly string[]; readonly request_url?: string };
    readonly interactivity: { readonly is_enabled: boolean; readonly request_url?: string };
    readonly org_deploy_enabled: boolean;
    readonly socket_mode_enabled: boolean;
    readonly token_rotation_enabled: boolean;
  };
}

/**
 * Names that Slack keeps for its own commands; one of them makes it refuse the whole manifest ("invalid name"). A command of such a name
 * stays within reach as `/career name`. https://slack.com/help/articles/201259356, NousResearch/hermes-agent#17054
 */
const reservedNames = new Set(
  'archive away call collapse dm dnd expand feed invite join leave me msg mute open prefs pro remind remove rename search shortcuts shrug star status topic unarchive who'.split(
    ' ',
  ),
);

/** Events that the bot is told of: what people say to it, and that it was removed. */
const botEvents = ['app_mention', 'message.im', 'app_uninstalled', 'tokens_revoked'] as const;

/** HTTP mode: where Slack sends what happens. */
export interface ManifestHttp {
  /** The address under which others reach the program, without a slash at its end. */
  readonly publicUrl: string;
}

/**
 * The manifest for these commands: each, and each group of them, a slash command of its own, as far as Slack has room, and all of them
 * under `/career`. Without `http` for Socket Mode.
 */
export function slackManifest(commands: readonly CommandInfo[], http?: ManifestHttp): SlackManifest {
  const entries = entriesOf(commands);
  const own = entries.filter(({ name }) => !reservedNames.has(name)).slice(0, limits.manifestCommands - 1);
  const requestUrl = http === undefined ? {} : { request_url: http.publicUrl + eventsPath };
  const url = http === undefined ? {} : { url: http.publicUrl + eventsPath };
  return {
    _metadata: { major_version: 1, minor_version: 1 },
    display_information: {
      name: 'Career Advisor',
      description: 'Answers career questions from a cited knowledge base.',
      long_description:
        'Ask about pay, career paths, skills, interviews and the outlook of a profession, and get an answer in which every figure names ' +
        'its source and date. Type a command such as /salary, mention the bot with a question, or send it a direct message.',
      background_color: '#1d4f5c',
    },
    features: {
      app_home: { home_tab_enabled: false, messages_tab_enabled: true, messages_tab_read_only_enabled: false },
      bot_user: { display_name: 'career-advisor', always_online: true },
      slash_commands: [
        { ...careerEntry(entries.map(({ name }) => name)), ...url },
        ...own.map((entry) => ({ ...slashCommand(entry), ...url })),
      ],
    },
    oauth_config: {
      scopes: { bot: [...botScopes] },
      ...(http === undefined ? {} : { redirect_urls: [http.publicUrl + redirectPath] }),
    },
    settings: {
      event_subscriptions: { ...requestUrl, bot_events: [...botEvents] },
      interactivity: { is_enabled: true, ...requestUrl },
      org_deploy_enabled: false,
      socket_mode_enabled: http === undefined,
      token_rotation_enabled: false,
    },
  };
}

/** A command; or a group of commands, whose second words follow the slash command. */
function slashCommand(entry: Entry<CommandInfo>): ManifestCommand {
  const { name } = entry;
  const hint = entry.kind === 'group' ? wordsOf(entry.commands).join(' | ') : optionsOf(entry.command);
  const description = entry.kind === 'group' ? groupSummary(name, entry.commands) : entry.command.summary;
  return {
    command: `/${name}`,
    description: shorten(description, limits.manifestCommandDescription),
    // An empty hint is refused.
    ...(hint === '' ? {} : { usage_hint: shorten(hint, limits.manifestUsageHint) }),
    should_escape: true,
  };
}

const wordsOf = (commands: readonly CommandInfo[]): string[] => commands.map(({ name }) => ownWord(name));
const optionsOf = (command: CommandInfo): string => usageOf(command).slice(`/${command.name}`.length).trim();

/** A group has no line of its own to show. */
function groupSummary(name: string, commands: readonly CommandInfo[]): string {
  const readers = commands.every(({ access }) => access === 'admins') ? 'For admins: ' : '';
  return `${readers}/${name} ${groupHelpWord} explains each`;
}

const careerEntry = (names: readonly string[]): ManifestCommand => ({
  command: `/${careerCommand}`,
  description: 'Every command of the career advisor, also where another app has taken its name.',
  usage_hint: shorten([...names, '…'].join(' | '), limits.manifestUsageHint),
  should_escape: true,
});
