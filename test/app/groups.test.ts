/** Commands in groups, as they are typed: `/drill set <#C012ABCDEF|drills> 9:00`. */
import { beforeEach, describe, expect, it } from 'vitest';
import type { InvocationRecord } from '../../src/app/dispatch.ts';
import { commandReference } from '../../src/app/reference.ts';
import type { Conversation } from '../../src/chat/conversation.ts';
import type { Invocation, Request } from '../../src/chat/invocation.ts';
import { requestFromLine } from '../../src/chat/request.ts';
import { actionsOf, noon, textOf } from '../support/conversation.ts';
import { realData } from '../support/folders.ts';
import { groupConversation } from '../support/group-commands.ts';
import type { Answered } from '../support/person.ts';

let bot: Conversation;
let records: InvocationRecord[];
beforeEach(async () => {
  records = [];
  bot = await groupConversation(realData, { record: (record) => records.push(record) });
});

const admin: Invocation = {
  platform: 'slack',
  learner: 'slack:T1:U1',
  community: 'slack:T1',
  channel: 'C0HERE0000',
  now: noon,
  isAdmin: () => Promise.resolve(true),
  request: { kind: 'question', text: '' },
};

async function send(request: Request, more: Partial<Invocation> = {}): Promise<Answered> {
  const outcome = await bot.answer({ ...admin, ...more, request });
  if (!('reply' in outcome)) throw new Error('a form opened');
  return outcome;
}
const type = (line: string, more: Partial<Invocation> = {}) => send(requestFromLine(line), more);

describe('a command of a group', () => {
  it('is the word after the group, and takes what follows', async () => {
    const { data } = await type('/drill  SET <#C012ABCDEF|drills> at 9:30 pm New York owner:<@U012ABCDEF|ada>');
    expect(data).toMatchObject({ channel: 'C012ABCDEF', time: '21:30', zone: 'New York', owner: 'U012ABCDEF' });
    expect((await type('/drill pause')).reply.title).toBe('Paused');
    expect(records.map(({ command }) => command)).toEqual(['drill set', 'drill pause']);
  });

  it('can be called by its whole name, as Discord sends it', async () => {
    const options = { channel: '400000000000000001', time: '9am', owner: '300000000000000001' };
    expect((await send({ kind: 'command', command: 'drill set', options })).data).toMatchObject({
      ...options,
      time: '09:00',
    });
  });

  it('has buttons of its own, and others lead to it', async () => {
    const { data } = await type('/drill set here');
    expect(data?.['button']).toBe('drill.set:undo:x');
    expect((await type('/greet')).data?.['button']).toBe('drill.set:undo:y');
    expect((await send({ kind: 'action', id: 'drill.set:undo:y', inputs: {} })).reply.title).toBe('Undone y');
    expect((await send({ kind: 'action', id: 'drill.pause:undo:', inputs: {} })).reply.title).toBe(
      'This button has expired',
    );
  });
});

describe('the group alone', () => {
  it.each(['/drill', '/drill help', '/DRILL  Help ', '/help drill', '/help /drill'])(
    '%j lists its commands',
    async (line) => {
      const { reply, status } = await type(line);
      expect([reply.title, status]).toEqual(['/drill', undefined]);
      const text = textOf(reply);
      expect(text).toContain('/drill set #channel [time] [zone] [@owner] Set it up, such as /drill set here');
      expect(text).toContain('/drill pause Pause it');
      expect(text).toContain('Only admins of this community can use them.');
      // The first by name takes nothing: there is little to tell about it.
      expect(text).toContain('/help drill set tells all about one of them.');
    },
  );

  it.each(['/drill help set', '/help drill set', '/help  Drill  SET'])('%j tells all about one', async (line) => {
    const text = textOf((await type(line)).reply);
    expect(text).toContain('Usage: /drill set #channel [time] [zone] [@owner]');
    expect(text).toContain(
      'channel: Where. Type # and pick one from the list that opens, or here for the channel that you are in.',
    );
    expect(text).toContain('time (optional): When. Such as 9:00 or 9:30 pm.');
    expect(text).toContain('Only admins of this community can use it.');
  });

  it.each(['/drill sett here', '/help drill sett', '/drill help sett'])('%j: did you mean', async (line) => {
    const { reply, status } = await type(line);
    expect(status).toBe('usage-error');
    expect(reply.title).toBe('There is no command /drill sett');
    expect(textOf(reply)).toContain('Did you mean /drill set?');
    expect(textOf(reply)).toContain('/drill pause Pause it');
  });

  it('says what there is where nothing near was typed, and shows a reference as one saw it', async () => {
    const { reply } = await type('/drill <#C012ABCDEF|drills> 9:00');
    expect(reply.title).toBe('There is no command /drill #drills');
    expect(textOf(reply)).not.toContain('Did you mean');
    expect(textOf(reply)).toContain('The commands of /drill are:');
    expect(records.at(-1)?.command).toBe('unknown');
  });

  it('is what a misspelt group was meant to be', async () => {
    expect(textOf((await type('/dril set')).reply)).toContain(
      'Did you mean /drill? The commands are /drill, /greet, /help.',
    );
  });
});

describe('here', () => {
  it('is the channel that the command is typed in', async () => {
    expect((await type('/drill set here')).data).toMatchObject({ channel: 'C0HERE0000', channelHere: 'C0HERE0000' });
  });

  it.each<[where: string, place: Partial<Invocation>]>([
    ['a direct message on Slack', { channel: 'D012ABCDEF' }],
    ['a direct message on Discord', { platform: 'discord', community: 'discord:dm:1', channel: '1' }],
  ])('is no channel in %s', async (_, place) => {
    const { reply, status } = await type('/drill set here', place);
    expect([reply.title, status]).toEqual(['There is no channel here', 'usage-error']);
  });

  it('is no channel where there is none', async () => {
    const { channel, ...nowhere } = admin;
    expect(channel).toBeDefined();
    const outcome = await bot.answer({ ...nowhere, request: requestFromLine('/drill set here') });
    expect('reply' in outcome && textOf(outcome.reply)).toContain(
      'Nothing was changed. Type the command in that channel',
    );
  });
});

describe('a name where a reference is needed', () => {
  it('is explained, with what else was not understood', async () => {
    const { reply, status } = await type('/drill set #drills 25:00');
    expect(status).toBe('usage-error');
    expect(textOf(reply)).toContain('channel: “#drills” came to me as a name only');
    expect(textOf(reply)).toContain('time: “25:00” is not a time of day');
  });

  it('is asked for where it is missing', async () => {
    expect(textOf((await type('/drill set')).reply)).toContain(
      'channel is missing: Where. For example: /drill set here',
    );
  });
});

describe('what is shown of the commands', () => {
  it('keeps those for admins apart in help, a group in one line and one choice', async () => {
    const { reply } = await type('/help');
    const [before, after = ''] = textOf(reply).split('For admins\n');
    expect(before).toContain('/greet Say hello');
    expect(before).not.toContain('/drill');
    expect(after).toContain('/drill with pause, set: see /help drill');
    expect(actionsOf(reply)).toEqual(['help:command:drill', 'help:command:greet', 'help:command:help']);
  });

  it('keeps them apart in the reference', () => {
    const [forAll, forAdmins = ''] = commandReference(bot.commands()).split('\n## For admins\n');
    expect(forAll).toContain('## `/greet`');
    expect(forAdmins).toContain('### `/drill set #channel [time] [zone] [@owner]`');
    expect(forAdmins).toContain('| `time` | no | When. Such as `9:00` or `9:30 pm`. |');
    expect(forAdmins).toContain('- `/drill set here`');
  });

  it('completes groups and their commands for help', async () => {
    const complete = async (command: string, option: string, partial: string) =>
      (await bot.complete({ community: 'slack:T1', command, option, partial, options: {} })).map(({ value }) => value);
    expect(await complete('help', 'command', 'dr')).toEqual(['drill', 'drill pause', 'drill set']);
    expect(await complete('help', 'command', 'drill s')).toEqual(['drill set']);
    expect(await complete('drill set', 'constructor', '')).toEqual([]);
  });
});
