/** Pay figures in words. */
import { formatMeasure, formatStatistic } from '../knowledge/figures.ts';
import type { Figure } from '../knowledge/schema/figure.ts';
import { formatAsOf } from './dates.ts';
import type { Evidence } from './evidence.ts';
import { literal, type Markup } from './markup.ts';

/** One figure whole: amount, measure, whom it is about, whose it is and of when, and what to know about it. */
export function payRow(figure: Figure, evidence: Evidence): Markup {
  const whose = figure.sources.map((id) => literal(evidence.sourceName(id))).join(' and ');
  const note = figure.note === undefined ? '' : ` ${evidence.text(figure.note, [])}`;
  return `${briefPayRow(figure, evidence)} · ${whose} (${formatAsOf(figure.as_of)}).${note}`;
}

/** The same without the source's name, which then stands beside its number below the answer only. */
export const briefPayRow = (figure: Figure, evidence: Evidence): Markup =>
  `**${evidence.amount(figure)}** ${evidence.mark(figure.sources)} · ${measured(figure)} · ${literal(figure.about)}`;

/** "median wage"; "total compensation, a floor, not a range". */
function measured({ measure, statistic }: Figure): string {
  const words = formatStatistic(statistic);
  if (words === undefined) return formatMeasure(measure);
  return statistic === 'median' ? `${words} ${formatMeasure(measure)}` : `${formatMeasure(measure)}, ${words}`;
}

/** Where an offer in US dollars a year stands against one figure: "inside this range", "$15,000 under this median". */
export function compareOffer(offer: number, figure: Figure): string {
  const { low, high, value, statistic } = figure;
  if (low !== undefined && high !== undefined) {
    if (offer < low) return 'under this range';
    if (offer <= high) return 'inside this range';
    return figure.open_ended ? 'above where this range is sure to reach; it has no stated end' : 'over this range';
  }
  const amount = value ?? 0;
  if (statistic === 'percentile-10')
    return offer < amount ? 'among the lowest-paid 10 percent here' : 'above the lowest-paid 10 percent here';
  if (statistic === 'percentile-90')
    return offer > amount ? 'among the highest-paid 10 percent here' : 'below the highest-paid 10 percent here';
  const what =
    statistic === 'median' ? 'median' : statistic === 'more-than' || statistic === 'at-least' ? 'floor' : 'figure';
  if (offer === amount) return `exactly at this ${what}`;
  return offer < amount ? `under this ${what}` : `over this ${what}`;
}
