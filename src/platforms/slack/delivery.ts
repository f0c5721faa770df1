/** Brings a reply or a form to its place, and loses none in silence. */
import type { Logger } from 'pino';
import type { Form, Reply } from '../../chat/reply.ts';
import type { Calls } from './calls.ts';
import { NotDoneError, describeError } from './failures.ts';
import { renderForm } from './form.ts';
import type { Arrival, MessageArrival } from './inbound.ts';
import { formDidNotOpen } from './notices.ts';
import { responseBody, writePlace, type Place } from './place.ts';
import { renderReply } from './render.ts';

/** None rejects: what fails is logged. */
export interface Delivery {
  readonly reply: (place: Place, reply: Reply) => Promise<void>;
  readonly form: (arrival: Arrival, form: Form) => Promise<void>;
  /** Answers a message in its channel and thread, for everybody there. */
  readonly message: (arrival: MessageArrival, reply: Reply) => Promise<void>;
}

export function createDelivery(calls: Calls, logger: Logger): Delivery {
  const attempt = async (failure: string, run: () => Promise<void>): Promise<boolean> => {
    try {
      await run();
      return true;
    } catch (error) {
      const fate =
        error instanceof NotDoneError ? 'not sent' : 'perhaps sent; not repeated, so that it cannot be there twice';
      logger.error({ reason: describeError(error), fate }, failure);
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

  const sendReply = async (place: Place, reply: Reply): Promise<void> => {
    await attempt('Slack: an answer failed', () => respond(place, reply));
  };

  return {
    reply: sendReply,
    async form({ place, triggerId }, form) {
      const opened =
        triggerId !== undefined &&
        (await attempt('Slack: a form did not open', () =>
          calls.openView(triggerId, renderForm(form, writePlace(place))),
        ));
      // Beside the message that was clicked, not in its place: its button is needed again.
      if (!opened) await sendReply(place.manner === 'replace' ? { ...place, manner: 'beside' } : place, formDidNotOpen);
    },
    async message({ channel, threadTs }, reply) {
      await attempt('Slack: an answer failed', () => calls.post(channel, renderReply(reply), threadTs));
    },
  };
}
