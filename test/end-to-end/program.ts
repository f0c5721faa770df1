/** The real program as a process of its own. */
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Nothing of the machine's own configuration may leak into a test. */
const cleanEnvironment = { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '' };

export class Program {
  readonly #child: ChildProcessWithoutNullStreams;
  readonly #watchers = new Set<() => void>();
  readonly exitCode: Promise<number | null>;
  readonly stateDir: string;
  output = '';
  errors = '';

  constructor(
    args: readonly string[],
    environment: Readonly<Record<string, string>>,
    nodeOptions: readonly string[] = [],
  ) {
    // Records of a test's own, unless it brings some: never those of whoever runs the tests.
    const ownState = mkdtempSync(join(tmpdir(), 'career-advisor-state-'));
    this.stateDir = environment['STATE_DIR'] ?? ownState;
    this.#child = spawn(process.execPath, [...nodeOptions, 'src/start.js', ...args], {
      cwd: root,
      env: { ...cleanEnvironment, STATE_DIR: ownState, ...environment },
    });
    this.#child.stdout.setEncoding('utf8').on('data', (text: string) => this.#heard(() => (this.output += text)));
    this.#child.stderr.setEncoding('utf8').on('data', (text: string) => this.#heard(() => (this.errors += text)));
    this.exitCode = once(this.#child, 'close').then(([code]) => code as number | null);
    onTestFinished(() => {
      this.#child.kill('SIGKILL');
      rmSync(ownState, { recursive: true, force: true });
    });
  }

  write(text: string): void {
    this.#child.stdin.write(text);
  }

  endInput(): void {
    this.#child.stdin.end();
  }

  signal(name: NodeJS.Signals): void {
    this.#child.kill(name);
  }

  /** Resolves when `condition` holds, looked at whenever the program has written something. */
  async until(condition: () => boolean): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<undefined>();
    const look = (): void => {
      if (condition()) resolve(undefined);
    };
    this.#watchers.add(look);
    look();
    await promise;
    this.#watchers.delete(look);
  }

  #heard(add: () => void): void {
    add();
    for (const look of this.#watchers) look();
  }
}

/** Runs the program to its end with the given standard input. */
export async function run(
  args: readonly string[],
  {
    input = '',
    environment = {},
    nodeOptions = [],
  }: { input?: string; environment?: Record<string, string>; nodeOptions?: readonly string[] } = {},
): Promise<{ code: number | null; output: string; errors: string }> {
  const program = new Program(args, environment, nodeOptions);
  program.write(input);
  program.endInput();
  const code = await program.exitCode;
  return { code, output: program.output, errors: program.errors };
}
