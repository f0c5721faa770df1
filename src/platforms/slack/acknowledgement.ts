/** Acknowledges one payload, once. */
import type { Logger } from 'pino';
import { describeError } from './failures.ts';

/** Bolt's `ack`. Rejects where the connection has gone. */
export type Acknowledge<Body> = (body?: Body) => Promise<void>;

export class Acknowledgement<Body> {
  readonly #ack: Acknowledge<Body>;
  readonly #logger: Logger;
  #tried = false;

  constructor(ack: Acknowledge<Body>, logger: Logger) {
    this.#ack = ack;
    this.#logger = logger;
  }

  /** Whether it has been sent, or has failed to be: there is no second chance. */
  get tried(): boolean {
    return this.#tried;
  }

  /** Sends it, with the answer where there is one. False where Slack did not get this: it was tried before, or the connection has gone. */
  async send(body?: Body): Promise<boolean> {
    if (this.#tried) return false;
    this.#tried = true;
    try {
      await this.#ack(body);
      return true;
    } catch (error) {
      this.#logger.warn({ reason: describeError(error) }, 'Slack: an acknowledgement could not be sent');
      return false;
    }
  }
}
