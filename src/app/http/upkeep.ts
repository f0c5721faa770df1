/** The routes for whoever looks after the program: is it alive, is it ready, what does it count. */
import type { HttpRoute } from '../../chat/http-route.ts';
import type { Metrics } from '../metrics.ts';
import { sendText } from './server.ts';

/** Something is not there yet, for a reason that anybody may read. */
export class NotYet extends Error {}

export interface UpkeepTools {
  readonly metrics: Metrics;
  /** What the program needs in order to serve: each resolves where it is well, and rejects with the reason where not. */
  readonly needs: Readonly<Record<string, () => Promise<void>>>;
}

/**
 * `/healthz`: the process lives. `/readyz`: everything it needs is there; else 503 and what is not. The reasons go to the log of the part
 * itself, not to whoever asks, except for those of `NotYet`.
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
          Object.entries(needs).map(async ([name, need]) => ({ name, state: await stateOf(need) })),
        );
        const lines = states.map(({ name, state }) => `${name}: ${state}\n`);
        sendText(response, states.every(({ state }) => state === ready) ? 200 : 503, lines.join(''));
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

const ready = 'ready';

const stateOf = (need: () => Promise<void>): Promise<string> =>
  need().then(
    () => ready,
    (reason: unknown) => (reason instanceof NotYet ? `not ready, ${reason.message}` : 'not ready'),
  );
