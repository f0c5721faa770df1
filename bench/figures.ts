/** What benchmarks make of many measurements. */

/** The one in the middle. */
export const median = (numbers: readonly number[]): number =>
  numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? NaN;

export const percent = (share: number): string => `${Math.round(100 * share)} %`;
