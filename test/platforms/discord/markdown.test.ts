import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { MarkupNode } from '../../../src/chat/markup.ts';
import { cleanText, escapeText, renderNodes, splitNodes } from '../../../src/platforms/discord/markdown.ts';
import { renderReply } from '../../../src/platforms/discord/render.ts';
import { anyReply, anyText } from './arbitrary-reply.ts';

const zeroWidthSpace = '\u200B';
/** How Discord reads text without formatting: a backslash before a sign is not shown. */
const read = (markdown: string): string =>
  markdown
    .replaceAll(/\[\d+\](?!\()/g, 'x')
    .replaceAll(/\\([^0-9A-Za-z\s])/g, '$1')
    .replaceAll(zeroWidthSpace, '');
/** The markdown with an "x" for each escaped sign and address: what is left of signs would format. */
const bare = (markdown: string): string =>
  markdown.replaceAll(/\\[^0-9A-Za-z\s]/g, 'x').replaceAll(/https?:\/\/[^\s<>\\`|*~@[\]]+/gi, 'x');

describe('text', () => {
  test('is read as it was written', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(read(escapeText(text))).toBe(cleanText(text).replaceAll(zeroWidthSpace, ''));
      }),
    );
  });

  test('holds no sign that formats, wherever it stands', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const left = bare(escapeText(text));
        expect(left).not.toMatch(/[*_~`|[\]<>]/);
        expect(left).not.toMatch(/^\s*(?:[#>+-]|\d+\.\s)/m);
      }),
    );
  });

  test('shows channels and people by their names, whole or not at all, and ids that are none of Discord’s as text', () => {
    const id = '123456789012345678';
    expect(
      renderNodes([
        { kind: 'channel', text: id },
        { kind: 'person', text: id },
      ]),
    ).toBe(`<#${id}><@${id}>`);
    expect(renderNodes([{ kind: 'person', text: 'everyone' }])).toBe(`@${zeroWidthSpace}everyone`);
    expect(renderNodes([{ kind: 'channel', text: 'C012' }])).toBe(String.raw`\#C012`);
    for (let room = 0; room < 40; room += 1)
      expect(['', 'Look into ', `Look into <#${id}>`]).toContain(
        splitNodes(
          [
            { kind: 'text', text: 'Look into ' },
            { kind: 'channel', text: id },
          ],
          room,
        ).shown.replace(/^Look( in.*)?$/, ''),
      );
  });

  test.each(['<@123>', '<@!1>', '<@&1>', '<#1>', '<:a:1>', '</salary:1>', '<t:1>', '@everyone', '@HERE'])(
    '%s is no mention',
    (mention) => {
      expect(escapeText(`hi ${mention}`)).not.toContain(mention);
      expect(renderNodes([{ kind: 'code', text: mention }])).not.toContain(mention);
      expect(renderNodes([{ kind: 'link', text: mention, url: `https://example.com/${mention}` }])).not.toContain(
        mention,
      );
    },
  );

  test("a source's mark stays as it is, unless it would begin a link", () => {
    expect(escapeText('[12] and [12](https://example.com)')).toBe(String.raw`[12] and \[12\](https://example.com)`);
  });

  test('a bare address stays a link', () => {
    expect(escapeText('see https://example.com/a_b_c?d=1, *now*')).toBe(
      String.raw`see https://example.com/a_b_c?d=1, \*now\*`,
    );
  });

  test('no mention survives in any reply', () => {
    fc.assert(
      fc.property(anyReply, (reply) => {
        const texts = renderReply(reply).embeds.flatMap(({ title = '', description = '' }) => [title, description]);
        expect(texts.join('\n')).not.toMatch(/<@|<#|<a?:|<\/|<t:|@everyone|@here/i);
      }),
      { numRuns: 100 },
    );
  });
});

describe('nodes', () => {
  test('constructs that touch are kept apart', () => {
    expect(renderNodes([{ kind: 'bold', text: 'a' }, { kind: 'italic', text: 'b' }])).toBe(`**a**${zeroWidthSpace}*b*`); // prettier-ignore
  });

  test('space inside a construct moves out of it', () => {
    expect(renderNodes([{ kind: 'bold', text: ' a ' }])).toBe(' **a** ');
  });
});

const words = fc
  .array(fc.constantFrom('a', 'b', 'c', ' ', ' ', '*', '_', '\\', '\u{1F600}'), { maxLength: 300 })
  .map((parts) => parts.join(''));
const anyNode: fc.Arbitrary<MarkupNode> = fc.oneof(
  fc.record({ kind: fc.constantFrom('text', 'bold', 'italic', 'code'), text: words }),
  fc.record({ kind: fc.constant('link'), text: words, url: fc.constant('https://example.com/a') }),
);

describe('splitting', () => {
  test('fits the room, loses nothing but space, and always gets on', () => {
    fc.assert(
      fc.property(fc.array(anyNode, { maxLength: 6 }), fc.integer({ min: 60, max: 500 }), (nodes, room) => {
        const shown: string[] = [];
        let rest: readonly MarkupNode[] = nodes;
        while (rest.length > 0) {
          const split = splitNodes(rest, room);
          expect(split.shown.length).toBeLessThanOrEqual(room);
          expect(split.rest.length < rest.length || textOf(split.rest).length < textOf(rest).length).toBe(true);
          shown.push(split.shown);
          rest = split.rest;
        }
        expect(letters(shown.join(''))).toBe(letters(textOf(nodes)));
      }),
    );
  });

  test('cuts between words, and never inside a link, an escape or a character', () => {
    const link: MarkupNode = { kind: 'link', text: 'one two three four five six seven', url: 'https://example.com/a' };
    expect(splitNodes([link], 45).shown).toBe('[one two three four](https://example.com/a)');
    expect(splitNodes([{ kind: 'text', text: '*'.repeat(100) }], 51).shown).toBe(String.raw`\*`.repeat(25));
    expect(splitNodes([{ kind: 'text', text: '\u{1F600}'.repeat(50) }], 51).shown).toBe('\u{1F600}'.repeat(25));
  });
});

const textOf = (nodes: readonly MarkupNode[]): string => nodes.map(({ text }) => text).join('');
/** What must come through: letters and emoji, without the address that each part of a link repeats. */
const letters = (text: string): string =>
  text.replaceAll('https://example.com/a', '').replaceAll(/[^abc\u{1F600}]/gu, '');
