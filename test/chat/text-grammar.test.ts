import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { findTerm, type Options } from '../../src/chat/option.ts';
import { parseText } from '../../src/chat/text-grammar.ts';
import { weekdaysIn } from '../../src/chat/weekdays.ts';
import type { Role } from '../../src/knowledge/knowledge.ts';
import { loadKnowledgeOrThrow } from '../../src/knowledge/load.ts';
import salary from '../../commands/salary.ts';
import faq from '../../commands/faq.ts';
import { realData } from '../support/folders.ts';

let role: Role;
beforeAll(async () => {
  const found = (await loadKnowledgeOrThrow(realData)).roles.get('backend-engineer');
  if (found === undefined) throw new Error('the shipped role is gone');
  role = found;
});

const options: Options = salary.options;
const levelOption = () => salary.options.level;
const parse = (text: string) => parseText(text, options, role);

describe('free text to options', () => {
  it.each<[text: string, values: Record<string, string>]>([
    ['senior', { level: 'senior' }],
    ['L5', { level: 'senior' }],
    ['entry level', { level: 'junior' }],
    ['senior in washington at a faang', { level: 'senior', place: 'washington', tier: 'top' }],
    ['FAANG, senior, Washington!', { level: 'senior', place: 'washington', tier: 'top' }],
    ['what does a senior backend engineer make in new york', { level: 'senior', place: 'new-york' }],
    ['level:senior offer:185k', { level: 'senior', offer: '185k' }],
    ['level:"mid level" place:“new york”', { level: 'mid level', place: 'new york' }],
    ['mid $165,000 offer', { level: 'mid', offer: '$165,000' }],
    ['Place:texas', { place: 'texas' }],
    ['', {}],
  ])('understands %j', (text, values) => {
    expect(parse(text).values).toEqual(values);
  });

  it.each<[text: string, leftover: string[]]>([
    ['senior in atlantis', ['atlantis']],
    ['senior staff', ['staff']],
    ['level:senior level:junior', ['level:junior']],
    ['senior 5 years', ['5', 'years']],
    ['lvl:senior', ['lvl:senior']],
    ['senior 🙂 ???', []],
    ['seniro', ['seniro']],
  ])('names what it did not understand in %j', (text, leftover) => {
    expect(parse(text).leftover).toEqual(leftover);
  });

  it('gives a text option everything as it was typed', () => {
    expect(parseText('  how do I:  grow? "fast"  ', faq.options, role)).toEqual({
      values: { question: 'how do I:  grow? "fast"' },
      leftover: [],
    });
    expect(parseText('question:degree', faq.options, role).values).toEqual({ question: 'degree' });
  });

  it('never throws, and loses no word: each is understood, a filler, or left over', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => {
        const { values, leftover } = parse(text);
        const everything = [...Object.values(values), ...leftover].join(' ').length;
        expect(everything).toBeLessThanOrEqual(text.length + 60);
      }),
    );
  });

  it('understands any of the terms in any order, with any fillers between', () => {
    const word = (terms: readonly { id: string; title: string; aliases: readonly string[] }[]) =>
      fc.constantFrom(...terms.flatMap((term) => [term.title, ...term.aliases].map((name) => ({ id: term.id, name }))));
    fc.assert(
      fc.property(
        word(role.about.levels),
        word(role.about.tiers),
        fc.constantFrom('in', 'at a', 'for the', ''),
        fc.boolean(),
        (level, tier, filler, levelFirst) => {
          const words = levelFirst ? [level.name, filler, tier.name] : [tier.name, filler, level.name];
          expect(parse(words.join(' '))).toEqual({ values: { level: level.id, tier: tier.id }, leftover: [] });
        },
      ),
    );
  });

  it('survives 6,000 characters, right-to-left text, markup and mentions', () => {
    for (const text of ['x'.repeat(6000), 'راتب كبير', '**senior** <@123> @everyone', '"'.repeat(50), ':'.repeat(50)])
      expect(() => parse(text)).not.toThrow();
    expect(parse('a '.repeat(3000)).leftover).toEqual([]);
  });
});

describe('channels, people and times in free text', () => {
  const place: Options = {
    channel: { kind: 'channel', description: 'Where' },
    time: { kind: 'time', description: 'When' },
    days: { kind: 'word', description: 'On which days' },
  };
  const zoned: Options = { ...place, level: levelOption(), zone: { kind: 'text', description: 'Time zone' } };
  const drills = '<#C012ABCDEF|drills>';

  it.each<[text: string, values: Record<string, string>]>([
    [
      `${drills} 9:00 Europe/Berlin days:mon-fri`,
      { channel: drills, time: '9:00', zone: 'Europe/Berlin', days: 'mon-fri' },
    ],
    [`${drills} at 9:30 pm, in New York`, { channel: drills, time: '9:30 pm', zone: 'New York' }],
    [`New York at 9 ${drills}`, { channel: drills, time: '9', zone: 'New York' }],
    ['noon Isle of Man here', { channel: 'here', time: 'noon', zone: 'Isle of Man' }],
    [`senior 9am <#C012ABCDEF> Berlin`, { channel: '<#C012ABCDEF>', time: '9am', zone: 'Berlin', level: 'senior' }],
    ['<#123> channel:<#456> 9', { channel: '<#456>', time: '9', zone: '#123' }],
    ['here time:9:30 pm Berlin', { channel: 'here', time: '9:30 pm', zone: 'Berlin' }],
    ['here time:9 a.m. Berlin', { channel: 'here', time: '9 a.m.', zone: 'Berlin' }],
    [`zone:New York ${drills}`, { channel: drills, zone: 'New York' }],
    ['zone:"New York" #drills 25:00', { channel: '#drills', time: '25:00', zone: 'New York' }],
    ['C012ABCDEF 930', { channel: 'C012ABCDEF', time: '930' }],
    ['400000000000000001 21.30', { channel: '400000000000000001', time: '21.30' }],
    [`9 10 ${drills}`, { channel: drills, time: '9', zone: '10' }],
    ['', {}],
    ['in the at', {}],
  ])('understands %j', (text, values) => {
    expect(parseText(text, zoned, role)).toEqual({ values, leftover: [] });
  });

  it.each<[text: string, values: Record<string, string>]>([
    ['days: mon time:  9:30 pm zone: New York', { days: 'mon', time: '9:30 pm', zone: 'New York' }],
    ['TZ:Berlin Days:mon', { days: 'mon', zone: 'Berlin' }],
    ['here zone: "New York" level: senior', { channel: 'here', zone: 'New York', level: 'senior' }],
    ['days:mon - fri Berlin', { days: 'mon - fri', zone: 'Berlin' }],
    ['days:mon, wed and fri at 9:00 Berlin', { days: 'mon, wed and fri', time: '9:00', zone: 'Berlin' }],
    ['days:mon to channel:here fri', { days: 'mon', channel: 'here', zone: 'fri' }],
    ['days:someday mon', { days: 'someday', zone: 'mon' }],
    ['days:', { zone: 'days:' }],
    ['switch off senior', { level: 'senior', zone: 'switch off' }],
    ['off switch:on', { zone: 'off', switch: 'on' }],
  ])('takes names with a blank behind them, and all that belongs to a value: %j', (text, values) => {
    const named: Options = {
      ...zoned,
      days: { kind: 'word', description: 'On which days', takes: (words) => weekdaysIn(words) !== undefined },
      zone: { kind: 'text', description: 'Time zone', otherNames: ['tz'] },
      switch: {
        kind: 'term',
        noun: 'choice',
        byName: true,
        description: 'On or off',
        terms: () => ['on', 'off'].map((id) => ({ id, title: id, aliases: [] })),
      },
    };
    expect(parseText(text, named, role)).toEqual({ values, leftover: [] });
  });

  it('leaves the words of a question alone', () => {
    const question = (text: string) => parseText(text, faq.options, role).values['question'];
    expect(question('I have one question: do I need a degree?')).toBe('I have one question: do I need a degree?');
    expect(question('question: do I need a degree?')).toBe('do I need a degree?');
    expect(parse('note: level: senior')).toEqual({ values: { level: 'senior' }, leftover: ['note:'] });
  });

  it('names what is left where there is no text option', () => {
    expect(parseText(`${drills} <#C9|general> at 9:00 Berlin <@U1|ada>`, place, role)).toEqual({
      values: { channel: drills, time: '9:00' },
      leftover: ['#general', 'Berlin', '@ada'],
    });
  });

  it('takes a bare number for a time only where no amount of money may stand', () => {
    const paid: Options = { ...place, pay: { kind: 'money', description: 'How much' } };
    expect(parseText('9', place, role)).toEqual({ values: { time: '9' }, leftover: [] });
    expect(parseText('9', paid, role)).toEqual({ values: {}, leftover: ['9'] });
    expect(parseText('185000 9:00', paid, role).values).toEqual({ pay: '185000', time: '9:00' });
  });

  it('takes people by reference, and a name for one that was meant', () => {
    const who: Options = { person: { kind: 'person', description: 'Who' } };
    expect(parseText('please <@U012ABCDEF|Ada Lovelace>!', who, role)).toEqual({
      values: { person: '<@U012ABCDEF|Ada Lovelace>' },
      leftover: [],
    });
    expect(parseText('@ada', who, role).values).toEqual({ person: '@ada' });
    expect(parseText('GRADUATE UNIX101', who, role).values).toEqual({});
  });

  it('shows other commands what one saw while typing', () => {
    expect(parseText('what is <#C1|general> and <@U1|ada> or <@!42>', faq.options, role).values).toEqual({
      question: 'what is #general and @ada or @42',
    });
    expect(parse('<#C1|underwater> senior').leftover).toEqual(['#underwater']);
  });

  it('does not take inherited names for options', () => {
    expect(parse('constructor:x').leftover).toEqual(['constructor:x']);
  });

  it('never throws and keeps every value a part of the text', () => {
    const piece = fc.constantFrom(
      drills,
      'here',
      '9:00',
      '9',
      'pm',
      'New York',
      'at',
      'zone:',
      'days:mon',
      '"',
      'senior',
      '<#',
      '🙂',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.string({ unit: 'grapheme', maxLength: 8 }))), (pieces) => {
        const { values, leftover } = parseText(pieces.join(' '), zoned, role);
        for (const text of [...Object.values(values), ...leftover]) expect(text).not.toBe('');
      }),
    );
  });
});

describe('terms', () => {
  it('finds every term of the shipped role by each of its names', () => {
    for (const terms of [role.about.levels, role.about.tiers, role.about.places]) {
      for (const term of terms)
        for (const name of [term.id, term.title, ...term.aliases])
          expect(findTerm(terms, name.toUpperCase())?.id).toBe(term.id);
    }
  });
});
