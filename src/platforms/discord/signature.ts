/** Whether an HTTP request comes from Discord: "Interactions", security and authorization. */
import { createPublicKey, verify } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

/** Whether there is a signature at all, good or not. */
export const hasSignature = ({
  'x-signature-ed25519': signature,
  'x-signature-timestamp': at,
}: IncomingHttpHeaders): boolean => Boolean(signature) && Boolean(at);

/** Tells whether Discord signed a body: the bytes as they came, unchanged. */
export type SignatureCheck = (headers: IncomingHttpHeaders, body: Uint8Array) => boolean;

/** `publicKey` is the application's, 64 hexadecimal digits. Throws a RangeError for anything else. */
export function signatureCheck(publicKey: string): SignatureCheck {
  if (!/^[0-9a-f]{64}$/i.test(publicKey))
    throw new RangeError('The public key of a Discord application has 64 hexadecimal digits.');
  const x = Buffer.from(publicKey, 'hex').toString('base64url');
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
  return (headers, body) => {
    const { 'x-signature-ed25519': signature, 'x-signature-timestamp': timestamp } = headers;
    if (typeof signature !== 'string' || typeof timestamp !== 'string' || !/^[0-9a-f]{128}$/i.test(signature))
      return false;
    return verify(null, Buffer.concat([Buffer.from(timestamp), body]), key, Buffer.from(signature, 'hex'));
  };
}
