import { pino } from 'pino';
import { describe, expect, it, onTestFinished } from 'vitest';
import { sendText, startHttpServer } from '../../../src/app/http/server.ts';
import { upkeepRoutes } from '../../../src/app/http/upkeep.ts';
import { createMetrics } from '../../../src/app/metrics.ts';
import type { HttpRoute } from '../../../src/chat/http-route.ts';
import { StoreError } from '../../../src/practice/store.ts';
import { createMemoryStore } from '../../../src/store/memory.ts';

async function served(routes: readonly HttpRoute[]) {
  const lines: string[] = [];
  const server = await startHttpServer(0, routes, pino({}, { write: (line) => lines.push(line) }));
  onTestFinished(() => server.stop());
  const ask = async (path: string, init: RequestInit = {}) => {
    const response = await fetch(`http://127.0.0.1:${server.port}${path}`, init);
    return { status: response.status, text: await response.text(), headers: response.headers };
  };
  return { ask, lines, server };
}

const greeting: HttpRoute = {
  method: 'POST',
  path: '/greeting',
  handle(_request, response) {
    sendText(response, 200, 'hello\n');
    return Promise.resolve();
  },
};

describe('the HTTP port', () => {
  it('hands a request to the route of its path and method, whatever its query', async () => {
    const { ask } = await served([greeting]);
    expect(await ask('/greeting?a=1', { method: 'POST' })).toMatchObject({ status: 200, text: 'hello\n' });
    expect((await ask('/nowhere')).status).toBe(404);
    const wrongMethod = await ask('/greeting');
    expect(wrongMethod.status).toBe(405);
    expect(wrongMethod.headers.get('allow')).toBe('POST');
  });

  it('takes more routes while it runs', async () => {
    const { ask, server } = await served([]);
    expect((await ask('/greeting', { method: 'POST' })).status).toBe(404);
    server.add([greeting]);
    expect((await ask('/greeting', { method: 'POST' })).status).toBe(200);
  });

  it('answers 500 where a route fails, logs why, and goes on', async () => {
    const broken: HttpRoute = { method: 'GET', path: '/broken', handle: () => Promise.reject(new Error('no luck')) };
    const { ask, lines } = await served([broken, greeting]);
    const failed = await ask('/broken');
    expect(failed.status).toBe(500);
    expect(failed.text).not.toContain('no luck');
    expect(lines.join()).toContain('no luck');
    expect((await ask('/greeting', { method: 'POST' })).status).toBe(200);
  });

  it('finishes a request under way before it stops, and keeps no connection for another one', async () => {
    const { promise, resolve } = Promise.withResolvers<undefined>();
    const arrived = Promise.withResolvers<undefined>();
    const slow: HttpRoute = {
      method: 'GET',
      path: '/slow',
      async handle(_request, response) {
        arrived.resolve(undefined);
        await promise;
        sendText(response, 200, 'done\n');
      },
    };
    const { ask, server } = await served([slow]);
    const asked = ask('/slow');
    await arrived.promise;
    const stopped = server.stop();
    resolve(undefined);
    expect((await asked).text).toBe('done\n');
    await stopped;
    await expect(ask('/slow')).rejects.toThrow('fetch failed');
  });
});

const watched = { knowledgeLoadedAt: () => new Date('2026-11-22T12:00:00Z'), knowledgeProblems: () => 2 };

describe('upkeep', () => {
  it('says that the process lives, whatever its store does, and is ready only when all it needs is there', async () => {
    let failing = false;
    const { ask } = await served(
      upkeepRoutes({
        metrics: createMetrics(watched),
        needs: {
          store: () => (failing ? Promise.reject(new StoreError('the database is away')) : Promise.resolve()),
          knowledge: () => Promise.resolve(),
        },
      }),
    );
    expect(await ask('/readyz')).toMatchObject({ status: 200, text: 'store: ready\nknowledge: ready\n' });
    failing = true;
    expect(await ask('/readyz')).toMatchObject({ status: 503, text: 'store: not ready\nknowledge: ready\n' });
    expect((await ask('/healthz')).status).toBe(200);
  });

  it('gives what was counted, without naming anybody', async () => {
    const metrics = createMetrics(watched);
    const store = metrics.measured(createMemoryStore());
    await store.updateLearner('discord:4711', (record) => ({ record, result: undefined }));
    await expect(
      store.updateLearner('discord:4711', () => {
        throw new StoreError('away');
      }),
    ).rejects.toThrow('away');
    metrics.invocation({ platform: 'discord', command: 'salary', outcome: 'answered', milliseconds: 3 });
    metrics.delivery({ platform: 'slack', kind: 'daily', state: 'sent' });
    metrics.paced('discord', 250);
    metrics.limited('learner');
    const { ask } = await served(upkeepRoutes({ metrics, needs: {} }));
    const { text, headers } = await ask('/metrics');
    expect(headers.get('content-type')).toContain('text/plain');
    for (const line of [
      'career_advisor_invocations_total{platform="discord",command="salary",outcome="answered"} 1',
      'career_advisor_invocation_seconds_count{platform="discord",command="salary"} 1',
      'career_advisor_deliveries_total{platform="slack",kind="daily",state="sent"} 1',
      'career_advisor_rate_limit_wait_seconds_sum{platform="discord"} 0.25',
      'career_advisor_limited_total{whose="learner"} 1',
      'career_advisor_store_seconds_count{call="update-learner"} 2',
      'career_advisor_store_failures_total{call="update-learner"} 1',
      `career_advisor_knowledge_loaded_timestamp_seconds ${Date.parse('2026-11-22T12:00:00Z') / 1000}`,
      'career_advisor_knowledge_problems 2',
      'process_cpu_seconds_total',
    ])
      expect(text).toContain(line);
    expect(text).not.toContain('4711');
  });
});
