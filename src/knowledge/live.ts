/** The knowledge that is in service, kept up to date with the data folder: replaced when a change is good, kept when it is not. */
import type { Knowledge, KnowledgeSummary } from './knowledge.ts';
import type { LoadResult } from './load.ts';
import { DataError, type DataProblem } from './problem.ts';
import { summarize } from './summary.ts';
import { watchFolder, watchIntervalMs } from './watch.ts';

export interface LiveKnowledgeListener {
  /** A change is in service now. */
  readonly onReloaded: (summary: KnowledgeSummary) => void;
  /** A change was refused, with everything that is wrong; the last good knowledge stays in service. */
  readonly onRefused: (problems: readonly DataProblem[]) => void;
}

export interface LiveKnowledge {
  /** The last good knowledge. Whoever answers takes it once, so that one answer never mixes two states. */
  current(): Knowledge;
  /** What is wrong with the folder as it is now; empty when all is well. */
  lastProblems(): readonly DataProblem[];
  /** Watches no longer; `current()` stays as it is. */
  stop(): void;
}

/** Reads a data folder: `loadKnowledge`, or something that prepares more before the new knowledge is put into service. */
export type Load = (dataDir: string) => Promise<LoadResult>;

/**
 * Loads the folder and follows its changes, looking every `intervalMs` milliseconds. Throws `DataError` where there is no good knowledge
 * to begin with; later it only reports to the listener.
 */
export async function createLiveKnowledge(
  dataDir: string,
  load: Load,
  listener: LiveKnowledgeListener,
  { intervalMs = watchIntervalMs }: { readonly intervalMs?: number } = {},
): Promise<LiveKnowledge> {
  // Watching begins before loading, so that no change falls between the two; a change waits until the first load is in service.
  const inService = Promise.withResolvers<undefined>();
  const watch = watchFolder(dataDir, () => inService.promise.then(() => reload()), { intervalMs });
  await watch.ready;
  const tryLoad = (): Promise<LoadResult> => load(dataDir).catch((error: unknown) => failure(error));
  const first = await tryLoad();
  if (!first.ok) {
    watch.stop();
    throw new DataError(first.problems);
  }

  let current = first.knowledge;
  let problems: readonly DataProblem[] = [];
  const reload = async (): Promise<void> => {
    const result = await tryLoad();
    if (result.ok) {
      current = result.knowledge;
      problems = [];
      listener.onReloaded(summarize(current));
    } else {
      problems = result.problems;
      listener.onRefused(problems);
    }
  };
  inService.resolve(undefined);
  return { current: () => current, lastProblems: () => problems, stop: () => watch.stop() };
}

/** What the loader did not foresee is a problem of the folder like any other: the last good knowledge must stay in service. */
const failure = (error: unknown): Extract<LoadResult, { ok: false }> => ({
  ok: false,
  problems: [
    {
      file: '.',
      line: 0,
      entry: undefined,
      message: `could not be loaded: ${error instanceof Error ? error.message : String(error)}`,
      fix: 'undo the last change, and report this as a bug',
    },
  ],
});
