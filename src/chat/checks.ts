/** What was looked at and how it is, in words for admins. */
import { counted } from './durations.ts';
import { literal, type Markup } from './markup.ts';
import type { Check } from './poster.ts';
import type { Block } from './reply.ts';

/** What stands in the way of posting. */
export const obstaclesIn = (checks: readonly Check[]): Check[] =>
  checks.filter(({ ok, advisory }) => !ok && advisory !== true);

/** What is not right and does not stand in the way. */
export const warningsIn = (checks: readonly Check[]): Check[] =>
  checks.filter(({ ok, advisory }) => !ok && advisory === true);

/** One line on each, with the fix where something is wrong; one that mends several in a row stands with the last of them. */
export const checkItems = (checks: readonly Check[]): Markup[] =>
  checks.map(({ what, ok, detail, fix, advisory }, index) => {
    const sign = ok ? '✓' : advisory === true ? '!' : '✗';
    const mend = ok || fix === undefined || checks[index + 1]?.fix === fix ? '' : ` **Fix:** ${literal(fix)}`;
    return `${sign} **${literal(what)}:** ${literal(detail)}${mend}`;
  });

const part = (heading: string, checks: readonly Check[]): Block[] =>
  checks.length === 0
    ? []
    : [
        { kind: 'heading', text: heading },
        { kind: 'list', items: checkItems(checks) },
      ];

/** "All 9 checks are good", "2 of 9 checks need attention". */
export function summaryOf(checks: readonly Check[]): string {
  const bad = checks.filter(({ ok }) => !ok).length;
  if (bad > 0) return `${bad} of ${counted(checks.length, 'check')} ${bad === 1 ? 'needs' : 'need'} attention`;
  return checks.length === 1 ? 'The one check is good' : `All ${checks.length} checks are good`;
}

/** All of them: what stands in the way first, then warnings, then what is good. */
export const checkBlocks = (checks: readonly Check[]): Block[] => [
  ...part('To mend', obstaclesIn(checks)),
  ...part('Worth a look', warningsIn(checks)),
  ...part(
    'Good',
    checks.filter(({ ok }) => ok),
  ),
];
