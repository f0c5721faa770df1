/** The bot of one workspace, by the token in the environment. */
import type { webApi } from '@slack/bolt';
import type { Logger } from 'pino';
import type { Bot, Bots } from './bots.ts';
import { fatalMessage } from './failures.ts';

export interface SingleBotTools {
  readonly token: string;
  readonly client: webApi.WebClient;
  readonly logger: Logger;
  /** Told, in a line for the operator, that the token is no longer good: nothing can go on without it. */
  readonly end: (message: string) => void;
}

/** `identify` asks Slack, until it has said so once, whom the token belongs to; rejects where it does not say. */
export function singleBot({ token, client, logger, end }: SingleBotTools): Bots & { identify: () => Promise<Bot> } {
  const identify = onceDone(async (): Promise<Bot> => {
    const {
      user_id: userId = '',
      team,
      team_id: teamId,
      is_enterprise_install: isOrg,
    } = await client.auth.test({ token });
    logger.info({ team }, 'Slack: the bot token is good');
    return { token, userId, ...(isOrg === true || teamId === undefined ? {} : { team: teamId }) };
  });
  const endIfFatal = (error: unknown): void => {
    const fatal = fatalMessage(error, 'bot');
    if (fatal !== undefined) end(fatal);
  };
  return {
    identify,
    of: identify,
    onFailure: (_workspace, _bot, error) => endIfFatal(error),
    // The word may be an old one, delivered late, from before the app was installed again: only Slack knows how it is now.
    async onRemoved() {
      await client.auth.test({ token }).catch(endIfFatal);
    },
  };
}

/** Runs `work` until it has succeeded once, and then keeps its result. */
function onceDone<T>(work: () => Promise<T>): () => Promise<T> {
  let result: Promise<T> | undefined;
  return () => {
    result ??= work().catch((error: unknown) => {
      result = undefined;
      throw error;
    });
    return result;
  };
}
