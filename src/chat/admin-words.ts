/** The lists that admins read and clear: pages of entries, each with a button to take it off. */
import type { Context } from './command.ts';
import { type Markup } from './markup.ts';
import { text } from './notices.ts';
import type { Block, Button } from './reply.ts';

/** An entry of a list. */
export interface Entry {
  /** Names it in a button: at most 40 characters, without a dot. */
  readonly key: string;
  readonly line: Markup;
  /** What else can be done with it: a button whose label is given the entry's number. */
  readonly way?: Button;
}

/** As many stand on one page: a row of buttons. */
const pageSize = 5;

/** What a button of such a list carries. A key holds no dot. */
export const dismissalIn = (argument: string): { readonly key: string; readonly page: number } => {
  const [key = '', page = ''] = argument.split('.');
  return { key, page: pageIn(page) };
};

/** The number of a page, 0 for the first, and for what is none. */
export const pageIn = (argument: string): number => (/^\d{1,3}$/.test(argument) ? Number(argument) : 0);

/**
 * One page of the entries, numbered as they are pressed, and buttons for the others. The command has an action `dismiss`, which takes
 * `dismissalIn` its argument, and `page`, which takes `pageIn` its own. A page beyond the last is the last.
 */
export function pageBlocks(context: Context, entries: readonly Entry[], wanted: number): Block[] {
  const pages = Math.max(1, Math.ceil(entries.length / pageSize));
  const page = Math.min(wanted, pages - 1);
  const shown = entries.slice(page * pageSize, (page + 1) * pageSize);
  const turn: Button[] = [
    ...(page > 0 ? [{ label: 'Newer', action: context.action('page', String(page - 1)) }] : []),
    ...(page < pages - 1 ? [{ label: 'Older', action: context.action('page', String(page + 1)) }] : []),
  ];
  const ways = shown.flatMap(({ way }, index) =>
    way === undefined ? [] : [{ ...way, label: `${way.label} ${index + 1}` }],
  );
  const dismiss = shown.map(({ key }, index) => ({
    label: `Dismiss ${index + 1}`,
    action: context.action('dismiss', `${key}.${page}`),
  }));
  return [
    ...(pages > 1 ? [text(`_Page ${page + 1} of ${pages}, ${entries.length} in all_`)] : []),
    { kind: 'list', ordered: true, items: shown.map(({ line }) => line) },
    ...[ways, dismiss, turn].flatMap((buttons): Block[] => (buttons.length > 0 ? [{ kind: 'buttons', buttons }] : [])),
  ];
}
