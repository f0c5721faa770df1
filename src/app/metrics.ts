/** What the program counts of itself, for Prometheus. Labels name commands, platforms and states: never a person or a community. */
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import { StoreError, type Store } from '../practice/store.ts';
import type { InvocationRecord } from './dispatch.ts';

export interface Metrics {
  readonly invocation: (record: InvocationRecord) => void;
  /** A daily drill or a reminder that ended: how. */
  readonly delivery: (labels: { readonly platform: string; readonly kind: string; readonly state: string }) => void;
  /** Milliseconds that a post waited for its turn. */
  readonly paced: (platform: string, milliseconds: number) => void;
  /** Somebody who was asked to slow down: `learner` or `community` says whose limit it was. */
  readonly limited: (whose: 'learner' | 'community') => void;
  /** The same store, with the time of each call and its failures measured. */
  readonly measured: (store: Store) => Store;
  /** Prometheus' text format, and its content type. */
  readonly text: () => Promise<string>;
  readonly contentType: string;
}

/** Seconds. An answer has 2 s until the platform must have heard something; most take a few milliseconds. */
const answerBuckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 5];
const waitBuckets = [0.01, 0.1, 0.5, 1, 5, 15, 30, 60, 120, 300];

/** What is asked for whenever the metrics are read. */
export interface Watched {
  /** When the knowledge in service was loaded. */
  readonly knowledgeLoadedAt: () => Date;
  /** How many problems the data folder has as it is now. */
  readonly knowledgeProblems: () => number;
}

/** Metrics in a registry of their own. */
export function createMetrics({ knowledgeLoadedAt, knowledgeProblems }: Watched): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const invocations = new Counter({
    name: 'career_advisor_invocations_total',
    help: 'Invocations by platform, command and outcome',
    labelNames: ['platform', 'command', 'outcome'],
    registers,
  });
  const latency = new Histogram({
    name: 'career_advisor_invocation_seconds',
    help: 'Time from an invocation to its outcome, inside the program',
    labelNames: ['platform', 'command'],
    buckets: answerBuckets,
    registers,
  });
  const deliveries = new Counter({
    name: 'career_advisor_deliveries_total',
    help: 'Daily drills and reminders by how they ended',
    labelNames: ['platform', 'kind', 'state'],
    registers,
  });
  const waits = new Histogram({
    name: 'career_advisor_rate_limit_wait_seconds',
    help: "Time that posts waited so as not to exceed a platform's limits",
    labelNames: ['platform'],
    buckets: waitBuckets,
    registers,
  });
  const limited = new Counter({
    name: 'career_advisor_limited_total',
    help: 'Invocations that were answered with a request to slow down',
    labelNames: ['whose'],
    registers,
  });
  const storeTime = new Histogram({
    name: 'career_advisor_store_seconds',
    help: 'Time of each call to the store',
    labelNames: ['call'],
    buckets: answerBuckets,
    registers,
  });
  const storeFailures = new Counter({
    name: 'career_advisor_store_failures_total',
    help: 'Calls to the store that failed because it could not be used',
    labelNames: ['call'],
    registers,
  });
  new Gauge({
    name: 'career_advisor_knowledge_loaded_timestamp_seconds',
    help: 'When the knowledge in service was loaded',
    registers,
    collect() {
      this.set(knowledgeLoadedAt().getTime() / 1000);
    },
  });
  new Gauge({
    name: 'career_advisor_knowledge_problems',
    help: 'Problems of the data folder as it is now; the last good knowledge stays in service',
    registers,
    collect() {
      this.set(knowledgeProblems());
    },
  });

  const timed = async <T>(call: string, run: () => Promise<T>): Promise<T> => {
    const stop = storeTime.startTimer({ call });
    try {
      return await run();
    } catch (error) {
      if (error instanceof StoreError) storeFailures.inc({ call });
      throw error;
    } finally {
      stop();
    }
  };

  return {
    invocation({ platform, command, outcome, milliseconds }) {
      invocations.inc({ platform, command, outcome });
      latency.observe({ platform, command }, milliseconds / 1000);
    },
    delivery: (labels) => deliveries.inc({ ...labels }),
    paced: (platform, milliseconds) => waits.observe({ platform }, milliseconds / 1000),
    limited: (whose) => limited.inc({ whose }),
    measured: (store) => ({
      ...store,
      learner: (id) => timed('read-learner', () => store.learner(id)),
      updateLearner: (id, change) => timed('update-learner', () => store.updateLearner(id, change)),
      community: (id) => timed('read-community', () => store.community(id)),
      updateCommunity: (id, change) => timed('update-community', () => store.updateCommunity(id, change)),
      standings: (community, from) => timed('standings', () => store.standings(community, from)),
    }),
    text: () => registry.metrics(),
    contentType: registry.contentType,
  };
}
