/** Replies for the tests of this folder. */
import fc from 'fast-check';
import { encodeAction } from '../../../src/chat/action.ts';
import { literal } from '../../../src/chat/markup.ts';
import type { Block, Citation, Form, Reply } from '../../../src/chat/reply.ts';

export const replyWith = (blocks: readonly Block[], rest: Partial<Reply> = {}): Reply => ({
  title: 'Senior pay',
  blocks,
  sources: [],
  tone: 'answer',
  visibility: 'private',
  ...rest,
});

export const textReply = (text: string, rest: Partial<Reply> = {}): Reply =>
  replyWith([{ kind: 'text', text: literal(text) }], rest);

/** The fallback text of a rendered `textReply`. */
export const words = (text: string): string => `Senior pay\n${text}`;

export const citation = (number: number, rest: Partial<Citation> = {}): Citation => ({
  number,
  publisher: 'Bureau of Labor Statistics',
  title: 'Software Developers',
  asOf: '2024-05',
  old: false,
  ...rest,
});

export const form: Form = {
  title: 'Your answer',
  submitLabel: 'Send',
  action: 'drill:answer:q1',
  fields: [{ name: 'answer', label: 'Answer', multiline: true, required: true, maxLength: 500 }],
};

/** What people type to break things: pings, markup, entities, emoji, halves of characters, directions. */
const nasty = [
  '<!channel>',
  '<@U0ADA>',
  '<#C1|x>',
  '@here',
  '&amp;',
  '&',
  '<',
  '>',
  '*bold*',
  '_it_',
  '~gone~',
  '`code`',
  '```',
  ':tada:',
  '👩‍👩‍👧',
  '𝒳',
  '\uD83D',
  '\n',
  '\n> quote',
  ' ',
  '\u202Eabc',
  '|',
  '\\',
  '](https://evil.example/)',
  'snake_case',
];
export const anyText = fc
  .array(
    fc.oneof(
      fc.constantFrom(...nasty),
      fc.string({ unit: 'grapheme', maxLength: 12 }),
      fc.string({ unit: 'binary', maxLength: 6 }),
    ),
    {
      maxLength: 12,
    },
  )
  .map((parts) => parts.join(''));
const longText = fc.tuple(anyText, fc.nat(400)).map(([text, times]) => text.repeat(times).slice(0, 9000));
const text = fc.oneof({ weight: 4, arbitrary: anyText }, { weight: 1, arbitrary: longText });
const markup = fc.oneof(
  text.map(literal),
  text,
  anyText.map(
    (inner) => `a**${literal(inner)}**b _${literal(inner)}_ \`x\` [${literal(inner)}](https://example.org/a?b=1&c=2)`,
  ),
);
const url = fc.oneof(fc.webUrl({ withQueryParameters: true }), text);
const action = anyText.map((argument) =>
  encodeAction({ command: 'salary', action: 'show', argument: argument.slice(0, 60) }),
);

const block: fc.Arbitrary<Block> = fc.oneof(
  fc.record({ kind: fc.constant('heading' as const), text }),
  fc.record({ kind: fc.constant('text' as const), text: markup }),
  fc.record({ kind: fc.constant('list' as const), items: fc.array(markup, { maxLength: 30 }), ordered: fc.boolean() }),
  fc.record({
    kind: fc.constant('fields' as const),
    fields: fc.array(fc.record({ name: text, value: markup }), { maxLength: 25 }),
  }),
  fc.record({
    kind: fc.constant('table' as const),
    columns: fc.array(anyText, { maxLength: 5 }),
    rows: fc.array(fc.array(anyText, { maxLength: 6 }), { maxLength: 30 }),
  }),
  fc.record({
    kind: fc.constant('links' as const),
    links: fc.array(fc.record({ label: text, url }), { maxLength: 10 }),
  }),
  fc.record({
    kind: fc.constant('buttons' as const),
    buttons: fc.array(
      fc.record({ label: text, action, style: fc.constantFrom('primary' as const, 'danger' as const) }),
      { maxLength: 40 },
    ),
  }),
  fc.record({
    kind: fc.constant('select' as const),
    placeholder: text,
    action: fc.constant('salary:show:'),
    options: fc.array(
      fc.record({ label: text, value: anyText.map((value) => value.slice(0, 75)), description: anyText }),
      { maxLength: 130 },
    ),
  }),
);

const source: fc.Arbitrary<Citation> = fc.record({
  number: fc.nat(99),
  publisher: text,
  title: text,
  asOf: fc.constantFrom('2024', '2024-05', '2024-05-09', 'undated'),
  old: fc.boolean(),
  url,
  readIn: text,
});

export const anyReply: fc.Arbitrary<Reply> = fc.record(
  {
    title: text,
    blocks: fc.array(block, { maxLength: 12 }),
    sources: fc.array(source, { maxLength: 30 }),
    tone: fc.constantFrom('answer' as const, 'notice' as const, 'error' as const),
    visibility: fc.constantFrom('private' as const, 'public' as const),
    file: fc.record({ name: text, text }),
  },
  { requiredKeys: ['title', 'blocks', 'sources', 'tone', 'visibility'] },
);

export const anyForm: fc.Arbitrary<Form> = fc.record({
  title: text,
  submitLabel: text,
  action,
  fields: fc.uniqueArray(
    fc.record({
      name: fc.stringMatching(/^[a-z]{1,12}$/),
      label: text,
      placeholder: text,
      multiline: fc.boolean(),
      required: fc.boolean(),
      maxLength: fc.integer({ min: 1, max: 5000 }),
      initial: text,
    }),
    { minLength: 1, maxLength: 5, selector: ({ name }) => name },
  ),
});
