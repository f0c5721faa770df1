import { stripVTControlCharacters } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { literal } from '../../../src/chat/markup.ts';
import type { Block, Citation, Reply } from '../../../src/chat/reply.ts';
import { renderReply } from '../../../src/platforms/console/render.ts';
import { textWidth } from '../../../src/platforms/console/width.ts';
import { reply } from './fake-conversation.ts';

const anything = fc.string({ unit: 'binary', maxLength: 40 });
const few = <T>(items: fc.Arbitrary<T>): fc.Arbitrary<T[]> => fc.array(items, { maxLength: 4 });

const block: fc.Arbitrary<Block> = fc.oneof(
  fc.record({ kind: fc.constant('heading' as const), text: anything }),
  fc.record({ kind: fc.constant('text' as const), text: anything }),
  fc.record({ kind: fc.constant('list' as const), items: few(anything), ordered: fc.boolean() }),
  fc.record({ kind: fc.constant('fields' as const), fields: few(fc.record({ name: anything, value: anything })) }),
  fc.record({ kind: fc.constant('table' as const), columns: few(anything), rows: few(few(anything)) }),
  fc.record({ kind: fc.constant('links' as const), links: few(fc.record({ label: anything, url: anything })) }),
  fc.record({ kind: fc.constant('buttons' as const), buttons: few(fc.record({ label: anything, action: anything })) }),
  fc.record({
    kind: fc.constant('select' as const),
    placeholder: anything,
    action: anything,
    options: few(fc.record({ label: anything, value: anything, description: anything })),
  }),
);

const citation: fc.Arbitrary<Citation> = fc.record({
  number: fc.nat(),
  publisher: anything,
  title: anything,
  url: anything,
  asOf: anything,
  old: fc.boolean(),
  readIn: anything,
});

const replies: fc.Arbitrary<Reply> = fc.record({
  title: anything,
  blocks: few(block),
  sources: few(citation),
  tone: fc.constantFrom('answer' as const, 'notice' as const, 'error' as const),
  visibility: fc.constant('public' as const),
  file: fc.record({ name: anything, text: anything }),
});

const widths = fc.oneof(fc.integer({ min: -5, max: 200 }), fc.constant(Infinity));

/** Words of many scripts, of at most 16 columns. */
const word = fc
  .array(fc.constantFrom('a', 'B', 'é', 'e\u0301', 'ж', 'ש', '日', '本', '한', '🙂', '👩‍👩‍👧', '.', ',', '(', '”', '$1'), {
    minLength: 1,
    maxLength: 8,
  })
  .map((letters) => letters.join(''));
const prose = fc.array(word, { minLength: 1, maxLength: 40 }).map((words) => words.join(' '));

describe('any reply', () => {
  it('is rendered, and nothing in it can control the terminal', () => {
    fc.assert(
      fc.property(replies, widths, fc.boolean(), (any, width, colour) => {
        const { text } = renderReply(any, { colour, width });
        expect(stripVTControlCharacters(text)).not.toMatch(/[^\P{Cc}\n]/u);
        if (!colour) expect(text).not.toContain('\u001B');
      }),
    );
  });

  it('numbers everything that can be pressed, from one on', () => {
    fc.assert(
      fc.property(replies, (any) => {
        const count = any.blocks.reduce(
          (sum, each) =>
            sum + (each.kind === 'buttons' ? each.buttons.length : each.kind === 'select' ? each.options.length : 0),
          0,
        );
        const { text, actions } = renderReply(any, { colour: false, width: 80 });
        expect(actions.map(({ number }) => number)).toEqual(Array.from({ length: count }, (_, index) => index + 1));
        for (const { number } of actions) expect(text).toContain(`(${number})`);
      }),
    );
  });
});

describe('wrapped text', () => {
  it('stays within the width where no word is wider', () => {
    fc.assert(
      fc.property(prose, fc.integer({ min: 24, max: 120 }), fc.boolean(), (text, width, listed) => {
        const body: Block = listed ? { kind: 'list', items: [literal(text)] } : { kind: 'text', text: literal(text) };
        const lines = renderReply(reply('', [body]), { colour: false, width }).text.split('\n');
        expect(Math.max(...lines.map(textWidth))).toBeLessThanOrEqual(width);
      }),
    );
  });

  it('keeps every word, in order', () => {
    const letters = (text: string): string => text.replaceAll(/\s/g, '');
    fc.assert(
      fc.property(prose, fc.integer({ min: 20, max: 120 }), (text, width) => {
        const { text: wrapped } = renderReply(reply('', [{ kind: 'text', text: literal(text) }]), {
          colour: false,
          width,
        });
        expect(letters(wrapped)).toBe(letters(text));
      }),
    );
  });

  it('breaks text that has no spaces where its script allows, and not before a full stop', () => {
    const { text } = renderReply(reply('', [{ kind: 'text', text: `${'日本語'.repeat(20)}。` }]), {
      colour: false,
      width: 20,
    });
    expect(text.split('\n').map(textWidth)).toEqual([20, 20, 20, 20, 20, 18, 4]);
  });

  it('leaves a word whole that is wider than the line, so that an address can be copied', () => {
    const address = `https://example.org/${'path/'.repeat(10)}`;
    const { text } = renderReply(reply('', [{ kind: 'text', text: `See ${address} for more.` }]), {
      colour: false,
      width: 30,
    });
    expect(text.split('\n')).toEqual(['See', address, 'for more.']);
  });
});
