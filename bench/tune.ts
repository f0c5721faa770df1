/**
 * `npm run bench -- tune`: finds the coefficients and thresholds of src/knowledge/search/confidence.ts on the tuning split, and prints
 * them to be pasted there. The test split is not read.
 */
import { createAnalysis } from '../src/knowledge/search/analysis.ts';
import { confidenceOf, type Coefficients, type Signals } from '../src/knowledge/search/confidence.ts';
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

const steps = 20_000;
const stepSize = 0.5;
/** Keeps coefficients small: 200 examples are few for this many of them. */
const ridge = 0.0005;
/** The most wrong answers given with confidence, as shares of the known and of the foreign questions. */
const mostWrong = 0.01;
const mostForeign = 0.015;
/** The share of the known questions with the right entry among the nearest that must at least be suggested. */
const leastSuggested = 0.98;

export async function tune(): Promise<void> {
  const { role, searchFile } = await benchedRole();
  const { tuning } = await loadQuestions(role);
  const analyse = createAnalysis(role, searchFile);
  const example = (asked: string, entry?: string): Example[] => {
    const { ranked, signals } = analyse(asked);
    const nearest = ranked.slice(0, 3).map((each) => role.faq[each.entry]?.id);
    const foreign = entry === undefined;
    return signals === undefined
      ? []
      : [{ signals, right: !foreign && nearest[0] === entry, near: !foreign && nearest.includes(entry), foreign }];
  };
  const examples = [
    ...tuning.known.flatMap(({ asked, entry }) => example(asked, entry)),
    ...tuning.foreign.flatMap((asked) => example(asked)),
  ];
  const found = fit(examples);
  console.log(`${examples.length} examples of the tuning split\n\nexport const coefficients: Coefficients = {`);
  for (const [name, value] of Object.entries<number>({ ...found })) console.log(`  ${name}: ${value.toFixed(2)},`);
  console.log('};');
  printThresholds(examples, found, tuning.known.length, tuning.foreign.length);
}

/** Logistic regression by gradient descent. */
function fit(examples: readonly Example[]): Coefficients {
  const names = Object.keys(examples[0]?.signals ?? {}) as (keyof Signals)[];
  const found: Record<string, number> = { bias: 0 };
  for (const name of names) found[name] = 0;
  const coefficients = (): Coefficients => found as Record<keyof Coefficients, number>;
  for (let step = 0; step < steps; step++) {
    const gradient = new Map<string, number>();
    const add = (name: string, by: number): Map<string, number> =>
      gradient.set(name, (gradient.get(name) ?? 0) + by / examples.length);
    for (const { signals, right } of examples) {
      const error = (right ? 1 : 0) - confidenceOf(signals, coefficients());
      add('bias', error);
      for (const name of names) add(name, error * signals[name]);
    }
    for (const [name, by] of gradient) {
      const value = found[name] ?? 0;
      found[name] = value + stepSize * (by - (name === 'bias' ? 0 : ridge * value));
    }
  }
  return coefficients();
}

function printThresholds(
  examples: readonly Example[],
  coefficients: Coefficients,
  known: number,
  foreign: number,
): void {
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
}
