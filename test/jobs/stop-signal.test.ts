/** Requests to end, as they come from the system, a terminal and npm. */
import { EventEmitter } from 'node:events';
import { expect, it } from 'vitest';
import { stopSignal } from '../../src/jobs/stop-signal.ts';

it('takes a signal that npm passes on for the same request, and leaves a later one to the system', async () => {
  const source = new EventEmitter();
  const later = Promise.withResolvers<undefined>();
  const stopped = stopSignal(source, () => later.promise);

  source.emit('SIGINT', 'SIGINT');
  source.emit('SIGINT', 'SIGINT');
  expect(await stopped).toEqual({ exitCode: 0, message: 'SIGINT: finishing what runs, then stopping' });
  expect(source.listenerCount('SIGINT')).toBe(1);

  later.resolve(undefined);
  await later.promise;
  expect([source.listenerCount('SIGINT'), source.listenerCount('SIGTERM')]).toEqual([0, 0]);
});
