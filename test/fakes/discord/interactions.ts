/** What the fake knows of each interaction, and the rules of the order in which one may be answered. */
import type { UploadedFile } from './multipart.ts';
import type { InteractionPayload } from './payloads.ts';
import { fileProblems, isTooLarge } from './rules/files.ts';
import { discordProblems } from './validate.ts';

/** How Discord answers a request: an HTTP status with an error code, or undefined where it is content. */
export interface Refusal {
  readonly status: number;
  readonly code: number;
  readonly message: string;
}

export interface Callback {
  readonly type: number;
  readonly data?: unknown;
}

const types = { ping: 1, command: 2, component: 3, completion: 4, form: 5 } as const;
const unknownInteraction: Refusal = { status: 404, code: 10062, message: 'Unknown interaction' };
const unknownWebhook: Refusal = { status: 404, code: 10015, message: 'Unknown Webhook' };
const entityTooLarge: Refusal = { status: 413, code: 40005, message: 'Request entity too large' };
const alreadyAnswered: Refusal = { status: 400, code: 40060, message: 'Interaction has already been acknowledged.' };

/** Discord's 3 seconds. */
const deadline = 3000;

export class FakeInteraction {
  readonly payload: InteractionPayload;
  /** The accepted first response. */
  readonly first: Promise<Callback>;
  /** The first accepted edit, and the first follow-up. */
  readonly edited: Promise<unknown>;
  readonly followedUp: Promise<unknown>;
  /** Everything that was refused, with why. */
  readonly refusals: string[] = [];
  /** The files of everything that was accepted, in order. */
  readonly files: UploadedFile[] = [];
  #callback: Callback | undefined;
  #expired = false;
  readonly #sentAt = Date.now();
  readonly #resolve: {
    first: (callback: Callback) => void;
    edited: (body: unknown) => void;
    followedUp: (body: unknown) => void;
  };

  constructor(payload: InteractionPayload) {
    this.payload = payload;
    const [first, edited, followedUp] = [
      Promise.withResolvers<Callback>(),
      Promise.withResolvers<unknown>(),
      Promise.withResolvers<unknown>(),
    ];
    [this.first, this.edited, this.followedUp] = [first.promise, edited.promise, followedUp.promise];
    this.#resolve = { first: first.resolve, edited: edited.resolve, followedUp: followedUp.resolve };
  }

  /** As if the time in which it can be answered were over. */
  expire(): void {
    this.#expired = true;
  }

  /** Takes or refuses a first response. */
  answer(callback: Callback, files: readonly UploadedFile[] = []): Refusal | undefined {
    const problems = [...discordProblems('callback', callback), ...fileProblems(callback.data, files)];
    return this.#judge(problems, this.#callbackRefusal(callback), files, () => {
      this.#callback = callback;
      this.#resolve.first(callback);
    });
  }

  /** Takes or refuses an edit of the original response. */
  edit(body: unknown, files: readonly UploadedFile[] = []): Refusal | undefined {
    const problems = [...discordProblems('edit', body), ...fileProblems(body, files)];
    return this.#judge(problems, this.#webhookRefusal(), files, () => this.#resolve.edited(body));
  }

  /** Takes or refuses a follow-up message. */
  followUp(body: unknown, files: readonly UploadedFile[] = []): Refusal | undefined {
    const problems = [...discordProblems('follow-up', body), ...fileProblems(body, files)];
    return this.#judge(problems, this.#webhookRefusal(), files, () => this.#resolve.followedUp(body));
  }

  #judge(
    problems: readonly string[],
    refusal: Refusal | undefined,
    files: readonly UploadedFile[],
    accept: () => void,
  ): Refusal | undefined {
    const judged: Refusal | undefined =
      (isTooLarge(files) ? entityTooLarge : refusal) ??
      (problems.length > 0
        ? { status: 400, code: 50035, message: `Invalid Form Body: ${problems.join('; ')}` }
        : undefined);
    if (judged !== undefined) {
      this.refusals.push(`${judged.code} ${judged.message}`);
      return judged;
    }
    this.files.push(...files);
    accept();
    return undefined;
  }

  #callbackRefusal({ type }: Callback): Refusal | undefined {
    if (this.#callback !== undefined) return alreadyAnswered;
    if (this.#expired || Date.now() - this.#sentAt > deadline) return unknownInteraction;
    return allowedCallbacks(this.payload).includes(type)
      ? undefined
      : { status: 400, code: 50035, message: `type ${type} cannot answer this` };
  }

  #webhookRefusal(): Refusal | undefined {
    return this.#callback === undefined || this.#expired ? unknownWebhook : undefined;
  }
}

function allowedCallbacks({ type, message }: InteractionPayload): number[] {
  if (type === types.ping) return [1];
  if (type === types.completion) return [8];
  const updates = message === undefined ? [] : [6, 7];
  return type === types.form ? [4, 5, ...updates] : [4, 5, 9, ...updates];
}
