/** Interactions by HTTP, signed as Discord signs them. */
import { generateKeyPairSync, sign } from 'node:crypto';

/** `foreign` is made with another key, `missing` is none, `other-body` is that of a different request. */
export type Signature = 'good' | 'foreign' | 'missing' | 'other-body';

const pair = generateKeyPairSync('ed25519');
const foreign = generateKeyPairSync('ed25519');

/** The application's public key, as Discord shows it: 64 hexadecimal digits. */
export const publicKey = Buffer.from(pair.publicKey.export({ format: 'jwk' }).x ?? '', 'base64url').toString('hex');

/** The headers that go with a body, signed at that instant (milliseconds). */
export function signedHeaders(
  body: string,
  signature: Signature = 'good',
  at: number = Date.now(),
): Record<string, string> {
  const timestamp = String(Math.floor(at / 1000));
  const { privateKey } = signature === 'foreign' ? foreign : pair;
  const signed = sign(null, Buffer.from(`${timestamp}${signature === 'other-body' ? '{}' : body}`), privateKey);
  return {
    'content-type': 'application/json',
    'user-agent': 'Discord-Interactions/1.0 (+https://discord.com)',
    ...(signature === 'missing'
      ? {}
      : { 'x-signature-ed25519': signed.toString('hex'), 'x-signature-timestamp': timestamp }),
  };
}
