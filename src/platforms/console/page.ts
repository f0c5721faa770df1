/** The blocks of a reply as lines, and what can be pressed in them. */
import type { Block, Button, SelectOption } from '../../chat/reply.ts';
import { safeLine } from './safe-text.ts';
import { linkSpans, type Sheet } from './sheet.ts';
import { tableLines } from './table.ts';
import type { Span, SpanStyle } from './wrap.ts';

/** A button or option of a reply, with the number that presses it. */
export interface PressableAction {
  readonly number: number;
  /** Plain and safe to print. */
  readonly label: string;
  /** The encoded action id to send. */
  readonly action: string;
}

/** How a person presses: by typing a number into the conversation, or by giving the action's id in another call. */
export type Pressing = 'by-number' | 'by-id';

export class Page {
  readonly actions: PressableAction[] = [];
  readonly #sheet: Sheet;
  readonly #pressing: Pressing;

  constructor(sheet: Sheet, pressing: Pressing) {
    this.#sheet = sheet;
    this.#pressing = pressing;
  }

  /** The lines of a block; numbers go on from those of the blocks before it. */
  block(block: Block): string[] {
    const sheet = this.#sheet;
    switch (block.kind) {
      case 'heading':
        return sheet.lines([{ text: safeLine(block.text), style: 'bold' }]);
      case 'text':
        return sheet.lines(sheet.markup(block.text));
      case 'list':
        return block.items.flatMap((item, index) =>
          sheet.lines(sheet.markup(item), [{ text: listLead(block.ordered, index, block.items.length) }]),
        );
      case 'fields':
        return block.fields.flatMap(({ name, value }) =>
          sheet.lines([{ text: `${safeLine(name)}: `, style: 'bold' }, ...sheet.markup(value)], [], 2),
        );
      case 'table':
        return tableLines(block, sheet);
      case 'links':
        return block.links.flatMap(({ label, url }) => sheet.lines(linkSpans(safeLine(label), url), [{ text: '• ' }]));
      case 'buttons':
        return this.#choices(undefined, block.buttons.map(fromButton));
      case 'select':
        return this.#choices(
          safeLine(block.placeholder),
          block.options.map((option) => fromOption(option, block.action)),
        );
      default:
        return block satisfies never;
    }
  }

  #choices(placeholder: string | undefined, choices: readonly Choice[]): string[] {
    if (choices.length === 0) return [];
    const how = this.#pressing === 'by-number' ? 'press a number' : 'press with --action ID';
    const heading = placeholder === undefined ? capitalized(how) : `${placeholder} (${how})`;
    return [
      ...this.#sheet.lines([{ text: `${heading}:`, style: 'dim' }]),
      ...choices.flatMap((choice) => this.#choice(choice)),
    ];
  }

  #choice({ label, description, action, style }: Choice): string[] {
    const number = this.actions.length + 1;
    this.actions.push({ number, label, action });
    const text: Span[] = [{ text: label }];
    if (description !== undefined) text.push({ text: `: ${safeLine(description)}`, style: 'dim' });
    if (this.#pressing === 'by-id') text.push({ text: ' ' }, { text: safeLine(action), style: 'cyan' });
    const mark: Span = this.#pressing === 'by-id' ? { text: '•' } : { text: `(${number})`, style };
    return this.#sheet.lines(text, [mark, { text: ' ' }]);
  }
}

interface Choice {
  readonly label: string;
  readonly description?: string;
  readonly action: string;
  readonly style: SpanStyle;
}

const fromButton = ({ label, action, style }: Button): Choice => ({
  label: safeLine(label),
  action,
  style: style === 'danger' ? 'red' : 'green',
});

/** The select's id has no argument yet: the chosen value becomes it. */
const fromOption = ({ label, value, description }: SelectOption, action: string): Choice => ({
  label: safeLine(label),
  action: action + value,
  style: 'green',
  ...(description === undefined ? {} : { description }),
});

const listLead = (ordered: boolean | undefined, index: number, count: number): string =>
  ordered === true ? `${String(index + 1).padStart(String(count).length)}. ` : '• ';

const capitalized = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
