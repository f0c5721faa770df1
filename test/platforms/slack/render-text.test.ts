import { describe, expect, it } from 'vitest';
import { channelMarkup, personMarkup } from '../../../src/chat/markup.ts';
import { textOf, textsOf } from './rendered.ts';

describe('text', () => {
  it('maps bold, italic, code and links to mrkdwn', () => {
    expect(textOf('a **b** _c_ `d` [e](https://x.org/?a=1&b=2)')).toBe('a *b* _c_ `d` <https://x.org/?a=1&amp;b=2|e>');
  });

  it('shows channels and people by their names, and ids that are none of Slack’s as text', () => {
    expect(textOf(`${personMarkup('U012AB3CD')} in ${channelMarkup('C012AB3CD')}`)).toBe(
      '<@U012AB3CD> in <#C012AB3CD>',
    );
    expect(textOf(`${personMarkup('here')} in ${channelMarkup('123')}`)).toBe('@\u200Bhere in #123');
  });

  it('puts an invisible border where formatting touches a letter', () => {
    expect(textOf('micro**service**s')).toBe('micro\u200B*service*\u200Bs');
    expect(textOf('**a**_b_')).toBe('*a*\u200B_b_');
    expect(textOf('(**a**)')).toBe('(*a*)');
  });

  it('keeps spaces outside of formatting', () => {
    expect(textOf('a** b **c')).toBe('a *b* c');
  });

  it('begins formatting anew on each line', () => {
    expect(textOf('**a\nb**')).toBe('*a*\n*b*');
  });

  it('escapes what Slack parses', () => {
    expect(textOf('R&D <!channel> <@U1> &amp; a > b')).toBe('R&amp;D &lt;!channel&gt; &lt;@U1&gt; &amp;amp; a &gt; b');
  });

  it('shows signs that would format as their look-alikes, and keeps them inside words', () => {
    expect(textOf(String.raw`\*not bold\* \_not italic\_ ~gone~ snake_case 2*3`)).toBe(
      '∗not bold∗ ˍnot italicˍ ∼gone∼ snake_case 2*3',
    );
    expect(textOf(String.raw`\`\`\`fence\`\`\``)).toBe('ˋˋˋfenceˋˋˋ');
  });

  it('breaks up names that could ping', () => {
    expect(textOf('@here and `@channel`')).toBe('@\u200Bhere and `@\u200Bchannel`');
  });

  it('does not let a line become a quotation, nor a code an emoji', () => {
    expect(textOf('> said\n:tada:')).toBe('› said\n:\u200Btada:');
  });

  it('replaces half a character instead of being refused', () => {
    expect(textOf('a\uD83Db')).toBe('a\uFFFDb');
  });

  it('shows a link without a web address, or with one that is too long, as its label', () => {
    const links = [
      { label: 'mail', url: 'mailto:a@b.c' },
      { label: 'long', url: `https://x.org/${'a'.repeat(3000)}` },
      { label: 'pipe', url: 'https://x.org/a|b' },
      { label: '', url: 'https://x.org/bare' },
    ];
    expect(textsOf([{ kind: 'links', links }])).toEqual([
      '• mail\n• long\n• <https://x.org/a%7Cb|pipe>\n• <https://x.org/bare|https://x.org/bare>',
    ]);
  });

  it('splits a long text between words, with no word lost', () => {
    const words = Array.from({ length: 1000 }, (_, index) => `word${index}`);
    const texts = textsOf([{ kind: 'text', text: words.join(' ') }]);
    expect(texts.length).toBeGreaterThan(1);
    expect(texts.join(' ').split(/\s+/)).toEqual(words);
  });

  it('splits a word without end between whole characters', () => {
    const family = '👩‍👩‍👧';
    expect(textsOf([{ kind: 'text', text: family.repeat(700) }]).join('')).toBe(family.repeat(700));
  });

  it('splits at lines where there are some, and cuts no escape', () => {
    const lines = Array.from({ length: 40 }, (_, index) => `${index} ${'&'.repeat(30)}`);
    const texts = textsOf([{ kind: 'text', text: lines.join('\n') }]);
    expect(texts.join('\n').replaceAll('&amp;', '&').split('\n')).toEqual(lines);
  });
});
