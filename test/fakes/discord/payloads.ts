/** Payloads in the full shape in which Discord sends them: discord.js ends the process on less. */
export const applicationId = '100000000000000001';
export const botUser = {
  id: '100000000000000002',
  username: 'career-advisor',
  discriminator: '0',
  global_name: null,
  avatar: null,
  bot: true,
};
export const guildId = '200000000000000001';
export const userId = '300000000000000001';
export const channelId = '400000000000000001';

let lastSnowflake = 900_000_000_000_000_000n;
/** A new id, in the length that discord.js tells routes apart by. */
export const nextSnowflake = (): string => String((lastSnowflake += 1n));

const user = { id: userId, username: 'ada', discriminator: '0', global_name: 'Ada', avatar: null };
const member = {
  user,
  nick: null,
  avatar: null,
  roles: [],
  joined_at: '2026-01-01T00:00:00.000000+00:00',
  premium_since: null,
  deaf: false,
  mute: false,
  flags: 0,
  pending: false,
  permissions: '2147483648',
};

export interface Place {
  /** A direct message with the bot instead of a server. */
  readonly direct?: boolean;
}

const envelope = ({ direct = false }: Place) => ({
  id: nextSnowflake(),
  application_id: applicationId,
  token: `interaction-token-${lastSnowflake}`,
  version: 1,
  locale: 'en-US',
  app_permissions: '2147483648',
  entitlements: [],
  attachment_size_limit: 10_485_760,
  channel_id: channelId,
  channel: direct
    ? { id: channelId, type: 1, recipients: [botUser], flags: 0, last_message_id: null }
    : { id: channelId, type: 0, name: 'careers', permissions: '2147483648', flags: 0 },
  ...(direct
    ? { user, context: 1, authorizing_integration_owners: { 0: '0' } }
    : {
        member,
        guild_id: guildId,
        guild: { id: guildId, features: [], locale: 'en-US' },
        guild_locale: 'en-US',
        context: 0,
        authorizing_integration_owners: { 0: guildId },
      }),
});

/** An interaction as it stands in an INTERACTION_CREATE event or in the body of an HTTP request. */
export interface InteractionPayload {
  readonly id: string;
  readonly token: string;
  readonly type: number;
  readonly [key: string]: unknown;
}

/** Picked from a list: the id of a person (6) or of a channel (7). */
interface Picked {
  readonly type: 6 | 7;
  readonly value: string;
}
type OptionValue = string | number | boolean | Picked;
const optionTypes = { string: 3, boolean: 5, number: 10 } as const;
const typedValue = (value: OptionValue) =>
  typeof value === 'object' ? value : { type: optionTypes[typeof value as keyof typeof optionTypes], value };

const optionList = (options: Readonly<Record<string, OptionValue>>) =>
  Object.entries(options).map(([name, value]) => ({ name, ...typedValue(value) }));

/** The data of `/name` with its options as Discord sends them; of `/group name`, they stand in the subcommand. */
const commandData = (name: string, options: readonly object[]) => {
  const [first = '', word] = name.split(' ');
  return {
    id: nextSnowflake(),
    name: first,
    type: 1,
    options: word === undefined ? options : [{ name: word, type: 1, options }],
  };
};

/** `/name` with its options. */
export const commandPayload = (
  name: string,
  options: Readonly<Record<string, OptionValue>> = {},
  place: Place = {},
): InteractionPayload => ({
  ...envelope(place),
  type: 2,
  data: commandData(name, optionList(options)),
});

/** A half-typed option of `/name`. */
export const completionPayload = (
  name: string,
  option: string,
  partial: string,
  others: Readonly<Record<string, OptionValue>> = {},
): InteractionPayload => ({
  ...envelope({}),
  type: 4,
  data: commandData(name, [...optionList(others), { name: option, type: 3, value: partial, focused: true }]),
});

/** Whether only the asker sees the message that the component belongs to. */
export type Seen = 'private' | 'public';

const message = (seen: Seen) => ({
  id: nextSnowflake(),
  channel_id: channelId,
  author: botUser,
  application_id: applicationId,
  content: '',
  timestamp: '2026-11-22T12:00:00.000000+00:00',
  edited_timestamp: null,
  tts: false,
  mention_everyone: false,
  mentions: [],
  mention_roles: [],
  attachments: [],
  embeds: [],
  components: [],
  pinned: false,
  type: 20,
  flags: seen === 'private' ? 64 : 0,
});

/** A pressed button. */
export const buttonPayload = (customId: string, seen: Seen = 'public', place: Place = {}): InteractionPayload => ({
  ...envelope(place),
  type: 3,
  message: message(seen),
  data: { component_type: 2, custom_id: customId, id: 2 },
});

/** A chosen option of a select. */
export const selectPayload = (customId: string, value: string, seen: Seen = 'public'): InteractionPayload => ({
  ...envelope({}),
  type: 3,
  message: message(seen),
  data: { component_type: 3, custom_id: customId, values: [value], id: 2 },
});

/** A submitted form; `from` says what the button stood on that opened it. */
export const formPayload = (
  customId: string,
  inputs: Readonly<Record<string, string>>,
  from?: Seen,
): InteractionPayload => ({
  ...envelope({}),
  type: 5,
  ...(from === undefined ? {} : { message: message(from) }),
  data: {
    custom_id: customId,
    components: Object.entries(inputs).map(([name, value], index) => ({
      type: 18,
      id: index * 2 + 1,
      component: { type: 4, id: index * 2 + 2, custom_id: name, value },
    })),
  },
});

/** What Discord sends to an HTTP endpoint to see whether it is there. */
export const pingPayload = (): InteractionPayload => ({
  id: nextSnowflake(),
  application_id: applicationId,
  token: 'ping-token',
  type: 1,
  version: 1,
  entitlements: [],
  authorizing_integration_owners: {},
});

/** The data of a READY event. */
export const readyData = (
  sessionId: string,
  resumeUrl: string,
  guilds: readonly string[],
  shard: readonly [number, number],
) => ({
  v: 10,
  user: { ...botUser, verified: true, mfa_enabled: true, email: null, flags: 0 },
  user_settings: {},
  guilds: guilds.map((id) => ({ id, unavailable: true })),
  session_id: sessionId,
  resume_gateway_url: resumeUrl,
  session_type: 'normal',
  shard,
  application: { id: applicationId, flags: 8_953_856 },
  relationships: [],
  private_channels: [],
  presences: [],
  guild_join_requests: [],
  geo_ordered_rtc_regions: ['rotterdam'],
  _trace: ['["fake"]'],
});
