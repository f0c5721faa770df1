/** Replies of any kind, with texts that have broken renderers before. */
import fc from 'fast-check';
import type { Block, Citation, Form, Reply } from '../../../src/chat/reply.ts';

const trap = fc.constantFrom(
  '<@123456789012345678>', '<@&1>', '<#1>', '@everyone', '@here', '<:smile:1>', '</salary:1>', '<t:1>', ':tada:', '**bold**', '_it_', '__u__',
  '~~s~~', '`code`', '```', '||spoiler||', '[label](https://example.com/a_(b))', '# heading', '> quote', '>>> quote', '- item', '-# small',
  '1. first', '\n', '\r\n', '\\', '*', '_', '`', '[', ']', 'https://example.com/a_b*c*', 'https://x/<@1>@everyone', '\u{1F469}‍\u{1F4BB}', '\uD800', 'مرحبا', '漢字',
  '\u0000', 'a'.repeat(300), 'word '.repeat(900),
); // prettier-ignore

/** Any text: traps, words, single characters. */
export const anyText = fc
  .array(
    fc.oneof(
      trap,
      fc.string({ unit: 'grapheme', maxLength: 30 }),
      fc.string({ unit: 'binary', maxLength: 5 }),
      fc.lorem({ maxCount: 12 }),
    ),
    { maxLength: 8 },
  )
  .map((parts) => parts.join(''));

const shortText = fc.oneof(anyText, fc.lorem({ maxCount: 3 }));
const url = fc.oneof(
  fc.webUrl({ validSchemes: ['https'], withFragments: true, withQueryParameters: true }),
  anyText,
  fc.constant(`https://example.com/${'a'.repeat(3000)}`),
);
const actionId = fc.oneof(
  fc.integer({ min: 0, max: 60 }).map((number) => `faq:show:${number}`),
  fc.constant(''),
  fc.constant(`faq:show:${'x'.repeat(100)}`),
);
const markup = fc.oneof(
  anyText,
  fc.tuple(anyText, anyText).map(([a, b]) => `${a} **bold _${b}_** _it_ \`code\` [label](https://example.com/x)`),
);

const block: fc.Arbitrary<Block> = fc.oneof(
  fc.record({ kind: fc.constant('heading' as const), text: shortText }),
  fc.record({ kind: fc.constant('text' as const), text: markup }),
  fc.record({ kind: fc.constant('list' as const), items: fc.array(markup, { maxLength: 30 }), ordered: fc.boolean() }),
  fc.record({ kind: fc.constant('fields' as const), fields: fc.array(fc.record({ name: shortText, value: markup }), { maxLength: 30 }) }),
  fc.record({ kind: fc.constant('table' as const), columns: fc.array(shortText, { maxLength: 5 }), rows: fc.array(fc.array(shortText, { maxLength: 6 }), { maxLength: 40 }) }),
  fc.record({ kind: fc.constant('table' as const), columns: fc.constant(['Level', 'Pay']), rows: fc.array(fc.array(fc.lorem({ maxCount: 2 }), { maxLength: 2 }), { maxLength: 200 }) }),
  fc.record({ kind: fc.constant('links' as const), links: fc.array(fc.record({ label: shortText, url }), { maxLength: 10 }) }),
  fc.record({ kind: fc.constant('buttons' as const), buttons: fc.array(fc.record({ label: shortText, action: actionId, style: fc.constantFrom('primary' as const, 'danger' as const) }, { requiredKeys: ['label', 'action'] }), { maxLength: 30 }) }),
  fc.record({
    kind: fc.constant('select' as const),
    placeholder: shortText,
    action: fc.oneof(actionId, fc.constant('salary:level:')),
    options: fc.array(fc.record({ label: shortText, value: shortText, description: shortText }, { requiredKeys: ['label', 'value'] }), { maxLength: 30 }),
  }),
); // prettier-ignore

const citation: fc.Arbitrary<Citation> = fc.record(
  { number: fc.nat(), publisher: shortText, title: shortText, url, asOf: fc.constantFrom('2024', '2024-05', '2024-05-09', 'undated'), old: fc.boolean(), readIn: shortText },
  { requiredKeys: ['number', 'publisher', 'title', 'asOf', 'old'] },
); // prettier-ignore

export const anyReply: fc.Arbitrary<Reply> = fc.record(
  {
    title: shortText,
    blocks: fc.array(block, { maxLength: 10 }),
    sources: fc.array(citation, { maxLength: 12 }),
    tone: fc.constantFrom('answer', 'notice', 'error'),
    visibility: fc.constantFrom('private', 'public'),
    file: fc.record({ name: shortText, text: anyText }),
  },
  { requiredKeys: ['title', 'blocks', 'sources', 'tone', 'visibility'] },
);

export const anyForm: fc.Arbitrary<Form> = fc.record({
  title: shortText,
  submitLabel: shortText,
  action: fc.constant('faq:suggest:x'),
  fields: fc
    .array(
      fc.record(
        { label: shortText, placeholder: shortText, initial: anyText, multiline: fc.boolean(), required: fc.boolean(), maxLength: fc.integer({ min: 1, max: 9000 }) },
        { requiredKeys: ['label', 'multiline', 'required', 'maxLength'] },
      ),
      { maxLength: 8 },
    )
    .map((fields) => fields.map((field, index) => ({ ...field, name: `field-${index}` }))),
}); // prettier-ignore
