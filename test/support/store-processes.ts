/** Starts processes that use a state, and ends them. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

export interface StoreProcess {
  readonly pid: number;
  /** Everything that it said so far. */
  readonly lines: readonly string[];
  /** The line with this number, from 0, as soon as it is said; undefined if the process ends before. */
  readonly line: (number: number) => Promise<string | undefined>;
  /** Ends it with SIGKILL; resolves when it is gone and all it said has arrived. */
  readonly kill: () => Promise<void>;
}

const script = fileURLToPath(new URL('store-process.ts', import.meta.url));

/** `place` is a folder or the URL of a database. */
export function storeProcess(place: string, ...task: readonly string[]): StoreProcess {
  const child: ChildProcess = spawn(process.execPath, [script, place, ...task], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const { stdout, pid } = child;
  if (stdout === null || pid === undefined) throw new Error('the process did not start');
  const lines: string[] = [];
  const said = createInterface({ input: stdout }).on('line', (line) => lines.push(line));
  // All that it said has arrived by then; that it has ended comes in its own time.
  const closed = once(said, 'close');
  const exited = once(child, 'exit');
  let ended = false;
  void closed.then(() => (ended = true));
  const kill = async (): Promise<void> => {
    child.kill('SIGKILL');
    await Promise.all([closed, exited]);
  };
  onTestFinished(kill);
  return {
    pid,
    lines,
    line: async (number) => {
      while (lines.length <= number && !ended) await Promise.race([once(said, 'line'), closed]);
      return lines[number];
    },
    kill,
  };
}
