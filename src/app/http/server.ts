/** The program's one HTTP port: the platforms' routes, and what looks after the program (health, readiness, metrics). */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Logger } from 'pino';
import type { HttpRoute } from '../../chat/http-route.ts';
import { idleCloser } from './idle-connections.ts';

export interface HttpServer {
  /** The port in use; it differs from the wanted one where that is 0. */
  readonly port: number;
  /** Serves these too from now on. */
  readonly add: (routes: readonly HttpRoute[]) => void;
  /** All routes are there. Until then one that is missing may be coming, and whoever asks for it is told to try again. */
  readonly complete: () => void;
  /** Takes no new connection, and resolves when the requests under way have been answered. */
  readonly stop: () => Promise<void>;
  /** Takes no new connection, and breaks off those that there are: what `stop` has waited for long enough. */
  readonly cut: () => void;
}

/** Longer than any platform waits for an answer, in milliseconds: who sends slower than that is not one of them. */
const requestTime = 20_000;

/** How long a connection is kept for the next request, in milliseconds: longer than balancers keep theirs, which is mostly a minute. */
const idleTime = 65_000;

/** Listens on `port`. Rejects where that is taken or not allowed. */
export async function startHttpServer(port: number, routes: readonly HttpRoute[], logger: Logger): Promise<HttpServer> {
  const served = [...routes];
  let isComplete = false;
  const times = { requestTimeout: requestTime, headersTimeout: requestTime, keepAliveTimeout: idleTime };
  const server = createServer(times, (request, response) => {
    // A program that is starting stands still while it loads its parts: a connection that was kept would run out meanwhile, with a request on it.
    if (!isComplete) response.setHeader('connection', 'close');
    respond(served, isComplete, request, response).catch((error: unknown) => {
      logger.error({ err: error, path: pathOf(request) }, 'an HTTP request could not be answered');
      if (!response.headersSent) sendText(response, 500, 'Something broke on our side.\n');
      else response.destroy();
    });
  });
  const closeIdle = idleCloser(server);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    add: (more) => void served.push(...more),
    complete: () => void (isComplete = true),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        // Whoever keeps one open for the next request would hold up the end for seconds, and send that request in vain.
        closeIdle();
      }),
    cut() {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** Answers in plain text. */
export function sendText(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' }).end(text);
}

const pathOf = ({ url = '/' }: IncomingMessage): string => url.split('?', 1)[0] ?? '/';

async function respond(
  routes: readonly HttpRoute[],
  isComplete: boolean,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const path = pathOf(request);
  const here = routes.filter((each) => each.path === path);
  // The server leaves out the body by itself.
  const wanted = request.method === 'HEAD' ? 'GET' : request.method;
  const route = here.find(({ method }) => method === wanted);
  if (route !== undefined) return route.handle(request, response);
  request.resume();
  if (here.length === 0) {
    if (isComplete) sendText(response, 404, 'There is nothing here.\n');
    else sendText(response, 503, 'The bot is starting, and nothing was done. Please try again in a moment.\n');
    return;
  }
  response.setHeader('allow', here.map(({ method }) => (method === 'GET' ? 'GET, HEAD' : method)).join(', '));
  sendText(response, 405, 'This address takes another method.\n');
}
