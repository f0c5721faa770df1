/** Starts PostgreSQL servers for tests. Each goes with the process that started it, whatever becomes of that. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

export interface PostgresServer {
  /** Where its Unix socket is. */
  readonly folder: string;
  /** Stops it at once: its clients lose their connections. */
  readonly stop: () => Promise<void>;
  readonly start: () => Promise<void>;
  /** Stops it for good and removes its files. */
  readonly close: () => Promise<void>;
}

const script = fileURLToPath(new URL('postgres-process.ts', import.meta.url));

/** Rejects, saying why, where no server can be had. A `durable` one waits for the disk: for measuring what that costs. */
export async function startPostgres({ durable = false } = {}): Promise<PostgresServer> {
  const args = durable ? [script, 'durable'] : [script];
  // A group of its own, so that an interrupt at the terminal reaches it only as the end of its input, and it can clean up.
  const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'], detached: true });
  const exited = once(child, 'exit');
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const expectLine = async (beginning: string): Promise<string> => {
    const { value } = await lines.next();
    if (typeof value === 'string' && value.startsWith(beginning)) return value.slice(beginning.length);
    throw new Error(`The test server of PostgreSQL did not start: ${String(value)}`);
  };
  const folder = await expectLine('ready ');
  return {
    folder,
    stop: async () => {
      child.stdin.write('stop\n');
      await expectLine('stopped');
    },
    start: async () => {
      child.stdin.write('start\n');
      await expectLine('ready ');
    },
    close: async () => {
      child.stdin.end();
      await exited;
    },
  };
}

/** How to reach a database of the server whose socket is in this folder. */
export const urlOf = (folder: string, database: string): string =>
  `postgres://postgres@localhost/${database}?host=${encodeURIComponent(folder)}`;
