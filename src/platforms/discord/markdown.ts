/** Markup nodes as Discord markdown in which no text can format, link, ping or cut a construct by accident. */
import type { MarkupNode } from '../../chat/markup.ts';

/** Breaks up what Discord would read as a mention, without showing. */
const zeroWidthSpace = '\u200B';

/** The room below which nothing is worth showing; any construct with one character fits into it. */
const leastRoom = 24;

/** A link whose address is longer than this is shown without it: it could not be shown in any embed together with its text. */
const longestUrl = 2000;

/** Bare addresses stay as they are, so that Discord makes them links; none of these characters can begin or end a construct inside one. */
const bareUrl = /(https?:\/\/[^\s<>\\`|*~@[\]]+)/gi;

/** Text as it may be sent: whole characters, line feeds only. */
export const cleanText = (text: string): string =>
  text.toWellFormed().replaceAll(/\r\n?|[^\P{Cc}\n]/gu, (found) => (found.startsWith('\r') ? '\n' : ' '));

/** Text that stands for itself: nothing in it formats, mentions, or begins a heading, quote or list. */
export function escapeText(text: string): string {
  const clean = cleanText(text);
  // Most texts hold none, and every answer has many texts.
  if (!clean.includes('://')) return escapeWords(clean);
  return clean
    .split(bareUrl)
    .map((part, index) => (index % 2 === 1 ? part : escapeWords(part)))
    .join('');
}

/** What formats. A source's mark, "[1]", does not, and stands in many lines; before "(" it would be a link. */
const signs = /\[\d+\](?!\()|[\\*_~`|[\]<>]|:(?=[\w+-]+:)/g;

const escapeWords = (text: string): string =>
  defuseMentions(
    text
      .replaceAll(signs, (sign) => (sign.startsWith('[') && sign.length > 1 ? sign : `\\${sign}`))
      .replaceAll(/^\s*(?:(?=[#+-])|\d+(?=\.\s))/gm, '$&\\'),
  );

/** Code shows what it holds, so there is nothing to escape; only its end and mentions are kept from being read. */
export const escapeCode = (text: string): string => defuseMentions(cleanText(text).replaceAll('`', 'ˋ'));

const mentions = /@(?=everyone|here)|<(?=[@#:/]|a:|t:|id:)/gi;

const defuseMentions = (text: string): string =>
  /[@<]/.test(text) ? text.replaceAll(mentions, `$&${zeroWidthSpace}`) : text;

/** One node as Discord markdown. */
function renderNode(node: MarkupNode): string {
  switch (node.kind) {
    case 'text':
      return escapeText(node.text);
    case 'bold':
      return wrap('**', node.text);
    case 'italic':
      return wrap('*', node.text);
    case 'code':
      return node.text === '' ? '' : `\`${escapeCode(node.text)}\``;
    case 'link':
      return renderLink(node.text, node.url);
    case 'channel':
      return isSnowflake(node.text) ? `<#${node.text}>` : escapeText(`#${node.text}`);
    case 'person':
      return isSnowflake(node.text) ? `<@${node.text}>` : escapeText(`@${node.text}`);
    default:
      return node satisfies never;
  }
}

/** "Reference", snowflakes: 64 bits, as a decimal number. */
const isSnowflake = (id: string): boolean => /^\d{15,20}$/.test(id);

/** Discord takes no space just inside the signs. */
function wrap(sign: string, text: string): string {
  const inner = text.trim();
  if (inner === '') return text;
  const start = text.indexOf(inner);
  return `${text.slice(0, start)}${sign}${escapeText(inner)}${sign}${text.slice(start + inner.length)}`;
}

function renderLink(label: string, url: string): string {
  const target = cleanText(url).replaceAll(/[\s<>()\\"`*|]|@(?=everyone|here)/gi, percentEncode);
  if (!/^https?:\/\//i.test(target)) return escapeText(`${label} (${url})`);
  if (target.length > longestUrl) return escapeText(`${label} (the link is too long to show)`);
  // Discord does not make a link of a text that itself holds one.
  if (label.trim() === '' || /https?:\/\//i.test(label)) return `${escapeText(label)} ${target}`.trimStart();
  const text = escapeText(label.replaceAll(/\s+/g, ' ')).replaceAll(/\[(\d+)\]/g, String.raw`\[$1\]`);
  return `[${text}](${target})`;
}

const percentEncode = (sign: string): string => {
  const encoded = encodeURIComponent(sign);
  return encoded === sign ? `%${sign.charCodeAt(0).toString(16).toUpperCase()}` : encoded;
};

/** Two constructs that touch would be read as one ("**a***b*"), so they are kept apart. */
const join = (before: string, after: string): string =>
  /[*`]$/.test(before) && /^[*`]/.test(after) ? before + zeroWidthSpace + after : before + after;

/** Nodes as Discord markdown. */
export const renderNodes = (nodes: readonly MarkupNode[]): string =>
  nodes.reduce((markdown, node) => join(markdown, renderNode(node)), '');

export interface Split {
  /** At most as long as the room given; empty where nothing fits. */
  readonly shown: string;
  /** What is left, empty where all is shown. */
  readonly rest: readonly MarkupNode[];
}

/** As much of the nodes as fits into `room` characters of Discord markdown, cut between words where possible and never inside a construct. */
export function splitNodes(nodes: readonly MarkupNode[], room: number): Split {
  let shown = '';
  for (const [index, node] of nodes.entries()) {
    const whole = join(shown, renderNode(node));
    if (whole.length <= room) {
      shown = whole;
      continue;
    }
    const isWhole = node.kind === 'channel' || node.kind === 'person';
    const end = isWhole
      ? 0
      : longestPrefix(node.text, (text) => join(shown, renderNode({ ...node, text })).length <= room);
    if (room - shown.length < leastRoom || end === 0) return { shown, rest: nodes.slice(index) };
    const head = { ...node, text: node.text.slice(0, end) };
    const tail = { ...node, text: node.text.slice(end).trimStart() };
    return {
      shown: join(shown, renderNode(head)),
      rest: [...(tail.text === '' ? [] : [tail]), ...nodes.slice(index + 1)],
    };
  }
  return { shown, rest: [] };
}

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** The longest prefix that fits, found by bisection, then moved back to the end of a word or at least of a character. */
function longestPrefix(text: string, fits: (prefix: string) => boolean): number {
  let [low, high] = [0, text.length];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (fits(text.slice(0, middle))) low = middle;
    else high = middle - 1;
  }
  const space = text.lastIndexOf(' ', low);
  if (space > low - 40 && space > 0) return space;
  const start = graphemes.segment(text).containing(low)?.index ?? low;
  // A "character" of endless combining marks is cut all the same, though never inside a surrogate pair.
  return start > 0 || low === 0 ? start : low - (/[\uD800-\uDBFF]/.test(text.charAt(low - 1)) ? 1 : 0);
}
