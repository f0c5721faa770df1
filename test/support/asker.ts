/** `npm run ask -- …` without a process for each question: the same arguments, over the same conversation and store. */
import { readAskArguments } from '../../src/app/ask.ts';
import type { Outcome } from '../../src/chat/reply.ts';
import { conversationOver } from '../../src/jobs/conversation.ts';
import { loadKnowledgeOrThrow } from '../../src/knowledge/load.ts';
import { openEmbeddedStore } from '../../src/store/embedded/store.ts';

/** Takes what stands after `ask` on the command line. */
export type Ask = (args: readonly string[]) => Promise<Outcome>;

/** The store is opened for each question and closed after it, so that other processes can use it in between. */
export async function createAsker(dataDir: string, stateDir: string): Promise<Ask> {
  const knowledge = await loadKnowledgeOrThrow(dataDir);
  const now = (): Date => new Date();
  const fail = (error: unknown): never => {
    throw error;
  };
  return async (args) => {
    const store = await openEmbeddedStore(stateDir, { now });
    const conversation = await conversationOver({
      knowledge: () => knowledge,
      store,
      defaultZone: undefined,
      record: ({ error }) => error === undefined || fail(error),
      trouble: fail,
    });
    try {
      return await conversation.answer(readAskArguments(args, now).invocation);
    } finally {
      await store.close();
    }
  };
}
