/**
 * Makes any text stand for itself in Slack's mrkdwn. `& < >` have escapes, and escaping them is the only guard against pings: Slack has
 * no `allowed_mentions`. The signs of formatting have none, so those that could format are shown as their look-alikes; inside a word
 * (`snake_case`) they never format and stay, so that such words can be copied.
 * https://docs.slack.dev/messaging/formatting-message-text, and jsx-slack's docs/about-escape-and-exact-mode.md for what clients do.
 */

/** Counts as a border of words for Slack's formatting, and breaks up emoji codes. */
export const zeroWidthSpace = '\u200B';

const lookAlikes: Readonly<Record<string, string>> = {
  '*': '\u2217',
  '＊': '\u2217',
  _: '\u02CD',
  '＿': '\u02CD',
  '~': '\u223C',
  '`': '\u02CB',
  '｀': '\u02CB',
};

const formattingSign = /(?<![A-Za-z0-9])[*_~＊＿]|[*_~＊＿](?![A-Za-z0-9])|[`｀]/gu;
const emojiCode = /:(?=[\p{L}\p{N}_+'-]+:)/gu;

/** `@here` and its kin broken up, for whole texts. They ping only where Slack is asked to look for names; this makes sure. */
export const breakNames = (text: string): string =>
  text.replaceAll(/@(?=here|channel|everyone)/giu, `@${zeroWidthSpace}`);

/** `&`, `<` and `>` as Slack wants them: nothing else has an escape. */
const escapeEntities = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** Text that can neither format, link, ping nor turn into an emoji. Quotes at the start of a line are `guardLine`'s. */
export const escapeText = (text: string): string =>
  escapeEntities(
    text.replaceAll(formattingSign, (sign) => lookAlikes[sign] ?? sign).replaceAll(emojiCode, `:${zeroWidthSpace}`),
  );

/** Text for between backticks, where only a backtick means anything. */
export const escapeCode = (text: string): string => escapeEntities(text.replaceAll(/[`｀]/gu, '\u02CB'));

/** A rendered line that Slack would take for a quotation gets a look-alike of the sign. */
export const guardLine = (line: string): string => line.replace(/^(\s*)(?:&gt;|＞)/u, '$1\u203A');

/** A web address for `<address|label>`; `undefined` for what is none, or is too long to be one. */
export function escapeUrl(url: string, limit: number): string | undefined {
  if (!/^https?:\/\//i.test(url) || !URL.canParse(url)) return undefined;
  const escaped = new URL(url).href
    .replaceAll('|', '%7C')
    .replaceAll('<', '%3C')
    .replaceAll('>', '%3E')
    .replaceAll('&', '&amp;');
  return escaped.length > limit ? undefined : escaped;
}
