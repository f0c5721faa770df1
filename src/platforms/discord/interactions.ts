/** Answers interactions: one handler for the gateway and for HTTP. Discord gets its first response within 2 s, and only one. */
import { InteractionResponseType, MessageFlags } from 'discord-api-types/v10';
import type { APIApplicationCommandOptionChoice } from 'discord-api-types/v10';
import type { Logger } from 'pino';
import type { Conversation } from '../../chat/conversation.ts';
import type { Completion } from '../../chat/invocation.ts';
import { withPatience } from '../../chat/patience.ts';
import type { Outcome, Reply } from '../../chat/reply.ts';
import { shorten } from '../../chat/shorten.ts';
import { describeFailure, wasRefusedForItsContent } from './failures.ts';
import { uploadsOf, type Upload } from './files.ts';
import { readInteraction, type Inbound, type Origin, type Reference } from './inbound.ts';
import { discordLimits, patienceMilliseconds } from './limits.ts';
import { renderCallback, renderReply, type AnswerCallback, type MessageData } from './render.ts';

/** The first responses that this program gives. */
export type FirstResponse =
  | { type: InteractionResponseType.Pong }
  | AnswerCallback
  | { type: InteractionResponseType.UpdateMessage; data: MessageData }
  | { type: InteractionResponseType.DeferredChannelMessageWithSource; data: { flags: MessageFlags.Ephemeral } }
  | { type: InteractionResponseType.DeferredMessageUpdate }
  | {
      type: InteractionResponseType.ApplicationCommandAutocompleteResult;
      data: { choices: APIApplicationCommandOptionChoice<string>[] };
    };

/** What the handler needs of Discord: the body of each call, and the files that its `attachments` speak of. Each function rejects where Discord refuses or cannot be reached. */
export interface InteractionApi {
  readonly callback: (reference: Reference, response: FirstResponse, uploads?: readonly Upload[]) => Promise<void>;
  readonly editOriginal: (reference: Reference, message: MessageData, uploads?: readonly Upload[]) => Promise<void>;
  readonly followUp: (reference: Reference, message: MessageData, uploads?: readonly Upload[]) => Promise<void>;
}

export interface InteractionSettings {
  readonly conversation: Conversation;
  readonly api: InteractionApi;
  readonly logger: Logger;
  readonly now: () => Date;
  /** How long an answer may take before it is deferred, in milliseconds. */
  readonly patience?: number;
}

/** Handles a raw interaction payload. Where it came with a way of its own to give the first response, `callback` is that. Never rejects. */
export type InteractionHandler = (payload: unknown, callback?: InteractionApi['callback']) => Promise<void>;

type InvocationInbound = Extract<Inbound, { kind: 'invocation' }>;

/** A session that is resumed replays events; this many of the latest are known by id. */
const rememberedInteractions = 1000;

/** Makes the handler. It answers each interaction once, however often it is delivered. */
export function interactionHandler(settings: InteractionSettings): InteractionHandler {
  const { conversation, now } = settings;
  const isNew = deliveryFilter();

  return async (payload, callback = settings.api.callback) => {
    const api: InteractionApi = { ...settings.api, callback };
    const inbound = readInteraction(payload, now());
    if (inbound.kind === 'ignored') {
      settings.logger.warn({ reason: inbound.reason }, 'Ignored an interaction of Discord.');
      return;
    }
    const logger = settings.logger.child({ interaction: inbound.reference.id });
    if (!isNew(inbound.reference.id)) {
      logger.info('Discord delivered an interaction again; it was already handled.');
      return;
    }
    try {
      if (inbound.kind === 'ping') await api.callback(inbound.reference, { type: InteractionResponseType.Pong });
      else if (inbound.kind === 'completion')
        await api.callback(inbound.reference, completionResponse(await conversation.complete(inbound.request)));
      else await answer(inbound, { ...settings, api });
    } catch (error) {
      logger.error({ reason: describeFailure(error) }, 'An answer did not reach Discord.');
    }
  };
}

function deliveryFilter(): (id: string) => boolean {
  const seen = new Set<string>();
  return (id) => {
    if (seen.has(id)) return false;
    seen.add(id);
    for (const oldest of seen) {
      if (seen.size <= rememberedInteractions) break;
      seen.delete(oldest);
    }
    return true;
  };
}

function completionResponse(completions: readonly Completion[]): FirstResponse {
  const choices = completions
    .filter(({ value }) => value.trim() !== '' && value.isWellFormed() && value.length <= discordLimits.choiceText)
    .slice(0, discordLimits.choices)
    .map(({ label, value }) => ({
      name: shorten(label.trim() === '' ? value : label, discordLimits.choiceText),
      value,
    }));
  return { type: InteractionResponseType.ApplicationCommandAutocompleteResult, data: { choices } };
}

/** Answers; rejects where Discord took no answer. A failed deferral ends it: a second first response would be refused or shown twice. */
async function answer(
  { reference, origin, invocation }: InvocationInbound,
  settings: InteractionSettings,
): Promise<void> {
  const { conversation, api, patience = patienceMilliseconds } = settings;
  const first = { deferred: false };
  const outcome = await withPatience(conversation.answer(invocation), patience, async () => {
    await api.callback(reference, deferral(origin));
    first.deferred = true;
  });
  await (first.deferred ? answerLate(api, reference, origin, outcome) : answerInTime(api, reference, origin, outcome));
}

/** Private: whether the answer will be public is not known yet, and what was shown cannot be taken back. */
const deferral = (origin: Origin): FirstResponse =>
  origin.message === 'private'
    ? { type: InteractionResponseType.DeferredMessageUpdate }
    : { type: InteractionResponseType.DeferredChannelMessageWithSource, data: { flags: MessageFlags.Ephemeral } };

async function answerInTime(
  api: InteractionApi,
  reference: Reference,
  origin: Origin,
  outcome: Outcome,
): Promise<void> {
  await orApology(
    () => api.callback(reference, firstResponse(origin, outcome), uploadsOf(outcome)),
    () => api.callback(reference, renderCallback({ reply: apology })),
  );
}

function firstResponse(origin: Origin, outcome: Outcome): FirstResponse {
  if ('form' in outcome) return renderCallback(origin.isForm ? { reply: formAfterForm } : outcome);
  if (origin.message === undefined) return renderCallback(outcome);
  const reply: Reply = { ...outcome.reply, visibility: 'private' };
  if (!changesInPlace(origin, outcome)) return renderCallback({ reply });
  return { type: InteractionResponseType.UpdateMessage, data: asEdit(renderReply(reply)) };
}

async function answerLate(api: InteractionApi, reference: Reference, origin: Origin, outcome: Outcome): Promise<void> {
  const answered = 'form' in outcome ? formTooLate : outcome;
  const message = renderReply({ ...answered.reply, visibility: 'private' });
  const uploads = uploadsOf(answered);
  const answersInPlace = origin.message !== 'private' || changesInPlace(origin, answered);
  await orApology(
    () =>
      answersInPlace
        ? api.editOriginal(reference, asEdit(message), uploads)
        : api.followUp(reference, message, uploads),
    () => api.followUp(reference, renderReply(apology)),
  );
}

type Answered = Extract<Outcome, { reply: Reply }>;

/** What is no answer is shown beside a private message rather than in its place, so that what was there is kept. */
const changesInPlace = (origin: Origin, { status }: Answered): boolean =>
  origin.message === 'private' && status === undefined;

/** Who sees a message is settled when it is sent; an edit cannot say it again. A file that an edit does not list is taken away. */
function asEdit({ embeds, components, allowed_mentions, attachments = [] }: MessageData): MessageData {
  return { embeds, components, allowed_mentions, attachments };
}

/** Sends; where Discord refuses the content itself, and so has shown nothing, says so to the person and rejects with the cause. */
async function orApology(send: () => Promise<void>, apologize: () => Promise<void>): Promise<void> {
  try {
    await send();
  } catch (error) {
    if (wasRefusedForItsContent(error)) await apologize();
    throw error;
  }
}

const privateReply = (tone: Reply['tone'], title: string, text: string): Reply => ({
  title,
  blocks: [{ kind: 'text', text }],
  sources: [],
  tone,
  visibility: 'private',
});

const formTooLate: Answered = {
  reply: privateReply(
    'error',
    'The form did not open in time',
    'Discord opens a form only at once, and this took too long. Nothing was sent or lost. Please press the button again.',
  ),
  status: 'failure',
};

const formAfterForm = privateReply(
  'error',
  'The next form cannot open from here',
  'Discord opens a form only from a command or a button, not from another form. What you sent has been received. Please start the command again.',
);

const apology = privateReply(
  'error',
  'I could not show the answer',
  'The answer is there, but Discord did not accept the way I wrote it. Whoever runs the bot has it in the log. Please ask in another way.',
);
