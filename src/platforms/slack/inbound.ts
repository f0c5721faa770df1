/** Slack's payloads to invocations. Everything that comes in is untrusted and checked here; what cannot be read gives `undefined`. */
import type { Invocation, Request } from '../../chat/invocation.ts';
import { shorten } from '../../chat/shorten.ts';
import { actionOf } from './controls.ts';
import { inputActionId } from './form.ts';
import { actionPayload, commandPayload, eventPayload, submissionPayload } from './payloads.ts';
import { readPlace, type Place } from './place.ts';
import { toPlainText, withoutMention } from './plain-text.ts';

/** The one slash command that carries all others: `/career salary senior`. */
export const careerCommand = 'career';

/** As much of a name as a leaderboard shows. UTF-16 units. */
const longestName = 80;

/** A slash command, a click or a submitted form. */
export interface Arrival {
  readonly invocation: Invocation;
  readonly place: Place;
  /** Opens one modal, within three seconds. */
  readonly triggerId: string | undefined;
}

/** A mention or a direct message. */
export interface MessageArrival {
  readonly invocation: Invocation;
  readonly user: string;
  readonly channel: string;
  /** The thread that the answer belongs to; none for a direct message outside a thread. */
  readonly threadTs: string | undefined;
  /** The same event, or the same message by two kinds of event, has one of these again. */
  readonly keys: readonly string[];
}

/** `/salary senior texas` and `/career salary senior texas`. */
export function readCommand(payload: unknown, now: Date): Arrival | undefined {
  const { data } = commandPayload.safeParse(payload);
  if (data === undefined) return undefined;
  return {
    invocation: {
      ...invocationOf(data.team_id, data.user_id, now, commandRequest(data.command, toPlainText(data.text))),
      ...named(data.user_name),
    },
    place: { user: data.user_id, responseUrl: data.response_url, manner: 'own' },
    triggerId: data.trigger_id,
  };
}

/** A pressed button or a chosen option. */
export function readAction(payload: unknown, now: Date): Arrival | undefined {
  const { data } = actionPayload.safeParse(payload);
  const action = data?.actions[0];
  const team = data === undefined ? undefined : (data.team?.id ?? data.user.team_id);
  if (data === undefined || action === undefined || typeof team !== 'string') return undefined;
  const id = actionOf(action.action_id) + (action.selected_option?.value ?? '');
  const thread = data.container.thread_ts;
  return {
    invocation: {
      ...invocationOf(team, data.user.id, now, { kind: 'action', id, inputs: {} }),
      ...named(data.user.name, data.user.username),
    },
    place: {
      user: data.user.id,
      manner: data.container.is_ephemeral ? 'replace' : data.channel?.id.startsWith('D') === true ? 'direct' : 'beside',
      ...(data.response_url === undefined ? {} : { responseUrl: data.response_url }),
      ...(typeof thread === 'string' ? { threadTs: thread } : {}),
    },
    triggerId: data.trigger_id,
  };
}

/** A submitted form. Its answer goes to where the form was opened from. */
export function readSubmission(payload: unknown, now: Date): Arrival | undefined {
  const { data } = submissionPayload.safeParse(payload);
  const team = data === undefined ? undefined : (data.team?.id ?? data.user.team_id);
  if (data === undefined || typeof team !== 'string') return undefined;
  const { callback_id: id, private_metadata: metadata, state } = data.view;
  const inputs = Object.fromEntries(
    Object.entries(state.values).map(([name, block]) => [name, block[inputActionId]?.value ?? '']),
  );
  return {
    invocation: {
      ...invocationOf(team, data.user.id, now, { kind: 'action', id, inputs }),
      ...named(data.user.name, data.user.username),
    },
    place: readPlace(metadata, data.user.id),
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
  const fromPerson =
    event.user !== undefined && event.user !== botUserId && !event.bot_id && event.subtype === undefined;
  const direct = event.type === 'message' && event.channel_type === 'im';
  if (event.user === undefined || !fromPerson || (event.type === 'message' && !direct)) return undefined;
  return {
    invocation: invocationOf(
      data.team_id,
      event.user,
      now,
      messageRequest(toPlainText(withoutMention(event.text, botUserId))),
    ),
    user: event.user,
    channel: event.channel,
    threadTs: event.thread_ts ?? (direct ? undefined : event.ts),
    keys: [data.event_id, `${event.channel}:${event.ts}`],
  };
}

const invocationOf = (team: string, user: string, now: Date, request: Request): Invocation => ({
  platform: 'slack',
  learner: `slack:${team}:${user}`,
  community: `slack:${team}`,
  now,
  request,
});

/** The first of these that says something, visibly shortened. */
function named(...names: readonly (string | undefined)[]): Pick<Invocation, 'name'> {
  const name = names.map((each) => each?.toWellFormed().trim() ?? '').find((each) => each !== '');
  return name === undefined ? {} : { name: shorten(name, longestName) };
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
function messageRequest(text: string): Request {
  const [first, rest] = splitFirstWord(text);
  return /^\/[a-z][a-z0-9-]*$/i.test(first) ? commandRequest(first, rest) : { kind: 'question', text };
}

function splitFirstWord(text: string): [first: string, rest: string] {
  const [first = ''] = /^\S*/u.exec(text) ?? [];
  return [first, text.slice(first.length).trim()];
}
