/** The server and the workspace of a stage, each with a channel, an admin and members, and what can happen to them. */
import { channelId, guildId } from '../../fakes/discord/payloads.ts';
import { permission } from '../../fakes/discord/permissions.ts';
import { channel as slackChannel, person, team } from '../../fakes/slack/payloads.ts';
import { boss, publicChannel } from '../../fakes/slack/workspaces.ts';
import { discordMessage, type Screen, slackMessage } from '../screens.ts';
import type { Actor } from './actor.ts';
import { discordActor } from './discord-actor.ts';
import { slackActor } from './slack-actor.ts';
import type { Stage } from './stage.ts';

export interface Place {
  readonly community: string;
  /** The channel that everybody is in, and another one. */
  readonly channel: string;
  readonly otherChannel: string;
  readonly admin: Actor;
  /** Two who administer nothing. */
  readonly members: readonly [Actor, Actor];
  /** What the bot has posted to a channel, in order. */
  readonly posts: (channel: string) => Screen[];
  /** What the bot has said to somebody in private of its own accord, in order. */
  readonly messagesTo: (who: Actor) => Screen[];
  /** From now on the bot may not post in the channel, or may again. */
  readonly close: () => void;
  readonly open: () => void;
  /** The channel that everybody is in is deleted, or another one. */
  readonly remove: (channel?: string) => void;
}

export type Platforms = Pick<Stage, 'discord' | 'slack'>;

/** The bot may not post where it lacks Send Messages. */
export function discordPlace({ discord }: Platforms): Place {
  const { world, messages } = discord;
  const shown = (channel: string): Screen[] => messages.in(channel).map(({ body }) => discordMessage(body));
  return {
    community: `discord:${guildId}`,
    channel: channelId,
    otherChannel: world.addChannel(world.guild()).id,
    admin: discordActor(discord, { id: '300000000000000011', name: 'Grace', isAdmin: true }),
    members: [
      discordActor(discord, { id: '300000000000000012', name: 'Ben' }),
      discordActor(discord, { id: '300000000000000013', name: 'Chloe' }),
    ],
    posts: shown,
    messagesTo: ({ id }) => shown(world.privateChannel(id).id),
    close: () => world.channel().deny(permission.sendMessages),
    open: () => void world.channel().overwrites.splice(0),
    remove: (channel) => world.deleteChannel(channel),
  };
}

/** The bot may not post in a private channel that it is not in. */
export function slackPlace({ slack }: Platforms): Place {
  const { channels } = slack.web.workspaces;
  const usual = channels.get(slackChannel) ?? { team, name: 'general' };
  const shown = (channel: string): Screen[] =>
    slack.web.posts.filter((post) => post['channel'] === channel).map(slackMessage);
  return {
    community: `slack:${team}`,
    channel: slackChannel,
    otherChannel: publicChannel,
    admin: slackActor(slack, { id: boss, name: 'grace' }),
    members: [slackActor(slack, { id: 'U0BOB', name: 'ben' }), slackActor(slack, { id: person, name: 'chloe' })],
    posts: shown,
    messagesTo: ({ id }) => shown(id),
    close: () => void channels.set(slackChannel, { ...usual, isPrivate: true, isMember: false }),
    open: () => void channels.set(slackChannel, usual),
    remove: (channel = slackChannel) => void channels.delete(channel),
  };
}

export const places = { discord: discordPlace, slack: slackPlace } as const;
