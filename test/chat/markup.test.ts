import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { channelMarkup, literal, parseMarkup, personMarkup, plainText } from '../../src/chat/markup.ts';

describe('markup', () => {
  it('has four constructs', () => {
    expect(parseMarkup('a **b** _c_ `d` [e](https://example.org/f) g')).toEqual([
      { kind: 'text', text: 'a ' },
      { kind: 'bold', text: 'b' },
      { kind: 'text', text: ' ' },
      { kind: 'italic', text: 'c' },
      { kind: 'text', text: ' ' },
      { kind: 'code', text: 'd' },
      { kind: 'text', text: ' ' },
      { kind: 'link', text: 'e', url: 'https://example.org/f' },
      { kind: 'text', text: ' g' },
    ]);
  });

  it('names channels and people by their ids alone', () => {
    const markup = `${personMarkup('U012')} in ${channelMarkup('123')}, not ${channelMarkup('a](b)')}`;
    expect(parseMarkup(markup)).toEqual([
      { kind: 'person', text: 'U012' },
      { kind: 'text', text: ' in ' },
      { kind: 'channel', text: '123' },
      { kind: 'text', text: ', not #a](b)' },
    ]);
    expect(plainText(markup)).toBe('@U012 in #123, not #a](b)');
    expect(plainText(literal(markup))).toBe(markup);
  });

  it.each(['snake_case_name', '2 * 3 * 4', '[1]', '**open', '[x](javascript:alert)', '[x](http://plain.example)', '_'])(
    'lets %j stand for itself',
    (text) => {
      expect(parseMarkup(text)).toEqual([{ kind: 'text', text }]);
    },
  );

  it('lets any literal text stand for itself', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(plainText(literal(text))).toBe(text);
        expect(parseMarkup(literal(text)).every((node) => node.kind === 'text')).toBe(true);
      }),
    );
  });

  it('keeps literal text literal inside other markup', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z*_`[\]()\\ ]+$/), (text) => {
        expect(parseMarkup(`**${literal(text)}** end`)).toEqual([
          { kind: 'bold', text },
          { kind: 'text', text: ' end' },
        ]);
      }),
    );
  });
});
