/** The sources of an answer, as they stand at its end. */
import { formatAsOf } from '../../chat/dates.ts';
import type { Citation } from '../../chat/reply.ts';
import { safeLine } from './safe-text.ts';
import { addressSpan, type Sheet } from './sheet.ts';
import type { Span } from './wrap.ts';

/** "[1] Publisher, Title, as of May 2024, quoted by X. https://…", under a heading; nothing where there is no source. */
export function sourceLines(sources: readonly Citation[], sheet: Sheet): string[] {
  if (sources.length === 0) return [];
  const heading = sources.length === 1 ? 'Source' : 'Sources';
  return [
    ...sheet.lines([{ text: heading, style: 'bold' }]),
    ...sources.flatMap((source) => sheet.lines(sourceSpans(source), [{ text: `[${source.number}] ` }])),
  ];
}

function sourceSpans({ publisher, title, url, asOf, old, readIn }: Citation): Span[] {
  const parts = [
    publisher,
    title,
    asOf === 'undated' ? 'undated' : `as of ${formatAsOf(asOf)}`,
    ...(readIn === undefined ? [] : [`quoted by ${readIn}`]),
  ];
  return [
    { text: `${parts.map(safeLine).join(', ')}.` },
    ...(old ? [{ text: ' Older than 18 months: check before you rely on it.', style: 'yellow' as const }] : []),
    ...(url === undefined ? [] : [{ text: ' ' }, addressSpan(url)]),
  ];
}
