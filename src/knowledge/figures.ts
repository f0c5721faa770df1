/** Figures as text. The one place where a number from `data/` becomes words. */
import type { Figure } from './schema/figure.ts';

const wholeNumber = new Intl.NumberFormat('en-US', { maximumFractionDigits: 2 });

const unitWords: Record<
  Exclude<Figure['unit'], 'USD per year' | 'USD' | 'percent'>,
  readonly [one: string, many: string]
> = {
  jobs: ['job', 'jobs'],
  'jobs per year': ['a year', 'a year'],
  years: ['year', 'years'],
  months: ['month', 'months'],
  weeks: ['week', 'weeks'],
  days: ['day', 'days'],
  'days per year': ['day a year', 'days a year'],
  hours: ['hour', 'hours'],
  'hours per week': ['hour a week', 'hours a week'],
  minutes: ['minute', 'minutes'],
  milliseconds: ['millisecond', 'milliseconds'],
  engineers: ['engineer', 'engineers'],
  points: ['', ''],
  weight: ['', ''],
  items: ['', ''],
};

function number(value: number, unit: Figure['unit']): string {
  if (unit === 'weight') return value.toFixed(2);
  const text = wholeNumber.format(value);
  return unit.startsWith('USD') ? `$${text}` : text;
}

function withUnit(amount: string, figure: Figure): string {
  if (figure.unit === 'percent') return `${amount}%`;
  if (figure.unit === 'USD' || figure.unit === 'USD per year') return amount;
  const words = unitWords[figure.unit][figure.value === 1 ? 0 : 1];
  return words === '' ? amount : `${amount} ${words}`;
}

const floorsAndCeilings: Partial<Record<Figure['statistic'], string>> = {
  'more-than': 'more than',
  'at-least': 'at least',
  'less-than': 'less than',
  'at-most': 'at most',
};

/**
 * The amount with its hedge and unit, as it stands inside a sentence: "$400,000–$650,000", "about 140,100 a year", "at least 8 years".
 */
export function formatAmount(figure: Figure): string {
  const { low, high, value, unit } = figure;
  const span =
    low !== undefined && high !== undefined
      ? figure.open_ended
        ? `${number(low, unit)} to well over ${number(high, unit)}`
        : `${number(low, unit)}–${number(high, unit)}`
      : number(value ?? 0, unit);
  return [figure.hedge, floorsAndCeilings[figure.statistic], withUnit(span, figure)].filter(Boolean).join(' ');
}

const measureWords: Record<Figure['measure'], string> = {
  wage: 'wage',
  'base-salary': 'base pay',
  'total-compensation': 'total compensation',
  'pay-not-specified': 'pay; the source does not say whether base or total',
  'pay-difference': 'difference in pay',
  benefit: 'benefit',
  price: 'price',
  growth: 'projected growth',
  openings: 'openings',
  employment: 'people employed',
  'experience-asked': 'experience that postings ask for',
  'experience-in-band': 'experience of people in the band',
  'time-to-promotion': 'time to promotion',
  duration: 'duration',
  'working-time': 'working time',
  'time-share': 'share of working time',
  frequency: 'frequency',
  'team-size': 'team size',
  'response-time': 'response time',
  'model-parameter': "part of a source's own model",
  count: 'count',
};

/** What is measured, in words: "total compensation". */
export const formatMeasure = (measure: Figure['measure']): string => measureWords[measure];

const statisticWords: Partial<Record<Figure['statistic'], string>> = {
  median: 'median',
  typical: 'typical',
  'percentile-10': '10th percentile',
  'percentile-90': '90th percentile',
  'more-than': 'a floor, not a range',
  'at-least': 'a floor, not a range',
};

/** The statistic in words where it needs saying; `undefined` for a plain range or number, which speaks for itself. */
export const formatStatistic = (statistic: Figure['statistic']): string | undefined => statisticWords[statistic];

const figureReference = /\{figure:([a-z0-9-]+)\}/g;

/** The ids of the figures that a text refers to, in order of appearance. */
export const figureIdsIn = (text: string): string[] =>
  [...text.matchAll(figureReference)].map((match) => match[1] ?? '');

/** Replaces each `{figure:id}` by what `replace` gives for its id. */
export const replaceFigures = (text: string, replace: (id: string) => string): string =>
  text.replaceAll(figureReference, (_reference, id: string) => replace(id));
