/** How answers to a daily drill are counted. */
import { expect, it } from 'vitest';
import { dailyKey } from '../../../src/practice/daily/key.ts';
import { type CountedAnswer, withCounted } from '../../../src/practice/daily/tally.ts';
import { monday, posted } from './november.ts';
import { deliveryIn, guild } from './support.ts';

const { question = '' } = deliveryIn(posted, monday);

const answerOf = (name: string, more: Partial<CountedAnswer> = {}): CountedAnswer => ({
  drill: dailyKey(guild, monday),
  question,
  grade: 'good',
  options: 2,
  chosen: 1,
  learner: `discord:${name}`,
  name,
  hidden: false,
  streak: 3,
  ...more,
});

it('counts answers to the question that was asked, and to no other that the date had before', () => {
  const counted = withCounted(posted, answerOf('ada'));
  expect(deliveryIn(counted, monday).tally).toMatchObject({ answered: 1, right: 1, options: [0, 1] });
  expect(withCounted(counted, answerOf('bob', { question: 'coder/another' }))).toBe(counted);
});

it('names, of streaks that are equally long, those of whoever answered first', () => {
  const names = ['f', 'e', 'd', 'c', 'b', 'a'];
  const counted = names.reduce((record, name) => withCounted(record, answerOf(name)), posted);
  const longest = deliveryIn(counted, monday).tally?.longest.map(({ name }) => name);
  expect(longest).toEqual(names.slice(0, 5));
});
