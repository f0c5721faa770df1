/** Conversations for tests: the real commands over a data folder. */
import { namedIn } from '../../src/app/access.ts';
import type { Sources } from '../../src/app/context.ts';
import { createConversation, type Dispatcher, type InvocationRecord } from '../../src/app/dispatch.ts';
import { createOwnKnowledge } from '../../src/app/own-knowledge.ts';
import { loadCommands } from '../../src/app/registry.ts';
import type { Invocation, Request } from '../../src/chat/invocation.ts';
import { plainText } from '../../src/chat/markup.ts';
import type { Block, Outcome, Reply } from '../../src/chat/reply.ts';
import { requestFromLine } from '../../src/chat/request.ts';
import { loadKnowledgeOrThrow } from '../../src/knowledge/load.ts';
import type { RoleWithOwn } from '../../src/knowledge/own-faq.ts';
import { prepareSearch, searchFor } from '../../src/knowledge/search/search-for.ts';
import { practiceOf } from '../../src/practice/learner-practice.ts';
import type { Store } from '../../src/practice/store.ts';
import { createMemoryStore } from '../../src/store/memory.ts';
import { desksOver } from './desk.ts';
import { commandFolder } from './folders.ts';

export const noon = new Date('2026-11-22T12:00:00Z');

export interface TestConversation extends Dispatcher {
  readonly records: readonly InvocationRecord[];
  /** Asks at a fixed noon as one console user, whom the terminal calls an admin. */
  readonly ask: (request: Request, more?: Partial<Invocation>) => Promise<Outcome>;
  /** `/name text`, which must give a reply. */
  readonly run: (line: string) => Promise<Extract<Outcome, { reply: Reply }>>;
}

/** For tests in which no admin sits down. */
export const noDesk: Sources['deskFor'] = () => {
  throw new Error('this test has no desk');
};

/** `trouble` is told of what goes wrong beside an answer; without it, that fails the test. The desk has no platform to post to. */
export async function conversationOver(
  dataDir: string,
  store: Store = createMemoryStore(),
  trouble: (error: unknown, what: string) => void = (error) => {
    throw error;
  },
  deskFor?: Sources['deskFor'],
): Promise<TestConversation> {
  let drills = 0;
  const knowledge = await loadKnowledgeOrThrow(dataDir);
  const records: InvocationRecord[] = [];
  const prepare = (role: RoleWithOwn): Promise<void> => prepareSearch(knowledge, role);
  const own = createOwnKnowledge({ store, now: () => noon, prepare, trouble });
  const desks = deskFor ?? desksOver(store, knowledge);
  const conversation = createConversation({
    commands: await loadCommands(commandFolder),
    knowledge: () => knowledge,
    searchFor,
    isNamedAdmin: namedIn(store),
    faqRole: own.roleFor,
    deskFor: (invocation, role) => own.watching(invocation.community, desks(invocation, role)),
    practiceFor: (invocation, role) =>
      practiceOf({
        store,
        role,
        learner: invocation.learner,
        community: invocation.community,
        now: invocation.now,
        name: invocation.name,
        profileZone: invocation.profileZone ?? (() => Promise.resolve(undefined)),
        defaultZone: undefined,
        newId: () => `drill${(drills += 1)}`,
        trouble,
      }),
    record: (record) => records.push(record),
    trouble,
  });
  const ask: TestConversation['ask'] = (request, more) =>
    conversation.answer({
      platform: 'console',
      learner: 'console:ada',
      community: 'console',
      now: noon,
      ...((more?.platform ?? 'console') === 'console' ? { isAdmin: () => Promise.resolve(true) } : {}),
      ...more,
      request,
    });
  return {
    ...conversation,
    records,
    ask,
    async run(line) {
      const outcome = await ask(requestFromLine(line));
      if (!('reply' in outcome)) throw new Error(`${line} opened a form`);
      return outcome;
    },
  };
}

/** Everything that a person reads in a reply, as plain text. */
export function textOf(reply: Reply): string {
  const sources = reply.sources.map((source) => `[${source.number}] ${source.publisher}, ${source.title}`);
  return [reply.title, ...reply.blocks.flatMap(linesOf), ...sources].join('\n');
}

function linesOf(block: Block): string[] {
  switch (block.kind) {
    case 'heading':
      return [block.text];
    case 'text':
      return [plainText(block.text)];
    case 'list':
      return block.items.map(plainText);
    case 'fields':
      return block.fields.map((field) => `${field.name}: ${plainText(field.value)}`);
    case 'table':
      return [block.columns.join(' | '), ...block.rows.map((row) => row.join(' | '))];
    case 'links':
      return block.links.map((link) => `${link.label} ${link.url}`);
    case 'buttons':
      return block.buttons.map((button) => button.label);
    case 'select':
      return [block.placeholder, ...block.options.map((option) => option.label)];
  }
}

/** The ids of everything that can be pressed or chosen in a reply, with a select's value in its place. */
export const actionsOf = (reply: Reply): string[] =>
  reply.blocks.flatMap((block) =>
    block.kind === 'buttons'
      ? block.buttons.map((button) => button.action)
      : block.kind === 'select'
        ? block.options.map((option) => `${block.action}${option.value}`)
        : [],
  );
