/** Lays lines out over the descriptions of embeds, within what Discord takes, and says how much is missing where not all fits. */
import { discordLimits } from './limits.ts';
import { lineCount, plainLine, takeLine, textLength, type Line } from './lines.ts';

/** No sentence about missing text gets longer than this. */
const noteLength = 100;

/**
 * Lines as embed descriptions of together at most `room` characters; the lines of `end` are always among them, after the others.
 * What does not fit is counted in a line of its own.
 */
export function layOut(lines: readonly Line[], end: readonly Line[], room: number): readonly string[] {
  const whole = new Pages(room);
  if (whole.add([...lines, ...end]).length === 0) return whole.texts;

  const ending = new Pages(room);
  ending.add(end);
  const reserved = ending.length + 1 + noteLength;
  const pages = new Pages(room - reserved);
  const missing = pages.add(lines);
  pages.widen(reserved);
  pages.add([missingNote(missing), ...end]);
  return pages.texts;
}

function missingNote(missing: readonly Line[]): Line {
  const lines = missing.reduce((sum, line) => sum + lineCount(line), 0);
  const characters = missing.reduce((sum, line) => sum + textLength(line), 0);
  const [count, size] = [lines.toLocaleString('en-US'), characters.toLocaleString('en-US')];
  return plainLine(
    `… ${count} more ${lines === 1 ? 'line' : 'lines'} (${size} characters) do not fit in one Discord message.`,
  );
}

class Pages {
  readonly texts: string[] = [''];
  #room: number;

  constructor(room: number) {
    this.#room = room;
  }

  /** The characters of all pages together. */
  get length(): number {
    return this.texts.reduce((sum, text) => sum + text.length, 0);
  }

  widen(characters: number): void {
    this.#room += characters;
  }

  /** Adds lines until the room is used up; returns what was not added. */
  add(lines: readonly Line[]): Line[] {
    const waiting = [...lines];
    for (let line = waiting.shift(); line !== undefined; line = waiting.shift()) {
      const rest = this.#addLine(line);
      if (rest !== undefined) return [rest, ...waiting];
    }
    return [];
  }

  /** Adds one line, on further pages where it is too long for this one; returns the part for which the room did not suffice. */
  #addLine(line: Line): Line | undefined {
    const page = this.texts.at(-1) ?? '';
    if (page === '' && line.kind === 'gap') return undefined;
    const separator = page === '' ? '' : '\n';
    const [pageLeft, left] = [discordLimits.embedDescription - page.length, this.#room - this.length];
    const { shown, rest } = takeLine(line, Math.min(pageLeft, left) - separator.length);
    const nextPageHelps = pageLeft < left;
    if (rest !== undefined && nextPageHelps && page !== '') return this.#addToNextPage(line);
    if (shown !== '' || (rest === undefined && left > 0)) this.texts[this.texts.length - 1] = page + separator + shown;
    return rest !== undefined && nextPageHelps && shown !== '' ? this.#addToNextPage(rest) : rest;
  }

  #addToNextPage(line: Line): Line | undefined {
    this.texts.push('');
    return this.#addLine(line);
  }
}
