/** Markup nodes to lines of mrkdwn: each line fits a section by itself, and is only ever broken between words. */
import type { MarkupNode } from '../../chat/markup.ts';
import { breakNames, escapeCode, escapeText, escapeUrl, guardLine, zeroWidthSpace } from './escape.ts';
import { limits } from './limits.ts';

/** What is written at once, in characters before escaping, which makes at most five of one: far below a section. */
const longestRun = 200;

/** Something that must not be cut. */
interface Atom {
  readonly mrkdwn: string;
  /** The visible text at both ends decides whether formatting needs help to be seen as such. */
  readonly first: string;
  readonly last: string;
  readonly formatted: boolean;
}

const lineBreak = /\r\n|[\n\r\u2028\u2029]/u;
const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** A stretch of mrkdwn, and what stands between it and the one before. */
export interface Stretch {
  readonly mrkdwn: string;
  /** A new line, or where a long line was broken, what was there: a space or, inside a word, nothing. */
  readonly before: '\n' | ' ' | '';
}

/** Renders nodes as stretches of about `limit` characters at most, broken at lines and else between words. Blank lines stay. */
export function stretches(nodes: readonly MarkupNode[], limit = 500): Stretch[] {
  return nodeLines(nodes).flatMap((line) =>
    fold(withBorders(line.flatMap(atomsOf)), limit).map(({ mrkdwn, before }) => ({
      mrkdwn: guardLine(mrkdwn),
      before,
    })),
  );
}

/** Renders nodes as lines; a line over `limit` characters is broken between words. */
export const mrkdwnLines = (nodes: readonly MarkupNode[], limit: number = limits.section): string[] =>
  stretches(nodes, limit).map(({ mrkdwn }) => mrkdwn);

/** The nodes of each line of text. */
function nodeLines(nodes: readonly MarkupNode[]): MarkupNode[][] {
  const lines: MarkupNode[][] = [[]];
  for (const node of nodes) {
    for (const [index, text] of breakNames(node.text.toWellFormed()).split(lineBreak).entries()) {
      if (index > 0) lines.push([]);
      if (text !== '') lines.at(-1)?.push({ ...node, text });
    }
  }
  return lines;
}

function atomsOf(node: MarkupNode): Atom[] {
  if (node.kind === 'text') return words(node.text);
  // Formatting does not begin or end at a space, so the spaces go outside.
  const text = node.text.trim();
  const [before = '', after = ''] = text === '' ? [node.text] : node.text.split(text);
  const inner =
    text === ''
      ? []
      : runs(text).flatMap((run, index) => [...(index === 0 ? [] : words(' ')), formattedAtom(node, run)]);
  return [...words(before), ...inner, ...words(after)];
}

function formattedAtom(node: MarkupNode, text: string): Atom {
  const atom = { first: text.at(0) ?? '', last: text.at(-1) ?? '', formatted: true };
  switch (node.kind) {
    case 'text':
      return { ...atom, formatted: false, mrkdwn: escapeText(text) };
    case 'bold':
      return { ...atom, mrkdwn: `*${escapeText(text)}*` };
    case 'italic':
      return { ...atom, mrkdwn: `_${escapeText(text)}_` };
    case 'code':
      return { ...atom, mrkdwn: `\`${escapeCode(text)}\`` };
    case 'link': {
      const url = escapeUrl(node.url, limits.linkUrl);
      return {
        ...atom,
        formatted: false,
        mrkdwn: url === undefined ? escapeText(text) : `<${url}|${escapeText(text)}>`,
      };
    }
    case 'channel':
      return { ...atom, formatted: false, mrkdwn: isSlackId(text) ? `<#${text}>` : escapeText(`#${text}`) };
    case 'person':
      return { ...atom, formatted: false, mrkdwn: isSlackId(text) ? `<@${text}>` : escapeText(breakNames(`@${text}`)) };
  }
}

/** Ids of channels and people: a letter that says of what, and more. */
const isSlackId = (id: string): boolean => /^[A-Z][A-Z0-9]{2,}$/.test(id);

/** Text as atoms, one for each word and each stretch of spaces. */
const words = (text: string): Atom[] =>
  (text.match(/\s+|\S+/gu) ?? []).flatMap((word) =>
    pieces(word).map((piece) => ({
      mrkdwn: escapeText(piece),
      first: piece.at(0) ?? '',
      last: piece.at(-1) ?? '',
      formatted: false,
    })),
  );

/** Cuts between words so that no run is longer than `longestRun`. */
function runs(text: string): string[] {
  const result = [''];
  for (const word of text.split(/\s+/u).flatMap(pieces)) {
    const last = result.at(-1) ?? '';
    if (last === '') result[result.length - 1] = word;
    else if (last.length + word.length + 1 <= longestRun) result[result.length - 1] = `${last} ${word}`;
    else result.push(word);
  }
  return result;
}

/** Cuts a word of impossible length between whole characters, and never inside a pair of surrogates. */
function pieces(word: string): string[] {
  if (word.length <= longestRun) return [word];
  const result = [''];
  for (const { segment } of graphemes.segment(word)) {
    // A single "character" may be stacked up without end; then its code points are what is left to cut between.
    for (const part of segment.length > longestRun ? segment : [segment]) {
      const last = result.at(-1) ?? '';
      if (last.length + part.length <= longestRun) result[result.length - 1] = last + part;
      else result.push(part);
    }
  }
  return result;
}

const isWordy = (sign: string): boolean => /[\p{L}\p{N}\p{M}]/u.test(sign);

/** Slack formats only between borders of words: where a formatted atom touches a letter or another, an invisible border goes between. */
function withBorders(atoms: readonly Atom[]): string[] {
  return atoms.map((atom, index) => {
    const before = atoms[index - 1];
    const touches =
      before !== undefined &&
      ((atom.formatted && (before.formatted || isWordy(before.last))) || (before.formatted && isWordy(atom.first)));
    return touches ? zeroWidthSpace + atom.mrkdwn : atom.mrkdwn;
  });
}

/** Breaks a line between atoms, without spaces at a break. */
function fold(atoms: readonly string[], limit: number): Stretch[] {
  const folded: Stretch[] = [{ mrkdwn: '', before: '\n' }];
  let spaceDropped = false;
  for (const atom of atoms) {
    const last = folded.at(-1) ?? { mrkdwn: '', before: '' };
    const fits = last.mrkdwn.length + atom.length <= limit;
    if (fits && !spaceDropped) folded[folded.length - 1] = { ...last, mrkdwn: last.mrkdwn + atom };
    else if (/^\s+$/u.test(atom)) spaceDropped = true;
    else {
      folded.push({ mrkdwn: atom, before: spaceDropped || /\s$/u.test(last.mrkdwn) ? ' ' : '' });
      spaceDropped = false;
    }
  }
  return folded.map(({ mrkdwn, before }) => ({ mrkdwn: mrkdwn.trimEnd(), before }));
}
