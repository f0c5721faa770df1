/** The handler of interactions, with a Discord that is one fake interaction. */
import type { Conversation } from '../../../src/chat/conversation.ts';
import type { Outcome } from '../../../src/chat/reply.ts';
import type { Upload } from '../../../src/platforms/discord/files.ts';
import { interactionHandler, type InteractionApi } from '../../../src/platforms/discord/interactions.ts';
import { FakeInteraction, type Callback, type Refusal } from '../../fakes/discord/interactions.ts';
import type { UploadedFile } from '../../fakes/discord/multipart.ts';
import type { InteractionPayload } from '../../fakes/discord/payloads.ts';
import { conversationOf, noon, recordingLogger } from './stubs.ts';

/** An error as discord.js throws it. */
const apiError = (code: number, message: string): Error => Object.assign(new Error(message), { code, status: 400 });

/** Hands one payload to a handler whose Discord is one fake interaction; `calls` lists what was sent, in order. */
export function setUp(payload: InteractionPayload, conversation: Conversation, patience = 60_000) {
  const interaction = new FakeInteraction(payload);
  const calls: { readonly to: keyof InteractionApi; readonly body: Callback }[] = [];
  const { logger, lines } = recordingLogger();
  const send =
    (to: keyof InteractionApi, judge: (body: Callback, files: UploadedFile[]) => Refusal | undefined) =>
    (_: unknown, body: unknown, uploads: readonly Upload[] = []): Promise<void> => {
      const json = JSON.parse(JSON.stringify(body)) as Callback;
      calls.push({ to, body: json });
      const files = asUploaded(uploads);
      const refusal = judge(json, files);
      return refusal === undefined ? Promise.resolve() : Promise.reject(apiError(refusal.code, refusal.message));
    };
  const api: InteractionApi = {
    callback: send('callback', (body, files) => interaction.answer(body, files)),
    editOriginal: send('editOriginal', (body, files) => interaction.edit(body, files)),
    followUp: send('followUp', (body, files) => interaction.followUp(body, files)),
  };
  const handle = interactionHandler({ conversation, api, logger, now: () => noon, patience });
  return { handle: () => handle(payload), interaction, calls, lines };
}

/** A conversation that is slower than any patience: it answers when the deferral has been sent. */
export function slow(outcome: Outcome): { readonly conversation: Conversation; readonly release: () => void } {
  const { promise, resolve } = Promise.withResolvers<Outcome>();
  return { conversation: conversationOf(() => promise), release: () => resolve(outcome) };
}

/** Handles a payload whose answer comes only after the deferral. */
export async function answerLate(payload: InteractionPayload, outcome: Outcome) {
  const { conversation, release } = slow(outcome);
  const all = setUp(payload, conversation, 1);
  const handled = all.handle();
  await all.interaction.first;
  release();
  await handled;
  return all;
}

/** Uploads as they arrive at Discord. */
export const asUploaded = (uploads: readonly Upload[]): UploadedFile[] =>
  uploads.map(({ name, text }, id) => ({ id: `${id}`, name, text, type: 'text/plain' }));
