/** What Discord's documentation says about modals and its specification does not enforce. */
import { z } from 'zod/mini';
import { isBlank } from './message.ts';

const input = z.looseObject({
  type: z.number(),
  custom_id: z.string(),
  label: z.nullish(z.string()),
  value: z.nullish(z.string()),
  max_length: z.nullish(z.number()),
});
const part = z.looseObject({
  type: z.number(),
  label: z.optional(z.string()),
  content: z.optional(z.string()),
  component: z.optional(input),
});
const modal = z.object({ custom_id: z.string(), title: z.string(), components: z.array(part) });

const mostParts = 5;
const [labelType, textType] = [18, 10];

export function formProblems(data: unknown): string[] {
  const parsed = modal.safeParse(data);
  if (!parsed.success) return ['the modal has no shape that could be sent'];
  const { title, components } = parsed.data;
  const inputs = components.flatMap(({ component }) => (component === undefined ? [] : [component]));
  const problems = inputs.flatMap(inputProblems);
  if (isBlank(title)) problems.push('title: it shows nothing');
  if (components.length > mostParts)
    problems.push(`components: ${components.length} in a modal, ${mostParts} are allowed`);
  if (new Set(inputs.map(({ custom_id }) => custom_id)).size < inputs.length)
    problems.push('components: a custom_id stands twice');
  for (const { type, label, content } of components) {
    if (type === labelType && isBlank(label)) problems.push('components: a label shows nothing');
    if (type === textType && isBlank(content)) problems.push('components: a text shows nothing');
  }
  return problems;
}

function inputProblems({ custom_id: id, label, value, max_length: maxLength }: z.infer<typeof input>): string[] {
  const problems: string[] = [];
  if (!isBlank(label)) problems.push(`components: input ${id} has a label beside the label around it`);
  if ((value ?? '').length > (maxLength ?? 4000))
    problems.push(`components: the value of ${id} is longer than its max_length`);
  return problems;
}
