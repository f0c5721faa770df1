/** Breaks styled text into lines of a width. */
import type { styleText } from 'node:util';
import { graphemesOf, isWide, textWidth } from './width.ts';

export type SpanStyle = Exclude<Parameters<typeof styleText>[0], readonly unknown[]>;

export interface Span {
  /** Safe text: see `safeText`. */
  readonly text: string;
  readonly style?: SpanStyle;
  /** Kept in one line where it fits in one: what one may copy. */
  readonly whole?: boolean;
}

/** A piece of text that stays in one line. */
interface Unit {
  readonly spans: Span[];
  width: number;
  /** Whether a space stood before it: shown within a line, lost at its start. */
  readonly spaced: boolean;
}

/**
 * Lines of at most `width` columns; only a word that is wider by itself makes a longer one, so that addresses stay whole. Breaks at
 * spaces, and beside wide characters (Chinese and Japanese have no spaces) except before closing and after opening punctuation.
 * `\n` always breaks. Total.
 */
export function wrapSpans(spans: readonly Span[], width: number): Span[][] {
  return splitAtBreaks(spans).flatMap((line) => fill(unitsOf(line, width), width));
}

function splitAtBreaks(spans: readonly Span[]): Span[][] {
  const lines: Span[][] = [[]];
  for (const span of spans) {
    for (const [index, text] of span.text.split('\n').entries()) {
      if (index > 0) lines.push([]);
      lines.at(-1)?.push({ ...span, text });
    }
  }
  return lines;
}

function unitsOf(line: readonly Span[], width: number): Unit[] {
  const units: Unit[] = [];
  for (const { span, spaced } of piecesOf(line, width)) {
    const open = units.at(-1);
    const before = open?.spans.at(-1);
    if (open === undefined || before === undefined || spaced || mayBreak(before.text, span.text)) {
      units.push({ spans: [span], width: textWidth(span.text), spaced });
    } else {
      open.spans.push(span);
      open.width += textWidth(span.text);
    }
  }
  return units;
}

/** The indivisible parts of a line, each with whether a space stands before it. */
function* piecesOf(line: readonly Span[], width: number): Generator<{ readonly span: Span; readonly spaced: boolean }> {
  let spaced = false;
  for (const span of line) {
    const whole = span.whole === true && span.text.trim() !== '' && textWidth(span.text) <= width;
    for (const word of whole ? [span.text] : (span.text.match(/ +|[^ ]+/g) ?? [])) {
      if (word.startsWith(' ') && !whole) {
        spaced = true;
        continue;
      }
      for (const text of whole ? [word] : charactersOf(word)) {
        yield { span: { ...span, text }, spaced };
        spaced = false;
      }
    }
  }
}

/** A word of plain letters as it is, any other in single characters. */
const charactersOf = (word: string): string[] => (/^[ -~]*$/.test(word) ? [word] : graphemesOf(word));

const mayBreak = (before: string, after: string): boolean =>
  (isWide(before) || isWide(after)) && !/[\p{Ps}\p{Pi}]$/u.test(before) && !/^[\p{Pe}\p{Pf}\p{Po}]/u.test(after);

function fill(units: readonly Unit[], width: number): Span[][] {
  const lines: Span[][] = [[]];
  let used = 0;
  for (const unit of units) {
    const gap = unit.spaced && used > 0 ? 1 : 0;
    if (used > 0 && used + gap + unit.width > width) {
      lines.push([]);
      used = 0;
    }
    append(lines.at(-1) ?? [], unit, used > 0 && unit.spaced);
    used += unit.width + (used > 0 ? gap : 0);
  }
  return lines;
}

/** Adds a unit to a line, joining what has the same style so that an underline runs through and no escape is repeated. */
function append(line: Span[], unit: Unit, spaced: boolean): void {
  for (const [index, span] of unit.spans.entries()) {
    const gap = spaced && index === 0 ? ' ' : '';
    const last = line.at(-1);
    if (last !== undefined && last.style === span.style) {
      line[line.length - 1] = { ...last, text: last.text + gap + span.text };
    } else {
      if (gap !== '') line.push({ text: gap });
      line.push(span);
    }
  }
}
