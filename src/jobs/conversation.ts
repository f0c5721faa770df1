/** The conversation that every job talks to: the commands of `commands/` over the knowledge of `data/` and the records of a store. */
import { fileURLToPath } from 'node:url';
import { createConversation, type InvocationRecord } from '../app/dispatch.ts';
import { loadCommands } from '../app/registry.ts';
import type { Conversation } from '../chat/conversation.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import { searchFor } from '../knowledge/search/search-for.ts';
import { practiceOf } from '../practice/learner-practice.ts';
import type { Store } from '../practice/store.ts';
import { createLazyStore } from './lazy-store.ts';

const commandFolder = fileURLToPath(new URL('../../commands', import.meta.url));

/** The length of a drill's id: short enough for a button, long enough that nobody guesses another's. */
const idLength = 12;

export interface Surroundings {
  readonly knowledge: () => Knowledge;
  readonly store: Store;
  /** Loads this command alone, if it exists, for a process that answers once. */
  readonly only?: string | undefined;
  readonly defaultZone: string | undefined;
  readonly record: (record: InvocationRecord) => void;
  readonly trouble: (error: unknown, what: string) => void;
}

/** Throws `RegistryError` for a bad command. */
export async function conversationOver({
  knowledge,
  store,
  only,
  defaultZone,
  record,
  trouble,
}: Surroundings): Promise<Conversation> {
  return createConversation({
    commands: await loadCommands(commandFolder, only),
    knowledge,
    searchFor,
    record,
    trouble,
    practiceFor: ({ learner, community, now, name, profileZone }, role) =>
      practiceOf({
        store,
        role,
        learner,
        community,
        now,
        name,
        defaultZone,
        profileZone: profileZone ?? (() => Promise.resolve(undefined)),
        newId: () => crypto.randomUUID().replaceAll('-', '').slice(0, idLength),
      }),
  });
}

/** For jobs that only ask what the commands are. */
export const conversationWithoutRecords = (knowledge: Knowledge): Promise<Conversation> =>
  conversationOver({
    knowledge: () => knowledge,
    store: createLazyStore(() => Promise.reject(new Error('this job asks no command that needs records'))),
    defaultZone: undefined,
    record: () => undefined,
    trouble: () => undefined,
  });
