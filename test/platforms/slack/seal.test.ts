import { describe, expect, it } from 'vitest';
import { createSeal } from '../../../src/platforms/slack/seal.ts';

const secret = 'a secret of 32 signs or more, as asked for';
const seal = createSeal(secret);
const name = 'slack:T1';

describe('a sealed text', () => {
  it('opens under its name with the same secret, also in another process', () => {
    const text = '{"token":"xoxb-1","name":"Zoë 🦊"}';
    expect(createSeal(secret).open(name, seal.close(name, text))).toEqual({ ok: true, text });
    expect(seal.open(name, seal.close(name, ''))).toEqual({ ok: true, text: '' });
  });

  it('shows nothing of the text, and is never the same twice', () => {
    const sealed = Array.from({ length: 50 }, () => seal.close(name, 'xoxb-1-token'));
    expect(new Set(sealed).size).toBe(50);
    expect(sealed.join()).not.toContain('xoxb');
    expect(Buffer.from(sealed[0]?.split('.')[2] ?? '', 'base64url').toString('latin1')).not.toContain('token');
  });

  it('says that another secret sealed it', () => {
    expect(createSeal(`${secret}!`).open(name, seal.close(name, 'x'))).toEqual({ ok: false, why: 'other-secret' });
  });

  it('opens under no other name: one workspace cannot be given the token of another', () => {
    expect(seal.open('slack:T2', seal.close(name, 'x'))).toEqual({ ok: false, why: 'damaged' });
  });

  it('is damaged by any change to its data', () => {
    const sealed = seal.close(name, 'xoxb');
    const [version, key, data = ''] = sealed.split('.');
    const bytes = Buffer.from(data, 'base64url');
    for (let index = 0; index < bytes.length; index++) {
      const changed = Buffer.from(bytes);
      changed[index] = (changed[index] ?? 0) ^ 1;
      expect(seal.open(name, `${version}.${key}.${changed.toString('base64url')}`)).toMatchObject({ ok: false });
    }
  });

  it.each(['', 'nonsense', 'v1', 'v2.x.y', '{"token":"xoxb"}'])('is none: %j', (sealed) => {
    expect(seal.open(name, sealed)).toMatchObject({ ok: false });
  });

  it('that was cut is damaged', () => {
    const sealed = seal.close(name, 'x');
    for (let length = 0; length < sealed.length; length++)
      expect(seal.open(name, sealed.slice(0, length))).toMatchObject({ ok: false });
  });
});
