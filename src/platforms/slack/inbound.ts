/** Slack's payloads to invocations. Everything that comes in is untrusted and checked here; what cannot be read gives `undefined`. */
import type { Invocation, Request } from '../../chat/invocation.ts';
import { nameAmong } from '../../chat/person-name.ts';
import { splitFirstWord } from '../../chat/request.ts';
import type { Workspace } from './bots.ts';
import { actionOf } from './controls.ts';
import { inputActionId } from './form.ts';
import { actionPayload, commandPayload, eventPayload, removalPayload, submissionPayload } from './payloads.ts';
import { readPlace, type Place } from './place.ts';
import { toCommandText, toPlainText, withoutMention } from './plain-text.ts';

/** The one slash command that carries all others: `/career salary senior`. */
export const careerCommand = 'career';

/** A slash command, a click or a submitted form. */
export interface Arrival {
  readonly invocation: Invocation;
  readonly workspace: Workspace;
  readonly place: Place;
  /** Opens one modal, within three seconds. */
  readonly triggerId: string | undefined;
}

/** A mention or a direct message. */
export interface MessageArrival {
  readonly invocation: Invocation;
  readonly workspace: Workspace;
  readonly user: string;
  readonly channel: string;
  /** Whether others read it too. */
  readonly isShared: boolean;
  /** The thread that it was said in. */
  readonly saidIn: string | undefined;
  /** The thread that an answer for all belongs to; none for a direct message outside a thread. */
  readonly threadTs: string | undefined;
  /** The same event, or the same message by two kinds of event, has one of these again. */
  readonly keys: readonly string[];
}

/** The app was taken out of a workspace or an organisation, or its token there was revoked. */
export interface Removal {
  readonly team: string | undefined;
  readonly enterprise: string | undefined;
  readonly at: Date;
}

/** `/salary senior texas` and `/career salary senior texas`. */
export function readCommand(payload: unknown, now: Date): Arrival | undefined {
  const { data } = commandPayload.safeParse(payload);
  if (data === undefined) return undefined;
  const { team_id: team, user_id: user, channel_id: channel } = data;
  return {
    invocation: {
      ...invocationOf(team, user, channel, now, commandRequest(data.command, toCommandText(data.text))),
      ...nameAmong([data.user_name]),
    },
    workspace: workspaceOf(team, data.enterprise_id),
    place: { user, responseUrl: data.response_url, manner: 'own', ...inChannel(channel) },
    triggerId: data.trigger_id,
  };
}

/** A pressed button or a chosen option. */
export function readAction(payload: unknown, now: Date): Arrival | undefined {
  const { data } = actionPayload.safeParse(payload);
  const action = data?.actions[0];
  const workspace = data && interactionWorkspace(data);
  if (data === undefined || action === undefined || workspace === undefined) return undefined;
  const id = actionOf(action.action_id) + (action.selected_option?.value ?? '');
  const thread = data.container.thread_ts;
  const channel = data.channel?.id;
  return {
    invocation: {
      ...invocationOf(workspace.team, data.user.id, channel, now, { kind: 'action', id, inputs: {} }),
      ...nameAmong([data.user.name, data.user.username]),
    },
    workspace,
    place: {
      user: data.user.id,
      manner: data.container.is_ephemeral ? 'replace' : channel?.startsWith('D') === true ? 'direct' : 'beside',
      ...inChannel(channel),
      ...(data.response_url === undefined ? {} : { responseUrl: data.response_url }),
      ...(typeof thread === 'string' ? { threadTs: thread } : {}),
    },
    triggerId: data.trigger_id,
  };
}

/** A submitted form. Its answer goes to where the form was opened from. */
export function readSubmission(payload: unknown, now: Date): Arrival | undefined {
  const { data } = submissionPayload.safeParse(payload);
  const workspace = data && interactionWorkspace(data);
  if (data === undefined || workspace === undefined) return undefined;
  const { callback_id: id, private_metadata: metadata, state } = data.view;
  const inputs = Object.fromEntries(
    Object.entries(state.values).map(([name, block]) => [name, block[inputActionId]?.value ?? '']),
  );
  const place = readPlace(metadata, data.user.id);
  return {
    invocation: {
      ...invocationOf(workspace.team, data.user.id, place.channel, now, { kind: 'action', id, inputs }),
      ...nameAmong([data.user.name, data.user.username]),
    },
    workspace,
    place,
    triggerId: data.trigger_id,
  };
}

/**
 * A mention in a channel or a message in a direct message, from the whole event envelope. `undefined` also for what is not meant for the
 * bot: messages of bots, edits and other subtypes, and messages in channels, which come as mentions where they are one.
 */
export function readEvent(payload: unknown, now: Date, botUserId: string): MessageArrival | undefined {
  const { data } = eventPayload.safeParse(payload);
  if (data === undefined) return undefined;
  const { event } = data;
  const workspace = eventWorkspace(data);
  const fromPerson =
    event.user !== undefined && event.user !== botUserId && !event.bot_id && event.subtype === undefined;
  const direct = event.type === 'message' && event.channel_type === 'im';
  if (event.user === undefined || !fromPerson || (event.type === 'message' && !direct)) return undefined;
  return {
    invocation: invocationOf(
      workspace.team,
      event.user,
      event.channel,
      now,
      messageRequest(withoutMention(event.text, botUserId)),
    ),
    workspace,
    user: event.user,
    channel: event.channel,
    isShared: !direct,
    saidIn: event.thread_ts,
    threadTs: event.thread_ts ?? (direct ? undefined : event.ts),
    keys: [data.event_id, `${event.channel}:${event.ts}`],
  };
}

/** `app_uninstalled`, or `tokens_revoked` where the bot's is among them; `undefined` for anything else. */
export function readRemoval(payload: unknown): Removal | undefined {
  const { data } = removalPayload.safeParse(payload);
  if (data === undefined) return undefined;
  const { event } = data;
  if (event.type === 'tokens_revoked' && (event.tokens.bot ?? []).length === 0) return undefined;
  return {
    team: data.team_id ?? undefined,
    enterprise: data.enterprise_id ?? undefined,
    at: new Date(data.event_time * 1000),
  };
}

/** The workspace that an event envelope comes from, before anything else in it is looked at. */
export function readEventWorkspace(payload: unknown): Workspace | undefined {
  const { data } = eventPayload.safeParse(payload);
  return data && eventWorkspace(data);
}

type WorkspaceIds = Readonly<{ team_id: string; enterprise_id?: string | null | undefined }>;

/** In a channel that workspaces share, the envelope may name another one than that which has the app. slackapi/bolt-js#687 */
function eventWorkspace(
  envelope: WorkspaceIds & { authorizations?: readonly [WorkspaceIds, ...unknown[]] | undefined },
) {
  const { team_id: team, enterprise_id: enterprise } = envelope.authorizations?.[0] ?? envelope;
  return workspaceOf(team, enterprise);
}

const invocationOf = (
  team: string,
  user: string,
  channel: string | undefined,
  now: Date,
  request: Request,
): Invocation => ({
  platform: 'slack',
  learner: `slack:${team}:${user}`,
  community: `slack:${team}`,
  now,
  ...inChannel(channel),
  request,
});

const inChannel = (channel: string | undefined): { channel?: string } => (channel === undefined ? {} : { channel });

const workspaceOf = (team: string, enterprise: string | null | undefined): Workspace => ({
  team,
  ...(typeof enterprise === 'string' ? { enterprise } : {}),
});

interface Interaction {
  readonly user: { readonly team_id?: string | null | undefined };
  readonly team?: { readonly id: string; readonly enterprise_id?: string | null | undefined } | null | undefined;
  readonly enterprise?: { readonly id: string } | null | undefined;
  readonly view?: { readonly app_installed_team_id?: string | null | undefined };
}

/**
 * Where the app belongs to a whole organisation, only the person's own workspace is known. A form that was opened in a channel that workspaces
 * share names the person's workspace, too; its view says which one has the app.
 */
function interactionWorkspace({ team, user, enterprise, view }: Interaction): Workspace | undefined {
  const installed = view?.app_installed_team_id;
  if (typeof installed === 'string' && installed.startsWith('T') && installed !== team?.id) return { team: installed };
  const id = team?.id ?? user.team_id;
  return typeof id === 'string' ? workspaceOf(id, team?.enterprise_id ?? enterprise?.id) : undefined;
}

function commandRequest(slashCommand: string, text: string): Request {
  const name = slashCommand.slice(1).toLowerCase();
  if (name !== careerCommand) return { kind: 'text-command', command: name, text };
  const [first, rest] = splitFirstWord(text);
  // `/career /salary` is what one types who has just learnt that commands begin with a slash.
  const inner = first.replace(/^\//, '').toLowerCase();
  return { kind: 'text-command', command: inner === '' ? 'help' : inner, text: rest };
}

/** A message that begins with `/name` runs that command; anything else is a question. */
function messageRequest(slackText: string): Request {
  const [first, rest] = splitFirstWord(toCommandText(slackText));
  return /^\/[a-z][a-z0-9-]*$/i.test(first)
    ? commandRequest(first, rest)
    : { kind: 'question', text: toPlainText(slackText) };
}
