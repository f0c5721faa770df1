import { ApplicationCommandOptionType } from 'discord-api-types/v10';
import { describe, expect, test } from 'vitest';
import type { CommandInfo } from '../../../src/chat/command.ts';
import type { Completion } from '../../../src/chat/invocation.ts';
import type { Option } from '../../../src/chat/option.ts';
import { commandPayloads } from '../../../src/platforms/discord/commands.ts';
import { discordProblems } from '../../fakes/discord/validate.ts';

const term: Option = { kind: 'term', noun: 'level', description: 'Which level', terms: () => [] };
const money: Option = { kind: 'money', description: 'An offer in US dollars' };
const text: Option = { kind: 'text', description: 'What you want to know', required: true };

const commandOf = (options: CommandInfo['options'], more: Partial<CommandInfo> = {}): CommandInfo => ({
  name: 'salary',
  summary: 'What they earn',
  examples: ['/salary senior'],
  options,
  ...more,
});

const choicesOf = (count: number, size = 5): Completion[] =>
  Array.from({ length: count }, (_, index) => ({
    label: `${index} ${'L'.repeat(size)}`,
    value: `${index}-${'v'.repeat(size)}`,
  }));

/** The only option of a command with this option and these terms. */
function optionOf(option: Option, terms: readonly Completion[] = [], name = 'level') {
  const payloads = commandPayloads([commandOf({ [name]: option })], () => terms);
  expect(discordProblems('commands', payloads)).toEqual([]);
  return payloads[0]?.options[0];
}

/** Commands of the group `daily`. */
const dailyOf = (words: Readonly<Record<string, CommandInfo['options']>>, more: Partial<CommandInfo> = {}) =>
  Object.entries(words).map(([word, options]) =>
    commandOf(options, { name: `daily ${word}`, summary: `To ${word}`, ...more }),
  );

describe('options', () => {
  test('a few terms are choices', () => {
    expect(optionOf(term, [{ label: 'Senior (L5)', value: 'senior' }])).toEqual({
      type: 3,
      name: 'level',
      description: 'Which level',
      required: false,
      choices: [{ name: 'Senior (L5)', value: 'senior' }],
    });
  });

  test('more than 25 terms, or places, are completed', () => {
    expect(optionOf(term, choicesOf(25))).toHaveProperty('choices');
    expect(optionOf(term, choicesOf(26))).toEqual({
      type: 3,
      name: 'level',
      description: 'Which level',
      required: false,
      autocomplete: true,
    });
    expect(optionOf(term, choicesOf(3), 'place')).toHaveProperty('autocomplete', true);
  });

  test('money is a number from 1', () => {
    expect(optionOf(money)).toEqual({
      type: 10,
      name: 'level',
      description: 'An offer in US dollars',
      required: false,
      min_value: 1,
    });
  });

  test('text is completed where the command can complete it', () => {
    expect(optionOf(text)).toEqual({
      type: 3,
      name: 'level',
      description: 'What you want to know',
      required: true,
      min_length: 1,
      max_length: 6000,
    });
    expect(optionOf({ ...text, complete: () => [] })).toHaveProperty('autocomplete', true);
  });
});

describe('options of the platform', () => {
  test('a channel is one that can be posted to', () => {
    expect(optionOf({ kind: 'channel', description: 'Where', required: true }, [], 'channel')).toEqual({
      type: 7,
      name: 'channel',
      description: 'Where',
      required: true,
      channel_types: [0, 5],
    });
  });

  test('a person is a user', () => {
    expect(optionOf({ kind: 'person', description: 'Who' }, [], 'person')).toEqual({
      type: 6,
      name: 'person',
      description: 'Who',
      required: false,
    });
  });

  test('a word has room for a list of all there is', () => {
    const word = optionOf({ kind: 'word', description: 'From which topics' }, [], 'topics');
    expect(word).toMatchObject({ type: 3, required: false, max_length: 6000 });
    expect(word).not.toHaveProperty('autocomplete');
    const completed = optionOf({ kind: 'word', description: 'From which topics', complete: () => [] }, [], 'topics');
    expect(completed).toEqual({ ...word, autocomplete: true });
  });

  test('a time is a short text', () => {
    expect(optionOf({ kind: 'time', description: 'When' }, [], 'time')).toEqual({
      type: 3,
      name: 'time',
      description: 'When',
      required: false,
      min_length: 1,
      max_length: 20,
    });
  });
});

describe('groups', () => {
  test('are one command with a subcommand each, in the place of the first', () => {
    const commands = [...dailyOf({ pause: {}, set: { level: term, question: text } }), commandOf({})];
    const payloads = commandPayloads(commands, (command) => (command === 'daily set' ? choicesOf(1) : []));
    expect(discordProblems('commands', payloads)).toEqual([]);
    expect(payloads).toEqual([
      {
        type: 1,
        name: 'daily',
        description: 'Its commands: pause, set',
        contexts: [0, 1],
        integration_types: [0],
        options: [
          { type: 1, name: 'pause', description: 'To pause', options: [] },
          {
            type: 1,
            name: 'set',
            description: 'To set',
            options: [
              expect.objectContaining({ name: 'question', required: true }),
              expect.objectContaining({ name: 'level', choices: [{ name: '0 LLLLL', value: '0-vvvvv' }] }),
            ],
          },
        ],
      },
      expect.objectContaining({ name: 'salary' }),
    ]);
  });

  test('may have 25 commands with 25 options, and never hold more than Discord takes in all', () => {
    const options = Object.fromEntries(Array.from({ length: 3 }, (_, index) => [`option${index}`, term]));
    const words = Object.fromEntries(Array.from({ length: 25 }, (_, index) => [`word${index}`, options]));
    const payloads = commandPayloads(dailyOf(words), () => choicesOf(10, 20));
    expect(discordProblems('commands', payloads)).toEqual([]);
    const listed = payloads
      .flatMap((payload) => payload.options)
      .flatMap((one) => (one.type === ApplicationCommandOptionType.Subcommand ? one.options : []))
      .map((one) => 'choices' in one);
    expect(listed).toHaveLength(75);
    expect(listed.indexOf(false)).toBeGreaterThan(0);
    expect(listed.at(-1)).toBe(false);
  });
});

describe('commands for admins', () => {
  const access = { access: 'admins' as const };

  test('are for those who manage a server, and in servers alone', () => {
    const payloads = commandPayloads([commandOf({}, access), ...dailyOf({ set: {}, pause: {} }, access)], () => []);
    expect(discordProblems('commands', payloads)).toEqual([]);
    for (const payload of payloads) expect(payload).toMatchObject({ default_member_permissions: '32', contexts: [0] });
  });

  test('do not hide those of their group that are for everybody', () => {
    const [payload] = commandPayloads([...dailyOf({ set: {} }, access), ...dailyOf({ status: {} })], () => []);
    expect(payload).not.toHaveProperty('default_member_permissions');
    expect(payload?.contexts).toEqual([0, 1]);
  });
});

describe('commands', () => {
  test('can be used in servers and in private with the bot, and belong to servers', () => {
    expect(commandPayloads([commandOf({})], () => [])).toEqual([
      { type: 1, name: 'salary', description: 'What they earn', contexts: [0, 1], integration_types: [0], options: [] },
    ]);
  });

  test('required options stand first', () => {
    const [payload] = commandPayloads([commandOf({ level: term, question: text })], () => choicesOf(2));
    expect(payload?.options.map(({ name }) => name)).toEqual(['question', 'level']);
    expect(discordProblems('commands', [payload])).toEqual([]);
  });

  test('never hold more than Discord takes in all: the last lists become completions', () => {
    const payloads = commandPayloads(
      [commandOf({ one: term, two: term, three: term }, { summary: 'long '.repeat(40) })],
      () => choicesOf(25, 80),
    );
    expect(discordProblems('commands', payloads)).toEqual([]);
    expect(payloads[0]?.options.map((option) => 'choices' in option)).toEqual([true, false, false]);
    expect(payloads[0]?.description).toMatch(/long…$/);
  });
});
