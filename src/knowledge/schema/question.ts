/** The question bank: one file a topic under `data/roles/<role>/questions/`. */
import { z } from 'zod';
import { aliases, label, slug } from './common.ts';

/** Text of a question. May use **bold**, _italic_ and `code`. Numbers are free here: they belong to the question, not to the job market. */
const text = z.string().trim().min(1, 'text must not be empty').max(1500, 'text over 1,500 characters: shorten it');

const reference = z.strictObject({
  title: label,
  url: z.url({ protocol: /^https$/, error: 'a reference url starts with https://' }),
});

const common = {
  id: slug,
  level: slug.meta({ description: 'A level id of the role: junior, mid, senior or staff.' }),
  minutes: z.int().min(1).max(30).meta({ description: 'How long a prepared person needs.' }),
  prompt: text,
  references: z.array(reference).min(1, 'give at least one stable public document to read on').max(3),
  asked_in: slug
    .optional()
    .meta({ description: 'The source id of the document that prints this question, if one does.' }),
};

/** A question with 3 to 5 options, one of them right. */
export const choiceQuestion = z
  .strictObject({
    ...common,
    kind: z.literal('choice'),
    options: z
      .array(
        z.strictObject({
          text: z.string().trim().min(1).max(200, 'an option has at most 200 characters'),
          right: z.boolean().default(false),
          why: text.meta({ description: 'Why this option is right, or what mistaken idea leads to it.' }),
        }),
      )
      .min(3, 'give 3 to 5 options')
      .max(5, 'give 3 to 5 options'),
    takeaway: text.meta({ description: 'The one thing to remember.' }),
  })
  .check((context) => {
    const right = context.value.options.filter((option) => option.right).length;
    if (right !== 1) {
      context.issues.push({
        code: 'custom',
        message: `mark exactly one option as right (${right} are)`,
        path: ['options'],
        input: context.value,
      });
    }
  })
  .meta({ id: 'ChoiceQuestion' });

/** A question that is answered in words: key points show what was covered. */
export const openQuestion = z
  .strictObject({
    ...common,
    kind: z.literal('open'),
    model_answer: text,
    key_points: z
      .array(
        z.strictObject({
          point: z.string().trim().min(1).max(200),
          phrases: z
            .array(label)
            .min(2, 'give at least two phrases that show the point')
            .meta({ description: 'Words or short phrases in an answer that show the point was made, in lower case.' }),
        }),
      )
      .min(3, 'give 3 to 6 key points')
      .max(6, 'give 3 to 6 key points'),
    follow_ups: z.array(text).min(1).max(3),
    common_mistake: text,
  })
  .meta({ id: 'OpenQuestion' });

export const question = z.discriminatedUnion('kind', [choiceQuestion, openQuestion]);

export const questionsFile = z.strictObject({
  $schema: z.string().optional(),
  topic: z.strictObject({ id: slug, title: label, aliases }),
  questions: z.array(question).min(1),
});

export type Question = z.infer<typeof question>;
export type QuestionsFile = z.infer<typeof questionsFile>;
export type OpenQuestion = z.infer<typeof openQuestion>;
export type ChoiceQuestion = z.infer<typeof choiceQuestion>;
