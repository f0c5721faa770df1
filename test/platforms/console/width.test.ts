import { describe, expect, it } from 'vitest';
import { textWidth } from '../../../src/platforms/console/width.ts';

describe('the columns that a text takes', () => {
  it.each<[text: string, width: number]>([
    ['', 0],
    ['plain text', 10],
    ['“é” – $1', 8],
    ['e\u0301', 1],
    ['日本語', 6],
    ['한국', 4],
    ['\u1112\u1161\u11AB', 2],
    ['ｆｕｌｌ', 8],
    ['ｶﾅ', 2],
    ['🙂', 2],
    ['👩‍👩‍👧', 2],
    ['👍🏽', 2],
    ['🇨🇭', 2],
    ['❤️', 2],
    ['©', 1],
    ['1️⃣', 2],
    ['שלום', 4],
    ['नमस्ते', 4],
    ['a\u200Bb', 2],
  ])('of %j', (text, width) => {
    expect(textWidth(text)).toBe(width);
  });
});
