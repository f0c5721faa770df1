/** What people see of Discord's and Slack's messages: their own markup as it is sent, and what can be pressed. */
import { z } from 'zod';

/** A button, or an option of a select. */
export interface Control {
  readonly label: string;
  /** The id that comes back, as the platform sends it. */
  readonly id: string;
  /** Of a select's option. */
  readonly value?: string;
}

export interface Screen {
  readonly text: string;
  readonly controls: readonly Control[];
  /** Whether it is marked as one that only the asker sees. */
  readonly isPrivate: boolean;
}

const embed = z.object({
  title: z.string().optional(),
  description: z.string().optional(),
  fields: z.array(z.object({ name: z.string(), value: z.string() })).default([]),
});
const discordControl = z.union([
  z.object({ label: z.string(), custom_id: z.string() }),
  z.object({
    custom_id: z.string(),
    placeholder: z.string().default(''),
    options: z.array(z.object({ label: z.string(), value: z.string() })),
  }),
]);
const discordBody = z.object({
  embeds: z.array(embed).default([]),
  components: z.array(z.object({ components: z.array(discordControl) })).default([]),
  flags: z.number().default(0),
});

const ephemeral = 64;

/** The body of a Discord message. Throws for any other payload. */
export function discordMessage(body: unknown): Screen {
  const { embeds, components, flags } = discordBody.parse(body);
  const rows = components.map((row) => row.components);
  return {
    text: [
      ...embeds.flatMap(({ title, description, fields }) => [
        ...(title === undefined ? [] : [`*${title}*`]),
        ...(description === undefined ? [] : [description]),
        ...fields.map(({ name, value }) => `*${name}*\n${value}`),
      ]),
      ...rows.map((row) => drawn(row.map((each) => ('label' in each ? each.label : `${each.placeholder} ▾`)))),
    ].join('\n\n'),
    controls: rows
      .flat()
      .flatMap((each) =>
        'label' in each
          ? [{ label: each.label, id: each.custom_id }]
          : each.options.map(({ label, value }) => ({ label, id: each.custom_id, value })),
      ),
    isPrivate: (flags & ephemeral) !== 0,
  };
}

const text = z.object({ text: z.string() });
const slackControl = z.union([
  z.object({ text, action_id: z.string() }),
  z.object({
    action_id: z.string(),
    placeholder: text,
    options: z.array(z.object({ text, value: z.string() })),
  }),
]);
const slackBlock = z.discriminatedUnion('type', [
  z.object({ type: z.literal('header'), text }),
  z.object({ type: z.literal('section'), text: text.optional(), fields: z.array(text).default([]) }),
  z.object({ type: z.literal('context'), elements: z.array(text) }),
  z.object({ type: z.literal('divider') }),
  z.object({ type: z.literal('actions'), elements: z.array(slackControl) }),
]);
const slackBody = z.object({ blocks: z.array(slackBlock), response_type: z.string().optional() });

/** A Slack message. Throws for any other payload. */
export function slackMessage(message: unknown): Screen {
  const { blocks, response_type: type } = slackBody.parse(message);
  const lines = blocks.map((block) => {
    switch (block.type) {
      case 'header':
        return `*${block.text.text}*`;
      case 'section':
        return [block.text, ...block.fields].flatMap((each) => (each === undefined ? [] : [each.text])).join('\n');
      case 'context':
        return block.elements.map((each) => each.text).join('\n');
      case 'divider':
        return '---';
      case 'actions':
        return drawn(block.elements.map((each) => ('text' in each ? each.text.text : `${each.placeholder.text} ▾`)));
    }
  });
  return {
    text: lines.join('\n\n'),
    controls: blocks.flatMap((block) => (block.type === 'actions' ? block.elements.flatMap(slackControls) : [])),
    isPrivate: type === 'ephemeral',
  };
}

const slackControls = (control: z.infer<typeof slackControl>): Control[] =>
  'text' in control
    ? [{ label: control.text.text, id: control.action_id }]
    : control.options.map(({ text: label, value }) => ({ label: label.text, id: control.action_id, value }));

const drawn = (labels: readonly string[]): string => labels.map((label) => `[ ${label} ]`).join(' ');
