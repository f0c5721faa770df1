/** What people type for a channel, a person or a time, and what they are told where it is none. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { optionSchema, parseMoney, type Option } from '../../src/chat/option.ts';
import { readable } from '../../src/chat/references.ts';
import { parseTimeOfDay } from '../../src/chat/time-of-day.ts';
import { roleWith } from '../support/small-role.ts';

const read = (kind: 'channel' | 'person' | 'time', raw: unknown): unknown => {
  const option: Option = { kind, description: 'x', required: true };
  const result = optionSchema(option, roleWith([])).safeParse(raw);
  return result.success ? result.data : result.error.issues.map(({ message }) => message).join();
};

describe('times', () => {
  it.each([
    ['9', '09:00'],
    ['09', '09:00'],
    ['9:30', '09:30'],
    ['09.30', '09:30'],
    ['21:30', '21:30'],
    ['0:00', '00:00'],
    ['9am', '09:00'],
    ['9 AM', '09:00'],
    ['9:30 pm', '21:30'],
    ['9:30 p.m.', '21:30'],
    ['12am', '00:00'],
    ['12:15 pm', '12:15'],
    ['noon', '12:00'],
    ['Midnight', '00:00'],
    ['0900', '09:00'],
    ['9h30', '09:30'],
    ['18h', '18:00'],
  ])('%j is %s', (text, time) => {
    expect(parseTimeOfDay(text)).toBe(time);
    expect(read('time', ` ${text} `)).toBe(time);
  });

  it.each(['24:00', '9:60', '13pm', '0am', '930', 'nine', '', '9:3', '-9', '9:30:00', '2500', '9h5', '9h3pm'])(
    '%j is none',
    (text) => {
      expect(parseTimeOfDay(text)).toBeUndefined();
    },
  );

  it('says how to write one', () => {
    expect(read('time', '25:00')).toBe(
      '“25:00” is not a time of day that I can read. Write it like `9:00`, `21:30` or `9:30 pm`.',
    );
  });
});

describe('channels and people', () => {
  it.each([
    ['<#C012ABCDEF|drills>', 'C012ABCDEF'],
    ['<#C012ABCDEF>', 'C012ABCDEF'],
    ['<#G1|>', 'G1'],
    ['<#400000000000000001>', '400000000000000001'],
    ['400000000000000001', '400000000000000001'],
    [' C012ABCDEF ', 'C012ABCDEF'],
    ['here', 'here'],
    ['Here', 'here'],
  ])('%j is the channel %s', (text, id) => {
    expect(read('channel', text)).toBe(id);
  });

  it.each([
    ['<@U012ABCDEF|ada>', 'U012ABCDEF'],
    ['<@W012ABCDEF>', 'W012ABCDEF'],
    ['<@!300000000000000001>', '300000000000000001'],
    ['<@300000000000000001>', '300000000000000001'],
    ['U012ABCDEF', 'U012ABCDEF'],
  ])('%j is the person %s', (text, id) => {
    expect(read('person', text)).toBe(id);
  });

  it.each<[kind: 'channel' | 'person', text: string, says: string]>([
    ['channel', '#drills', '“#drills” came to me as a name only'],
    ['channel', '#drills', 'type the command in that channel, with `here` for the channel'],
    ['channel', 'drills', '“drills” is not a channel. Type `#`'],
    ['channel', '<@U012ABCDEF|ada>', '“@ada” is not a channel'],
    ['channel', 'COMPANIES', '“COMPANIES” is not a channel'],
    ['channel', '12', '“12” is not a channel'],
    ['person', '@ada', '“@ada” came to me as a name only'],
    ['person', 'C012ABCDEF', '“C012ABCDEF” is not a person.'],
    ['person', '*ada*', String.raw`“\*ada\*” is not a person`],
  ])('refuses %s %j and says what to do', (kind, text, says) => {
    expect(read(kind, text)).toContain(says);
  });

  it('are read as what one saw', () => {
    expect(readable('<#C1|drills> <#C1> <@U1|ada> <@!42> <https://example.org> a < b')).toBe(
      '#drills #C1 @ada @42 <https://example.org> a < b',
    );
  });
});

describe('money', () => {
  it.each([
    ['185000', 185_000],
    ['$185,000', 185_000],
    ['185k', 185_000],
    ['$1.2m', 1_200_000],
    ['185000 USD', 185_000],
    ['92.5K', 92_500],
  ])('reads %j', (text, amount) => {
    expect(parseMoney(text)).toBe(amount);
  });

  it.each(['', 'much', '18,50', '€90k', '1e9', '-5', 'k', '185kk'])('does not read %j', (text) => {
    expect(parseMoney(text)).toBeUndefined();
  });

  it('reads back every whole amount', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 100_000_000 }), (amount) => {
        expect(parseMoney(amount.toLocaleString('en-US'))).toBe(amount);
      }),
    );
  });
});
