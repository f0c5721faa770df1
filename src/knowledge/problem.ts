/** What is wrong with a data file, said to the person who edits it. */
export interface DataProblem {
  /** Path below the data folder, such as `roles/backend-engineer/faq.yaml`. */
  readonly file: string;
  /** 1-based; 0 where the problem is the file as a whole. */
  readonly line: number;
  /** The entry it is in, such as `degree-required`, where there is one. */
  readonly entry: string | undefined;
  /** What is wrong. */
  readonly message: string;
  /** What to do about it. */
  readonly fix: string;
}

/** One line, `file:line entry: what. Fix: how`, so that an editor's terminal can jump to it. */
export function formatProblem(problem: DataProblem): string {
  const place = problem.line > 0 ? `${problem.file}:${problem.line}` : problem.file;
  const entry = problem.entry === undefined ? '' : ` in "${problem.entry}"`;
  return `${place}${entry}: ${problem.message}. Fix: ${problem.fix}.`;
}

/** Every problem in a line, and below them how many there are and what that means: `outcome`, the end of a sentence. */
export const formatProblems = (problems: readonly DataProblem[], outcome: string): string =>
  [...problems.map(formatProblem), `${countOf(problems)}; ${outcome}.`].join('\n');

const countOf = (problems: readonly DataProblem[]): string =>
  problems.length === 1 ? '1 problem' : `${problems.length} problems`;

/** Thrown where knowledge must be good to go on. Carries every problem, not only the first. */
export class DataError extends Error {
  readonly problems: readonly DataProblem[];

  constructor(problems: readonly DataProblem[]) {
    super(`The data has ${countOf(problems)}:\n${problems.map((problem) => `  ${formatProblem(problem)}`).join('\n')}`);
    this.name = 'DataError';
    this.problems = problems;
  }
}
