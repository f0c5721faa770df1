/** A short text that changes when a text does (FNV-1a, 32 bits: enough to notice an edit, no secret). */
export function fingerprintOf(text: string): string {
  let hash = 0x811c9dc5;
  for (const character of text) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return hash.toString(36);
}
