import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Block, Citation } from '../../../src/chat/reply.ts';
import { readInteraction } from '../../../src/platforms/discord/inbound.ts';
import { discordLimits } from '../../../src/platforms/discord/limits.ts';
import { renderCallback, renderReply, type MessageData } from '../../../src/platforms/discord/render.ts';
import { selectPayload } from '../../fakes/discord/payloads.ts';
import { discordProblems } from '../../fakes/discord/validate.ts';
import { anyReply } from './arbitrary-reply.ts';
import { noon, replyOf, sampleForm, textReply } from './stubs.ts';

/** What the body of a reply with these blocks looks like, in Discord markdown. */
const bodyOf = (...blocks: Block[]): string => descriptions(renderReply(replyOf(blocks))).join('\n---\n');
const descriptions = ({ embeds }: MessageData): string[] => embeds.map(({ description }) => description ?? '');
const lengthOf = ({ embeds }: MessageData): number =>
  embeds.reduce((sum, { title = '', description = '' }) => sum + title.length + description.length, 0);

describe('blocks', () => {
  test('a heading and a text', () => {
    expect(
      bodyOf(
        { kind: 'heading', text: 'Base *pay*' },
        { kind: 'text', text: '**$120,000** in _2024_, see `L5` at [BLS](https://bls.gov)' },
      ),
    ).toBe('### Base \\*pay\\*\n**$120,000** in *2024*, see `L5` at [BLS](https://bls.gov)');
  });

  test('lists, ordered and not', () => {
    expect(
      bodyOf(
        { kind: 'list', items: ['one', 'two\nlines'] },
        { kind: 'list', items: ['first', 'second'], ordered: true },
      ),
    ).toBe('- one\n- two lines\n\n1. first\n2. second');
  });

  test('fields, in their place between other blocks', () => {
    const fields: Block = {
      kind: 'fields',
      fields: [
        { name: 'Growth', value: '**17%**' },
        { name: 'Openings', value: '140,000' },
      ],
    };
    expect(bodyOf({ kind: 'text', text: 'before' }, fields, { kind: 'text', text: 'after' })).toBe(
      'before\n\n**Growth:** **17%**\n**Openings:** 140,000\n\nafter',
    );
  });

  test('a narrow table is aligned in a code block', () => {
    const rows = [
      ['Senior', '$185k'],
      ['漢字', '`$1`'],
      ['Mid', ''],
    ];
    expect(bodyOf({ kind: 'table', columns: ['Level', 'Pay'], rows })).toBe(
      ['```', 'Level   Pay', '──────  ─────', 'Senior  $185k', '漢字    ˋ$1ˋ', 'Mid', '```'].join('\n'),
    );
  });

  test('a wide table becomes a list that keeps every name and cell', () => {
    const rows = [['Senior', 'a long cell that says much about the pay of a senior engineer', 'x']];
    expect(bodyOf({ kind: 'table', columns: ['Level', 'Pay', 'Note'], rows })).toBe(
      '- Level: **Senior** · Pay: a long cell that says much about the pay of a senior engineer · Note: x',
    );
  });

  test('links, with addresses that markdown would cut and ones that it could not link', () => {
    const links = [
      { label: 'Wiki', url: 'https://example.com/a_(b)' },
      { label: 'https://example.com', url: 'https://example.com' },
      { label: 'A file', url: 'file:///etc' },
    ];
    expect(bodyOf({ kind: 'links', links })).toBe(
      '- [Wiki](https://example.com/a_%28b%29)\n- https://example.com https://example.com\n- A file (file:///etc)',
    );
  });

  test('buttons and selects become components and no text', () => {
    const message = renderReply(
      replyOf([
        { kind: 'text', text: 'Choose' },
        {
          kind: 'buttons',
          buttons: [
            { label: 'Next', action: 'faq:next:2', style: 'primary' },
            { label: 'Back', action: 'faq:next:1' },
          ],
        },
        {
          kind: 'select',
          placeholder: 'Level',
          action: 'salary:level:',
          options: [{ label: 'Senior', value: 'senior', description: 'L5' }],
        },
      ]),
    );
    expect(descriptions(message)).toEqual(['Choose']);
    expect(message.components).toEqual([
      {
        type: 1,
        components: [
          { type: 2, style: 1, label: 'Next', custom_id: 'faq:next:2' },
          { type: 2, style: 2, label: 'Back', custom_id: 'faq:next:1' },
        ],
      },
      {
        type: 1,
        components: [
          {
            type: 3,
            custom_id: 'salary:level:',
            placeholder: 'Level',
            options: [{ label: 'Senior', value: 'senior', description: 'L5' }],
          },
        ],
      },
    ]);
  });
});

describe('the message', () => {
  test('the tone gives the colour, the visibility the flag, and nobody is ever pinged', () => {
    const [answer, failure] = [
      renderReply(textReply('x')),
      renderReply(textReply('x', { tone: 'error', visibility: 'private' })),
    ];
    expect(answer.embeds[0]?.color).not.toBe(failure.embeds[0]?.color);
    expect([answer.flags, failure.flags]).toEqual([undefined, 64]);
    expect(answer.allowed_mentions).toEqual({ parse: [] });
  });

  test('a form outcome becomes a modal callback', () => {
    expect(renderCallback({ form: sampleForm }).type).toBe(9);
  });

  test('a reply with nothing in it is still a message', () => {
    expect(discordProblems('callback', renderCallback({ reply: replyOf([], { title: ' ' }) }))).toEqual([]);
  });
});

describe('sources', () => {
  const source: Citation = { number: 1, publisher: 'BLS', title: 'Handbook [2024]', asOf: '2024-05', old: false };
  const sourcesOf = (...sources: Citation[]): string => descriptions(renderReply(textReply('x', { sources })))[1] ?? '';

  test('stand at the end, numbered, with date, link and who quotes them', () => {
    expect(
      sourcesOf(
        { ...source, url: 'https://bls.gov/ooh', readIn: 'a guide' },
        { ...source, number: 2, asOf: 'undated' },
      ),
    ).toBe(
      '[1] [BLS, Handbook \\[2024\\]](https://bls.gov/ooh) (as of May 2024), quoted by a guide\n[2] BLS, Handbook [2024] (undated)',
    );
  });

  test('an old one is marked, and the mark explained once', () => {
    const lines = sourcesOf({ ...source, old: true }, { ...source, number: 2 }).split('\n');
    expect(lines.map((line) => line.includes('⚠️'))).toEqual([true, false, true]);
    expect(lines.at(-1)).toContain('Older than 18 months: check before you rely on it');
  });

  test('keep their room beside the longest body, and the explanation beside the longest list', () => {
    const sources = Array.from({ length: 200 }, (_, index) => ({ ...source, number: index + 1, old: true }));
    const message = renderReply(textReply('word '.repeat(5000), { sources }));
    const last = descriptions(message).at(-1) ?? '';
    expect(last).toMatch(/^\[1\] BLS/);
    expect(last).toMatch(/… [\d,]+ more lines .+\n⚠️ Older than 18 months/);
  });
});

describe('limits', () => {
  test('Discord takes every reply', () => {
    fc.assert(
      fc.property(anyReply, (reply) => {
        expect(discordProblems('callback', renderCallback({ reply }))).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });

  test('6,000 characters are used before anything is cut', () => {
    const message = renderReply(textReply('a'.repeat(5900)));
    expect(descriptions(message).join('')).toBe('a'.repeat(5900));
  });

  test('a message that was cut says how many characters are missing', () => {
    const message = renderReply(textReply('ж'.repeat(10_000)));
    const text = descriptions(message).join('');
    const missing = 10_000 - (text.match(/ж/g) ?? []).length;
    expect(text).toContain(`… 1 more line (${missing.toLocaleString('en-US')} characters) do not fit`);
    expect(lengthOf(message)).toBeGreaterThan(discordLimits.embedTotal - 200);
  });

  test('the lines shown and the lines missing are all the lines there are', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 40 }), { minLength: 1, maxLength: 400 }), fc.boolean(), (sizes, asTable) => {
        const items = sizes.map((size, index) => `line${index} ${'x'.repeat(size + 1)}`);
        const text = bodyOf(
          asTable ? { kind: 'table', columns: ['n'], rows: items.map((item) => [item]) } : { kind: 'list', items },
        );
        const whole = items.filter((item) => new RegExp(`${item}$`, 'm').test(text)).length;
        expect(whole + missingLines(text)).toBe(items.length);
      }),
      { numRuns: 60 },
    );
  });

  test('buttons without room are named', () => {
    const buttons = Array.from({ length: 27 }, (_, index) => ({
      label: `Entry ${index}`,
      action: `faq:show:${index}`,
    }));
    const message = renderReply(replyOf([{ kind: 'buttons', buttons }]));
    expect(message.components.map(({ components }) => components.length)).toEqual([5, 5, 5, 5, 5]);
    expect(descriptions(message)).toEqual([
      'There is no room for more buttons here. Also offered: Entry 25 or Entry 26.',
    ]);
  });

  test('a list that is longer than a select continues in the next, and what has no room at all is named', () => {
    const options = Array.from({ length: 127 }, (_, index) => ({ label: `Level ${index}`, value: `l${index}` }));
    const select: Block = { kind: 'select', placeholder: 'Level', action: 'salary:level:', options };
    const short = renderReply(replyOf([{ ...select, options: options.slice(0, 27) }]));
    const selects = short.components.flatMap(({ components }) => components);
    expect(selects).toMatchObject([{ placeholder: 'Level (1 of 2)' }, { placeholder: 'Level (2 of 2)' }]);
    expect(descriptions(short)).toEqual(['']);
    expect(bodyOf(select)).toBe('Level: there is no room for: Level 125 or Level 126.');
  });

  test('several selects of one action are told apart, and chosen from alike', () => {
    const select = (value: string): Block => ({
      kind: 'select',
      placeholder: 'Area',
      action: 'skills:show:',
      options: [{ label: 'X', value }],
    });
    const { components } = renderReply(replyOf([select('a'), select('b')]));
    const ids = components.flatMap((row) => row.components.map((one) => ('custom_id' in one ? one.custom_id : '')));
    expect(new Set(ids).size).toBe(2);
    expect(ids.map((id, index) => readInteraction(selectPayload(id, `v${index}`), noon))).toMatchObject([
      { invocation: { request: { id: 'skills:show:v0' } } },
      { invocation: { request: { id: 'skills:show:v1' } } },
    ]);
  });

  test('a button that stands twice stands once, and one whose id is taken is named', () => {
    const button = { label: 'Show', action: 'faq:show:1' };
    const message = renderReply(
      replyOf([{ kind: 'buttons', buttons: [button, button, { ...button, label: 'Other' }] }]),
    );
    expect(message.components[0]?.components).toHaveLength(1);
    expect(descriptions(message).join('')).toContain('Also offered: Other.');
  });

  test('long labels are shortened visibly', () => {
    const message = renderReply(
      replyOf([{ kind: 'buttons', buttons: [{ label: 'word '.repeat(40), action: 'faq:show:1' }] }], {
        title: 't'.repeat(300),
      }),
    );
    expect(message.components[0]?.components[0]).toMatchObject({
      label: expect.stringMatching(/^word .*word…$/) as unknown,
    });
    expect(message.embeds[0]?.title).toMatch(/^t{255}…$/);
  });
});

const missingLines = (text: string): number =>
  Number(/… ([\d,]+) more lines?/.exec(text)?.[1]?.replaceAll(',', '') ?? 0);
