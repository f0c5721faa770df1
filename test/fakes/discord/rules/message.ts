/** What Discord's documentation says about messages and its specification does not enforce. */
import { z } from 'zod/mini';

const text = z.nullish(z.string());
const embed = z.looseObject({
  title: text,
  description: text,
  footer: z.nullish(z.object({ text })),
  author: z.nullish(z.object({ name: text })),
  fields: z._default(z.array(z.object({ name: z.string(), value: z.string() })), []),
});
const component = z.looseObject({
  type: z.number(),
  style: z.optional(z.number()),
  custom_id: z.optional(z.string()),
  label: text,
  options: z.optional(z.array(z.object({ label: z.string(), value: z.string() }))),
});
const row = z.object({ type: z.number(), components: z._default(z.array(component), []) });
const message = z.looseObject({
  content: text,
  embeds: z._default(z.array(embed), []),
  components: z._default(z.array(row), []),
  flags: z._default(z.number(), 0),
});

const [suppressEmbeds, ephemeral, suppressNotifications] = [4, 64, 4096];
/** `new`: the answer to an interaction; `edit`: a change of one; `channel`: a message to a channel. */
const allowedFlags = {
  new: suppressEmbeds | ephemeral | suppressNotifications,
  edit: suppressEmbeds,
  channel: suppressEmbeds | suppressNotifications,
} as const;
const longestContent = 2000;
const embedTotal = 6000;
const rowsPerMessage = 5;
const [rowType, buttonType, selectTypes, linkStyle] = [1, 2, [3, 5, 6, 7, 8], 5];

/** `state` says what the body is for. */
export function messageProblems(body: unknown, state: keyof typeof allowedFlags): string[] {
  const parsed = message.safeParse(body);
  if (!parsed.success) return ['the message has no shape that could be sent'];
  const { content, embeds, components, flags } = parsed.data;
  const problems = [...embeds.flatMap(embedProblems), ...componentProblems(components)];
  if (isBlank(content) && embeds.length === 0) problems.push('50006: the message is empty');
  const total = embeds.reduce((sum, one) => sum + embedLength(one), 0);
  if (total > embedTotal) problems.push(`embeds: ${total} characters in all, ${embedTotal} are allowed`);
  if ((flags & ~allowedFlags[state]) !== 0) problems.push(`flags: ${flags} cannot be set here`);
  if ((content ?? '').length > longestContent) problems.push(`content: over ${longestContent} characters`);
  return problems;
}

export const isBlank = (value: string | null | undefined): boolean =>
  value === undefined || value === null || value.trim() === '';

type Embed = z.infer<typeof embed>;

const embedTexts = ({ title, description, footer, author, fields }: Embed): string[] =>
  [title, description, footer?.text, author?.name, ...fields.flatMap(({ name, value }) => [name, value])].map((one) =>
    (one ?? '').trim(),
  );

const embedLength = (one: Embed): number => embedTexts(one).reduce((sum, { length }) => sum + length, 0);

const embedProblems = (one: Embed, index: number): string[] =>
  embedLength(one) === 0 ? [`embeds[${index}]: it shows nothing`] : [];

function componentProblems(rows: readonly z.infer<typeof row>[]): string[] {
  const problems: string[] = [];
  const ids = new Set<string>();
  if (rows.length > rowsPerMessage) problems.push(`components: ${rows.length} rows, ${rowsPerMessage} are allowed`);
  for (const { type, components } of rows) {
    if (type !== rowType) problems.push(`components: type ${type} cannot stand outside a row`);
    if (components.length > 1 && components.some((one) => selectTypes.includes(one.type)))
      problems.push('components: a select shares its row');
    for (const one of components) problems.push(...oneComponentProblems(one, ids));
  }
  return problems;
}

function oneComponentProblems(
  { type, style, custom_id: id, label, options = [] }: z.infer<typeof component>,
  ids: Set<string>,
): string[] {
  const problems: string[] = [];
  const isLink = type === buttonType && style === linkStyle;
  if (!isLink && isBlank(id)) problems.push('components: a custom_id is missing');
  if (id !== undefined && ids.has(id)) problems.push(`components: custom_id ${id} stands twice`);
  if (id !== undefined) ids.add(id);
  if (type === buttonType && isBlank(label)) problems.push('components: a button shows nothing');
  if (new Set(options.map(({ value }) => value)).size < options.length)
    problems.push('components: an option value stands twice');
  if (options.some((option) => isBlank(option.label) || isBlank(option.value)))
    problems.push('components: an option shows nothing');
  return problems;
}
