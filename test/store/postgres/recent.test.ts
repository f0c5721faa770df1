import { expect, it } from 'vitest';
import { createRecent } from '../../../src/store/postgres/recent.ts';

it('keeps a value for its time, and for one use', () => {
  let now = 0;
  const recent = createRecent<string>(10, 2000, () => now);
  recent.put('a', 'first');
  recent.put('b', 'second');
  now = 2000;
  expect([recent.take('a'), recent.take('a')]).toEqual(['first', undefined]);
  now = 2001;
  expect(recent.take('b')).toBeUndefined();
  recent.put('a', 'third');
  expect(recent.take('a')).toBe('third');
});

it('keeps no more than it may, and of those the newest', () => {
  const recent = createRecent<number>(2, 2000, () => 0);
  for (const [index, key] of ['a', 'b', 'a', 'c'].entries()) recent.put(key, index);
  expect([recent.take('a'), recent.take('b'), recent.take('c')]).toEqual([2, undefined, 3]);
});
