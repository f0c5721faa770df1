/**
 * The small Markdown subset that replies are written in: **bold**, _italic_, `code` and [label](https://…), and `channelMarkup` and
 * `personMarkup` for what a platform shows by its own name; nothing else.
 * Renderers get it as nodes and escape the text of each node for their platform, so that no text can format, link or ping by accident.
 */

export type MarkupNode =
  | { readonly kind: 'text' | 'bold' | 'italic' | 'code'; readonly text: string }
  /** The text is the platform's id. A person is only ever named so in private replies: elsewhere it could ping. */
  | { readonly kind: 'channel' | 'person'; readonly text: string }
  | { readonly kind: 'link'; readonly text: string; readonly url: string };

/** Text in the subset above. Build it from literals and `literal(…)`; never from raw user text. */
export type Markup = string;

const special = /[\\*_`[\]]/g;

/** Makes any text stand for itself: what a user typed may go into a reply only through here. */
export const literal = (text: string): Markup => text.replaceAll(special, String.raw`\$&`);

const isId = (id: string): boolean => /^[a-z0-9]+$/i.test(id);

/** A channel of the community, by the platform's id of it. */
export const channelMarkup = (id: string): Markup => (isId(id) ? `[#](channel:${id})` : literal(`#${id}`));

/** A person of the community, by the platform's id. For private replies alone. */
export const personMarkup = (id: string): Markup => (isId(id) ? `[@](person:${id})` : literal(`@${id}`));

const escaped = '\\\\[\\\\*_`[\\]]';
const token = new RegExp(
  [
    `(?<escape>${escaped})`,
    String.raw`\*\*(?<bold>(?:${escaped}|[^*\\])+)\*\*`,
    String.raw`(?<![\p{L}\p{N}])_(?<italic>(?:${escaped}|[^_\\])+)_(?![\p{L}\p{N}])`,
    '`(?<code>[^`]+)`',
    String.raw`\[#\]\(channel:(?<channel>[A-Za-z0-9]+)\)`,
    String.raw`\[@\]\(person:(?<person>[A-Za-z0-9]+)\)`,
    String.raw`\[(?<label>(?:${escaped}|[^[\]\\])+)\]\((?<url>https://[^\s()]+)\)`,
  ].join('|'),
  'gu',
);

const unescape = (text: string): string => text.replaceAll(/\\([\\*_`[\]])/g, '$1');

/** Parses markup. Total: what is not a complete construct stands for itself. */
export function parseMarkup(markup: Markup): MarkupNode[] {
  const nodes: MarkupNode[] = [];
  const text = (value: string): void => {
    const last = nodes.at(-1);
    if (value === '') return;
    if (last?.kind === 'text') nodes[nodes.length - 1] = { kind: 'text', text: last.text + value };
    else nodes.push({ kind: 'text', text: value });
  };
  let end = 0;
  for (const match of markup.matchAll(token)) {
    text(markup.slice(end, match.index));
    end = match.index + match[0].length;
    const { escape, bold, italic, code, channel, person, label, url } = match.groups ?? {};
    if (escape !== undefined) text(unescape(escape));
    else if (bold !== undefined) nodes.push({ kind: 'bold', text: unescape(bold) });
    else if (italic !== undefined) nodes.push({ kind: 'italic', text: unescape(italic) });
    else if (code !== undefined) nodes.push({ kind: 'code', text: code });
    else if (channel !== undefined) nodes.push({ kind: 'channel', text: channel });
    else if (person !== undefined) nodes.push({ kind: 'person', text: person });
    else if (label !== undefined && url !== undefined) nodes.push({ kind: 'link', text: unescape(label), url });
  }
  text(markup.slice(end));
  return nodes;
}

/** The text alone, as a screen reader or a notification gets it. */
export const plainText = (markup: Markup): string =>
  parseMarkup(markup)
    .map(({ kind, text }) => (kind === 'channel' ? `#${text}` : kind === 'person' ? `@${text}` : text))
    .join('');
