/** Lines that were typed, kept in order until somebody takes them: answers are given strictly one after the other. */

export type LineInput =
  /** `waited`: it was typed, or pasted, while an earlier one was still being answered. */
  | { readonly kind: 'line'; readonly text: string; readonly waited: boolean }
  | { readonly kind: 'interrupted' }
  | { readonly kind: 'ended' };

/** The queue asks its source to pause above this many lines and to go on when they are taken. */
const pauseAbove = 256;

export interface LineSource {
  readonly pause: () => void;
  readonly resume: () => void;
}

export class LineQueue {
  readonly #source: LineSource;
  #lines: string[] = [];
  #take: ((input: LineInput) => void) | undefined;
  #ended = false;
  #interrupted = false;
  #paused = false;

  constructor(source: LineSource) {
    this.#source = source;
  }

  push(text: string): void {
    if (this.#ended) return;
    if (this.#deliver({ kind: 'line', text, waited: false })) return;
    this.#lines.push(text);
    if (this.#lines.length > pauseAbove && !this.#paused) {
      this.#paused = true;
      this.#source.pause();
    }
  }

  /** No more lines will come; those that wait can still be taken. */
  end(): void {
    this.#ended = true;
    if (this.#lines.length === 0) this.#deliver({ kind: 'ended' });
  }

  /** Ends at once: lines that wait are let go. */
  stop(): void {
    this.#lines = [];
    this.end();
  }

  /** Makes the running or next `next()` give `interrupted` instead of a line. */
  interrupt(): void {
    this.#interrupted = !this.#deliver({ kind: 'interrupted' });
  }

  /** Whether a line is there to be taken. */
  get waiting(): boolean {
    return this.#lines.length > 0;
  }

  /** The next input, as soon as there is one. Only one caller at a time. */
  next(): Promise<LineInput> {
    if (this.#interrupted) {
      this.#interrupted = false;
      return Promise.resolve({ kind: 'interrupted' });
    }
    const text = this.#lines.shift();
    if (text !== undefined) {
      this.#resumeWhenEmpty();
      return Promise.resolve({ kind: 'line', text, waited: true });
    }
    if (this.#ended) return Promise.resolve({ kind: 'ended' });
    return new Promise((resolve) => {
      this.#take = resolve;
    });
  }

  #deliver(input: LineInput): boolean {
    const take = this.#take;
    this.#take = undefined;
    take?.(input);
    return take !== undefined;
  }

  #resumeWhenEmpty(): void {
    if (!this.#paused || this.#lines.length > 0 || this.#ended) return;
    this.#paused = false;
    this.#source.resume();
  }
}
