/** pgbench with the statements that our store sends: what the server can do with them, without a program that thinks. */
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Database, Statement } from '../src/store/postgres/connection.ts';
import { learnerPrefix } from './postgres-learners.ts';

/** A database that also tells of every statement. */
export const overheard = (database: Database, listener: (statement: Statement) => void): Database => ({
  ...database,
  turn: (key, work) =>
    database.turn(key, (query) =>
      work((statement) => {
        listener(statement);
        return query(statement);
      }),
    ),
});

/** What recording one attempt sent, and what in its values belongs to this attempt alone. */
export interface Recording {
  readonly statements: readonly Statement[];
  readonly learner: string;
  readonly attempt: string;
}

export interface Script {
  readonly text: string;
  /** How many statements one transaction of pgbench sends. */
  readonly statements: number;
  readonly variables: Readonly<Record<string, string>>;
}

/**
 * The same statements as a script of pgbench. Each time it takes another learner, a new id for the attempt, and the version of the learner's
 * record that the reading before gave, as the store does; all other values are those that were sent.
 */
export function scriptOf({ statements, learner, attempt }: Recording, learners: number): Script {
  const variables: Record<string, string> = {};
  const version = statements.find(({ onlyOnce }) => onlyOnce === true)?.values[1];
  const parameter = (value: unknown, name: string): string => {
    if (value === learner) return `('${learnerPrefix}' || :number)`;
    if (value === version) return ':version';
    const sent = String(value);
    variables[name] = sent;
    return sent.includes(attempt) ? `replace(:${name}, '${attempt}', :attempt::text)` : `:${name}`;
  };
  const lines = statements.map(({ text, values, onlyOnce }, number) => {
    const sent = text
      .trim()
      .replace(/\$(\d+)/g, (_, index: string) => parameter(values[Number(index) - 1], `sent_${number}_${index}`));
    return onlyOnce !== true && values[0] === learner ? `${sent} \\gset` : `${sent};`;
  });
  const begin = [`\\set number random(1, ${learners})`, '\\set attempt random(1, 1000000000000000)'];
  return { text: [...begin, ...lines, ''].join('\n'), statements: statements.length, variables };
}

/** Runs a script for so many seconds with as many clients, in one thread as our process has. Resolves with transactions a second. */
export async function pgbench(
  { text, variables }: Script,
  { folder, database, clients, seconds }: { folder: string; database: string; clients: number; seconds: number },
): Promise<number> {
  const place = await mkdtemp(join(tmpdir(), 'career-advisor-pgbench-'));
  try {
    const file = join(place, 'attempt.sql');
    await writeFile(file, text);
    const defined = Object.entries(variables).flatMap(([name, value]) => ['-D', `${name}=${value}`]);
    const load = ['--no-vacuum', '--protocol=prepared', `--client=${clients}`, '--jobs=1', `--time=${seconds}`];
    const { stdout } = await promisify(execFile)('pgbench', [
      ...load,
      `--file=${file}`,
      ...defined,
      '--host',
      folder,
      '--username=postgres',
      database,
    ]);
    return Number(/tps = ([\d.]+)/.exec(stdout)?.[1]);
  } finally {
    await rm(place, { recursive: true });
  }
}
