/** The conversation that every job talks to: the commands of `commands/` over the knowledge of `data/`. */
import { fileURLToPath } from 'node:url';
import { createConversation, type InvocationRecord } from '../app/dispatch.ts';
import { loadCommands } from '../app/registry.ts';
import type { Conversation } from '../chat/conversation.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import { searchFor } from '../knowledge/search/search-for.ts';

const commandFolder = fileURLToPath(new URL('../../commands', import.meta.url));

/** Throws `RegistryError` for a bad command. */
export async function conversationOver(
  knowledge: () => Knowledge,
  record: (record: InvocationRecord) => void,
): Promise<Conversation> {
  return createConversation({ commands: await loadCommands(commandFolder), knowledge, searchFor, record });
}
