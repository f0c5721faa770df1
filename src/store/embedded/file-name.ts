/**
 * File names for ids, and back. Only `a-z 0-9 - _ + % ~` are used, so that two ids never share a file on a file system that ignores
 * case or rewrites accents, nothing can leave its folder, and no name is a device on Windows.
 */
import { createHash } from 'node:crypto';

/** With the longest ending (`.json.corrupt-…`) this stays below the 255 bytes that file systems allow. */
const longestPlainName = 160;

/** Names that mean a device on Windows, whatever the ending. */
const device = /^(con|prn|aux|nul|com\d|lpt\d)$/;

/** The id in the safe alphabet: a letter for `a-z 0-9 -`, `_` for a colon, `+x` for `X`, `%` and four hexadecimal digits for the rest. */
export function encodeId(id: string): string {
  const encoded = id.replace(/[^a-z0-9-]/g, (unit) => {
    if (unit === ':') return '_';
    return /[A-Z]/.test(unit) ? `+${unit.toLowerCase()}` : escape(unit);
  });
  return device.test(encoded) ? `${escape(encoded.charAt(0))}${encoded.slice(1)}` : encoded;
}

/** The id that `encodeId` wrote. */
export function decodeId(encoded: string): string {
  return encoded
    .replaceAll('_', ':')
    .replace(/\+([a-z])|%([0-9a-f]{4})/g, (_whole, letter: string | undefined, unit: string | undefined) =>
      letter === undefined ? String.fromCharCode(parseInt(unit ?? '', 16)) : letter.toUpperCase(),
    );
}

/** The file name for an id, without an ending: the encoded id, or `~` and a hash where that would be empty or too long. */
export function fileNameOf(id: string): string {
  const encoded = encodeId(id);
  return isPlain(encoded) ? encoded : `~${hash(encoded)}`;
}

/** Whether the file name itself says the id; if not, only the file's content can. */
export const saysId = (fileName: string): boolean => !fileName.startsWith('~');

/** One of 256 folders, so that none grows too large for listing and backup tools. */
export const shardOf = (id: string): string => hash(encodeId(id)).slice(0, 2);

const isPlain = (encoded: string): boolean => encoded.length > 0 && encoded.length <= longestPlainName;
const escape = (unit: string): string => `%${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
const hash = (text: string): string => createHash('sha256').update(text).digest('hex');
