/** The building blocks that every file under `data/` is made of. Error messages are written for the person who edits the file. */
import { z } from 'zod';

export const slug = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'an id is lower-case words joined by hyphens, such as "senior-mid-market"')
  .max(48, 'an id has at most 48 characters');

const noSurroundingSpace = (text: string): boolean => text === text.trim();

/** One line or paragraph of prose. May use **bold**, _italic_, `code`, [links](https://…) and `{figure:id}`. */
export const prose = z
  .string()
  .trim()
  .min(1, 'text must not be empty')
  .max(2500, 'text over 2,500 characters: split it, no chat window shows it well')
  .meta({ description: 'Prose. **bold**, _italic_, `code`, [label](https://…) and {figure:id} are understood.' });

export const label = z
  .string()
  .min(1, 'must not be empty')
  .max(150, 'at most 150 characters')
  .refine(noSurroundingSpace, 'remove the space around it');

/** What somebody may type for a thing, besides its id and title. Compared without case. */
export const aliases = z.array(label).default([]);

export const calendarDate = z.iso.date('a date is written YYYY-MM-DD');

/** When a figure was true: a year, a month, a day, or `undated` where the source does not say. */
export const asOf = z
  .string()
  .regex(
    /^(undated|\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?)$/,
    'as_of is "undated", YYYY, YYYY-MM or YYYY-MM-DD, in quotes',
  )
  .meta({ description: 'When it was true: "undated", "YYYY", "YYYY-MM" or "YYYY-MM-DD".' });

const citations = z.array(slug).min(1, 'name at least one source id from data/sources.yaml');

/** One cited statement: the smallest piece of knowledge. */
export const statement = z
  .strictObject({
    label: label.optional().meta({ description: 'A short bold lead, such as "Problem solving".' }),
    text: prose,
    sources: citations,
  })
  .meta({ id: 'Statement' });

/** A place where sources disagree: each version with its sources, and one line on why they differ. */
export const disagreement = z
  .strictObject({
    subject: label.meta({ description: 'What the sources disagree about, such as "Yearly openings".' }),
    versions: z
      .array(z.strictObject({ text: prose, sources: citations }))
      .min(2, 'a disagreement needs at least two versions'),
    why: prose.meta({ description: 'One line: why they differ, or that it is not known.' }),
  })
  .meta({ id: 'Disagreement' });

export const item = z.union([statement, disagreement]);

/** A named group of statements that a command can show on its own. */
export const topic = z
  .strictObject({
    id: slug,
    title: label,
    aliases,
    intro: prose.optional(),
    ordered: z.boolean().default(false).meta({ description: 'True where the order matters, as in a plan of steps.' }),
    items: z.array(item).min(1, 'a topic needs at least one item'),
  })
  .meta({ id: 'Topic' });

export type Statement = z.infer<typeof statement>;
export type Disagreement = z.infer<typeof disagreement>;
export type Item = z.infer<typeof item>;
export type Topic = z.infer<typeof topic>;
