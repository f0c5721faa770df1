/** The knowledge that the running bot answers from: followed as its folder changes, with the search built before it is put into service. */
import type { Logger } from 'pino';
import type { Knowledge } from '../knowledge/knowledge.ts';
import { createLiveKnowledge, type LiveKnowledge, type LiveKnowledgeListener } from '../knowledge/live.ts';
import { loadKnowledge, type LoadResult } from '../knowledge/load.ts';
import { formatProblem } from '../knowledge/problem.ts';
import { searchFor } from '../knowledge/search/search-for.ts';

export interface FollowedKnowledge extends LiveKnowledge {
  /** When the knowledge in service was loaded. */
  readonly loadedAt: () => Date;
}

type OnRefused = LiveKnowledgeListener['onRefused'];

/** Throws `DataError` where there is no good knowledge to begin with. What is wrong with a later change is logged, unless `onRefused` tells it. */
export async function followKnowledge(
  dataDir: string,
  logger: Logger,
  onRefused: OnRefused = logged(logger),
): Promise<FollowedKnowledge> {
  let loadedAt = new Date();
  const live = await createLiveKnowledge(dataDir, loadWithIndex, {
    onReloaded: (summary) => {
      loadedAt = new Date();
      logger.info(summary, 'knowledge reloaded');
    },
    onRefused,
  });
  return { ...live, loadedAt: () => loadedAt };
}

const logged =
  (logger: Logger): OnRefused =>
  (problems) => {
    for (const problem of problems)
      logger.error({ problem: formatProblem(problem) }, 'data refused; the last good knowledge stays in service');
  };

/** Loads, and builds the search indexes before the new knowledge is swapped in, so that no answer waits for them. */
async function loadWithIndex(dataDir: string): Promise<LoadResult> {
  const result = await loadKnowledge(dataDir);
  if (result.ok) buildIndexes(result.knowledge);
  return result;
}

function buildIndexes(knowledge: Knowledge): void {
  for (const role of knowledge.roles.values()) searchFor(knowledge, role);
}
