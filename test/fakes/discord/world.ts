/** The servers, channels and people that a fake knows, as far as the bot can see them. Tests change them as they like. */
import { botUser, channelId, guildId, nextSnowflake } from './payloads.ts';
import { invitedWith, isAllowed, type Overwrite, type Role } from './permissions.ts';

export const channelTypes = { text: 0, private: 1, voice: 2, announcement: 5, publicThread: 11, forum: 15 } as const;

export class FakeChannel {
  readonly id: string;
  /** Undefined for a direct message. */
  readonly guild: FakeGuild | undefined;
  /** Of a direct message: the person. */
  readonly recipient: string | undefined;
  type: number;
  name = 'careers';
  readonly overwrites: Overwrite[] = [];

  constructor(id: string, guild: FakeGuild | undefined, recipient?: string) {
    this.id = id;
    this.guild = guild;
    this.recipient = recipient;
    this.type = guild === undefined ? channelTypes.private : channelTypes.text;
  }

  /** Takes permissions from the bot's role in this channel. */
  deny(bits: bigint): void {
    if (this.guild !== undefined) this.overwrites.push({ id: this.guild.botRole.id, type: 0, allow: 0n, deny: bits });
  }

  /** Whether the bot has the permission here; in a direct message it has all. */
  allows(wanted: bigint, now: number): boolean {
    const { guild, overwrites } = this;
    if (guild === undefined) return true;
    const isTimedOut = guild.timedOutUntil !== undefined && guild.timedOutUntil > now;
    const roles = [guild.everyone, guild.botRole];
    return guild.hasBot && isAllowed(wanted, { guild: guild.id, member: botUser.id, roles, overwrites, isTimedOut });
  }

  toJSON(): unknown {
    const { id, type, name, guild, recipient } = this;
    if (guild === undefined)
      return { id, type, recipients: [{ id: recipient, username: 'somebody' }], last_message_id: null };
    const overwrites = this.overwrites.map(({ allow, deny, ...rest }) => ({
      ...rest,
      allow: `${allow}`,
      deny: `${deny}`,
    }));
    return {
      id,
      type,
      name,
      guild_id: guild.id,
      position: 0,
      permission_overwrites: overwrites,
      nsfw: false,
      parent_id: null,
    };
  }
}

export class FakeGuild {
  readonly id: string;
  readonly name = 'Analysts';
  /** The role of everybody; it has the server's id. */
  readonly everyone: Role;
  readonly botRole: Role;
  /** Whether the bot is in it. */
  hasBot = true;
  /** Until when the bot may not speak, in milliseconds since 1970. */
  timedOutUntil: number | undefined;

  constructor(id: string) {
    this.id = id;
    this.everyone = { id, permissions: 0n };
    this.botRole = { id: nextSnowflake(), permissions: invitedWith };
  }

  rolesJSON(): unknown[] {
    return [this.everyone, this.botRole].map(({ id, permissions }, position) => ({
      id,
      name: position === 0 ? '@everyone' : 'career-advisor',
      permissions: `${permissions}`,
      position,
      managed: position > 0,
    }));
  }

  memberJSON(): unknown {
    const until = this.timedOutUntil === undefined ? null : new Date(this.timedOutUntil).toISOString();
    return { user: botUser, nick: null, roles: [this.botRole.id], communication_disabled_until: until };
  }
}

export class FakeWorld {
  readonly guilds = new Map<string, FakeGuild>();
  readonly channels = new Map<string, FakeChannel>();
  readonly #privateChannels = new Map<string, FakeChannel>();
  readonly #takeNoMessages = new Set<string>();

  /** Adds a server with one text channel, which is returned. */
  add(id: string = nextSnowflake()): FakeChannel {
    const guild = new FakeGuild(id);
    this.guilds.set(id, guild);
    return this.addChannel(guild, id === guildId ? channelId : nextSnowflake());
  }

  addChannel(guild: FakeGuild, id: string = nextSnowflake()): FakeChannel {
    const channel = new FakeChannel(id, guild);
    this.channels.set(id, channel);
    return channel;
  }

  /** The channel with this id; throws where there is none. */
  channel(id: string = channelId): FakeChannel {
    const channel = this.channels.get(id);
    if (channel === undefined) throw new Error(`There is no channel ${id}.`);
    return channel;
  }

  /** The server with this id; throws where there is none. */
  guild(id: string = guildId): FakeGuild {
    const guild = this.guilds.get(id);
    if (guild === undefined) throw new Error(`There is no server ${id}.`);
    return guild;
  }

  deleteChannel(id: string = channelId): void {
    this.channels.delete(id);
  }

  /** From now on Discord delivers this person no message of the bot. */
  refuseMessages(person: string): void {
    this.#takeNoMessages.add(person);
  }

  takesMessages(person: string): boolean {
    return !this.#takeNoMessages.has(person);
  }

  /** The direct message channel with a person, which always stays the same. */
  privateChannel(person: string): FakeChannel {
    const existing = this.#privateChannels.get(person);
    if (existing !== undefined) return existing;
    const channel = new FakeChannel(nextSnowflake(), undefined, person);
    this.#privateChannels.set(person, channel);
    this.channels.set(channel.id, channel);
    return channel;
  }
}
