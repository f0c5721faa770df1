/** How the bot stands in a channel of a server: asked of Discord when something went wrong, or before it would. */
import { ChannelType, PermissionFlagsBits, RESTJSONErrorCodes, Routes } from 'discord-api-types/v10';
import { z } from 'zod';
import type { Ask } from './ask.ts';
import type { Answer } from './calls.ts';
import { overwriteList, permissionsOf, roleList } from './permissions.ts';

export type Standing =
  | {
      readonly kind: 'seen';
      /** As people see it, such as `#careers`. */
      readonly channel: string;
      /** What it is where no daily drill is posted to it, such as `a voice channel`. */
      readonly unfit: string | undefined;
      readonly permissions: bigint;
      /** Until when a moderator silenced the bot. Administrators cannot be silenced ("Permissions", permissions for timed out members). */
      readonly timedOutUntil: Date | undefined;
    }
  /** The bot is not in the server. */
  | { readonly kind: 'removed' }
  /** There is no such channel. */
  | { readonly kind: 'gone' }
  /** It is a channel of another server. */
  | { readonly kind: 'elsewhere' }
  /** The bot may not see the channel. */
  | { readonly kind: 'hidden' }
  | { readonly kind: 'token-refused' }
  | { readonly kind: 'unknown'; readonly reason: string };

const user = z.object({ id: z.string() });
const server = z.object({ name: z.string().min(1) });
const member = z.object({
  roles: z.array(z.string()),
  communication_disabled_until: z.iso.datetime({ offset: true }).nullish(),
});
const channelShape = z.object({
  type: z.number(),
  guild_id: z.string().optional(),
  name: z.string().nullish(),
  permission_overwrites: overwriteList.default([]),
});

/** Types of channels that a daily drill can be posted to. */
const textChannels: readonly number[] = [ChannelType.GuildText, ChannelType.GuildAnnouncement];

/** The other types of channels that a server has, as people call them. */
const otherChannels: Readonly<Record<number, string>> = {
  [ChannelType.GuildVoice]: 'a voice channel',
  [ChannelType.GuildStageVoice]: 'a stage channel',
  [ChannelType.GuildCategory]: 'a category',
  [ChannelType.GuildForum]: 'a forum',
  [ChannelType.GuildMedia]: 'a media channel',
  [ChannelType.AnnouncementThread]: 'a thread',
  [ChannelType.PublicThread]: 'a thread',
  [ChannelType.PrivateThread]: 'a thread',
};

const unfitKind = (type: number): string | undefined =>
  textChannels.includes(type) ? undefined : (otherChannels[type] ?? 'a channel of another kind');

/** What was looked up, or how the bot stands where that alone says it. */
export type Lookup<T> = { readonly found: T } | { readonly standing: Standing };

export interface Lookups {
  /** The bot's own user, by which it knows its messages and its membership. */
  readonly ownUser: () => Promise<Lookup<{ readonly id: string }>>;
  /** The name of a server, by `discord:GUILD`; undefined where Discord does not say. */
  readonly serverName: (community: string) => Promise<string | undefined>;
  /** `community` is `discord:GUILD`, `channel` an id of Discord's. */
  readonly standing: (community: string, channel: string) => Promise<Standing>;
}

/** None of the look-ups rejects. */
export function createLookups(ask: Ask, now: () => Date): Lookups {
  let known: { readonly found: { readonly id: string } } | undefined;
  const ownUser: Lookups['ownUser'] = async () => {
    const own = known ?? lookup(await ask(Routes.user('@me')), user, {});
    if ('found' in own) known = own;
    return own;
  };
  return {
    ownUser,
    async serverName(community) {
      const id = idIn(community);
      const seen = id === undefined ? undefined : lookup(await ask(Routes.guild(id)), server, serverErrors);
      return seen !== undefined && 'found' in seen ? seen.found.name : undefined;
    },
    standing(community, channel) {
      const guild = idIn(community);
      if (guild === undefined) return Promise.resolve({ kind: 'removed' });
      return isId(channel)
        ? standingIn(ask, ownUser, { guild, channel, now: now() })
        : Promise.resolve({ kind: 'gone' });
    },
  };
}

/** Whether Discord could have given out this id: it becomes a part of an address. */
export const isId = (text: string): boolean => /^\d{1,20}$/.test(text);

/** The id of Discord's in that of a community or learner; undefined where it has none, such as a direct message's. */
export function idIn(id: string): string | undefined {
  const own = id.replace(/^discord:/, '');
  return isId(own) ? own : undefined;
}

interface Place {
  readonly guild: string;
  readonly channel: string;
  readonly now: Date;
}

async function standingIn(ask: Ask, ownUser: Lookups['ownUser'], { guild, channel, now }: Place): Promise<Standing> {
  const [roles, place, me] = await Promise.all([
    ask(Routes.guildRoles(guild)).then((answer) => lookup(answer, roleList, serverErrors)),
    ask(Routes.channel(channel)).then((answer) => lookup(answer, channelShape, channelErrors)),
    ownUser(),
  ]);
  if ('standing' in roles) return roles.standing;
  if ('standing' in place) return place.standing;
  if ('standing' in me) return me.standing;
  if (place.found.guild_id !== guild) return { kind: 'elsewhere' };
  const self = lookup(await ask(Routes.guildMember(guild, me.found.id)), member, serverErrors);
  if ('standing' in self) return self.standing;

  const until = new Date(self.found.communication_disabled_until ?? now);
  const isTimedOut = until > now;
  const permissions = permissionsOf({
    guild,
    roles: roles.found,
    overwrites: place.found.permission_overwrites,
    member: { id: me.found.id, roles: self.found.roles, isTimedOut },
  });
  const isSilenced = isTimedOut && (permissions & PermissionFlagsBits.Administrator) === 0n;
  return {
    kind: 'seen',
    channel: `#${place.found.name ?? channel}`,
    unfit: unfitKind(place.found.type),
    permissions,
    timedOutUntil: isSilenced ? until : undefined,
  };
}

type ErrorMeanings = Readonly<Record<number, Standing>>;
const serverErrors: ErrorMeanings = {
  [RESTJSONErrorCodes.UnknownGuild]: { kind: 'removed' },
  [RESTJSONErrorCodes.UnknownMember]: { kind: 'removed' },
  [RESTJSONErrorCodes.MissingAccess]: { kind: 'removed' },
};
const channelErrors: ErrorMeanings = {
  [RESTJSONErrorCodes.UnknownChannel]: { kind: 'gone' },
  [RESTJSONErrorCodes.MissingAccess]: { kind: 'hidden' },
};

function lookup<T>(answer: Answer, shape: z.ZodType<T>, meanings: ErrorMeanings): Lookup<T> {
  switch (answer.kind) {
    case 'done': {
      const parsed = shape.safeParse(answer.body);
      return parsed.success
        ? { found: parsed.data }
        : { standing: { kind: 'unknown', reason: 'Discord gave an answer that this program does not know' } };
    }
    case 'refused':
      if (answer.status === 401) return { standing: { kind: 'token-refused' } };
      return { standing: meanings[answer.code ?? 0] ?? { kind: 'unknown', reason: answer.reason } };
    case 'limited':
      return { standing: { kind: 'unknown', reason: limitedFor(answer.after) } };
    case 'unsent':
    case 'lost':
      return { standing: { kind: 'unknown', reason: answer.reason } };
  }
}

/** In words, for a pause that Discord asks for. */
export const limitedFor = (milliseconds: number): string =>
  `Discord asks the bot to wait ${Math.ceil(milliseconds / 1000)} s`;
