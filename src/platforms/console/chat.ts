/**
 * The conversation in a terminal, or over any two streams: one line is one request, and each is answered before the next is begun.
 *
 *     const connection = await startConsole(
 *       { input: process.stdin, output: process.stdout, terminal: true, colour: true },
 *       conversation,
 *       { learner: 'console:ada', now: () => new Date() },
 *     );
 *     const { exitCode } = await connection.ended;
 */
import type { Connection, Conversation, Ending } from '../../chat/conversation.ts';
import type { Request } from '../../chat/invocation.ts';
import type { Form, Outcome } from '../../chat/reply.ts';
import { completeLine } from './completion.ts';
import { askForm, type FormInputs } from './form.ts';
import type { LineInput } from './line-queue.ts';
import { LineReader, promptText } from './line-reader.ts';
import { farewell, formLeft, greeting, howToLeave, nothingToPress } from './phrases.ts';
import { renderReply, type PressableAction } from './render.ts';
import { safeLine } from './safe-text.ts';
import { Sheet, type Style } from './sheet.ts';
import { readTypedLine } from './typed-line.ts';
import { Writer, type Output } from './writer.ts';

export interface ConsoleStreams {
  readonly input: NodeJS.ReadableStream;
  readonly output: Output;
  /** A person sits there: line editing, prompt and greeting. Otherwise lines are read and answered, and nothing else is written. */
  readonly terminal: boolean;
  readonly colour: boolean;
}

export interface ConsoleOptions {
  /** `console:NAME`. */
  readonly learner: string;
  /** Read once for each request. */
  readonly now: () => Date;
}

/** Longer lines are hard to read, however wide the window is. In columns. */
const widestText = 100;

/**
 * Starts to read and to answer. `ended` resolves when every line up to the end of the input is answered and written, or when nobody
 * reads the output any more. The streams are left open: they belong to the caller.
 */
export function startConsole(
  streams: ConsoleStreams,
  conversation: Conversation,
  options: ConsoleOptions,
): Promise<Connection> {
  const chat = new ConsoleChat(streams, conversation, options);
  const running = chat.run();
  const stop = async (): Promise<void> => {
    chat.stop();
    await running;
  };
  return Promise.resolve({ platform: 'console', ended: chat.ended, stop });
}

class ConsoleChat {
  readonly ended: Promise<Ending>;
  readonly #streams: ConsoleStreams;
  readonly #conversation: Conversation;
  readonly #options: ConsoleOptions;
  readonly #writer: Writer;
  readonly #reader: LineReader;
  readonly #end: (ending: Ending) => void;
  #actions: readonly PressableAction[] = [];
  #filling = false;
  #warned = false;
  #spoken = false;
  #stopped = false;

  constructor(streams: ConsoleStreams, conversation: Conversation, options: ConsoleOptions) {
    this.#streams = streams;
    this.#conversation = conversation;
    this.#options = options;
    const { promise, resolve } = Promise.withResolvers<Ending>();
    this.ended = promise;
    this.#end = resolve;
    this.#writer = new Writer(streams.output);
    this.#reader = new LineReader({
      ...streams,
      complete: async (line) => (this.#filling ? [[], line] : completeLine(line, conversation)),
      onInterrupt: () => this.#interrupted(),
    });
    void this.#writer.broken.then((error) => this.#leave(error));
  }

  /** Answers line by line until the input ends. */
  async run(): Promise<void> {
    try {
      if (this.#streams.terminal) await this.#note(greeting(this.#conversation.commands()));
      for (let input = await this.#take(); input.kind !== 'ended'; input = await this.#take()) {
        if (input.kind === 'line') await this.#handle(input.text);
      }
      if (this.#streams.terminal) await this.#note(farewell);
      if (!this.#stopped) this.#leave();
    } catch (error) {
      this.#leave(error instanceof Error ? error : new Error('an unknown error', { cause: error }));
    }
  }

  stop(): void {
    this.#stopped = true;
    this.#reader.close();
  }

  #leave(error?: Error): void {
    this.#reader.close();
    if (error === undefined) this.#end({ exitCode: 0, message: undefined });
    else this.#end({ exitCode: 1, message: `The terminal chat has ended: ${error.message}` });
  }

  /** Ctrl+C leaves a form; else it says how to leave, and the second in a row leaves, even where an answer never comes. */
  #interrupted(): void {
    this.#reader.dropTyped();
    if (this.#filling) {
      this.#reader.interrupt();
    } else if (this.#warned) {
      this.#leave();
    } else {
      this.#warned = true;
      void this.#note(howToLeave).then(() => this.#reader.prompt());
    }
  }

  async #take(): Promise<LineInput> {
    const input = await this.#reader.next();
    // Pasted lines stand above the first answer already: said again, each stands above its own.
    if (this.#streams.terminal && input.kind === 'line' && input.waited) {
      await this.#writer.write(`${promptText}${safeLine(input.text)}\n`);
    }
    return input;
  }

  async #handle(text: string): Promise<void> {
    this.#warned = false;
    const line = readTypedLine(text);
    switch (line.kind) {
      case 'nothing':
        return;
      case 'farewell':
        this.#reader.close();
        return;
      case 'number':
        return this.#press(line.number);
      case 'request':
        return this.#ask(line.request);
    }
  }

  async #press(number: number): Promise<void> {
    const pressed = this.#actions.find((action) => action.number === number);
    if (pressed === undefined) await this.#note(nothingToPress(number, this.#actions.length));
    else await this.#ask({ kind: 'action', id: pressed.action, inputs: {} });
  }

  async #ask(request: Request): Promise<void> {
    let outcome = await this.#answer(request);
    while ('form' in outcome) {
      const inputs = await this.#fill(outcome.form);
      if (inputs === undefined) return this.#note(formLeft);
      outcome = await this.#answer({ kind: 'action', id: outcome.form.action, inputs });
    }
    const { text, actions } = renderReply(outcome.reply, this.#style);
    this.#actions = actions;
    await this.#say(text);
  }

  #answer(request: Request): Promise<Outcome> {
    const { learner, now } = this.#options;
    return this.#conversation.answer({
      platform: 'console',
      community: 'console',
      learner,
      now: now(),
      // Whoever sits at the terminal runs the program.
      isAdmin: () => Promise.resolve(true),
      request,
    });
  }

  async #fill(form: Form): Promise<FormInputs | undefined> {
    this.#filling = true;
    try {
      return await askForm(form, {
        leaveKey: this.#streams.terminal ? 'Ctrl+C' : undefined,
        say: (text) => this.#note(text),
        next: () => this.#take(),
      });
    } finally {
      this.#filling = false;
    }
  }

  #note(text: string): Promise<void> {
    return this.#say(new Sheet(this.#style).lines([{ text }]).join('\n'));
  }

  /** Writes a text with an empty line after it, or, where nobody types in between, before all but the first. */
  async #say(text: string): Promise<void> {
    this.#reader.clearRow();
    const { terminal } = this.#streams;
    const gap = this.#spoken && !terminal ? '\n' : '';
    this.#spoken = true;
    await this.#writer.write(`${gap}${text}\n${terminal ? '\n' : ''}`);
  }

  get #style(): Style {
    const { output, colour } = this.#streams;
    const { columns = 0 } = output;
    // Without a window there is nothing to wrap for, and whoever searches the output finds whole lines.
    return { colour, width: columns > 0 ? Math.min(columns, widestText) : Infinity };
  }
}
