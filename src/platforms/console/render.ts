/**
 * A reply as text for a terminal. Buttons and the options of selects are numbered, "(1) Label", and a person presses one by typing its
 * number; the round brackets keep them apart from the marks of sources, "[1]".
 */
import type { Form, Outcome, Reply, ReplyFile } from '../../chat/reply.ts';
import { describeField } from './form.ts';
import { Page, type PressableAction, type Pressing } from './page.ts';
import { safeLine } from './safe-text.ts';
import { Sheet, type Style } from './sheet.ts';
import { sourceLines } from './sources.ts';
import type { SpanStyle } from './wrap.ts';

export type { PressableAction } from './page.ts';

/** Text for the terminal, without a newline at its end, and what can be pressed in it. */
export interface RenderedReply {
  readonly text: string;
  readonly actions: readonly PressableAction[];
}

/**
 * Renders a reply, in `style.width` columns and with colours only where `style.colour` says so. Pure and total: every kind of block is
 * shown whole, and nothing in it can control the terminal.
 */
export const renderReply = (reply: Reply, style: Style): RenderedReply => layOut(reply, style, 'by-number');

/** Renders an outcome that no conversation follows, as for `npm run ask`: it names the action ids instead of numbers. */
export const renderOutcome = (outcome: Outcome, style: Style): string =>
  'form' in outcome ? formText(outcome.form, style) : layOut(outcome.reply, style, 'by-id').text;

const titleStyles: Record<Reply['tone'], SpanStyle> = { answer: 'bold', notice: 'yellow', error: 'red' };

function layOut(reply: Reply, style: Style, pressing: Pressing): RenderedReply {
  const sheet = new Sheet(style);
  const page = new Page(sheet, pressing);
  const sections: Section[] = [
    { lines: sheet.lines([{ text: safeLine(reply.title), style: titleStyles[reply.tone] }]), opens: false },
    ...reply.blocks.map((block) => ({ lines: page.block(block), opens: block.kind === 'heading' })),
    { lines: sourceLines(reply.sources, sheet), opens: false },
    ...(reply.file === undefined ? [] : [{ lines: fileLines(reply.file, sheet), opens: false }]),
  ];
  return { text: joinSections(sections), actions: page.actions };
}

interface Section {
  readonly lines: readonly string[];
  /** A heading: what follows stands directly below it. */
  readonly opens: boolean;
}

function joinSections(sections: readonly Section[]): string {
  let text = '';
  let separator = '';
  for (const { lines, opens } of sections.filter((section) => section.lines.some((line) => line !== ''))) {
    text += separator + lines.join('\n');
    separator = opens ? '\n' : '\n\n';
  }
  return text;
}

/** The name of a file, and below it what it holds, never wrapped: it may be piped into another program. */
function fileLines({ name, text }: ReplyFile, sheet: Sheet): string[] {
  return [...sheet.lines([{ text: `${safeLine(name)}:`, style: 'bold' }]), harmless(text).trimEnd()];
}

/** What a terminal obeys, and what turns round the text after it. */
const commanding = /[^\P{Cc}\n]|[\u202A-\u202E\u2066-\u2069]/gu;

/** A file with what commands the terminal written out, as `\u001b`: within JSON that still means the same. Tabs become spaces. */
const harmless = (text: string): string =>
  text
    .toWellFormed()
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll('\t', ' ')
    .replaceAll(commanding, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);

function formText({ title, action, fields }: Form, style: Style): string {
  const sheet = new Sheet(style);
  const inputs = fields.map((field) => `--input ${field.name}=…`).join(' ');
  return [
    ...sheet.lines([{ text: safeLine(title), style: 'bold' }]),
    ...fields.flatMap((field) =>
      sheet.lines([{ text: describeField(field) }], [{ text: `• ${safeLine(field.name)}: ` }], 2),
    ),
    ...sheet.lines([{ text: 'Submit with ' }, { text: safeLine(`--action ${action} ${inputs}`), style: 'cyan' }]),
  ].join('\n');
}
