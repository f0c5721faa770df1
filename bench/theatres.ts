/** The two places in which the transcript plays: what is in the way there, and how what was sent is read. */
import { channelId, guildId } from '../test/fakes/discord/payloads.ts';
import { channel as slackChannel, team } from '../test/fakes/slack/payloads.ts';
import type { Actor, Seen, TypedOptions } from '../test/support/stage/actor.ts';
import { discordPlace, type Place, slackPlace } from '../test/support/stage/places.ts';
import { slackActor } from '../test/support/stage/slack-actor.ts';
import type { Stage } from '../test/support/stage/stage.ts';

/** Something that happens outside of the chat, in words. */
export interface Event {
  readonly what: string;
  readonly happen: () => void;
}

export interface Theatre extends Place {
  readonly platform: string;
  /** What admins administer there. */
  readonly whole: string;
  /** Runs a command: the line as it is typed there, and what comes. `settings` says whether those of the drill go with it. */
  readonly types: (
    who: Actor,
    command: string,
    settings: boolean,
  ) => Promise<{ readonly line: string; readonly seen: Seen }>;
  /** Why the bot may not post, and how the admin mends it in the platform's own settings. */
  readonly obstacle: string;
  readonly mended: Event;
  /** What happens to the channel later, and how the admin undoes it. */
  readonly mishap: Event;
  readonly undone: Event;
  /** The text of a message as a person reads it. */
  readonly read: (text: string) => string;
}

export const channelName = '#drills';
const settings = { time: '9am', zone: 'Europe/Berlin', days: 'mon-fri', recap: 'on' };

/** A server whose channel only some roles may write to. */
export function discordTheatre(stage: Stage): Theatre {
  stage.discord.world.channel().name = channelName.slice(1);
  const place = discordPlace(stage);
  place.close();
  return {
    ...place,
    platform: 'Discord',
    whole: 'server',
    async types(who, command, withSettings) {
      const options: TypedOptions = withSettings ? { channel: channelId, ...settings } : {};
      const typed = Object.entries(options).map(([name, value]) => ` ${name}:${value.replace(channelId, channelName)}`);
      return { line: `/${command}${typed.join('')}`, seen: await who.run(command, options) };
    },
    obstacle: `${channelName} is a channel in which only some roles may write.`,
    mended: { what: `allows the bot Send Messages in ${channelName}`, happen: place.open },
    mishap: { what: 'A moderator tidies up, and takes Send Messages from the bot again.', happen: place.close },
    undone: { what: 'allows Send Messages again', happen: place.open },
    read: (text) =>
      text
        .replaceAll(`<#${channelId}>`, channelName)
        .replaceAll(guildId, '(the id of the server)')
        .replaceAll(/^### (.*)$/gm, '*$1*')
        .replaceAll(/\*\*([^*]+)\*\*/g, '$1')
        .replaceAll(/(?<![\\\w*])\*([^*\n]+)\*(?!\w)/g, '$1')
        .replaceAll(/\[([^\]]+)\]\((https:[^)]+)\)/g, '$1 ($2)')
        .replaceAll(/\\([\\*_~`|[\]<>:#+-])/g, '$1')
        .replaceAll('\u200B', ''),
  };
}

/** A workspace whose channel is private, without the bot. */
export function slackTheatre(stage: Stage): Theatre {
  const { channels } = stage.slack.web.workspaces;
  const usual = { team, name: channelName.slice(1), isPrivate: true, isMember: true };
  channels.set(slackChannel, usual);
  const place = slackPlace(stage);
  place.close();
  return {
    ...place,
    platform: 'Slack',
    whole: 'workspace',
    async types(who, command, withSettings) {
      const line = `/${command}${withSettings ? ' here 9am Europe/Berlin mon-fri recap:on' : ''}`;
      return { line, seen: await slackActor(stage.slack, { id: who.id }).type(line) };
    },
    obstacle: `${channelName} is a private channel in which the bot is not.`,
    mended: { what: `types /invite @career-advisor in ${channelName}`, happen: place.open },
    mishap: {
      what: `Somebody archives ${channelName}.`,
      happen: () => void channels.set(slackChannel, { ...usual, isArchived: true }),
    },
    undone: { what: `unarchives ${channelName}`, happen: place.open },
    read: (text) =>
      text
        .replaceAll(`<#${slackChannel}>`, channelName)
        .replaceAll(/<(https:[^|>]+)\|([^>]+)>/g, '$2 ($1)')
        .replaceAll(/(?<![\w*])\*([^*\n]+)\*(?!\w)/g, '$1')
        .replaceAll(/(?<!\w)_([^_\n]+)_(?!\w)/g, '$1')
        .replaceAll('&lt;', '<')
        .replaceAll('&gt;', '>')
        .replaceAll('&amp;', '&')
        .replaceAll('\u200B', ''),
  };
}
