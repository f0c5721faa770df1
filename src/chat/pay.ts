/** Pay figures in words. */
import { formatMeasure, formatStatistic } from '../knowledge/figures.ts';
import type { Role } from '../knowledge/knowledge.ts';
import type { Figure } from '../knowledge/schema/figure.ts';
import type { Term } from '../knowledge/schema/files.ts';
import { formatAsOf } from './dates.ts';
import type { Evidence } from './evidence.ts';
import { literal, type Markup } from './markup.ts';
import { formatMoney } from './money.ts';
import type { Block } from './reply.ts';

/** One figure whole: amount, measure, whom it is about, whose it is and of when, and what to know about it. */
export function payRow(figure: Figure, evidence: Evidence): Markup {
  const whose = figure.sources.map((id) => literal(evidence.sourceName(id))).join('; ');
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

/** Where an offer in US dollars a year stands against one figure: "inside this range", "under this median". */
function compareOffer(offer: number, figure: Figure): string {
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

/** A heading with its figures, each with where an offer stands against it if there is one; nothing for no figures. */
export function payRows(
  heading: string,
  figures: readonly Figure[],
  evidence: Evidence,
  offer: number | undefined,
  toRow = payRow,
): Block[] {
  if (figures.length === 0) return [];
  const items = figures.map((figure): Markup => {
    const row = toRow(figure, evidence);
    const mine = offer === undefined ? undefined : `**Your offer: ${compareOffer(offer, figure)}.**`;
    return [row, ...(mine === undefined ? [] : [row.endsWith('.') ? mine : `· ${mine}`])].join(' ');
  });
  return [
    { kind: 'heading', text: heading },
    { kind: 'list', items },
  ];
}

/** What a request for pay named. */
export interface AskedPay {
  readonly level: Term | undefined;
  readonly tier: Term | undefined;
  readonly place: Term | undefined;
}

/** The remarks that belong to what was asked; the general ones belong to the overview. */
export function payNotes(role: Role, asked: AskedPay, evidence: Evidence): Block[] {
  const fitting = role.salary.notes.filter((note) => {
    const limits = [
      [note.levels, asked.level],
      [note.tiers, asked.tier],
      [note.places, asked.place],
    ] as const;
    const named = limits.filter(([ids]) => ids.length > 0);
    const general = asked.level === undefined && asked.tier === undefined && asked.place === undefined;
    return named.length === 0 ? general : named.every(([ids, term]) => term !== undefined && ids.includes(term.id));
  });
  if (fitting.length === 0) return [];
  return [
    { kind: 'heading', text: 'Worth knowing' },
    { kind: 'list', items: fitting.map((note) => evidence.text(note.text, note.sources)) },
  ];
}

/** How to read the comparison with an offer. */
export function offerNote(offer: number | undefined): Block[] {
  if (offer === undefined) return [];
  return [
    {
      kind: 'text',
      text: `Your offer of **${formatMoney(offer)}** a year, held against each figure by itself. If it is base pay only, compare it with base pay; total compensation also counts equity and bonus.`,
    },
  ];
}
