/**
 * A figure: one number or range with everything that makes it checkable (design: "Evidence").
 * Pay, prices, growth, durations, shares and counts all have this one shape, so that none of them can go without its source.
 */
import { z } from 'zod';
import { asOf, label, prose, slug } from './common.ts';

/** What is measured. The four kinds of pay never share a row. */
export const measures = [
  'wage',
  'base-salary',
  'total-compensation',
  'pay-not-specified',
  'pay-difference',
  'benefit',
  'price',
  'growth',
  'openings',
  'employment',
  'experience-asked',
  'experience-in-band',
  'time-to-promotion',
  'duration',
  'working-time',
  'time-share',
  'frequency',
  'team-size',
  'response-time',
  'model-parameter',
  'count',
] as const;

export const statistics = [
  'median',
  'typical',
  'range',
  'percentile-10',
  'percentile-90',
  'more-than',
  'at-least',
  'less-than',
  'at-most',
  'projection',
  'exact',
] as const;

export const units = [
  'USD per year',
  'USD',
  'percent',
  'jobs',
  'jobs per year',
  'years',
  'months',
  'weeks',
  'days',
  'days per year',
  'hours',
  'hours per week',
  'minutes',
  'milliseconds',
  'engineers',
  'points',
  'weight',
  'items',
] as const;

const payMeasures: readonly string[] = ['wage', 'base-salary', 'total-compensation', 'pay-not-specified'];

export const figure = z
  .strictObject({
    id: slug,
    about: label.meta({
      description: 'Whose or what figure it is, in words: "Senior, FAANG and frontier-AI employers".',
    }),
    measure: z.enum(measures),
    statistic: z.enum(statistics),
    value: z.number().optional().meta({ description: 'A single number. Leave out where low and high are given.' }),
    low: z.number().optional(),
    high: z.number().optional(),
    open_ended: z
      .boolean()
      .default(false)
      .meta({ description: 'True for "to well over HIGH": high is not a maximum.' }),
    hedge: label
      .optional()
      .meta({ description: 'The source\'s own caution: "about", "roughly", "typically", "routinely".' }),
    unit: z.enum(units),
    currency: z.enum(['USD']).optional().meta({ description: 'Required where the unit is money.' }),
    region: slug.meta({
      description: 'A place id of the role, such as "us"; "not-stated" where the source is silent.',
    }),
    level: slug.meta({ description: 'A level id of the role, "all", or "not-stated".' }),
    tier: slug.meta({ description: 'An employer tier id of the role, "all", or "not-stated".' }),
    employers: label.optional().meta({ description: "The employers in the source's own terms." }),
    sources: z.array(slug).min(1, 'name the source id of the figure'),
    as_of: asOf,
    note: prose.optional().meta({ description: 'What a reader must know so as not to misread it.' }),
  })
  .check((context) => {
    const figure = context.value;
    const fail = (message: string, key: keyof typeof figure): void => {
      context.issues.push({ code: 'custom', message, path: [key], input: figure });
    };
    const isRange = figure.low !== undefined || figure.high !== undefined;
    if (figure.value === undefined && !isRange) fail('give either value, or low and high', 'value');
    if (figure.value !== undefined && isRange) fail('give either value, or low and high, not both', 'value');
    if (isRange && (figure.low === undefined || figure.high === undefined)) {
      fail('a range needs both low and high; for a floor use value with statistic: at-least or more-than', 'low');
    }
    if (figure.low !== undefined && figure.high !== undefined && figure.low >= figure.high)
      fail('low must be under high', 'low');
    if (isRange && !['range', 'typical'].includes(figure.statistic))
      fail('low and high go with statistic: range or typical', 'statistic');
    if (figure.statistic === 'range' && !isRange) fail('statistic: range needs low and high', 'statistic');
    if (figure.open_ended && !isRange) fail('open_ended goes with low and high', 'open_ended');
    const isMoney = figure.unit.startsWith('USD');
    if (isMoney && figure.currency === undefined) fail('money needs a currency', 'currency');
    if (!isMoney && figure.currency !== undefined) fail('currency goes with money only', 'currency');
    if (payMeasures.includes(figure.measure) && figure.unit !== 'USD per year')
      fail('pay is given in USD per year', 'unit');
  })
  .meta({ id: 'Figure' });

export type Figure = z.infer<typeof figure>;
export type Measure = Figure['measure'];

/** True for a figure that says what people are paid, as `/salary` lists them. */
export const isPay = (figure: Figure): boolean => payMeasures.includes(figure.measure);
