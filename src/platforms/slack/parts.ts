/** A rendered reply before it is fitted into one message, and the fitting. */
import type { types } from '@slack/bolt';
import { limits, shares } from './limits.ts';
import type { Stretch } from './mrkdwn.ts';
import { mrkdwnObject } from './text-objects.ts';

export type Part =
  /** Text, in stretches that are each short enough for a section; as many sections as they need. */
  | { readonly kind: 'text'; readonly text: readonly Stretch[] }
  /** One block that is placed or left out whole; `lines` is what a reader would miss. */
  | { readonly kind: 'block'; readonly block: types.KnownBlock; readonly lines: number }
  /** Buttons or a select: placed before any text is, since they lead on to what has no room. `choices` is how many there are. */
  | { readonly kind: 'control'; readonly block: types.KnownBlock; readonly choices: number };

/** The characters of a block as Slack counts them towards `blocksJson`, with the comma after it. */
export const sizeOf = (block: types.KnownBlock): number => JSON.stringify(block).length + 1;

/** Room for the section that says what is missing. */
const noticeSize = 300;
const emptySectionSize = 100;

/** About what a Slack window shows in one line. */
const lineLength = 90;

const section = (text: string): types.SectionBlock => ({
  type: 'section',
  text: mrkdwnObject(text),
  // Without this, clients fold longer sections behind "See more".
  expand: true,
});

/** Blocks of at most `limits.blocks` and `limits.blocksJson` together, `tail` always among them. What has no room is counted in words. */
export function fit(parts: readonly Part[], tail: readonly types.KnownBlock[]): types.KnownBlock[] {
  const controls = chooseControls(parts);
  const fixed = [...controls.kept, ...tail];
  const room = new Room(
    limits.blocks - fixed.length - 1,
    limits.blocksJson - fixed.reduce((sum, block) => sum + sizeOf(block), 0) - noticeSize,
  );
  const body: types.KnownBlock[] = [];
  let missingLines = 0;
  let noticeAt: number | undefined;
  for (const part of parts) {
    if (part.kind === 'control') {
      if (controls.kept.has(part.block)) body.push(part.block);
      continue;
    }
    // After the first thing that has no room nothing more is placed: a text with a hole in it would mislead.
    const placed = missingLines > 0 ? { blocks: [], missing: linesOf(part) } : place(part, room);
    body.push(...placed.blocks);
    missingLines += placed.missing;
    if (missingLines > 0) noticeAt ??= body.length;
  }
  const notice = missingNotice(missingLines, controls.missing);
  if (notice !== undefined) body.splice(noticeAt ?? body.length, 0, section(notice));
  return [...body, ...tail];
}

function chooseControls(parts: readonly Part[]): { kept: Set<types.KnownBlock>; missing: number } {
  const room = new Room(shares.controlBlocks, shares.controlsJson);
  const kept = new Set<types.KnownBlock>();
  let missing = 0;
  for (const part of parts) {
    if (part.kind !== 'control') continue;
    if (room.take(1, sizeOf(part.block))) kept.add(part.block);
    else missing += part.choices;
  }
  return { kept, missing };
}

type Content = Exclude<Part, { kind: 'control' }>;

/** The lines that a reader would miss. */
const linesOf = (part: Content): number => (part.kind === 'text' ? visibleLines(part.text) : part.lines);
const visibleLines = (text: readonly Stretch[]): number =>
  text.reduce((sum, { mrkdwn }) => sum + Math.ceil(mrkdwn.trim().length / lineLength), 0);

function place(part: Content, room: Room): { blocks: types.KnownBlock[]; missing: number } {
  if (part.kind === 'block') {
    return room.take(1, sizeOf(part.block))
      ? { blocks: [part.block], missing: 0 }
      : { blocks: [], missing: part.lines };
  }
  const sections: string[] = [];
  for (const [index, { mrkdwn, before }] of part.text.entries()) {
    const current = sections.at(-1);
    const grown = current === undefined ? undefined : current + before + mrkdwn;
    const fits = grown !== undefined && grown.length <= limits.section;
    const size = JSON.stringify(before + mrkdwn).length;
    if (!(fits ? room.take(0, size) : room.take(1, size + emptySectionSize))) {
      return { blocks: sections.flatMap(sectionOf), missing: visibleLines(part.text.slice(index)) };
    }
    if (fits) sections[sections.length - 1] = grown;
    else sections.push(mrkdwn);
  }
  return { blocks: sections.flatMap(sectionOf), missing: 0 };
}

/** A section, without blank lines around it; nothing where there is only white space, which Slack refuses. */
const sectionOf = (text: string): types.SectionBlock[] =>
  text.trim() === '' ? [] : [section(text.replaceAll(/^(?:[^\S\n]*\n)+|\s+$/gu, ''))];

function missingNotice(lines: number, choices: number): string | undefined {
  const things = [
    ...(lines === 0 ? [] : [`${lines} more ${lines === 1 ? 'line' : 'lines'}`]),
    ...(choices === 0 ? [] : [`${choices} more ${choices === 1 ? 'choice' : 'choices'}`]),
  ];
  if (things.length === 0) return undefined;
  return `… ${things.join(' and ')}: too much for one Slack message. Ask for a smaller part to see the rest.`;
}

class Room {
  #blocks: number;
  #characters: number;

  constructor(blocks: number, characters: number) {
    this.#blocks = blocks;
    this.#characters = characters;
  }

  /** Takes that much, or nothing where there is not enough. */
  take(blocks: number, characters: number): boolean {
    if (blocks > this.#blocks || characters > this.#characters) return false;
    this.#blocks -= blocks;
    this.#characters -= characters;
    return true;
  }
}
