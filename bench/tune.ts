/**
 * `npm run bench -- tune`: finds the coefficients and thresholds of src/knowledge/search/confidence.ts on the tuning split, and prints
 * them to be pasted there. The test split is not read. Coefficients are also fitted on the FAQ's own phrasings, each left out in turn:
 * they are ten times as many, but more alike in what they avoid than people are, so all together they weigh less than the split.
 */
import type { Role } from '../src/knowledge/knowledge.ts';
import { createAnalysis, type Analysis } from '../src/knowledge/search/analysis.ts';
import type { SearchFile } from '../src/knowledge/schema/files.ts';
import { confidenceOf, type Coefficients, type Signals } from '../src/knowledge/search/confidence.ts';
import { sharedLayers } from '../src/knowledge/search/layers.ts';
import { loadQuestions } from './questions.ts';
import { benchedRole } from './search.ts';

interface Example {
  readonly signals: Signals;
  /** Whether the best entry is the right answer. */
  readonly right: boolean;
  /** Whether the right answer is among the nearest. */
  readonly near: boolean;
  readonly foreign: boolean;
}

const steps = 3_000;
const stepSize = 2;
/** Keeps coefficients small: some hundred examples are few for this many of them. */
const ridge = 0.0005;
const parts = 8;
/** What the left-out phrasings weigh together, against the known questions of the split. */
const leftOutWeight = 0.5;
/** The most wrong answers given with confidence, as shares of the known and of the foreign questions. */
const mostWrong = 0.015;
const mostForeign = 0.02;
/** The share of the known questions with the right entry among the nearest that must at least be suggested. */
const leastSuggested = 0.98;

export async function tune(): Promise<void> {
  const { role, searchFile } = await benchedRole();
  const { tuning } = await loadQuestions(role);
  const analyse = createAnalysis(sharedLayers(role, searchFile));
  const asked = [
    ...tuning.known.flatMap((question) => exampleOf(analyse(question.asked), role, question.entry)),
    ...tuning.foreign.flatMap((question) => exampleOf(analyse(question), role)),
  ];
  const leftOut = leaveOut(role, searchFile);
  const found = fit([
    ...asked.map((example) => ({ ...example, weight: 1 })),
    ...leftOut.map((example) => ({ ...example, weight: (leftOutWeight * tuning.known.length) / leftOut.length })),
  ]);
  console.log(`${asked.length} examples of the tuning split, ${leftOut.length} phrasings left out in turn\n`);
  console.log('export const coefficients: Coefficients = {');
  for (const [name, value] of Object.entries<number>({ ...found })) console.log(`  ${name}: ${value.toFixed(2)},`);
  console.log('};');
  const answered = printThresholds(asked, found, tuning.known.length, tuning.foreign.length);
  const confident = leftOut.filter(({ signals }) => confidenceOf(signals, found) > answered);
  const wrong = confident.filter(({ right }) => !right).length;
  console.log(`left-out phrasings above it: ${confident.length} of ${leftOut.length}, ${wrong} of them wrong`);
}

/** None where nothing was found; none for a phrasing word for word either, for it is answered without a look at its signals. */
function exampleOf({ exact, nearest, signals }: Analysis, { faq }: Role, entry?: string): Example[] {
  if (signals === undefined || exact !== undefined) return [];
  const ids = nearest.map((each) => faq[each.entry]?.id);
  const foreign = entry === undefined;
  return [{ signals, right: !foreign && ids[0] === entry, near: !foreign && ids.includes(entry), foreign }];
}

/** The ways of asking as questions to an index that lacks them, an eighth of all at a time. */
function leaveOut(role: Role, searchFile: SearchFile): Example[] {
  const examples: Example[] = [];
  for (let part = 0; part < parts; part++) {
    let at = 0;
    const out: { readonly text: string; readonly entry: string }[] = [];
    const faq = role.faq.map((entry) => {
      const kept = entry.also_asked.filter((text) => {
        const stays = at++ % parts !== part;
        if (!stays) out.push({ text, entry: entry.id });
        return stays;
      });
      return { ...entry, also_asked: kept };
    });
    const rest = { ...role, faq };
    const analyse = createAnalysis(sharedLayers(rest, searchFile));
    examples.push(...out.flatMap(({ text, entry }) => exampleOf(analyse(text), rest, entry)));
  }
  return examples;
}

/** Logistic regression by gradient descent. */
function fit(examples: readonly (Example & { readonly weight: number })[]): Coefficients {
  const names = Object.keys(examples[0]?.signals ?? {}) as (keyof Signals)[];
  const total = examples.reduce((sum, { weight }) => sum + weight, 0);
  const found: Record<string, number> = { bias: 0 };
  for (const name of names) found[name] = 0;
  const coefficients = (): Coefficients => found as Record<keyof Coefficients, number>;
  for (let step = 0; step < steps; step++) {
    const gradient: Record<string, number> = {};
    const add = (name: string, by: number): void => void (gradient[name] = (gradient[name] ?? 0) + by / total);
    for (const { signals, right, weight } of examples) {
      const error = weight * ((right ? 1 : 0) - confidenceOf(signals, coefficients()));
      add('bias', error);
      for (const name of names) add(name, error * signals[name]);
    }
    for (const [name, by] of Object.entries(gradient)) {
      const value = found[name] ?? 0;
      found[name] = value + stepSize * (by - (name === 'bias' ? 0 : ridge * value));
    }
  }
  return coefficients();
}

/** Returns the threshold for answering. */
function printThresholds(
  examples: readonly Example[],
  coefficients: Coefficients,
  known: number,
  foreign: number,
): number {
  const rated = examples.map((example) => ({ ...example, confidence: confidenceOf(example.signals, coefficients) }));
  const highestOf = (wrong: typeof rated, allowed: number): number =>
    wrong.map(({ confidence }) => confidence).sort((a, b) => b - a)[Math.floor(allowed)] ?? 0;
  const answered = Math.max(
    highestOf(
      rated.filter((each) => !each.foreign && !each.right),
      mostWrong * known,
    ),
    highestOf(
      rated.filter((each) => each.foreign),
      mostForeign * foreign,
    ),
  );
  const near = rated.filter((each) => each.near).sort((a, b) => a.confidence - b.confidence);
  const suggested = near[Math.floor((1 - leastSuggested) * near.length)]?.confidence ?? 0;
  const answeredRight = near.filter(({ confidence, right }) => right && confidence > answered).length;
  console.log(`\nanswered above ${answered.toFixed(3)}: ${answeredRight} of ${known} questions answered rightly`);
  const foreignSuggested = rated.filter((each) => each.foreign && each.confidence >= suggested).length;
  console.log(
    `suggested from ${suggested.toFixed(3)}: lets ${foreignSuggested} of ${foreign} foreign questions through`,
  );
  return answered;
}
