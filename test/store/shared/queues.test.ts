import { expect, it } from 'vitest';
import { createQueues } from '../../../src/store/shared/queues.ts';

it('runs the tasks of one key in order, keeps nothing afterwards, and survives failures', async () => {
  const queues = createQueues(2);
  const order: number[] = [];
  const tasks = [0, 1, 2].map((number) =>
    queues.run('a', async () => {
      await Promise.resolve();
      order.push(number);
      if (number === 1) throw new Error('failed');
    }),
  );
  expect((await Promise.allSettled(tasks)).map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  expect(order).toEqual([0, 1, 2]);
  await queues.idle();
  expect(queues.size()).toBe(0);
});

it('runs tasks of different keys side by side, up to the limit', async () => {
  const queues = createQueues(3);
  const { promise: gate, resolve: open } = Promise.withResolvers<undefined>();
  let [running, most] = [0, 0];
  const tasks = Array.from({ length: 10 }, (_, index) =>
    queues.run(`key ${index}`, async () => {
      running += 1;
      most = Math.max(most, running);
      if (running === 3) open(undefined);
      await gate;
      running -= 1;
    }),
  );
  await Promise.all(tasks);
  expect(most).toBe(3);
  await queues.idle();
  expect(queues.size()).toBe(0);
});

it('lets tasks without a key wait for no other, and waits for them at the end', async () => {
  const queues = createQueues(3);
  const { promise: gate, resolve: open } = Promise.withResolvers<undefined>();
  const first = queues.run(undefined, () => gate);
  // The first one cannot end before this one has.
  await queues.run(undefined, async () => {
    open(undefined);
    await gate;
  });
  await queues.idle();
  await first;
  expect(queues.size()).toBe(0);
});
