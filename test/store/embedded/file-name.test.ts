import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeId, encodeId, fileNameOf, saysId, shardOf } from '../../../src/store/embedded/file-name.ts';

/** Any text at all, with half characters, control characters and what is dangerous in a path. */
const anyId = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 400 }),
  fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 50 }).map((units) => String.fromCharCode(...units)),
  fc.constantFrom(
    '',
    '.',
    '..',
    '../../etc/passwd',
    'a/b',
    'a\\b',
    'con',
    'CON',
    'nul',
    'lpt1',
    'slack:T1:U1',
    '~x',
    '%',
    '+a',
    'A_b:c',
    '\u00e9',
    'e\u0301',
  ),
);

describe('file names of ids', () => {
  it('say any id and give it back', () => {
    fc.assert(fc.property(anyId, (id) => decodeId(encodeId(id)) === id));
  });

  it('are safe on every file system', () => {
    fc.assert(
      fc.property(anyId, (id) => {
        expect(fileNameOf(id)).toMatch(/^[a-z0-9_+%~-]{1,160}$/);
        expect(fileNameOf(id)).not.toMatch(/^(con|prn|aux|nul|com\d|lpt\d)$/);
        expect(shardOf(id)).toMatch(/^[0-9a-f]{2}$/);
      }),
    );
  });

  it('differ where ids differ, also for file systems that ignore case', () => {
    fc.assert(fc.property(anyId, anyId, (one, two) => one === two || fileNameOf(one) !== fileNameOf(two)));
    const alike = ['slack:T1:UA', 'slack:t1:ua', 'Slack:T1:UA', 'slack_t1_ua', '\u00e9', 'e\u0301', '\ud800', '\ud801'];
    expect(new Set(alike.map((id) => fileNameOf(id).toLowerCase())).size).toBe(alike.length);
  });

  it('are readable for ordinary ids, and say so where they cannot hold the id', () => {
    expect(fileNameOf('discord:123456')).toBe('discord_123456');
    expect(fileNameOf('slack:T01:U02')).toBe('slack_+t01_+u02');
    expect(saysId(fileNameOf('slack:T01:U02'))).toBe(true);
    expect(saysId(fileNameOf('console:'.padEnd(500, 'x')))).toBe(false);
  });
});
