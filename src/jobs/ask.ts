/** The job behind `npm run ask`. */
import { inspect } from 'node:util';
import { ask, AskUsageError, askUsage, readAskArguments, type AskRequest, type Format } from '../app/ask.ts';
import type { Outcome } from '../chat/reply.ts';
import type { Config } from '../config.ts';
import { loadKnowledgeOrThrow } from '../knowledge/load.ts';
import { conversationOver } from './conversation.ts';

/** Returns the exit code: 0 answered, 2 usage error or unknown command, 1 failure. */
export async function askOnce(config: Config, args: readonly string[]): Promise<number> {
  let request: AskRequest;
  try {
    request = readAskArguments(args, () => new Date());
  } catch (error) {
    if (!(error instanceof AskUsageError)) throw error;
    process.stderr.write(`${error.message}\n${askUsage}\n`);
    return 2;
  }
  const [knowledge, render] = await Promise.all([loadKnowledgeOrThrow(config.dataDir), renderer(request.format)]);
  const conversation = await conversationOver(
    () => knowledge,
    ({ error }) => {
      if (error !== undefined) process.stderr.write(`${inspect(error)}\n`);
    },
  );
  return ask(conversation, request, render, (text) => process.stdout.write(`${text}\n`));
}

const json = (value: unknown): string => JSON.stringify(value, undefined, 2);

/** Only the renderer that is asked for is loaded. */
async function renderer(format: Format): Promise<(outcome: Outcome) => string> {
  switch (format) {
    case 'json':
      return json;
    case 'text': {
      const { renderOutcome } = await import('../platforms/console/render.ts');
      // In a pipe nothing is wrapped, so that `grep` finds a fact on its line.
      const { isTTY, columns } = process.stdout;
      const style = { colour: isTTY && process.stdout.hasColors(), width: isTTY ? Math.min(columns, 100) : Infinity };
      return (outcome) => renderOutcome(outcome, style);
    }
    case 'discord': {
      const { renderCallback } = await import('../platforms/discord/render.ts');
      return (outcome) => json(renderCallback(outcome));
    }
    case 'slack': {
      const { renderOutcome } = await import('../platforms/slack/render.ts');
      return (outcome) => json(renderOutcome(outcome));
    }
  }
}
