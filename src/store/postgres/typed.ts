/** Runs typed queries. */
import type { Compilable } from 'kysely';
import type { Query } from './connection.ts';

/**
 * What the typed query gives, which must be one that can be done twice. `doing` completes "Could not …"; `longest`: how long to wait for the
 * answer, in milliseconds, where that is not the usual time.
 */
export async function compiled<Row>(
  query: Query,
  asked: Compilable<Row>,
  doing: string,
  longest?: number,
): Promise<readonly Row[]> {
  const { sql: text, parameters: values } = asked.compile();
  // The types of the rows are the query's: it is from the same description of the tables.
  return (await query({ text, values, doing, ...(longest && { longest }) })) as readonly Row[];
}
