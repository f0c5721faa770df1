/** Text for `plain_text` objects, which Slack neither formats nor parses: titles, buttons, choices, labels of forms. */
import type { types } from '@slack/bolt';
import { shorten } from '../../chat/shorten.ts';
import { breakNames, zeroWidthSpace } from './escape.ts';

/**
 * A `plain_text` object of one line, visibly shortened to `limit`, never empty. Emoji codes stay as they are typed. Slack does not parse
 * mentions here; should a client ever do so, the break after `<` keeps them from being any.
 */
export function plainTextObject(text: string, limit: number): types.PlainTextElement {
  const line = breakNames(text.toWellFormed().replaceAll(/\s+/gu, ' ').trim()).replaceAll(
    /<(?=[!@#])/gu,
    `<${zeroWidthSpace}`,
  );
  return { type: 'plain_text', text: shorten(line === '' ? '…' : line, limit), emoji: false };
}

/** A mrkdwn object in which Slack turns no name, channel or address into a link by itself. */
export const mrkdwnObject = (text: string): types.MrkdwnElement => ({ type: 'mrkdwn', text, verbatim: true });
