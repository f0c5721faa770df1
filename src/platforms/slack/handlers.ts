/** From a payload to its answer. Each is acknowledged within Slack's three seconds, whatever happens, and answered once. */
import type { types } from '@slack/bolt';
import type { Logger } from 'pino';
import type { Conversation } from '../../chat/conversation.ts';
import type { Invocation } from '../../chat/invocation.ts';
import { withPatience } from '../../chat/patience.ts';
import type { Outcome } from '../../chat/reply.ts';
import { Acknowledgement, type Acknowledge } from './acknowledgement.ts';
import type { Calls } from './calls.ts';
import { createDelivery } from './delivery.ts';
import { renderForm } from './form.ts';
import { readAction, readCommand, readEvent, readSubmission, type Arrival } from './inbound.ts';
import { formNeedsClick } from './notices.ts';
import { responseBody, writePlace, type ResponseBody } from './place.ts';
import type { ProfileZone } from './profile-zones.ts';
import type { Recent } from './recent.ts';
import { renderReply } from './render.ts';

/** Shows the next form in the place of the one that was submitted. */
export interface ViewUpdate {
  readonly response_action: 'update';
  readonly view: types.ModalView;
}

/** None rejects: what fails is logged. */
export interface Handlers {
  readonly command: (payload: unknown, ack: Acknowledge<ResponseBody>) => Promise<void>;
  readonly action: (payload: unknown, ack: Acknowledge<never>) => Promise<void>;
  readonly submission: (payload: unknown, ack: Acknowledge<ViewUpdate>) => Promise<void>;
  /** For the whole event envelope, which Bolt has acknowledged already. */
  readonly event: (payload: unknown, botUserId: string) => Promise<void>;
}

export interface HandlerTools {
  readonly conversation: Conversation;
  readonly calls: Calls;
  readonly logger: Logger;
  readonly now: () => Date;
  readonly recent: Recent;
  readonly profileZone: ProfileZone;
  /** How long an answer may take before the payload is acknowledged without it. Milliseconds. */
  readonly patience: number;
}

export function createHandlers(tools: HandlerTools): Handlers {
  const { conversation, calls, logger, now, recent, profileZone, patience } = tools;
  const delivery = createDelivery(calls, logger);
  const unreadable = (what: string): void =>
    logger.warn(`Slack: ${what} is not of the shape that Slack documents; ignored`);
  const answer = (invocation: Invocation, user: string): Promise<Outcome> =>
    conversation.answer({ ...invocation, profileZone: () => profileZone(user) });
  const answerOrAck = ({ invocation, place }: Arrival, ack: Acknowledgement<never>): Promise<Outcome> =>
    withPatience(answer(invocation, place.user), patience, async () => {
      await ack.send();
    });

  return {
    async command(payload, acknowledge) {
      const ack = new Acknowledgement(acknowledge, logger);
      const arrival = readCommand(payload, now());
      if (arrival === undefined) {
        unreadable('a command');
        await ack.send();
        return;
      }
      const outcome = await answerOrAck(arrival, ack);
      if ('form' in outcome) {
        await ack.send();
        await delivery.form(arrival, outcome.form);
        return;
      }
      // The acknowledgement is the answer; where it is too late for that, or the connection has just gone, the response_url works.
      const answered = await ack.send(responseBody(arrival.place, renderReply(outcome.reply)));
      await delivery[answered ? 'file' : 'reply'](arrival.place, outcome.reply);
    },

    async action(payload, acknowledge) {
      await new Acknowledgement(acknowledge, logger).send();
      const arrival = readAction(payload, now());
      if (arrival === undefined) {
        unreadable('a click');
        return;
      }
      const outcome = await answer(arrival.invocation, arrival.place.user);
      await ('form' in outcome ? delivery.form(arrival, outcome.form) : delivery.reply(arrival.place, outcome.reply));
    },

    async submission(payload, acknowledge) {
      const ack = new Acknowledgement(acknowledge, logger);
      const arrival = readSubmission(payload, now());
      if (arrival === undefined) {
        unreadable('a form');
        await ack.send();
        return;
      }
      const outcome = await answerOrAck(arrival, ack);
      if ('form' in outcome) {
        const view = renderForm(outcome.form, writePlace(arrival.place));
        const shown = await ack.send({ response_action: 'update', view });
        if (!shown) await delivery.form(arrival, outcome.form);
        return;
      }
      await ack.send();
      await delivery.reply(arrival.place, outcome.reply);
    },

    async event(payload, botUserId) {
      const arrival = readEvent(payload, now(), botUserId);
      if (arrival === undefined || !recent.isNew(arrival.keys)) return;
      const outcome = await answer(arrival.invocation, arrival.user);
      await delivery.message(arrival, 'form' in outcome ? formNeedsClick : outcome.reply);
    },
  };
}
