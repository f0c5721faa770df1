/** The shape of each file under `data/`. The JSON Schemas in `data/schemas/` are generated from these. */
import { z } from 'zod';
import { aliases, asOf, calendarDate, disagreement, item, label, prose, slug, topic } from './common.ts';
import { figure } from './figure.ts';

const editorSchema = { $schema: z.string().optional() };

export const source = z
  .strictObject({
    id: slug,
    publisher: label,
    title: label,
    url: z.url({ protocol: /^https$/, error: 'a source url starts with https://' }).optional(),
    as_of: asOf,
    measures: prose.meta({ description: 'What the source measures, and over whom.' }),
    licence: label,
    read_in: slug
      .optional()
      .meta({ description: 'The document that quotes this source, where we read it there and not itself.' }),
  })
  .meta({ id: 'Source' });

export const sourcesFile = z.strictObject({ ...editorSchema, sources: z.array(source) });

/** A word that people may use for one of a fixed set of things: a level, a tier, a place. */
export const term = z.strictObject({ id: slug, title: label, aliases }).meta({ id: 'Term' });

export const roleFile = z.strictObject({
  ...editorSchema,
  id: slug,
  title: label,
  aliases,
  summary: z.array(item).min(1),
  levels: z.array(term).min(1, 'a role needs at least one level'),
  tiers: z.array(term).default([]),
  places: z.array(term).default([]),
});

/** A remark on pay that belongs to certain levels, tiers or places, or to all where none is named. */
export const payNote = z
  .strictObject({
    text: prose,
    sources: z.array(slug).min(1),
    levels: z.array(slug).default([]),
    tiers: z.array(slug).default([]),
    places: z.array(slug).default([]),
  })
  .meta({ id: 'PayNote' });

export const salaryFile = z.strictObject({
  ...editorSchema,
  figures: z.array(figure).min(1),
  notes: z.array(payNote).default([]),
  topics: z.array(topic).default([]),
});

export const rung = z
  .strictObject({
    id: slug,
    title: label,
    aliases,
    track: z.enum(['individual', 'management']),
    level: slug.optional().meta({ description: 'The level id that this rung corresponds to, if any.' }),
    scope: z.array(item).default([]),
    years: z
      .array(item)
      .default([])
      .meta({ description: 'Time to promotion, what postings ask, years in the band: each said apart.' }),
    next: z.array(slug).default([]).meta({ description: 'The rungs that may follow.' }),
  })
  .meta({ id: 'Rung' });

export const careerPathFile = z.strictObject({
  ...editorSchema,
  figures: z.array(figure).default([]),
  rungs: z.array(rung).min(1),
  topics: z.array(topic).default([]),
});

/** A file of figures and topics: outlook, skills, work and interview all have this shape. */
export const topicsFile = z.strictObject({
  ...editorSchema,
  figures: z.array(figure).default([]),
  topics: z.array(topic).min(1),
});

export const comparisonsFile = z.strictObject({
  ...editorSchema,
  figures: z.array(figure).default([]),
  comparisons: z.array(topic).min(1),
});

export const readinessFile = z.strictObject({
  ...editorSchema,
  figures: z.array(figure).default([]),
  families: z
    .array(
      z.strictObject({
        id: slug,
        title: label,
        weight: z.number().gt(0).lte(1).meta({ description: 'A decimal between 0 and 1, exactly as published.' }),
        about: z.array(item).min(1),
        measured_by: z
          .array(slug)
          .default([])
          .meta({ description: "Topics of the role's own questions whose answers stand in for this family." }),
      }),
    )
    .min(1),
  scale: z.strictObject({ low: z.number(), high: z.number() }),
  half_life_months: z.number().positive(),
  topics: z.array(topic).default([]),
});

export const faqEntry = z
  .strictObject({
    id: slug,
    question: label.refine((text) => text.endsWith('?'), 'a question ends with a question mark'),
    also_asked: z
      .array(label)
      .min(5, 'give at least five other ways of asking it, with little word overlap: they decide whether it is found'),
    answer: prose,
    sources: z
      .array(slug)
      .default([])
      .meta({ description: 'Sources of the answer. Those of its {figure:id}s are added by themselves.' }),
    disagreements: z.array(disagreement).default([]),
    related: z.array(slug).default([]),
    tags: z.array(slug).min(1, 'give at least one tag'),
    updated: calendarDate,
  })
  .meta({ id: 'FaqEntry' });

export const faqFile = z.strictObject({ ...editorSchema, entries: z.array(faqEntry).min(1) });

export const searchFile = z.strictObject({
  ...editorSchema,
  synonyms: z
    .array(z.array(label).min(2, 'a group of synonyms has at least two'))
    .default([])
    .meta({ description: 'Words and short phrases that mean the same in a question.' }),
  other_professions: z
    .array(label)
    .default([])
    .meta({ description: 'Words that show that a question is about another line of work.' }),
});

export type Source = z.infer<typeof source>;
export type Term = z.infer<typeof term>;
export type RoleFile = z.infer<typeof roleFile>;
export type SalaryFile = z.infer<typeof salaryFile>;
export type PayNote = z.infer<typeof payNote>;
export type Rung = z.infer<typeof rung>;
export type CareerPathFile = z.infer<typeof careerPathFile>;
export type TopicsFile = z.infer<typeof topicsFile>;
export type ComparisonsFile = z.infer<typeof comparisonsFile>;
export type ReadinessFile = z.infer<typeof readinessFile>;
export type FaqEntry = z.infer<typeof faqEntry>;
export type SearchFile = z.infer<typeof searchFile>;
