/** What every block is written on: styled text, wrapped to the width of the terminal. */
import { styleText } from 'node:util';
import { parseMarkup, type Markup, type MarkupNode } from '../../chat/markup.ts';
import { safeText } from './safe-text.ts';
import { textWidth } from './width.ts';
import { wrapSpans, type Span, type SpanStyle } from './wrap.ts';

export interface Style {
  readonly colour: boolean;
  /** In columns. `Infinity` wraps nothing, for output that a program reads. */
  readonly width: number;
}

/** Below this nothing can be laid out; the terminal itself breaks the lines of a narrower window. */
export const minWidth = 20;

export class Sheet {
  readonly width: number;
  readonly #colour: boolean;

  constructor({ colour, width }: Style) {
    this.width = Math.max(minWidth, width);
    this.#colour = colour;
  }

  /**
   * Lines of at most `width` columns. `lead` stands before the first; the others are indented by `indent` columns, so that they hang
   * below the text beside it.
   */
  lines(spans: readonly Span[], lead: readonly Span[] = [], indent = widthOf(lead)): string[] {
    const hanging: Span[] = indent === 0 ? [] : [{ text: ' '.repeat(indent) }];
    return wrapSpans(spans, this.width - indent).map((line, index) =>
      this.#paintAll([...(index === 0 ? lead : hanging), ...line]),
    );
  }

  /** One line as it is, for what is laid out already. */
  line(span: Span): string {
    return this.#paint(span.text, span.style);
  }

  /** Markup as safe spans. Without colours, code keeps its backticks: one must see where a command begins and ends. */
  markup(markup: Markup): Span[] {
    return parseMarkup(markup).flatMap((node) => this.#node(node));
  }

  #node(node: MarkupNode): Span[] {
    const text = safeText(node.text);
    switch (node.kind) {
      case 'text':
        return [{ text }];
      case 'bold':
        return [{ text, style: 'bold' }];
      case 'italic':
        return [{ text, style: 'italic' }];
      case 'code':
        return [this.#colour ? { text, style: 'cyan', whole: true } : { text: `\`${text}\``, whole: true }];
      case 'link':
        return linkSpans(text, node.url);
      case 'channel':
        return [{ text: `#${text}` }];
      case 'person':
        return [{ text: `@${text}` }];
    }
  }

  #paintAll(line: readonly Span[]): string {
    return line
      .map(({ text, style }) => this.#paint(text, style))
      .join('')
      .trimEnd();
  }

  #paint(text: string, style: SpanStyle | undefined): string {
    return style === undefined || !this.#colour ? text : styleText(style, text, { validateStream: false });
  }
}

const widthOf = (spans: readonly Span[]): number => spans.reduce((sum, { text }) => sum + textWidth(text), 0);

/** "label (https://…)", or the address alone where the label says nothing else. Both must be safe already or are made so here. */
export function linkSpans(label: string, url: string): Span[] {
  const address = addressSpan(url);
  const text = safeText(label);
  return text === address.text || text.trim() === '' ? [address] : [{ text: `${text} (` }, address, { text: ')' }];
}

/** An address in one piece: it holds no space, so that it is never wrapped and can be clicked. */
export const addressSpan = (url: string): Span => ({
  text: safeText(url).replaceAll(/\s/g, ''),
  style: 'underline',
});
