/** The conversation that every job talks to: the commands of `commands/` over the knowledge of `data/` and the records of a store. */
import { fileURLToPath } from 'node:url';
import { namedIn } from '../app/access.ts';
import type { DeskParts } from '../app/desk/parts.ts';
import { createConversation, type Dispatcher, type InvocationRecord } from '../app/dispatch.ts';
import { createOwnKnowledge } from '../app/own-knowledge.ts';
import { loadCommands } from '../app/registry.ts';
import type { AdminDesk } from '../chat/admin-desk.ts';
import type { Command } from '../chat/command.ts';
import type { Conversation } from '../chat/conversation.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import type { RoleWithOwn } from '../knowledge/own-faq.ts';
import { prepareSearch, searchFor } from '../knowledge/search/search-for.ts';
import { practiceOf } from '../practice/learner-practice.ts';
import type { Store } from '../practice/store.ts';
import { createLazyStore } from './lazy-store.ts';

const commandFolder = fileURLToPath(new URL('../../commands', import.meta.url));

/** The length of a drill's id: short enough for a button, long enough that nobody guesses another's. */
const idLength = 12;

/** What the admins' desk needs of the process. */
export type DeskSurroundings = Pick<DeskParts, 'storeName' | 'posterFor' | 'deliver' | 'dataState'>;

/** Of a process without platforms: nobody can be posted to. */
const deskWithoutPlatforms: DeskSurroundings = {
  storeName: 'files in one folder',
  posterFor: () => undefined,
  deliver: () => Promise.resolve(),
  dataState: () => ({ loadedAt: new Date(), problems: [] }),
};

export interface Surroundings {
  readonly knowledge: () => Knowledge;
  readonly store: Store;
  /** Of a process that ends after its answer: the request's first words, which name the one command to load. */
  readonly once?: { readonly only: string | undefined };
  readonly defaultZone: string | undefined;
  /** Without it, the process has no platforms. */
  readonly desk?: DeskSurroundings;
  readonly record: (record: InvocationRecord) => void;
  readonly trouble: (error: unknown, what: string) => void;
}

/** Throws `RegistryError` for a bad command. */
export async function conversationOver({
  knowledge,
  store,
  once,
  defaultZone,
  desk = deskWithoutPlatforms,
  record,
  trouble,
}: Surroundings): Promise<Dispatcher> {
  const prepare = (role: RoleWithOwn): Promise<void> => prepareSearch(knowledge(), role);
  const own = createOwnKnowledge({ store, now: () => new Date(), prepare, trouble });
  const commands = await loadCommands(commandFolder, once?.only);
  const deskOf = await deskFor(commands);
  return createConversation({
    answersOnce: once !== undefined,
    commands,
    knowledge,
    searchFor,
    isNamedAdmin: namedIn(store),
    faqRole: own.roleFor,
    deskFor: ({ learner, community, now }, role) => {
      const parts = { ...desk, store, community, learner, role, knowledge: knowledge(), now, trouble };
      return own.watching(community, deskOf(parts));
    },
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
        trouble,
      }),
  });
}

/** Only admins sit at it: a process that answers one question of somebody else does not load it. */
async function deskFor(commands: ReadonlyMap<string, Command>): Promise<(parts: DeskParts) => AdminDesk> {
  if (commands.values().some(({ access }) => access === 'admins')) return (await import('../app/desk/desk.ts')).deskOf;
  return () => {
    throw new Error('a command that is not for admins asked for their desk');
  };
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
