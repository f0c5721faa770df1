/** One of the processes of a storm: the real program, started again whenever it ends, as a machine's service manager would. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, constants, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { realData } from '../../support/folders.ts';

const program = fileURLToPath(new URL('../../../src/start.js', import.meta.url));
const shiftedClock = new URL('shifted-clock.ts', import.meta.url).href;

export interface WorkerOptions {
  readonly environment: Readonly<Record<string, string>>;
  /** How far its clock is ahead of the machine's, in milliseconds. */
  readonly shift: () => number;
  /** A folder of its own for it to run in: one without an `.env`. */
  readonly folder: string;
  /** Texts that must not stand in any line that it says. */
  readonly secrets: readonly string[];
}

/** How many of the last lines are kept, for whoever looks for the reason of a failure. */
const keptLines = 400;
const betweenStarts = 100;

/** What a process that cannot reach its database says when it gives up starting: its service manager starts it again. */
const gaveUp = 'the database cannot be reached';

/** What it says once its records are open, and it has begun. */
const isAtWork = '"msg":"at work"';

export class Worker {
  starts = 0;
  /** What went wrong with the process itself. */
  readonly problems: string[] = [];
  readonly lines: string[] = [];
  readonly #options: WorkerOptions;
  readonly #clockFile: string;
  #child: ChildProcess | undefined;
  #ready: PromiseWithResolvers<undefined> = Promise.withResolvers();
  #isReady = false;
  #isKilled = false;
  #hasGivenUp = false;
  #isOver = false;
  #supervision: Promise<void> | undefined;

  constructor(options: WorkerOptions) {
    this.#options = options;
    this.#clockFile = join(options.folder, 'clock');
  }

  /** Keeps it running from now on; resolves when it works. */
  start(): Promise<undefined> {
    this.shiftClock();
    this.#supervision = this.#supervise();
    return this.#ready.promise;
  }

  /** Ends it at once; it comes back soon. Resolves when it is gone. */
  async kill(): Promise<void> {
    const child = this.#child;
    if (child === undefined) return;
    this.#isKilled = true;
    const gone = once(child, 'exit');
    if (child.exitCode === null && child.signalCode === null && child.kill('SIGKILL')) await gone;
  }

  /** Its clock shows from now on what `shift` says now. */
  shiftClock(): void {
    // Written over: at no moment is there no clock.
    const file = openSync(this.#clockFile, constants.O_CREAT | constants.O_WRONLY);
    writeSync(file, new Float64Array([this.#options.shift()]));
    closeSync(file);
  }

  /** Stands still, as on a machine that sleeps, until `thaw`. */
  freeze(): void {
    this.#child?.kill('SIGSTOP');
  }

  thaw(): void {
    this.#child?.kill('SIGCONT');
  }

  /** Has it stop in good order, for good. */
  async stop(): Promise<void> {
    this.#isOver = true;
    this.#child?.kill('SIGTERM');
    await this.#supervision;
  }

  /** Ends it for good, whatever it does. */
  async abandon(): Promise<void> {
    this.#isOver = true;
    await this.kill();
    await this.#supervision;
  }

  async #supervise(): Promise<void> {
    while (!this.#isOver) {
      this.#isReady = false;
      this.#isKilled = false;
      this.#hasGivenUp = false;
      const child = this.#spawn();
      const [code] = (await once(child, 'close')) as [number | null];
      this.#child = undefined;
      this.#judge(code);
      await delay(betweenStarts);
    }
  }

  #spawn(): ChildProcess {
    const { environment, folder } = this.#options;
    const child = spawn(process.execPath, ['--import', shiftedClock, program, 'chat'], {
      cwd: folder,
      env: {
        PATH: process.env['PATH'] ?? '',
        DATA_DIR: realData,
        STORM_CLOCK_FILE: this.#clockFile,
        ...environment,
      },
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    this.#child = child;
    this.starts += 1;
    if (child.stderr !== null) createInterface({ input: child.stderr }).on('line', (line) => this.#hear(line));
    return child;
  }

  #hear(line: string): void {
    this.lines.push(line);
    if (this.lines.length > keptLines) this.lines.shift();
    if (this.#options.secrets.some((secret) => line.includes(secret)))
      this.problems.push(`a secret in its log: ${line}`);
    this.#hasGivenUp ||= line.includes(gaveUp);
    if (!line.includes(isAtWork)) return;
    this.#isReady = true;
    this.#ready.resolve(undefined);
  }

  /** `code`: what it exited with. */
  #judge(code: number | null): void {
    if (this.#isKilled || (this.#isOver && (code === 0 || !this.#isReady))) return;
    if (!this.#isReady && code === 1 && this.#hasGivenUp) return;
    this.problems.push(`it ended by itself with ${code}: ${this.lines.slice(-5).join('\n')}`);
  }
}
