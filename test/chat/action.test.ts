import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { actionIdLimit, decodeAction, encodeAction, type Action } from '../../src/chat/action.ts';

const name = fc.stringMatching(/^[a-z0-9-]{1,20}$/);
/** `salary`, or `daily set` of a group. */
const command = fc.oneof(
  name,
  fc.tuple(name, name).map((words) => words.join(' ')),
);
const action: fc.Arbitrary<Action> = fc.record(
  { command, action: name, argument: fc.string({ maxLength: 30, unit: 'grapheme' }), role: name },
  { requiredKeys: ['command', 'action', 'argument'] },
);
const fits = (id: Action): boolean =>
  `${id.command}@${id.role ?? ''}:${id.action}:${id.argument}`.length <= actionIdLimit;

describe('the action id codec', () => {
  it('reads back what it wrote', () => {
    fc.assert(
      fc.property(action.filter(fits), (id) => {
        expect(decodeAction(encodeAction(id))).toEqual(id);
      }),
    );
  });

  it('reads any text without throwing, and only what it could have written', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 150 }), (text) => {
        const read = decodeAction(text);
        if (read !== undefined) expect(encodeAction(read)).toBe(text);
      }),
    );
  });

  it('writes a command of a group with a dot', () => {
    const id = { command: 'daily set', action: 'zone', argument: 'a.b c' };
    expect(encodeAction(id)).toBe('daily.set:zone:a.b c');
    expect(encodeAction({ ...id, role: 'baker' })).toBe('daily.set@baker:zone:a.b c');
  });

  it('refuses to write what no platform would carry or no reader read back', () => {
    expect(() => encodeAction({ command: 'faq', action: 'show', argument: 'x'.repeat(92) })).toThrow(RangeError);
    expect(() => encodeAction({ command: 'a b c', action: 'show', argument: '' })).toThrow(RangeError);
    expect(() => encodeAction({ command: 'a.b', action: 'show', argument: '' })).toThrow(RangeError);
    expect(() => encodeAction({ command: 'f:q', action: 'show', argument: '' })).toThrow(RangeError);
    expect(() => encodeAction({ command: 'faq', action: 'show', argument: '', role: 'a@b' })).toThrow(RangeError);
  });
});
