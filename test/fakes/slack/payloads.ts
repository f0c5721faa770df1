/** Payloads in the shapes that Slack sends, with more in them than the bot uses, as in life. */

export const team = 'T0TEAM';
export const botUser = 'U0BOT';
export const botId = 'B0BOT';
export const person = 'U0ADA';
export const channel = 'C0GENERAL';
export const directChannel = 'D0ADA';

export const commandBody = (command: string, text: string, extra: Readonly<Record<string, unknown>> = {}) => ({
  token: 'verification-token',
  team_id: team,
  team_domain: 'analysts',
  channel_id: channel,
  channel_name: 'general',
  user_id: person,
  user_name: 'ada',
  command,
  text,
  api_app_id: 'A0APP',
  is_enterprise_install: 'false',
  response_url: 'https://hooks.slack.com/commands/T0TEAM/1/abc',
  trigger_id: '1.2.command',
  ...extra,
});

export interface Clicked {
  readonly actionId: string;
  /** Who clicks; `person` where it is left out. */
  readonly user?: string;
  /** What they are called; `ada` where it is left out. */
  readonly name?: string;
  /** Of which workspace; `team` where it is left out. */
  readonly team?: string;
  /** For a select: the chosen value. */
  readonly chosen?: string;
  readonly ephemeral?: boolean;
  readonly channelId?: string;
  readonly threadTs?: string;
  readonly responseUrl?: string;
  readonly triggerId?: string;
}

export const actionBody = (click: Clicked) => ({
  type: 'block_actions',
  user: {
    id: click.user ?? person,
    username: click.name ?? 'ada',
    name: click.name ?? 'ada',
    team_id: click.team ?? team,
  },
  api_app_id: 'A0APP',
  token: 'verification-token',
  container: {
    type: 'message',
    message_ts: '1700000001.000100',
    channel_id: click.channelId ?? channel,
    is_ephemeral: click.ephemeral ?? true,
    ...(click.threadTs === undefined ? {} : { thread_ts: click.threadTs }),
  },
  trigger_id: click.triggerId ?? '1.2.click',
  team: { id: click.team ?? team, domain: 'analysts' },
  enterprise: null,
  is_enterprise_install: false,
  channel: { id: click.channelId ?? channel, name: 'general' },
  state: { values: {} },
  response_url: click.responseUrl ?? 'https://hooks.slack.com/actions/T0TEAM/2/def',
  actions: [
    {
      block_id: 'Kx2',
      action_id: click.actionId,
      action_ts: '1700000002.000200',
      ...(click.chosen === undefined
        ? { type: 'button', text: { type: 'plain_text', text: 'Senior', emoji: false } }
        : {
            type: 'static_select',
            selected_option: { text: { type: 'plain_text', text: 'Chosen', emoji: false }, value: click.chosen },
            placeholder: { type: 'plain_text', text: 'Choose', emoji: false },
          }),
    },
  ],
});

export const submissionBody = (
  callbackId: string,
  metadata: string,
  values: Readonly<Record<string, string | null>>,
  triggerId = '1.2.view',
  user = person,
) => ({
  type: 'view_submission',
  team: { id: team, domain: 'analysts' },
  user: { id: user, username: 'ada', name: 'ada', team_id: team },
  api_app_id: 'A0APP',
  token: 'verification-token',
  trigger_id: triggerId,
  view: {
    id: 'V0VIEW',
    team_id: team,
    type: 'modal',
    blocks: [],
    private_metadata: metadata,
    callback_id: callbackId,
    state: {
      values: Object.fromEntries(
        Object.entries(values).map(([name, value]) => [name, { value: { type: 'plain_text_input', value } }]),
      ),
    },
    hash: '1700000003.abc',
    app_installed_team_id: team,
    bot_id: botId,
  },
  response_urls: [],
  is_enterprise_install: false,
  enterprise: null,
});

/** As whom Slack delivers an event: the app's installation in that workspace. */
const authorization = (teamId: string) => ({
  enterprise_id: null,
  team_id: teamId,
  user_id: botUser,
  is_bot: true,
  is_enterprise_install: false,
});

/** The same event in another workspace; `origin` where it is another one's, as in a channel that two workspaces share. */
export const eventOf = <Body extends object>(body: Body, installedIn: string, origin = installedIn) => ({
  ...body,
  team_id: origin,
  authorizations: [authorization(installedIn)],
  is_ext_shared_channel: origin !== installedIn,
});

/** The envelope of an event; `extra` changes it, such as `team_id`. */
const envelope = (
  eventId: string,
  event: Readonly<Record<string, unknown>>,
  extra: Readonly<Record<string, unknown>> = {},
) => ({
  token: 'verification-token',
  team_id: team,
  api_app_id: 'A0APP',
  event,
  type: 'event_callback',
  event_id: eventId,
  event_time: 1700000004,
  authorizations: [authorization(team)],
  is_ext_shared_channel: false,
  event_context: '4-abc',
  ...extra,
});

export const mentionBody = (text: string, extra: Readonly<Record<string, unknown>> = {}, eventId = 'Ev0MENTION') =>
  envelope(eventId, {
    client_msg_id: 'c0ffee',
    type: 'app_mention',
    text,
    user: person,
    ts: '1700000005.000500',
    team,
    blocks: [{ type: 'rich_text', block_id: 'b', elements: [] }],
    channel,
    event_ts: '1700000005.000500',
    ...extra,
  });

export const directBody = (text: string, extra: Readonly<Record<string, unknown>> = {}, eventId = 'Ev0DIRECT') =>
  envelope(eventId, {
    client_msg_id: 'decaf',
    type: 'message',
    text,
    user: person,
    ts: '1700000006.000600',
    team,
    channel: directChannel,
    channel_type: 'im',
    event_ts: '1700000006.000600',
    ...extra,
  });

/** Somebody took the app out of a workspace, at that instant. */
export const uninstalledBody = (teamId: string, at: Date) =>
  envelope(
    'Ev0UNINSTALLED',
    { type: 'app_uninstalled' },
    { team_id: teamId, event_time: Math.floor(at.getTime() / 1000), authorizations: [] },
  );

/** Tokens were revoked: the bot's, or only those of people. */
export const revokedBody = (teamId: string, at: Date, bots: readonly string[] = [botUser]) =>
  envelope(
    'Ev0REVOKED',
    { type: 'tokens_revoked', tokens: { oauth: ['U0ADA'], bot: bots } },
    { team_id: teamId, event_time: Math.floor(at.getTime() / 1000), authorizations: [] },
  );
