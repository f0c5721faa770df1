/** Brings a reply or a form to its place, and loses none in silence. */
import type { Logger } from 'pino';
import type { Form, Reply } from '../../chat/reply.ts';
import type { Calls } from './calls.ts';
import { NotDoneError, describeError } from './failures.ts';
import { renderForm } from './form.ts';
import type { Arrival, MessageArrival } from './inbound.ts';
import { fileDidNotCome } from './missing-file.ts';
import { formDidNotOpen } from './notices.ts';
import { beside, responseBody, writePlace, type Place } from './place.ts';
import { renderReply, type SlackMessage } from './render.ts';

/** None rejects: what fails is logged. */
export interface Delivery {
  /** The reply, then its file. */
  readonly reply: (place: Place, reply: Reply) => Promise<void>;
  /** Only the file, if there is one: for a reply that has gone out already. Whoever asked is told there where it does not arrive. */
  readonly file: (place: Place, reply: Reply) => Promise<void>;
  readonly form: (arrival: Arrival, form: Form) => Promise<void>;
  /**
   * Answers a message where it was said: for everybody there, or where the reply is private for whoever asked. A file goes to them, and to
   * nobody else.
   */
  readonly message: (arrival: MessageArrival, reply: Reply) => Promise<void>;
}

export function createDelivery(calls: Calls, logger: Logger): Delivery {
  const logFailure = (failure: string, error: unknown): void => {
    const fate =
      error instanceof NotDoneError ? 'not sent' : 'perhaps sent; not repeated, so that it cannot be there twice';
    logger.error({ reason: describeError(error), fate }, failure);
  };
  const attempt = async (failure: string, run: () => Promise<void>): Promise<boolean> => {
    try {
      await run();
      return true;
    } catch (error) {
      logFailure(failure, error);
      return false;
    }
  };

  const respond = async (place: Place, reply: Reply): Promise<void> => {
    const message = renderReply(reply);
    try {
      if (place.responseUrl !== undefined) {
        await calls.respond(place.responseUrl, responseBody(place, message));
        return;
      }
    } catch (error) {
      if (!(error instanceof NotDoneError)) throw error;
      // Half an hour or five answers have passed. A direct message still reaches this person, and nobody else.
      logger.info(
        { reason: error.message },
        'Slack: no more answers are taken in that place; sending a direct message',
      );
    }
    await calls.post(place.user, message);
  };

  /** Where the channel takes nothing for one person alone, a direct message does. */
  const whisper = async ({ channel, user, saidIn }: MessageArrival, message: SlackMessage): Promise<void> => {
    try {
      await calls.whisper(channel, user, message, saidIn);
    } catch (error) {
      if (!(error instanceof NotDoneError)) throw error;
      logger.info({ reason: error.message }, 'Slack: a private answer goes into a direct message');
      await calls.post(user, message);
    }
  };

  const sendReply = async (place: Place, reply: Reply): Promise<void> => {
    await attempt('Slack: an answer failed', () => respond(place, reply));
  };

  const sendFile = async (place: Place, { file }: Reply): Promise<void> => {
    if (file === undefined) return;
    try {
      await calls.sendFile(place.user, file);
    } catch (error) {
      logFailure('Slack: a file failed', error);
      await sendReply(beside(place), fileDidNotCome(file.name, error));
    }
  };

  return {
    async reply(place, reply) {
      await sendReply(place, reply);
      await sendFile(place, reply);
    },
    file: sendFile,
    async form({ place, triggerId }, form) {
      const opened =
        triggerId !== undefined &&
        (await attempt('Slack: a form did not open', () =>
          calls.openView(triggerId, renderForm(form, writePlace(place))),
        ));
      // Its button is needed again.
      if (!opened) await sendReply(beside(place), formDidNotOpen);
    },
    async message(arrival, reply) {
      const { channel, user, isShared, threadTs } = arrival;
      const message = renderReply(reply);
      await attempt('Slack: an answer failed', () =>
        isShared && reply.visibility === 'private' ? whisper(arrival, message) : calls.post(channel, message, threadTs),
      );
      await sendFile({ user, manner: 'direct' }, reply);
    },
  };
}
