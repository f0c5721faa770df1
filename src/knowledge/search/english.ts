/** Whether a word stands in the English word list. The list stays one buffer: as a set of strings it would take ten times the memory. */
import { readFileSync } from 'node:fs';
import wordListPath from 'word-list';

const newline = 0x0a;
let list: Buffer | undefined;

/** True for a lower-case English word in any of its forms. The first call reads the list (2.8 MB). */
export function isEnglishWord(word: string): boolean {
  list ??= readFileSync(wordListPath);
  const wanted = Buffer.from(word);
  let low = 0;
  let high = list.length;
  while (low < high) {
    const start = list.lastIndexOf(newline, Math.max(low, ((low + high) >> 1) - 1)) + 1;
    const lineStart = Math.max(low, start);
    const newlineAt = list.indexOf(newline, lineStart);
    const lineEnd = newlineAt === -1 ? list.length : newlineAt;
    const order = list.compare(wanted, 0, wanted.length, lineStart, lineEnd);
    if (order === 0) return true;
    if (order < 0) low = lineEnd + 1;
    else high = lineStart;
  }
  return false;
}
