/** `npm run bench -- search`: how often the FAQ search is right, and how long it takes. */
import { performance } from 'node:perf_hooks';
import { loadKnowledgeOrThrow } from '../src/knowledge/load.ts';
import type { Role } from '../src/knowledge/knowledge.ts';
import type { SearchFile } from '../src/knowledge/schema/files.ts';
import { createFaqSearch } from '../src/knowledge/search/index.ts';
import { generateFaq } from './generated.ts';
import { measureQuality, type Quality } from './quality.ts';
import { loadQuestions, type QuestionSplit } from './questions.ts';

const generatedEntries = 10_000;
const timedSearches = 1_000;
/** Asked before the clock runs, so that the compiler's work is not counted. */
const warmUp = 200;

/** Prints the quality on both splits, then times and memory on the real and on a generated FAQ. */
export async function benchSearch(): Promise<void> {
  const { role, searchFile } = await benchedRole();
  const questions = await loadQuestions(role);
  const built = timed(() => createFaqSearch(role, searchFile));
  console.log(`${role.faq.length} entries: index built in ${milliseconds(built.time)} (a process's first)`);
  for (const name of ['tuning', 'test'] as const) {
    console.log(`\n${name}: ${describeSplit(questions[name])}`);
    console.log(describeQuality(measureQuality(built.value, questions[name])));
  }
  const asked = questions.test.known.map((question) => question.asked);
  console.log(
    `\n${asked.length} searches over ${role.faq.length} entries: ${describeTimes(asked.map((each) => timed(() => built.value.find(each)).time))}`,
  );
  benchGenerated(role, searchFile);
}

/** The role that is benched, with the file of synonyms. */
export async function benchedRole(): Promise<{ role: Role; searchFile: SearchFile }> {
  const knowledge = await loadKnowledgeOrThrow(process.env['DATA_DIR'] ?? 'data');
  const role = knowledge.roles.values().next().value;
  if (role === undefined) throw new Error('The data holds no role');
  return { role, searchFile: knowledge.search };
}

function benchGenerated(role: Role, searchFile: SearchFile): void {
  const generated = generateFaq(role, generatedEntries, warmUp + timedSearches);
  const { value: search, time } = timed(() => createFaqSearch(generated.role, searchFile));
  for (const question of generated.questions.slice(0, warmUp)) search.find(question);
  const times = generated.questions.slice(warmUp).map((question) => timed(() => search.find(question)).time);
  const typed = generated.questions
    .slice(warmUp)
    .map((question) => timed(() => search.complete(question.slice(0, 20), 25)).time);
  console.log(`\n${generatedEntries} generated entries, 7 phrasings each: index built in ${milliseconds(time)}`);
  console.log(`  ${timedSearches} searches: ${describeTimes(times)}`);
  console.log(`  ${timedSearches} completions: ${describeTimes(typed)}`);
}

function timed<Value>(work: () => Value): { value: Value; time: number } {
  const start = performance.now();
  const value = work();
  return { value, time: performance.now() - start };
}

function describeTimes(times: readonly number[]): string {
  const sorted = [...times].sort((a, b) => a - b);
  const percentile = (share: number): string =>
    milliseconds(sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0);
  return `p50 ${percentile(0.5)}, p99 ${percentile(0.99)}, longest ${percentile(1)}`;
}

const milliseconds = (time: number): string => `${time.toFixed(2)} ms`;

function describeSplit({ known, foreign }: QuestionSplit): string {
  const entries = new Set(known.map(({ entry }) => entry)).size;
  return `${known.length} questions over ${entries} entries, ${foreign.length} foreign questions`;
}

function describeQuality(quality: Quality): string {
  const line = (what: string, share: number): string =>
    `  ${what.padEnd(34)} ${(100 * share).toFixed(1).padStart(5)} %`;
  return [
    line('right at 1', quality.rightAtOne),
    line('right within 3', quality.withinThree),
    line('wrong but confident', quality.wrongButConfident),
    line('suggested instead of answered', quality.suggested),
    line('refused', quality.refused),
    line('foreign answered with confidence', quality.foreignAnswered),
    line('foreign refused', quality.foreignRefused),
  ].join('\n');
}
