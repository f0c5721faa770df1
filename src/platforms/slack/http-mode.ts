/** HTTP mode: Slack sends its requests to the program's own port. Bolt verifies and answers them; the server is not Bolt's. */
import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { HTTPReceiver, type webApi } from '@slack/bolt';
import type { Logger } from 'pino';
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
        if (paused || isFromTheFuture(request)) {
          request.resume();
          response.writeHead(paused ? 503 : 401).end();
          return;
        }
        receiver.requestListener(request, response);
        await answered(response);
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
  // Bolt's own receiver takes either an installer or an `authorize`; so this one has the installer, and never sees an event.
  const { installer } = new HTTPReceiver({
    signingSecret,
    clientId,
    clientSecret,
    stateSecret,
    logger: boltLogger(logger),
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
