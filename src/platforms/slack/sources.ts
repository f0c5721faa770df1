/** The sources under an answer, small and linked. */
import type { types } from '@slack/bolt';
import { formatAsOf } from '../../chat/dates.ts';
import type { MarkupNode } from '../../chat/markup.ts';
import type { Citation } from '../../chat/reply.ts';
import { limits, shares } from './limits.ts';
import { mrkdwnLines } from './mrkdwn.ts';
import { sizeOf } from './parts.ts';
import { mrkdwnObject } from './text-objects.ts';

/** At most one context block for each ten sources, together within their share of a message; those beyond it are counted. */
export function sourceBlocks(sources: readonly Citation[]): types.ContextBlock[] {
  const entries = sources.map((source) => mrkdwnLines(sourceNodes(source), limits.contextText).join(' '));
  for (let kept = entries.length; kept >= 0; kept--) {
    const missing = entries.length - kept;
    const lines = [
      ...entries.slice(0, kept),
      ...(missing === 0 ? [] : [`… ${missing} more ${missing === 1 ? 'source' : 'sources'}`]),
    ];
    const blocks = contextBlocks(lines);
    if (blocks.reduce((sum, block) => sum + sizeOf(block), 0) <= shares.sourcesJson) return blocks;
  }
  return [];
}

/** "[1] Publisher, Title (as of May 2024), quoted by X", the name linked. */
function sourceNodes(source: Citation): MarkupNode[] {
  const name = `${source.publisher}, ${source.title}`;
  const date = source.asOf === 'undated' ? 'undated' : `as of ${formatAsOf(source.asOf)}`;
  const quoted = source.readIn === undefined ? '' : `, quoted by ${source.readIn}`;
  const warning = source.old ? '. Older than 18 months: check before you rely on it' : '';
  return [
    { kind: 'text', text: `[${source.number}] ` },
    source.url === undefined ? { kind: 'text', text: name } : { kind: 'link', text: name, url: source.url },
    { kind: 'text', text: ` (${date})${quoted}${warning}` },
  ];
}

/** Lines together in one text where they fit, since Slack sets the elements of a context beside each other. */
function contextBlocks(lines: readonly string[]): types.ContextBlock[] {
  const texts: string[] = [];
  for (const line of lines) {
    const last = texts.at(-1);
    if (last !== undefined && last.length + line.length < limits.contextText)
      texts[texts.length - 1] = `${last}\n${line}`;
    else texts.push(line);
  }
  return texts.map((text) => ({ type: 'context', elements: [mrkdwnObject(text)] }));
}
