/** The program's one HTTP port: the platforms' routes, and what looks after the program (health, readiness, metrics). */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Logger } from 'pino';
import type { HttpRoute } from '../../chat/http-route.ts';

export interface HttpServer {
  /** The port in use; it differs from the wanted one where that is 0. */
  readonly port: number;
  /** Serves these too from now on. */
  readonly add: (routes: readonly HttpRoute[]) => void;
  /** Takes no new connection, and resolves when the requests under way have been answered. */
  readonly stop: () => Promise<void>;
}

/** Longer than any platform waits for an answer, in milliseconds: who sends slower than that is not one of them. */
const requestTime = 20_000;

/** Listens on `port`. Rejects where that is taken or not allowed. */
export async function startHttpServer(port: number, routes: readonly HttpRoute[], logger: Logger): Promise<HttpServer> {
  const served = [...routes];
  let stopping = false;
  const server = createServer({ requestTimeout: requestTime, headersTimeout: requestTime }, (request, response) => {
    response.on('close', () => {
      // Whoever keeps it open for the next request would hold up the end for seconds, and send that request in vain.
      if (stopping) server.closeIdleConnections();
    });
    respond(served, request, response).catch((error: unknown) => {
      logger.error({ err: error, path: pathOf(request) }, 'an HTTP request could not be answered');
      if (!response.headersSent) sendText(response, 500, 'Something broke on our side.\n');
      else response.destroy();
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    add: (more) => void served.push(...more),
    stop: () =>
      new Promise((resolve) => {
        stopping = true;
        server.close(() => resolve());
        server.closeIdleConnections();
      }),
  };
}

/** Answers in plain text. */
export function sendText(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' }).end(text);
}

const pathOf = ({ url = '/' }: IncomingMessage): string => url.split('?', 1)[0] ?? '/';

async function respond(
  routes: readonly HttpRoute[],
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const path = pathOf(request);
  const here = routes.filter((each) => each.path === path);
  const route = here.find(({ method }) => method === request.method);
  if (route !== undefined) return route.handle(request, response);
  request.resume();
  if (here.length === 0) {
    sendText(response, 404, 'There is nothing here.\n');
    return;
  }
  response.setHeader('allow', here.map(({ method }) => method).join(', '));
  sendText(response, 405, 'This address takes another method.\n');
}
