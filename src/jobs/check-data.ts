/** The job behind `npm run check-data`: every error at once, or a summary. */
import type { Config } from '../config.ts';
import { formatAsOf } from '../chat/dates.ts';
import { loadKnowledge } from '../knowledge/load.ts';
import { formatProblems } from '../knowledge/problem.ts';
import { summarize } from '../knowledge/summary.ts';

/** Returns 1 where anything is wrong. */
export async function checkData(config: Config): Promise<number> {
  const result = await loadKnowledge(config.dataDir);
  if (!result.ok) {
    process.stderr.write(`${formatProblems(result.problems, 'nothing was changed')}\n`);
    return 1;
  }
  const summary = summarize(result.knowledge);
  process.stdout.write(
    [
      `${summary.roles} ${summary.roles === 1 ? 'role' : 'roles'}, ${summary.sources} sources`,
      `${summary.faqEntries} FAQ entries with ${summary.waysOfAsking} ways of asking; the oldest was updated on ${summary.oldestEntry}`,
      `${summary.figures} figures, each with its source; the oldest is of ${formatAsOf(summary.oldestFigure)}, ${summary.undatedFigures} come from undated sources`,
      `${summary.topics} topics, ${summary.disagreements} places where sources disagree`,
      `${summary.questions} interview questions over ${summary.questionTopics} topics`,
      'All good.',
      '',
    ].join('\n'),
  );
  return 0;
}
