/** What was looked at and how it is, in words for admins. */
import { counted } from './durations.ts';
import { literal, type Markup } from './markup.ts';
import { text } from './notices.ts';
import type { Check } from './poster.ts';
import type { Block } from './reply.ts';

/** What stands in the way of posting. */
export const obstaclesIn = (checks: readonly Check[]): Check[] =>
  checks.filter(({ ok, advisory }) => !ok && advisory !== true);

/** Whether trying again can be of use once what stands in the way is fixed: some channels can never be posted to. */
export const canBeFixed = (checks: readonly Check[]): boolean =>
  obstaclesIn(checks).every(({ lasting }) => lasting !== true);

/** What is not right and does not stand in the way. */
export const warningsIn = (checks: readonly Check[]): Check[] =>
  checks.filter(({ ok, advisory }) => !ok && advisory === true);

/** One line on each, with the fix where something is wrong; one for several in a row stands with the last of them. */
export const checkItems = (checks: readonly Check[]): Markup[] =>
  checks.map(({ what, ok, detail, fix, advisory }, index) => {
    const sign = ok ? '✓' : advisory === true ? '!' : '✗';
    const way = ok || fix === undefined || checks[index + 1]?.fix === fix ? '' : ` **Fix:** ${literal(fix)}`;
    return `${sign} **${literal(what)}:** ${literal(detail)}${way}`;
  });

const part = (heading: string, checks: readonly Check[]): Block[] =>
  checks.length === 0
    ? []
    : [{ kind: 'heading', text: heading }, { kind: 'list', items: checkItems(checks) }, ...checks.flatMap(itemsBlocks)];

const itemsBlocks = ({ what, items = [] }: Check): Block[] =>
  items.length === 0 ? [] : [text(`${literal(what)}, one by one:`), { kind: 'list', items: items.map(literal) }];

/** "All 9 checks are good", "2 of 9 checks need attention". */
export function summaryOf(checks: readonly Check[]): string {
  const bad = checks.filter(({ ok }) => !ok).length;
  if (bad > 0) return `${bad} of ${counted(checks.length, 'check')} ${bad === 1 ? 'needs' : 'need'} attention`;
  return checks.length === 1 ? 'The one check is good' : `All ${checks.length} checks are good`;
}

/** All of them: what stands in the way first, then warnings, then what is good. */
export const checkBlocks = (checks: readonly Check[]): Block[] => [
  ...part('To fix', obstaclesIn(checks)),
  ...part('Worth a look', warningsIn(checks)),
  ...part(
    'Good',
    checks.filter(({ ok }) => ok),
  ),
];
