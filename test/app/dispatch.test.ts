/** What a person gets for right, wrong and strange input, over the shipped commands and data. */
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { createConversation, type InvocationRecord } from '../../src/app/dispatch.ts';
import { defineCommand } from '../../src/chat/command.ts';
import { loadKnowledgeOrThrow } from '../../src/knowledge/load.ts';
import { requestFromLine } from '../../src/chat/request.ts';
import { searchFor } from '../../src/knowledge/search/search-for.ts';
import { conversationOver, noDesk, noon, textOf, type TestConversation } from '../support/conversation.ts';
import { realData, twoRoles } from '../support/folders.ts';

let bot: TestConversation;
beforeAll(async () => {
  bot = await conversationOver(realData);
});

describe('wrong input is met kindly', () => {
  it('suggests the command that was meant', async () => {
    const { reply, status } = await bot.run('/salery senior');
    expect(status).toBe('usage-error');
    expect(reply.visibility).toBe('private');
    expect(textOf(reply)).toContain('There is no command /salery');
    expect(textOf(reply)).toContain('Did you mean /salary?');
  });

  it('names an unknown level with the valid ones and a "did you mean"', async () => {
    const { reply, status } = await bot.run('/salary level:seniro');
    expect(status).toBe('usage-error');
    expect(textOf(reply)).toContain('I do not know the level “seniro”. Did you mean Senior (senior)?');
    expect(textOf(reply)).toContain('Junior, Mid-level, Senior, Staff, Principal');
  });

  it('does not answer another question because of a slip in free text', async () => {
    const { reply, status } = await bot.run('/salary seniro in texas');
    expect(status).toBe('usage-error');
    expect(textOf(reply)).toContain('did you mean Senior? Then type /salary place:texas level:senior.');
  });

  it('answers what it understood and names what it did not', async () => {
    const { reply, status } = await bot.run('/salary senior underwater');
    expect(status).toBeUndefined();
    expect(textOf(reply)).toContain('Not understood and left out: “underwater”. /help salary lists what I know.');
    expect(textOf(reply)).toContain('$180,000–$280,000');
  });

  it('refuses a text of which it understood nothing, with the choices', async () => {
    const { reply, status } = await bot.run('/salary blorp');
    expect(status).toBe('usage-error');
    expect(textOf(reply)).toContain('I did not understand “blorp”');
    expect(textOf(reply)).toContain('You can choose a level from: Junior');
    expect(textOf(reply)).toContain('You can choose an employer tier from: FAANG-tier');
  });

  it('says how to write an amount', async () => {
    expect(textOf((await bot.run('/salary offer:lots')).reply)).toContain(
      '“lots” is not an amount I can read. Write whole US dollars a year, such as 185000 or 185k.',
    );
    expect(textOf((await bot.run('/salary offer:90')).reply)).toContain(
      '“90” would be $90 a year. If you mean thousands, write 90k.',
    );
  });

  it('asks for the question where there is none', async () => {
    const { reply } = await bot.run('/faq');
    expect(reply.title).toBe('One thing is missing');
    expect(textOf(reply)).toContain('question is missing');
    expect(textOf(reply)).toContain('For example: /faq do I need a degree');
  });

  it('refuses an endless question, keeping within the limit', async () => {
    const { status } = await bot.run(`/faq ${'word '.repeat(2000)}`);
    expect(status).toBe('usage-error');
  });

  it.each(['salary', 'interview-question', 'daily set'])(
    'refuses an endless /%s before it looks up its words',
    async (command) => {
      for (const text of ['seniro '.repeat(101), '"'.repeat(6001)]) {
        const { reply, status } = await bot.run(`/${command} ${text}`);
        expect([reply.title, status]).toEqual(['That is more than a command can take', 'usage-error']);
        expect(textOf(reply)).toContain(`/${command} takes at most 100 words and 6,000 characters`);
      }
    },
  );

  it('takes a long question', async () => {
    const asked = await bot.run(`/faq ${'degree '.repeat(101)}`);
    expect(asked.reply.title).not.toContain('more than');
  });

  it('says that an old button has expired', async () => {
    for (const id of ['gone:show:x', 'faq:vanished:x', 'salary:constructor:x', 'nonsense', '', 'faq']) {
      const outcome = await bot.ask({ kind: 'action', id, inputs: {} });
      expect('reply' in outcome && outcome.reply.title).toBe('This button has expired');
    }
  });

  it('says that an entry behind an old button is gone', async () => {
    const outcome = await bot.ask({ kind: 'action', id: 'faq:show:removed-entry', inputs: {} });
    expect('reply' in outcome && textOf(outcome.reply)).toContain('That answer is no longer here');
  });

  it('shows literal text only, whatever was typed', async () => {
    const { reply } = await bot.run('/faq **bold** <@123> @everyone `x` [y](https://evil.example)');
    const link = reply.blocks.some((block) => block.kind === 'text' && /(?<!\\)\[y\]/.test(block.text));
    expect(link).toBe(false);
  });

  it('survives any text to any command', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...bot.commands().map((command) => command.name)),
        fc.string({ unit: 'grapheme', maxLength: 200 }),
        async (name, text) => {
          const outcome = await bot.ask(requestFromLine(`/${name} ${text}`));
          expect('form' in outcome || outcome.status !== 'failure').toBe(true);
        },
      ),
      { numRuns: 150 },
    );
  });
});

describe('free questions', () => {
  it('go to the FAQ', async () => {
    const outcome = await bot.ask({ kind: 'question', text: 'do I need a degree?' });
    expect('reply' in outcome && outcome.answer?.kind).toBe('answered');
  });

  it.each(['', 'help', 'Hi!', ' ? ', '/', '🤖🤖', 'who are you?'])('%j gets help', async (text) => {
    const outcome = await bot.ask({ kind: 'question', text });
    expect('reply' in outcome && outcome.reply.title).toBe('What I can do');
  });

  it('show in the help of each command a line that says what it takes', async () => {
    const outcome = await bot.ask({ kind: 'question', text: 'help' });
    const help = 'reply' in outcome ? textOf(outcome.reply) : '';
    const [lines] = /Try: .*/.exec(help) ?? [];
    expect(lines).toMatch(/\/interview-question caching, .*\/settings timezone:Asia\/Tokyo, .*\/today$/);
  });

  it.each(['thanks!', 'Thank you 🙏', 'thx'])('%j is taken for thanks', async (text) => {
    const outcome = await bot.ask({ kind: 'question', text });
    expect('reply' in outcome && outcome.reply.title).toBe('You are welcome');
  });
});

describe('several roles', () => {
  let two: TestConversation;
  beforeAll(async () => {
    two = await conversationOver(twoRoles);
  });

  it('add a role option to every command, and none where there is one role', () => {
    const optionsOf = (conversation: TestConversation, name: string) =>
      Object.keys(conversation.commands().find((command) => command.name === name)?.options ?? {});
    expect(optionsOf(bot, 'faq')).toEqual(['question']);
    expect(optionsOf(two, 'faq')).toEqual(['question', 'role']);
    expect(optionsOf(two, 'compare')).toEqual(['role', 'from']);
    expect(two.choices('faq', 'role').map((choice) => choice.label)).toEqual(['Baker', 'Barista']);
  });

  it('are told apart by the option, by name in the text, and in buttons', async () => {
    const byOption = await two.ask({
      kind: 'command',
      command: 'faq',
      options: { question: 'how is milk foam made', role: 'barista' },
    });
    expect('reply' in byOption && byOption.reply.title).toBe('How is milk foam made?');
    expect((await two.run('/salary coffee maker')).reply.title).toContain('Barista');
    expect((await two.run('/salary')).reply.title).toContain('Baker');
    const { reply } = await two.run('/faq when does the day of a baker begin');
    const buttons = reply.blocks.flatMap((block) => (block.kind === 'buttons' ? block.buttons : []));
    expect(buttons.map((button) => button.action)).toContain('faq@baker:show:flour-kinds');
  });

  it('let a button expire that does not say which role it meant', async () => {
    const old = await two.ask({ kind: 'action', id: 'faq:show:start-time', inputs: {} });
    expect('reply' in old && old.reply.title).toBe('This button has expired');
    const named = await two.ask({ kind: 'action', id: 'faq@baker:show:start-time', inputs: {} });
    expect('reply' in named && named.reply.title).toBe("When does a baker's day begin?");
  });

  it('offer the default role that the caller asked for', async () => {
    const outcome = await two.ask({ kind: 'text-command', command: 'salary', text: '' }, { role: 'barista' });
    expect('reply' in outcome && outcome.reply.title).toContain('Barista');
  });
});

describe('what goes wrong on our side', () => {
  it('is told with a reference that the log has too, and nothing of the cause', async () => {
    const knowledge = await loadKnowledgeOrThrow(twoRoles);
    const records: InvocationRecord[] = [];
    const broken = defineCommand({
      name: 'broken',
      summary: 'Breaks',
      examples: ['/broken'],
      options: {},
      run: () => {
        throw new Error('the secret cause');
      },
    });
    const conversation = createConversation({
      commands: new Map([['broken', broken]]),
      knowledge: () => knowledge,
      searchFor,
      practiceFor: () => {
        throw new Error('nobody practises here');
      },
      deskFor: noDesk,
      isNamedAdmin: () => Promise.resolve(false),
      faqRole: (_community, role) => Promise.resolve(role),
      record: (record) => records.push(record),
      trouble: () => undefined,
    });
    const outcome = await conversation.answer({
      platform: 'slack',
      learner: 'slack:T:U',
      community: 'slack:T',
      now: noon,
      request: { kind: 'command', command: 'broken', options: { words: 'private words' } },
    });
    const text = 'reply' in outcome ? textOf(outcome.reply) : '';
    expect(text).toContain('nothing of yours was lost');
    expect(text).not.toContain('secret cause');
    expect(text).toContain(records[0]?.reference);
    expect(records).toEqual([expect.objectContaining({ platform: 'slack', command: 'broken', outcome: 'failure' })]);
    expect(JSON.stringify(records)).not.toContain('private words');
  });

  it('leaves one record an invocation, without anything that was typed', async () => {
    const before = bot.records.length;
    await bot.run('/salary senior');
    await bot.run('/nosuchcommand hunter2');
    expect(bot.records.slice(before)).toEqual([
      { platform: 'console', command: 'salary', outcome: 'answered', milliseconds: expect.any(Number) as number },
      { platform: 'console', command: 'unknown', outcome: 'usage-error', milliseconds: expect.any(Number) as number },
    ]);
  });
});

describe('completions', () => {
  const complete = (command: string, option: string, partial: string) =>
    bot.complete({ community: 'console', command, option, partial, options: {} });

  it('offer terms that begin with what is typed, then those that contain it', async () => {
    expect((await complete('salary', 'place', 'wash'))[0]).toEqual({ label: 'Washington', value: 'washington' });
    expect((await complete('salary', 'place', '')).length).toBeGreaterThan(10);
  });

  it('offer FAQ entries by their ids, which the command takes back', async () => {
    const [first] = await complete('faq', 'question', 'degree');
    expect(first).toBeDefined();
    const outcome = await bot.ask({ kind: 'command', command: 'faq', options: { question: first?.value ?? '' } });
    expect('reply' in outcome && outcome.answer).toMatchObject({ kind: 'answered', entry: first?.value });
  });

  it('complete the last of several days or topics', async () => {
    const values = async (option: string, partial: string) =>
      (await complete('daily set', option, partial)).map(({ value }) => value);
    expect((await values('days', '')).slice(0, 4)).toEqual(['daily', 'mon-fri', 'weekends', 'mon']);
    expect(await values('days', 'mon, t')).toEqual(['mon,tue', 'mon,thu', 'mon,sat']);
    expect((await values('topics', '')).slice(0, 2)).toEqual(['all', 'api-design']);
    expect(await values('topics', 'caching,htt')).toEqual(['caching,http']);
    expect(await values('topics', 'Cach')).toEqual(['caching']);
    // A list that is cut would name other topics.
    expect(await values('topics', `${'caching,'.repeat(13)}ht`)).toEqual([]);
    const [second] = await complete('daily set', 'days', 'mon,wed');
    expect(second?.label).toBe('mon, Wednesday');
  });

  it('are at most 25 of at most 100 characters, for any text, and never reject', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('question', 'level', 'nope'),
        fc.constantFrom('faq', 'salary', 'nope'),
        fc.string({ unit: 'grapheme' }),
        async (option, command, partial) => {
          const completions = await complete(command, option, partial);
          expect(completions.length).toBeLessThanOrEqual(25);
          for (const { label, value } of completions)
            expect(Math.max(label.length, value.length)).toBeLessThanOrEqual(100);
        },
      ),
    );
  });
});
