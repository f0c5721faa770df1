/** Handlers under test, with what they do to Slack written down. */
import { pino } from 'pino';
import type { Outcome } from '../../../src/chat/reply.ts';
import type { Calls } from '../../../src/platforms/slack/calls.ts';
import type { Bots } from '../../../src/platforms/slack/bots.ts';
import { createHandlers } from '../../../src/platforms/slack/handlers.ts';
import { Recent } from '../../../src/platforms/slack/recent.ts';
import { botUser } from '../../fakes/slack/payloads.ts';
import { boss } from '../../fakes/slack/workspaces.ts';
import { conversationThat } from './conversations.ts';
import { form } from './replies.ts';

export const aBot: Bots = {
  of: ({ team }) => Promise.resolve({ token: `xoxb-of-${team}`, userId: botUser, team }),
  onFailure: () => undefined,
  onRemoved: () => Promise.resolve(),
};

/** Handlers with everything written down, in order, that they do to Slack. */
export function setUp(
  options: {
    answer?: Parameters<typeof conversationThat>[0];
    fail?: Partial<Record<keyof Calls | 'ack', Error>>;
    patience?: number;
    bots?: Bots;
  } = {},
) {
  const done: unknown[] = [];
  const logged: string[] = [];
  const act = (name: keyof Calls | 'ack', ...what: unknown[]): Promise<void> => {
    done.push([name, ...what]);
    const failure = options.fail?.[name];
    return failure === undefined ? Promise.resolve() : Promise.reject(failure);
  };
  const conversation = conversationThat(options.answer);
  const handlers = createHandlers({
    conversation,
    bots: options.bots ?? aBot,
    people: {
      zoneOf: ({ team }, user) => Promise.resolve(`zone of ${user} in ${team}`),
      isAdmin: (_, user) => Promise.resolve(user === boss),
    },
    callsIn: () => ({
      respond: (url, { text, response_type, replace_original, thread_ts }) =>
        act('respond', url, { text, response_type, replace_original, thread_ts }),
      post: (channel, { text }, thread) => act('post', channel, text, thread),
      whisper: (channel, user, { text }, thread) => act('whisper', channel, user, text, thread),
      sendFile: (user, { name }) => act('sendFile', user, name),
      openView: (trigger, view) => act('openView', trigger, view.title.text, view.private_metadata),
    }),
    logger: pino({ level: 'warn' }, { write: (line) => void logged.push(line) }),
    now: () => new Date('2026-11-22T10:00:00Z'),
    recent: new Recent(),
    patience: options.patience ?? 60_000,
  });
  const ack = (body?: object): Promise<void> => act('ack', ...(body === undefined ? [] : [body]));
  return { handlers, ack, done, logged, conversation };
}

export const openForm = (): Outcome => ({ form });
/** An answer that comes only when the test says so. */
export function later() {
  const { promise, resolve } = Promise.withResolvers<Outcome>();
  return { answer: () => promise, arrive: (outcome: Outcome) => resolve(outcome) };
}
