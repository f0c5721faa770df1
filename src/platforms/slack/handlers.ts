/** From a payload to its answer. Each is acknowledged within Slack's three seconds, whatever happens, and answered once. */
import type { types } from '@slack/bolt';
import type { Logger } from 'pino';
import type { Conversation } from '../../chat/conversation.ts';
import type { Invocation } from '../../chat/invocation.ts';
import { withPatience } from '../../chat/patience.ts';
import type { Outcome } from '../../chat/reply.ts';
import { Acknowledgement, type Acknowledge } from './acknowledgement.ts';
import type { Bot, Bots, Workspace } from './bots.ts';
import type { CallsIn } from './calls.ts';
import { createDelivery, type Delivery } from './delivery.ts';
import { describeError } from './failures.ts';
import { renderForm } from './form.ts';
import {
  readAction,
  readCommand,
  readEvent,
  readEventWorkspace,
  readRemoval,
  readSubmission,
  type Arrival,
} from './inbound.ts';
import { formNeedsClick } from './notices.ts';
import type { People } from './people.ts';
import { beside, responseBody, writePlace, type Place, type ResponseBody } from './place.ts';
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
  readonly event: (payload: unknown) => Promise<void>;
  /** For `app_uninstalled` and `tokens_revoked`; `isOrg` where a whole organisation is meant. */
  readonly removal: (payload: unknown, isOrg: boolean) => Promise<void>;
}

export interface HandlerTools {
  readonly conversation: Conversation;
  readonly bots: Bots;
  readonly callsIn: CallsIn;
  readonly people: People;
  readonly logger: Logger;
  readonly now: () => Date;
  readonly recent: Recent;
  /** How long an answer may take before the payload is acknowledged without it. Milliseconds. */
  readonly patience: number;
}

export function createHandlers(tools: HandlerTools): Handlers {
  const { conversation, bots, callsIn, people, logger, now, recent, patience } = tools;
  const deliveryIn = (workspace: Workspace): Delivery => createDelivery(callsIn(workspace), logger);
  const unreadable = (what: string): void =>
    logger.warn(`Slack: ${what} is not of the shape that Slack documents; ignored`);
  const answer = (invocation: Invocation, workspace: Workspace, user: string): Promise<Outcome> =>
    conversation.answer({
      ...invocation,
      isAdmin: () => people.isAdmin(workspace, user),
      profileZone: () => people.zoneOf(workspace, user),
    });
  const answerOrAck = ({ invocation, workspace, place }: Arrival, ack: Acknowledgement<never>): Promise<Outcome> =>
    withPatience(answer(invocation, workspace, place.user), patience, async () => {
      await ack.send();
    });

  /** Undefined, with the reason in the log, where there is none to answer a message as. */
  const botIn = async (workspace: Workspace): Promise<Bot | undefined> => {
    const { team } = workspace;
    try {
      const bot = await bots.of(workspace);
      if (bot === undefined)
        logger.warn({ team }, 'Slack: a message cannot be answered: the app is not installed there');
      return bot;
    } catch (error) {
      const reason = describeError(error);
      logger.error({ team, reason }, 'Slack: a message cannot be answered: the bot token could not be had');
      return undefined;
    }
  };

  return {
    async command(payload, acknowledge) {
      const ack = new Acknowledgement(acknowledge, logger);
      const arrival = readCommand(payload, now());
      if (arrival === undefined) {
        unreadable('a command');
        await ack.send();
        return;
      }
      const delivery = deliveryIn(arrival.workspace);
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
      const delivery = deliveryIn(arrival.workspace);
      const outcome = await answer(arrival.invocation, arrival.workspace, arrival.place.user);
      await ('form' in outcome
        ? delivery.form(arrival, outcome.form)
        : delivery.reply(placeFor(arrival, outcome), outcome.reply));
    },

    async submission(payload, acknowledge) {
      const ack = new Acknowledgement(acknowledge, logger);
      const arrival = readSubmission(payload, now());
      if (arrival === undefined) {
        unreadable('a form');
        await ack.send();
        return;
      }
      const delivery = deliveryIn(arrival.workspace);
      const outcome = await answerOrAck(arrival, ack);
      if ('form' in outcome) {
        const view = renderForm(outcome.form, writePlace(arrival.place));
        const shown = await ack.send({ response_action: 'update', view });
        if (!shown) await delivery.form(arrival, outcome.form);
        return;
      }
      await ack.send();
      await delivery.reply(placeFor(arrival, outcome), outcome.reply);
    },

    async event(payload) {
      const workspace = readEventWorkspace(payload);
      if (workspace === undefined) return;
      const bot = await botIn(workspace);
      if (bot === undefined) return;
      const arrival = readEvent(payload, now(), bot.userId);
      if (arrival === undefined || !recent.isNew(arrival.keys)) return;
      const outcome = await answer(arrival.invocation, workspace, arrival.user);
      await deliveryIn(workspace).message(arrival, 'form' in outcome ? formNeedsClick : outcome.reply);
    },

    async removal(payload, isOrg) {
      const removed = readRemoval(payload);
      const id = isOrg ? removed?.enterprise : removed?.team;
      if (removed === undefined || id === undefined) return;
      await bots.onRemoved(id, removed.at).catch((error: unknown) => {
        logger.error({ reason: describeError(error), installation: id }, 'Slack: an installation could not be removed');
      });
    },
  };
}

/** What is no answer leaves the message that was clicked where it is. */
const placeFor = ({ place }: Arrival, { status }: Extract<Outcome, { reply: unknown }>): Place =>
  status === undefined ? place : beside(place);
