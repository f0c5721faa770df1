/** Discord as one of the program's platforms: interactions come over the gateway and are answered over HTTP. */
import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Connection, Conversation } from '../../chat/conversation.ts';
import { openGateway } from './gateway.ts';
import { interactionHandler } from './interactions.ts';
import { interactionApi, type DiscordSettings } from './rest.ts';
import { runningAnswers } from './running.ts';

/** How long `startDiscord` waits to be connected before it returns and goes on trying, in milliseconds. */
const longestStart = 10_000;

/**
 * Connects to Discord and answers interactions. Resolves when connected, when it is clear that it cannot be (see `ended`), or, where that
 * takes long, while it goes on trying; never rejects. The token reaches no log.
 */
export async function startDiscord(
  settings: DiscordSettings,
  conversation: Conversation,
  logger: Logger,
  now: () => Date,
): Promise<Connection> {
  const handle = interactionHandler({ conversation, api: interactionApi(settings), logger, now });
  const running = runningAnswers(logger);
  const onInteraction = (payload: unknown): void => {
    if (!running.isStopping()) running.add(handle(payload));
  };

  const gateway = openGateway(settings, onInteraction, logger);
  await Promise.race([gateway.firstAttempt, delay(longestStart, undefined, { ref: false })]);

  return {
    platform: 'discord',
    ended: gateway.ended,
    async stop() {
      await running.finish();
      await gateway.close();
    },
  };
}
