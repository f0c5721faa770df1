/** Discord without a gateway: interactions come as signed HTTP requests, and any process behind a balancer can answer any of them. */
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import { finished } from 'node:stream/promises';
import { InteractionResponseType } from 'discord-api-types/v10';
import type { Logger } from 'pino';
import type { Connection, Conversation } from '../../chat/conversation.ts';
import type { HttpRoute } from '../../chat/http-route.ts';
import { interactionHandler, type FirstResponse, type InteractionApi } from './interactions.ts';
import { interactionApi, type DiscordSettings } from './rest.ts';
import { runningAnswers } from './running.ts';
import { signatureCheck, type SignatureCheck } from './signature.ts';

/** Where the operator points the application's "Interactions Endpoint URL". */
const path = '/discord/interactions';

/**
 * How long an interaction can be answered, in milliseconds. What is older is no news of Discord's; what is newer could be kept, and sent again
 * later.
 */
const longestAge = 15 * 60_000;

/** No interaction comes near it: a form has 5 fields of 4,000 characters, a component brings its message. In bytes. */
const longestBody = 1024 * 1024;

const status = { ok: 200, accepted: 202, bad: 400, unsigned: 401, tooLarge: 413, failed: 500, stopping: 503 } as const;

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
  const isGood: SignatureCheck = (headers, body) => isSigned(headers, body) && isTimely(headers);

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const inbound = running.isStopping() ? status.stopping : await signedPayload(request, isGood);
    if (typeof inbound === 'number') {
      end(response, inbound);
      return;
    }
    const handedOver = finished(response);
    const work = handle(inbound.payload, firstResponseOver(response, handedOver, api)).then(() => {
      // Nothing was said: it could not be read, was answered before, or Discord refused the answer. The log says which.
      if (!response.writableEnded) end(response, status.failed);
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
      end(response, status.accepted);
    }
  };

const isDeferral = ({ type }: FirstResponse): boolean =>
  type === InteractionResponseType.DeferredChannelMessageWithSource ||
  type === InteractionResponseType.DeferredMessageUpdate;

/** Answers without a body. A request that was not read to its end takes its connection with it. */
function end(response: ServerResponse, code: number): void {
  response.writeHead(code, response.req.complete ? {} : { connection: 'close' }).end();
}

/** What Discord sent, or the status with which the request must be refused. */
async function signedPayload(request: IncomingMessage, isGood: SignatureCheck): Promise<{ payload: unknown } | number> {
  // Of a connection that breaks meanwhile nobody reads the answer.
  const body = await bodyOf(request).catch(() => undefined);
  if (body === undefined) return status.tooLarge;
  if (!isGood(request.headers, body)) return status.unsigned;
  try {
    return { payload: JSON.parse(body.toString('utf8')) };
  } catch {
    return status.bad;
  }
}

/** The body as it came; undefined where it is too long. */
async function bodyOf(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  // Left early, the loop must leave the connection open for the answer.
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    const bytes = chunk as Buffer;
    length += bytes.length;
    if (length > longestBody) return undefined;
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
}
