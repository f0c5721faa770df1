/** A group of small commands for admins and one for everybody, for tests of groups and of who may use what. */
import { createConversation, type Parts } from '../../src/app/dispatch.ts';
import { loadCommands } from '../../src/app/registry.ts';
import type { Command } from '../../src/chat/command.ts';
import type { Conversation } from '../../src/chat/conversation.ts';
import type { Outcome } from '../../src/chat/reply.ts';
import { searchFor } from '../../src/knowledge/search/search-for.ts';
import { loadKnowledgeOrThrow } from '../../src/knowledge/load.ts';
import { noDesk } from './conversation.ts';
import { commandFolder } from './folders.ts';

/** Says what the command got. */
const said = (title: string, data: Readonly<Record<string, unknown>> = {}): Outcome => ({
  reply: {
    title,
    blocks: [{ kind: 'text', text: 'Done.' }],
    sources: [],
    tone: 'notice',
    visibility: 'private',
  },
  data,
});

const drillSet: Command = {
  name: 'drill set',
  access: 'admins',
  summary: 'Set it up',
  examples: ['/drill set here', '/drill set here 9:00 New York'],
  options: {
    channel: { kind: 'channel', required: true, description: 'Where' },
    time: { kind: 'time', description: 'When' },
    zone: { kind: 'text', description: 'Time zone' },
    owner: { kind: 'person', description: 'Whose it is' },
  },
  run: (context, options) =>
    said('Set', { ...options, button: context.action('undo', 'x'), channelHere: context.channel }),
  actions: { undo: (_context, argument) => said(`Undone ${argument}`) },
};

const drillPause: Command = {
  name: 'drill pause',
  access: 'admins',
  summary: 'Pause it',
  examples: ['/drill pause'],
  options: {},
  run: () => said('Paused'),
};

const greet: Command = {
  name: 'greet',
  summary: 'Say hello',
  examples: ['/greet'],
  options: {},
  run: (context) => said('Hello', { button: context.actionOf('drill set', 'undo', 'y') }),
  actions: { again: () => said('Hello again') },
};

/** A conversation over these commands and `/help`. */
export async function groupConversation(dataDir: string, more: Partial<Parts> = {}): Promise<Conversation> {
  const knowledge = await loadKnowledgeOrThrow(dataDir);
  const help = await loadCommands(commandFolder, 'help');
  const commands = [drillPause, drillSet, greet].map((command): [string, Command] => [command.name, command]);
  return createConversation({
    commands: new Map([...commands, ...help]),
    knowledge: () => knowledge,
    searchFor,
    practiceFor: () => {
      throw new Error('nobody practises here');
    },
    deskFor: noDesk,
    isNamedAdmin: () => Promise.resolve(false),
    faqRole: (_community, role) => Promise.resolve(role),
    record: () => undefined,
    trouble: () => undefined,
    ...more,
  });
}
