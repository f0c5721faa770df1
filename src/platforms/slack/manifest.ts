/** The Slack app manifest: pasted once when the app is created, it needs no edit. https://docs.slack.dev/reference/app-manifest */
import type { CommandInfo } from '../../chat/command.ts';
import { shorten } from '../../chat/shorten.ts';
import { usageOf } from '../../chat/usage.ts';
import { careerCommand } from './inbound.ts';
import { limits } from './limits.ts';

interface ManifestCommand {
  readonly command: string;
  readonly description: string;
  readonly usage_hint?: string;
  readonly should_escape: false;
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
  readonly oauth_config: { readonly scopes: { readonly bot: readonly string[] } };
  readonly settings: {
    readonly event_subscriptions: { readonly bot_events: readonly string[] };
    readonly interactivity: { readonly is_enabled: boolean };
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

/** All that the bot may do, each for a reason: whoever installs the app is asked to grant them. https://docs.slack.dev/reference/scopes */
const botScopes = [
  // To receive mentions.
  'app_mentions:read',
  // Answers to mentions and direct messages.
  'chat:write',
  // Slash commands.
  'commands',
  // Files that somebody asked for, such as an export of one's own data.
  'files:write',
  // To receive direct messages.
  'im:history',
  // Opens the direct message that such a file goes into: private messages in channels cannot carry one.
  'im:write',
  // The time zone in the profile of somebody who practises, so that the day of a streak ends when theirs does.
  'users:read',
] as const;

/** The manifest for these commands: each a slash command of its own, as far as Slack has room, and all of them under `/career`. */
export function slackManifest(commands: readonly CommandInfo[]): SlackManifest {
  const own = commands.filter(({ name }) => !reservedNames.has(name)).slice(0, limits.manifestCommands - 1);
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
      slash_commands: [careerEntry(commands), ...own.map(commandEntry)],
    },
    oauth_config: { scopes: { bot: [...botScopes] } },
    settings: {
      event_subscriptions: { bot_events: ['app_mention', 'message.im'] },
      interactivity: { is_enabled: true },
      org_deploy_enabled: false,
      socket_mode_enabled: true,
      token_rotation_enabled: false,
    },
  };
}

const commandEntry = (command: CommandInfo): ManifestCommand => {
  const hint = usageOf(command).slice(`/${command.name}`.length).trim();
  return {
    command: `/${command.name}`,
    description: shorten(command.summary, limits.manifestCommandDescription),
    // An empty hint is refused.
    ...(hint === '' ? {} : { usage_hint: shorten(hint, limits.manifestUsageHint) }),
    should_escape: false,
  };
};

const careerEntry = (commands: readonly CommandInfo[]): ManifestCommand => ({
  command: `/${careerCommand}`,
  description: 'Every command of the career advisor, also where another app has taken its name.',
  usage_hint: shorten([...commands.map(({ name }) => name), '…'].join(' | '), limits.manifestUsageHint),
  should_escape: false,
});
