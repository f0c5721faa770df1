/** The job behind `npm run ask`. */
import { inspect } from 'node:util';
import { ask, AskUsageError, askUsage, readAskArguments, type AskRequest, type Format } from '../app/ask.ts';
import { decodeAction } from '../chat/action.ts';
import { splitFirstWord } from '../chat/request.ts';
import type { Outcome } from '../chat/reply.ts';
import { type Config, secretsOf } from '../config.ts';
import { loadKnowledgeOrThrow } from '../knowledge/load.ts';
import { StoreError } from '../practice/store.ts';
import { createLazyStore } from './lazy-store.ts';
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
  const [knowledge, render] = await Promise.all([
    loadKnowledgeOrThrow(config.dataDir, { purpose: 'one-shot' }),
    renderer(request.format),
  ]);
  const store = createLazyStore(async () => {
    const { openRecords } = await import('./records.ts');
    const { createLogger } = await import('../app/log.ts');
    return (await openRecords(config, createLogger('warn', secretsOf(config), process.stderr))).store;
  });
  const conversation = await conversationOver({
    knowledge: () => knowledge,
    once: { only: commandIn(request.invocation.request) },
    store,
    defaultZone: config.defaultZone,
    trouble: (error, what) => process.stderr.write(`${what}: ${inspect(error)}\n`),
    record: ({ error }) => {
      if (error !== undefined)
        process.stderr.write(`${error instanceof StoreError ? error.message : inspect(error)}\n`);
    },
  });
  try {
    return await ask(conversation, request, render, (text) => process.stdout.write(`${text}\n`));
  } finally {
    await store.close();
  }
}

/** The one command that a request needs, where it says so: the others need not be loaded. `/help` is about all of them. */
function commandIn(request: AskRequest['invocation']['request']): string | undefined {
  if (request.kind === 'question') return undefined;
  const name = request.kind === 'action' ? decodeAction(request.id)?.command : request.command;
  if (name === undefined || name === 'help') return undefined;
  // The second word counts where the first is the name of a group.
  return request.kind === 'text-command' ? `${name} ${splitFirstWord(request.text)[0].toLowerCase()}`.trim() : name;
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
