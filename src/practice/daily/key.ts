/** The name of one community's drill of one date. */
import { createHash } from 'node:crypto';
import type { LocalDay } from '../ledger.ts';

/** Enough that no two communities meet (80 bits); short enough for a nonce of Discord and a button. */
const digestLength = 16;

/**
 * `20261122` and 16 letters and digits, 24 characters: the post's key, and the id of each learner's drill that answers it, so that
 * answering twice counts once. Nothing in it can be guessed wrong to anybody's harm: it says what is public in the channel.
 */
export function dailyKey(community: string, day: LocalDay): string {
  const digest = BigInt(`0x${createHash('sha256').update(`${community} ${day}`).digest('hex').slice(0, 20)}`);
  return day.replaceAll('-', '') + digest.toString(36).padStart(digestLength, '0').slice(-digestLength);
}

/** The date that a key names; undefined for what is no key. */
export function dayOfKey(key: string): LocalDay | undefined {
  const match = /^(\d{4})(\d{2})(\d{2})[a-z0-9]{16}$/.exec(key);
  return match === null ? undefined : `${match[1]}-${match[2]}-${match[3]}`;
}
