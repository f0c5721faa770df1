/** All that the bot may do, each for a reason: whoever installs the app is asked to grant them. https://docs.slack.dev/reference/scopes */
export const botScopes = [
  // To receive mentions.
  'app_mentions:read',
  // To look whether the channel that an admin chose for the daily drill is there, is in use, and has the bot in it.
  'channels:read',
  // Answers to mentions and direct messages, the daily drill, reminders.
  'chat:write',
  // The daily drill in public channels that nobody invited the bot to.
  'chat:write.public',
  // Slash commands.
  'commands',
  // Files that somebody asked for, such as an export of one's own data.
  'files:write',
  // The same look at private channels; Slack shows only those that the bot was invited to.
  'groups:read',
  // To receive direct messages.
  'im:history',
  // Opens the direct message that such a file goes into: private messages in channels cannot carry one.
  'im:write',
  // The time zone in the profile of somebody who practises, so that the day of a streak ends when theirs does; and who is an admin.
  'users:read',
] as const;
