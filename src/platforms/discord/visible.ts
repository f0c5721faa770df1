/** Labels: plain text that Discord shows as it is. */
import { shorten } from '../../chat/shorten.ts';
import { cleanText } from './markdown.ts';

/** The text on one line, without control characters. */
export const singleLine = (text: string): string => cleanText(text).replaceAll(/\s+/g, ' ').trim();

/** The text on one line, in at most `limit` characters, and never blank: Discord refuses a label that shows nothing. */
export function visible(text: string, limit: number): string {
  const line = singleLine(text);
  return line === '' ? '…' : shorten(line, limit);
}
