/** A FAQ far larger than any real one, made from the real one's words, and questions to ask it. The same at every run. */
import type { Role } from '../src/knowledge/knowledge.ts';
import type { FaqEntry } from '../src/knowledge/schema/files.ts';
import { wordsOf } from '../src/knowledge/words.ts';

const phrasingsPerEntry = 7;
const madeUpWords = 8_000;
const consonants = 'b c d f g h k l m n p r s t v z'.split(' ');
const vowels = 'a e i o u'.split(' ');

export interface GeneratedFaq {
  readonly role: Role;
  readonly questions: readonly string[];
}

/**
 * Makes `entries` entries of seven phrasings each, and `questions` questions. Words follow the real FAQ's frequencies, so that posting
 * lists of common words are as long as they would really be; a quarter of the words is made up, as names and jargon are. A question is
 * a phrasing with some words left out, others put in and one letter wrong here and there; each tenth is long, each tenth is foreign.
 */
export function generateFaq(role: Role, entries: number, questions: number): GeneratedFaq {
  const random = randomFrom(20_261_122);
  const pick = <Value>(list: readonly Value[]): Value => {
    const value = list[Math.floor(random() * list.length)];
    if (value === undefined) throw new Error('Cannot pick from an empty list');
    return value;
  };
  const realWords = role.faq.flatMap(({ question, also_asked }) => [question, ...also_asked].flatMap(wordsOf));
  const answerWords = role.faq.flatMap(({ answer }) => wordsOf(answer));
  const jargon = Array.from({ length: madeUpWords }, () => madeUpWord(pick));
  // Squaring favours the first: made-up words are used as unevenly as real ones.
  const rareWord = (): string => jargon[Math.floor(random() ** 2 * jargon.length)] ?? '';
  const word = (): string => (random() < 0.25 ? rareWord() : pick(realWords));
  const sentence = (length: number, from: () => string): string => Array.from({ length }, from).join(' ');

  const faq = Array.from({ length: entries }, (_, at): FaqEntry => {
    const phrasings = Array.from({ length: phrasingsPerEntry }, () => sentence(4 + Math.floor(random() * 7), word));
    return {
      id: `entry-${at}`,
      question: `${phrasings[0] ?? ''}?`,
      also_asked: phrasings.slice(1),
      answer: sentence(60, () => pick(answerWords)),
      sources: [],
      disagreements: [],
      related: [],
      tags: ['generated'],
      updated: '2026-11-22',
    };
  });

  const question = (at: number): string => {
    const entry = pick(faq);
    const kept = wordsOf(pick([entry.question, ...entry.also_asked])).filter(() => random() < 0.7);
    const asked = [...kept, pick(realWords), rareWord()].map((each) => (random() < 0.1 ? slip(each, random) : each));
    if (at % 10 === 1) return sentence(120, () => pick(realWords));
    return at % 10 === 2 ? sentence(8, () => madeUpWord(pick)) : asked.join(' ');
  };
  return { role: { ...role, faq }, questions: Array.from({ length: questions }, (_, at) => question(at)) };
}

function madeUpWord(pick: <Value>(list: readonly Value[]) => Value): string {
  const syllable = (): string => pick(consonants) + pick(vowels);
  return Array.from({ length: pick([2, 3, 3, 4]) }, syllable).join('') + pick(['', 'n', 'r', 's', 't']);
}

function slip(word: string, random: () => number): string {
  const at = Math.floor(random() * word.length);
  return word.slice(0, at) + word.slice(at + 1);
}

/** Mulberry32: small, and the same numbers everywhere. Returns 0 to 1. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
