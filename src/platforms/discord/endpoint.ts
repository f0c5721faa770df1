/** Discord without a gateway: interactions come as signed HTTP requests, and any process behind a balancer can answer any of them. */
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import { finished } from 'node:stream/promises';
import { InteractionResponseType } from 'discord-api-types/v10';
import type { Logger } from 'pino';
import type { Connection, Conversation } from '../../chat/conversation.ts';
import { bodyOf, endWith } from '../../chat/http-exchange.ts';
import type { HttpRoute } from '../../chat/http-route.ts';
import { interactionHandler, type FirstResponse, type InteractionApi } from './interactions.ts';
import { interactionApi, type DiscordSettings } from './rest.ts';
import { runningAnswers } from './running.ts';
import { hasSignature, signatureCheck, type SignatureCheck } from './signature.ts';

/** Where the operator points the application's "Interactions Endpoint URL". */
const path = '/discord/interactions';

/**
 * How long an interaction can be answered, in milliseconds. What is older is no news of Discord's; what is newer could be kept, and sent again
 * later.
 */
const longestAge = 15 * 60_000;

const status = { ok: 200, accepted: 202, bad: 400, unsigned: 401, tooLarge: 413, failed: 500, stopping: 503 } as const;

const foreignSignature =
  "Refused an interaction whose signature is not good. Discord sends such from time to time to test us; if all are refused, DISCORD_PUBLIC_KEY is not this application's. This is said once.";

export interface DiscordEndpoint {
  readonly route: HttpRoute;
  /** Ends by itself never; `stop` takes nothing new, and finishes the answers that are being made. */
  readonly connection: Connection;
}

/** Throws a RangeError for a public key that is none. `publicKey` is the application's, 64 hexadecimal digits. */
export function createDiscordEndpoint(
  settings: DiscordSettings & { readonly publicKey: string },
  conversation: Conversation,
  logger: Logger,
  now: () => Date,
): DiscordEndpoint {
  const isSigned = signatureCheck(settings.publicKey);
  const api = interactionApi(settings);
  const handle = interactionHandler({ conversation, api, logger, now });
  const running = runningAnswers(logger);

  const isTimely = (headers: IncomingHttpHeaders): boolean => {
    const age = now().getTime() - 1000 * Number(headers['x-signature-timestamp']);
    // In seconds since 1970, though Discord documents no form of it: one that is no number says nothing. discord/discord-api-docs#6209
    if (Number.isNaN(age) || Math.abs(age) <= longestAge) return true;
    logger.warn(
      { seconds: Math.round(age / 1000) },
      'Refused an interaction that Discord signed at another time: somebody repeats it, or the clock of this machine is wrong.',
    );
    return false;
  };
  let hasWarned = false;
  const isGood: SignatureCheck = (headers, body) => {
    if (isSigned(headers, body)) return isTimely(headers);
    // Once: strangers can bring it about as often as they like.
    if (!hasWarned) logger.warn(foreignSignature);
    hasWarned = true;
    return false;
  };

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const inbound = running.isStopping() ? status.stopping : await signedPayload(request, isGood);
    if (typeof inbound === 'number') {
      endWith(response, inbound);
      return;
    }
    const handedOver = finished(response);
    const work = handle(inbound.payload, firstResponseOver(response, handedOver, api)).then(() => {
      // Nothing was said: it could not be read, was answered before, or Discord refused the answer. The log says which.
      if (!response.writableEnded) endWith(response, status.failed);
    });
    running.add(work);
    await handedOver.catch(() => undefined);
  };

  return {
    route: { method: 'POST', path, handle: answer },
    connection: { platform: 'discord', stop: () => running.finish(), ended: new Promise(() => undefined) },
  };
}

/**
 * The first response: in the answer to the request where that is all there is to say. What has a file goes by a call of its own, and so
 * does a deferral: only the answer to a call tells that Discord knows of it, and that what follows can be sent.
 */
const firstResponseOver =
  (response: ServerResponse, handedOver: Promise<void>, api: InteractionApi): InteractionApi['callback'] =>
  async (reference, first, uploads = []) => {
    if (uploads.length === 0 && !isDeferral(first)) {
      response.writeHead(status.ok, { 'content-type': 'application/json' }).end(JSON.stringify(first));
      // Rejects where the connection broke before.
      await handedOver;
    } else {
      await api.callback(reference, first, uploads);
      endWith(response, status.accepted);
    }
  };

const isDeferral = ({ type }: FirstResponse): boolean =>
  type === InteractionResponseType.DeferredChannelMessageWithSource ||
  type === InteractionResponseType.DeferredMessageUpdate;

/** What Discord sent, or the status with which the request must be refused. */
async function signedPayload(request: IncomingMessage, isGood: SignatureCheck): Promise<{ payload: unknown } | number> {
  // Strangers' bodies fill no memory.
  if (!hasSignature(request.headers)) return status.unsigned;
  const body = await bodyOf(request);
  if (body === undefined) return status.tooLarge;
  if (!isGood(request.headers, body)) return status.unsigned;
  try {
    return { payload: JSON.parse(body.toString('utf8')) };
  } catch {
    return status.bad;
  }
}
