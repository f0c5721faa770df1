/** Writes to a stream one text after the other, at the reader's pace, and outlives a reader that goes away. */
export type Output = NodeJS.WritableStream & { readonly columns?: number };

/** How a pipe says that nobody reads it any more; `head` and a closed window do this, and it is no failure. */
const readerGone = new Set(['EPIPE', 'ECONNRESET', 'EIO', 'ERR_STREAM_DESTROYED', 'ERR_STREAM_PREMATURE_CLOSE']);

export class Writer {
  /** Resolves when nothing more can be written: with why, or with `undefined` where the reader has simply gone. */
  readonly broken: Promise<Error | undefined>;
  readonly #output: Output;

  constructor(output: Output) {
    this.#output = output;
    this.broken = new Promise((resolve) => {
      // Stays for good: an error that comes after the last answer must not end the process either.
      output.on('error', (error: NodeJS.ErrnoException) => {
        resolve(readerGone.has(error.code ?? '') ? undefined : error);
      });
      output.once('close', () => {
        resolve(undefined);
      });
    });
  }

  /** Resolves when the text is handed on, or can no longer be. */
  async write(text: string): Promise<void> {
    if (!this.#output.writable) return;
    const written = new Promise<void>((resolve) => {
      this.#output.write(text, () => {
        resolve();
      });
    });
    await Promise.race([written, this.broken]);
  }
}
