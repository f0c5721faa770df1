import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { pino } from 'pino';
import { describe, expect, it, onTestFinished } from 'vitest';
import { sendText, startHttpServer } from '../../../src/app/http/server.ts';
import { NotYet, upkeepRoutes } from '../../../src/app/http/upkeep.ts';
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
    const { ask, server } = await served([greeting]);
    server.complete();
    expect(await ask('/greeting?a=1', { method: 'POST' })).toMatchObject({ status: 200, text: 'hello\n' });
    expect((await ask('/nowhere')).status).toBe(404);
    const wrongMethod = await ask('/greeting');
    expect(wrongMethod.status).toBe(405);
    expect(wrongMethod.headers.get('allow')).toBe('POST');
  });

  it('takes more routes while it runs, and asks to try again until all are there', async () => {
    const { ask, server } = await served([]);
    const early = await ask('/greeting', { method: 'POST', body: '{}' });
    expect(early).toMatchObject({ status: 503, text: expect.stringContaining('try again in a moment') as string });
    server.add([greeting]);
    expect((await ask('/greeting', { method: 'POST' })).status).toBe(200);
    const stillEarly = await ask('/nowhere');
    // A connection that is kept could run out while the program stands still.
    expect([stillEarly.status, stillEarly.headers.get('connection')]).toEqual([503, 'close']);
    server.complete();
    expect((await ask('/nowhere')).status).toBe(404);
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
    server.complete();
    const asked = ask('/slow');
    await arrived.promise;
    const stopped = server.stop();
    resolve(undefined);
    expect((await asked).text).toBe('done\n');
    await stopped;
    await expect(ask('/slow')).rejects.toThrow('fetch failed');
  });

  it('stops at once where nothing is being answered, also on a connection on which nothing was asked yet', async () => {
    const { ask, server } = await served([greeting]);
    server.complete();
    const silent = await connectedTo(server);
    // Kept for the next request, by a balancer as a rule for a minute.
    const { headers } = await ask('/greeting', { method: 'POST' });
    expect(headers.get('keep-alive')).toBe('timeout=65');
    const gone = once(silent, 'close');
    await server.stop();
    await gone;
  });

  it('breaks off what is half sent, where it has been waited for long enough', async () => {
    const reading = Promise.withResolvers<undefined>();
    const reader: HttpRoute = {
      method: 'POST',
      path: '/read',
      async handle(request) {
        reading.resolve(undefined);
        await once(request.resume(), 'close');
      },
    };
    const { server } = await served([reader]);
    const socket = await connectedTo(server);
    socket.write('POST /read HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\n\r\n{');
    await reading.promise;
    const stopped = server.stop();
    server.cut();
    await stopped;
  });

  it('closes its door also where it is cut without having been stopped', async () => {
    const { ask, server } = await served([greeting]);
    server.cut();
    await expect(ask('/greeting')).rejects.toThrow('fetch failed');
  });
});

/** A connection that the server has taken, on which nothing is sent by itself. */
async function connectedTo({ port }: { readonly port: number }): Promise<Socket> {
  const socket = connect(port, '127.0.0.1').on('error', () => undefined);
  onTestFinished(() => void socket.destroy());
  await once(socket, 'connect');
  return socket;
}

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

  it('says the same to who asks only whether it is well', async () => {
    const needs = { records: () => Promise.reject(new NotYet('waiting for the database')) };
    const { ask } = await served(upkeepRoutes({ metrics: createMetrics(watched), needs }));
    expect(await ask('/healthz', { method: 'HEAD' })).toMatchObject({ status: 200, text: '' });
    expect(await ask('/readyz', { method: 'HEAD' })).toMatchObject({ status: 503, text: '' });
    const other = await ask('/healthz', { method: 'DELETE' });
    expect([other.status, other.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
  });

  it('says what is waited for where anybody may read it, and keeps other reasons to itself', async () => {
    const { ask } = await served(
      upkeepRoutes({
        metrics: createMetrics(watched),
        needs: {
          records: () => Promise.reject(new NotYet('waiting for the database')),
          platforms: () => Promise.reject(new Error('the password is 4711')),
        },
      }),
    );
    const text = 'records: not ready, waiting for the database\nplatforms: not ready\n';
    expect(await ask('/readyz')).toMatchObject({ status: 503, text });
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
