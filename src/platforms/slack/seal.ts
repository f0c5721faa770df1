/** Encrypts what must not be readable where it is kept. AES-256-GCM, with a key derived from a secret by HKDF-SHA256 (RFC 5869). */
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

/** `other-secret`: sealed under another secret. `damaged`: cut, changed, or kept under another name. */
export type Opened =
  { readonly ok: true; readonly text: string } | { readonly ok: false; readonly why: 'other-secret' | 'damaged' };

export interface Seal {
  /** `name` is what the text is kept under: it opens under no other. */
  readonly close: (name: string, text: string) => string;
  /** Never throws. */
  readonly open: (name: string, sealed: string) => Opened;
}

const version = 'v1';
const algorithm = 'aes-256-gcm';
/** Bytes. A nonce is never used twice with one key: 96 random bits, as NIST SP 800-38D has it. */
const nonceLength = 12;
const tagLength = 16;

/** `v1.KEY.DATA`: KEY tells one secret from another and gives nothing of it away; DATA is nonce, tag and ciphertext in base64url. */
export function createSeal(secret: string): Seal {
  const derive = (purpose: string, length: number): Buffer =>
    Buffer.from(hkdfSync('sha256', secret, '', purpose, length));
  const key = derive('career-advisor installations', 32);
  const keyId = derive('career-advisor installations, name of the key', 6).toString('hex');
  return {
    close(name, text) {
      const nonce = randomBytes(nonceLength);
      const cipher = createCipheriv(algorithm, key, nonce, { authTagLength: tagLength }).setAAD(Buffer.from(name));
      const encrypted = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return `${version}.${keyId}.${Buffer.concat([nonce, cipher.getAuthTag(), encrypted]).toString('base64url')}`;
    },
    open(name, sealed) {
      const [sealedVersion, sealedKey, data = ''] = sealed.split('.');
      if (sealedVersion !== version) return { ok: false, why: 'damaged' };
      if (sealedKey !== keyId) return { ok: false, why: 'other-secret' };
      const bytes = Buffer.from(data, 'base64url');
      try {
        const nonce = bytes.subarray(0, nonceLength);
        const tag = bytes.subarray(nonceLength, nonceLength + tagLength);
        const decipher = createDecipheriv(algorithm, key, nonce, { authTagLength: tagLength }).setAAD(
          Buffer.from(name),
        );
        decipher.setAuthTag(tag);
        const text = Buffer.concat([decipher.update(bytes.subarray(nonceLength + tagLength)), decipher.final()]);
        return { ok: true, text: text.toString('utf8') };
      } catch {
        return { ok: false, why: 'damaged' };
      }
    },
  };
}
