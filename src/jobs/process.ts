/** What every serving process is made of, whatever its role: knowledge, records, posters, delivery. */
import type { Logger } from 'pino';
import { type Delivering, startDelivery } from '../app/delivery/start.ts';
import { logInvocation } from '../app/log.ts';
import { createMetrics, type Metrics } from '../app/metrics.ts';
import { withRateLimits } from '../app/rate-limits.ts';
import type { Conversation } from '../chat/conversation.ts';
import type { Config } from '../config.ts';
import { formatProblem } from '../knowledge/problem.ts';
import { conversationOver } from './conversation.ts';
import { startLife } from './life.ts';
import { type FollowedKnowledge, followKnowledge } from './live-knowledge.ts';
import { createPosters, type Posters } from './posters.ts';
import { openRecords, type Records } from './records.ts';

/** What waits for nobody else. */
export interface Groundwork {
  readonly config: Config;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly knowledge: FollowedKnowledge;
}

export interface Process extends Groundwork {
  /** With the store's times measured. */
  readonly records: Records;
  readonly posters: Posters;
  /** To be stopped by whoever began the process, at the same time as what answers people. */
  readonly delivery: Delivering;
}

/** Loads the knowledge and begins to count; `running` ends it. Rejects with an error for the operator where something is wrong. */
export async function layGroundwork(
  config: Config,
  logger: Logger,
  running: AsyncDisposableStack,
): Promise<Groundwork> {
  const knowledge = await followKnowledge(config.dataDir, logger);
  running.defer(() => knowledge.stop());
  const metrics = createMetrics({
    knowledgeLoadedAt: knowledge.loadedAt,
    knowledgeProblems: () => knowledge.lastProblems().length,
  });
  return { config, logger, metrics, knowledge };
}

/**
 * Begins the rest; `running` ends it, the last begun first, except for the delivery. Rejects with an error for the operator where something is
 * missing, and where `stopping` is aborted while it waits.
 */
export async function beginProcess(
  groundwork: Groundwork,
  running: AsyncDisposableStack,
  stopping: AbortSignal,
): Promise<Process> {
  const { config, logger, metrics, knowledge } = groundwork;
  const opened = await openRecords(config, logger, stopping);
  running.defer(() => opened.store.close());
  const records = { ...opened, store: metrics.measured(opened.store) };
  const life = await startLife(records.store, logger);
  running.defer(() => clearInterval(life));
  const posters = await createPosters(config, records, logger);
  stopping.throwIfAborted();
  const delivery = await startDelivery({
    ...records,
    jobs: await records.openJobs(),
    posterFor: posters.posterFor,
    // One that only answers people still posts what an admin asks for at once.
    platforms: config.role === 'ingress' ? [] : posters.platforms,
    knowledge: () => knowledge.current(),
    now: () => new Date(),
    newId: () => crypto.randomUUID(),
    logger,
    onDelivered: metrics.delivery,
    onPaced: metrics.paced,
  });
  return { ...groundwork, records, posters, delivery };
}

/** The conversation that the platforms of this process hand their invocations to. */
export async function converse(parts: Process): Promise<Conversation> {
  const { config, logger, metrics, knowledge, records, posters, delivery } = parts;
  const conversation = await conversationOver({
    knowledge: () => knowledge.current(),
    store: records.store,
    defaultZone: config.defaultZone,
    desk: {
      storeName: records.storeName,
      posterFor: posters.posterFor,
      deliver: (community) => delivery.deliver(community),
      dataState: () => ({ loadedAt: knowledge.loadedAt(), problems: knowledge.lastProblems().map(formatProblem) }),
    },
    record(record) {
      metrics.invocation(record);
      logInvocation(logger, record);
    },
    trouble: (error, what) => logger.error({ err: error }, what),
  });
  return withRateLimits(conversation, metrics.limited);
}
