/** The sources of a reply as numbered lines. */
import { formatAsOf } from '../../chat/dates.ts';
import type { MarkupNode } from '../../chat/markup.ts';
import type { Citation } from '../../chat/reply.ts';
import { nodesLine, plainLine, type Line } from './lines.ts';

const oldMark = '⚠️';

/** "[1] Publisher, Title (as of May 2024), quoted by X", with the title linked and a mark where the source is old. */
export const sourceLines = (sources: readonly Citation[]): Line[] => sources.map(sourceLine);

/** What the mark of old sources means; nothing where none is old. */
export const oldSourcesLines = (sources: readonly Citation[]): Line[] =>
  sources.some(({ old }) => old) ? [plainLine(`${oldMark} Older than 18 months: check before you rely on it.`)] : [];

function sourceLine({ number, publisher, title, url, asOf, old, readIn }: Citation): Line {
  const name = `${publisher}, ${title}`;
  const date = asOf === 'undated' ? 'undated' : `as of ${formatAsOf(asOf)}`;
  const nodes: MarkupNode[] = [
    { kind: 'text', text: `[${number}] ` },
    url === undefined ? { kind: 'text', text: name } : { kind: 'link', text: name, url },
    {
      kind: 'text',
      text: ` (${date})${readIn === undefined ? '' : `, quoted by ${readIn}`}${old ? ` ${oldMark}` : ''}`,
    },
  ];
  return nodesLine(nodes);
}
