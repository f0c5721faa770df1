/** Reads lines: with editing, history and completion where a person types, plainly where a program does. */
import { clearScreenDown, createInterface, cursorTo, type Interface } from 'node:readline';
import { LineQueue, type LineInput } from './line-queue.ts';
import type { LineCompletion } from './completion.ts';
import type { Output } from './writer.ts';

export const promptText = '› ';

/** Lines that the arrow keys bring back. They are kept in memory alone and end with the process. */
const historySize = 200;

export interface LineReaderOptions {
  readonly input: NodeJS.ReadableStream;
  readonly output: Output;
  readonly terminal: boolean;
  /** What the Tab key offers for the line up to the cursor. Never rejects. */
  readonly complete: (line: string) => Promise<LineCompletion>;
  /** Ctrl+C was pressed. */
  readonly onInterrupt: () => void;
}

export class LineReader {
  readonly #readline: Interface;
  readonly #queue: LineQueue;
  readonly #output: Output;
  readonly #terminal: boolean;
  #closed = false;

  constructor({ input, output, terminal, complete, onInterrupt }: LineReaderOptions) {
    this.#output = output;
    this.#terminal = terminal;
    this.#readline = terminal
      ? createInterface({
          input,
          output,
          terminal,
          completer: (line: string, done: (error: null, completion: LineCompletion) => void) => {
            // Until then readline reads no further; it may be closed meanwhile.
            void complete(line).then((completion) => this.#closed || done(null, completion));
          },
          historySize,
          removeHistoryDuplicates: true,
          prompt: promptText,
        })
      : createInterface({ input, terminal, crlfDelay: Infinity });
    const queue = new LineQueue(this.#readline);
    this.#queue = queue;
    this.#readline.on('line', (line) => queue.push(line));
    this.#readline.on('SIGINT', onInterrupt);
    // An input that breaks has ended: what was read before is still answered.
    this.#readline.on('error', () => queue.end());
    this.#readline.on('close', () => {
      this.#closed = true;
      queue.end();
    });
  }

  /** The next line, when there is one. Shows the prompt where a person is waited for. */
  next(): Promise<LineInput> {
    if (!this.#queue.waiting) this.prompt();
    return this.#queue.next();
  }

  /** Shows the prompt, with what has been typed so far behind it. */
  prompt(): void {
    if (this.#terminal && !this.#closed) this.#readline.prompt(true);
  }

  /** Makes room for a text: takes the prompt and what is being typed off the screen until the next prompt. */
  clearRow(): void {
    if (!this.#terminal) return;
    cursorTo(this.#output, 0);
    clearScreenDown(this.#output);
  }

  /** Throws away what has been typed of the current line. */
  dropTyped(): void {
    if (this.#closed) return;
    this.#readline.write(null, { ctrl: true, name: 'e' });
    this.#readline.write(null, { ctrl: true, name: 'u' });
  }

  /** Makes the running `next()`, or the coming one, give `interrupted`. */
  interrupt(): void {
    this.#queue.interrupt();
  }

  /** Reads no more: the running `next()` and all later ones give `ended`. */
  close(): void {
    this.#queue.stop();
    if (!this.#closed) this.#readline.close();
  }
}
