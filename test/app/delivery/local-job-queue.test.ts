import { createLocalJobQueue } from '../../../src/app/delivery/local-job-queue.ts';
import type { GivenUp } from '../../../src/practice/daily/job-queue.ts';
import { describeJobQueue } from '../../support/job-queue-contract.ts';
import { createVirtualClock } from '../../support/virtual-clock.ts';

describeJobQueue('memory', () => {
  const clock = createVirtualClock();
  const givenUp: GivenUp[] = [];
  const jobs = createLocalJobQueue(clock.pause, (job) => givenUp.push(job));
  return Promise.resolve({ jobs, givenUp, hurry: () => clock.advance(60_000) });
});
