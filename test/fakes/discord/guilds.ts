/** Servers as GUILD_CREATE events describe them, of a middling size. */
import { botUser, nextSnowflake } from './payloads.ts';

const [channelCount, roleCount, emojiCount] = [30, 15, 10];

const list = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index));

/** The data of a GUILD_CREATE event. */
export const guildData = (id: string) => ({
  id,
  name: `Server ${id}`,
  icon: null,
  splash: null,
  discovery_splash: null,
  owner_id: nextSnowflake(),
  afk_channel_id: null,
  afk_timeout: 300,
  verification_level: 1,
  default_message_notifications: 1,
  explicit_content_filter: 0,
  roles: [role(id, 0), ...list(roleCount, (index) => role(nextSnowflake(), index + 1))],
  emojis: list(emojiCount, (index) => ({ id: nextSnowflake(), name: `emoji_${index}`, roles: [], require_colons: true, managed: false, animated: false, available: true })),
  features: ['COMMUNITY'],
  mfa_level: 0,
  application_id: null,
  system_channel_id: null,
  system_channel_flags: 0,
  rules_channel_id: null,
  vanity_url_code: null,
  description: null,
  banner: null,
  premium_tier: 0,
  premium_subscription_count: 0,
  preferred_locale: 'en-US',
  public_updates_channel_id: null,
  nsfw_level: 0,
  stickers: [],
  premium_progress_bar_enabled: false,
  safety_alerts_channel_id: null,
  joined_at: '2026-01-01T00:00:00.000000+00:00',
  large: false,
  unavailable: false,
  member_count: 200,
  voice_states: [],
  members: [{ user: botUser, nick: null, avatar: null, roles: [], joined_at: '2026-01-01T00:00:00.000000+00:00', deaf: false, mute: false, flags: 0 }],
  channels: list(channelCount, channel),
  threads: [],
  presences: [],
  stage_instances: [],
  guild_scheduled_events: [],
  soundboard_sounds: [],
}); // prettier-ignore

const role = (id: string, position: number) => ({
  id,
  name: `role-${position}`,
  color: 0,
  colors: { primary_color: 0, secondary_color: null, tertiary_color: null },
  hoist: false,
  position,
  permissions: '2147483648',
  managed: false,
  mentionable: false,
  flags: 0,
  icon: null,
  unicode_emoji: null,
});

const channel = (position: number) => ({
  id: nextSnowflake(),
  type: 0,
  name: `channel-${position}`,
  position,
  permission_overwrites: [{ id: nextSnowflake(), type: 0, allow: '1024', deny: '0' }],
  nsfw: false,
  rate_limit_per_user: 0,
  topic: `What people talk about in channel ${position}`,
  parent_id: null,
  last_message_id: nextSnowflake(),
  flags: 0,
});
