/** Commands for admins: who may use them, however they are called. */
import { beforeEach, describe, expect, it } from 'vitest';
import { namedIn } from '../../src/app/access.ts';
import type { Conversation } from '../../src/chat/conversation.ts';
import type { Invocation, Request } from '../../src/chat/invocation.ts';
import type { Store } from '../../src/practice/store.ts';
import { noon, textOf } from '../support/conversation.ts';
import { realData } from '../support/folders.ts';
import { groupConversation } from '../support/group-commands.ts';
import { breakableStore, type Answered } from '../support/person.ts';

let store: Store;
let down: { is: boolean };
let bot: Conversation;
beforeEach(async () => {
  ({ store, down } = breakableStore());
  bot = await groupConversation(realData, { isNamedAdmin: namedIn(store) });
});

const yes = { isAdmin: () => Promise.resolve(true) };
const no = { isAdmin: () => Promise.resolve(false) };
const unsaid = { isAdmin: () => Promise.resolve(undefined) };

const arrivals: readonly [how: string, request: Request][] = [
  ['a text command', { kind: 'text-command', command: 'drill', text: 'pause' }],
  ['a command', { kind: 'command', command: 'drill pause', options: {} }],
  ['a command with options that are wrong', { kind: 'command', command: 'drill set', options: { time: 'never' } }],
  ['a button', { kind: 'action', id: 'drill.set:undo:x', inputs: {} }],
  ['a form', { kind: 'action', id: 'drill.set:undo:x', inputs: { note: 'x' } }],
];

async function send(request: Request, who: Partial<Invocation>): Promise<Answered> {
  const base = { platform: 'slack' as const, learner: 'slack:T1:U1', community: 'slack:T1', channel: 'C1', now: noon };
  const outcome = await bot.answer({ ...base, ...who, request });
  if (!('reply' in outcome)) throw new Error('a form opened');
  return outcome;
}

const nameAdmin = (learner: string) =>
  store.updateCommunity('slack:T1', (record) => ({ record: { ...record, admins: [learner] }, result: undefined }));

describe.each(arrivals)('%s for admins', (_how, request) => {
  it('is refused to others, privately, with what happened and who can do it', async () => {
    for (const who of [no, {}]) {
      const { reply, status, data } = await send(request, who);
      expect([status, data, reply.visibility]).toEqual(['usage-error', undefined, 'private']);
      expect(reply.title).toMatch(/^Only admins can use \/drill (pause|set)$/);
      expect(textOf(reply)).toContain('It was not run: nothing was changed. Ask an admin or owner of this workspace');
      expect(textOf(reply)).toContain('/admin allow');
    }
  });

  it('is refused on Discord with its words', async () => {
    const discord = { ...no, platform: 'discord' as const, learner: 'discord:1', community: 'discord:2' };
    expect(textOf((await send(request, discord)).reply)).toContain('somebody who has the permission Manage Server');
    const direct = await send(request, { ...discord, community: 'discord:dm:1' });
    expect(direct.reply.title).toBe('This works in a server only');
    expect(direct.status).toBe('usage-error');
  });

  it('is not called a matter for admins where the platform did not say who is one', async () => {
    const { reply, status } = await send(request, unsaid);
    expect([reply.title, status]).toEqual(['I could not find out whether you are an admin', 'usage-error']);
    expect(textOf(reply)).toContain('nothing was changed. Please try again in a minute');
    await nameAdmin('slack:T1:U1');
    expect((await send(request, unsaid)).reply.title).not.toContain('admin');
  });

  it('is not refused to whom the platform calls an admin, nor to whom the community names', async () => {
    expect((await send(request, yes)).reply.title).not.toContain('Only admins');
    await nameAdmin('slack:T1:U1');
    expect((await send(request, no)).reply.title).not.toContain('Only admins');
    expect((await send(request, { ...no, learner: 'slack:T1:U2' })).reply.title).toContain('Only admins');
    expect((await send(request, { ...no, community: 'slack:T2' })).reply.title).toContain('Only admins');
  });

  it('does not need the records for an admin of the platform, and is refused to others while they cannot be read', async () => {
    await nameAdmin('slack:T1:U1');
    down.is = true;
    expect((await send(request, yes)).reply.title).not.toContain('records');
    const { reply, status } = await send(request, no);
    expect([reply.title, status]).toEqual(['I cannot reach my records just now', 'failure']);
  });
});

describe('everything else', () => {
  it('is for everybody, without asking who they are', async () => {
    down.is = true;
    const asked = { isAdmin: () => Promise.reject(new Error('must not be asked')) };
    expect((await send({ kind: 'command', command: 'greet', options: {} }, asked)).reply.title).toBe('Hello');
    expect((await send({ kind: 'action', id: 'greet:again:', inputs: {} }, asked)).reply.title).toBe('Hello again');
    expect((await send({ kind: 'text-command', command: 'drill', text: '' }, asked)).reply.title).toBe('/drill');
  });

  it('an old button of a command for admins has expired, whoever presses it', async () => {
    const { reply } = await send({ kind: 'action', id: 'drill.pause:gone:', inputs: {} }, no);
    expect(reply.title).toBe('This button has expired');
  });
});
