/** The routes for whoever looks after the program: is it alive, is it ready, what does it count. */
import type { HttpRoute } from '../../chat/http-route.ts';
import type { Metrics } from '../metrics.ts';
import { sendText } from './server.ts';

export interface UpkeepTools {
  readonly metrics: Metrics;
  /** What the program needs in order to serve: each resolves where it is well, and rejects with the reason where not. */
  readonly needs: Readonly<Record<string, () => Promise<void>>>;
}

/**
 * `/healthz`: the process lives. `/readyz`: everything it needs is there; else 503 and what is not. The reasons go to the log of the part
 * itself, not to whoever asks.
 */
export function upkeepRoutes({ metrics, needs }: UpkeepTools): readonly HttpRoute[] {
  return [
    {
      method: 'GET',
      path: '/healthz',
      handle(_request, response) {
        sendText(response, 200, 'alive\n');
        return Promise.resolve();
      },
    },
    {
      method: 'GET',
      path: '/readyz',
      async handle(_request, response) {
        const states = await Promise.all(
          Object.entries(needs).map(async ([name, need]) => [name, await holds(need)] as const),
        );
        const lines = states.map(([name, holds]) => `${name}: ${holds ? 'ready' : 'not ready'}\n`);
        sendText(response, states.every(([, holds]) => holds) ? 200 : 503, lines.join(''));
      },
    },
    {
      method: 'GET',
      path: '/metrics',
      async handle(_request, response) {
        response.writeHead(200, { 'content-type': metrics.contentType }).end(await metrics.text());
      },
    },
  ];
}

const holds = (need: () => Promise<void>): Promise<boolean> =>
  need().then(
    () => true,
    () => false,
  );
