/** Collects what is wrong with a body. */
export type Fields = Readonly<Record<string, unknown>>;

export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export class Checker {
  readonly problems: string[];

  constructor(problems: string[]) {
    this.problems = problems;
  }

  that(good: boolean, problem: string): void {
    if (!good) this.problems.push(problem);
  }

  /** An object with these keys and no others. */
  fields(at: string, value: unknown, required: readonly string[], optional: readonly string[]): Fields {
    if (!isFields(value)) {
      this.problems.push(`${at} is not an object`);
      return {};
    }
    for (const key of required) this.that(key in value, `${at}.${key} is missing`);
    for (const key of Object.keys(value))
      this.that([...required, ...optional].includes(key), `${at}.${key} is unknown`);
    return value;
  }

  string(at: string, value: unknown, shortest: number, longest: number): string {
    if (typeof value !== 'string') {
      this.problems.push(`${at} is not a string`);
      return '';
    }
    this.that(
      value.length >= shortest && value.length <= longest,
      `${at} has ${value.length} characters, not ${shortest} to ${longest}`,
    );
    this.that(value.isWellFormed(), `${at} has half a character (a lone surrogate)`);
    return value;
  }

  array(at: string, value: unknown, fewest: number, most: number): readonly unknown[] {
    if (!Array.isArray(value)) {
      this.problems.push(`${at} is not an array`);
      return [];
    }
    this.that(
      value.length >= fewest && value.length <= most,
      `${at} has ${value.length} items, not ${fewest} to ${most}`,
    );
    return value;
  }

  /** No two the same. */
  unique(what: string, values: readonly string[]): void {
    this.that(new Set(values).size === values.length, `${what} repeats: ${values.join(', ')}`);
  }
}
