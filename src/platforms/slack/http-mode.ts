/** HTTP mode: Slack sends its requests to the program's own port. Bolt verifies and answers them; the server is not Bolt's. */
import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { type BufferedIncomingMessage, HTTPModuleFunctions, HTTPReceiver, type webApi } from '@slack/bolt';
import type { Logger } from 'pino';
import { bodyOf, endWith, longestBody } from '../../chat/http-exchange.ts';
import type { HttpRoute } from '../../chat/http-route.ts';
import { describeError } from './failures.ts';
import { installedPage, notInstalledPage, sendPage } from './install-pages.ts';
import type { InstalledBots } from './installed-bots.ts';
import { boltLogger } from './log-bridge.ts';
import { eventsPath, installPath, redirectPath } from './paths.ts';
import { botScopes } from './scopes.ts';

/** Older and newer requests are refused. Seconds. https://docs.slack.dev/authentication/verifying-requests-from-slack */
const longestAge = 300;

export interface HttpMode {
  readonly receiver: HTTPReceiver;
  readonly route: HttpRoute;
  /** From now on requests are answered 503, so that Slack delivers them again, to another process or later. */
  readonly pause: () => void;
}

export function httpMode(signingSecret: string, logger: Logger): HttpMode {
  const receiver = new HTTPReceiver({ signingSecret, endpoints: eventsPath, logger: boltLogger(logger) });
  let paused = false;
  return {
    receiver,
    route: {
      method: 'POST',
      path: eventsPath,
      async handle(request, response) {
        const inbound = paused ? undefined : await readInbound(request);
        if (paused || inbound === undefined) {
          endWith(response, 503);
        } else if ('refusal' in inbound) {
          logger.warn({ reason: inbound.refusal }, 'Slack: a request was refused');
          endWith(response, inbound.status);
        } else {
          receiver.requestListener(inbound, response);
          await answered(response);
        }
      },
    },
    pause() {
      paused = true;
    },
  };
}

const answered = async (response: ServerResponse): Promise<void> => {
  if (!response.closed) await once(response, 'close');
};

/** In words for the operator; nothing of what came is in them. */
interface Refused {
  readonly status: number;
  readonly refusal: string;
}

/** Reads a request for Bolt, which checks its signature then, and refuses what Bolt would take or break on. */
async function readInbound(request: IncomingMessage): Promise<BufferedIncomingMessage | Refused> {
  if (isFromTheFuture(request))
    return {
      status: 401,
      refusal: 'it was signed for later: somebody repeats it, or the clock of this machine is wrong',
    };
  const rawBody = await bodyOf(request);
  if (rawBody === undefined) return { status: 413, refusal: `it broke off, or has more than ${longestBody} bytes` };
  const inbound = Object.assign(request, { rawBody });
  return holdsObject(inbound) ? inbound : { status: 400, refusal: 'it holds no object, in JSON or in a form' };
}

/** Bolt logs how a body begins that is no JSON, and ends the program where it is `null`. */
function holdsObject(inbound: BufferedIncomingMessage): boolean {
  try {
    const body: unknown = HTTPModuleFunctions.parseHTTPRequestBody(inbound);
    return typeof body === 'object' && body !== null && !Array.isArray(body);
  } catch {
    return false;
  }
}

/** Bolt refuses what is too old, but not what is too new: that could be kept, and used again later. It reads the machine's clock, as this does. */
const isFromTheFuture = ({ headers }: IncomingMessage): boolean =>
  Number(headers['x-slack-request-timestamp']) > Date.now() / 1000 + longestAge;

export interface InstallTools {
  readonly signingSecret: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Signs the state, so that nobody can install the app in another's name. */
  readonly stateSecret: string;
  /** The address under which others reach the program, without a slash at its end. */
  readonly publicUrl: string;
  readonly clientOptions: webApi.WebClientOptions;
  readonly bots: InstalledBots;
  readonly logger: Logger;
}

/** OAuth v2: `/slack/install` leads to Slack, which leads back to `/slack/oauth_redirect`. */
export function installRoutes(tools: InstallTools): readonly HttpRoute[] {
  const { signingSecret, clientId, clientSecret, stateSecret, publicUrl, clientOptions, bots, logger } = tools;
  const log = boltLogger(logger);
  // Bolt's own receiver takes either an installer or an `authorize`; so this one has the installer, and never sees an event.
  const { installer } = new HTTPReceiver({
    signingSecret,
    clientId,
    clientSecret,
    stateSecret,
    // What it logs as an error it also throws or hands to `failure`, and often it is only a stranger who opened the address.
    logger: { ...log, error: (...parts: unknown[]) => log.info(...parts) },
    installationStore: {
      storeInstallation: (installation) => bots.install(installation),
      fetchInstallation: () => Promise.reject(new Error('installations are read elsewhere')),
    },
    installerOptions: { directInstall: true, clientOptions },
  });
  if (installer === undefined) throw new TypeError('Bolt made no installer');
  const options = { scopes: [...botScopes], redirectUri: publicUrl + redirectPath };
  return [
    {
      method: 'GET',
      path: installPath,
      handle: (request, response) => installer.handleInstallPath(request, response, undefined, options),
    },
    {
      method: 'GET',
      path: redirectPath,
      handle: (request, response) =>
        installer.handleCallback(request, response, {
          success: (installation) => sendPage(response, installedPage(installation)),
          failure(error) {
            logger.warn({ reason: describeError(error) }, 'Slack: an installation did not come about');
            sendPage(response, notInstalledPage(error));
          },
        }),
    },
  ];
}
