/** What people see of Discord's and Slack's payloads, as lines of text: their own markup as it is sent, buttons in brackets. */
import { z } from 'zod';

const discordMessage = z.object({
  data: z.object({
    embeds: z.array(
      z.object({
        title: z.string().optional(),
        description: z.string().optional(),
        fields: z.array(z.object({ name: z.string(), value: z.string() })).default([]),
      }),
    ),
    components: z.array(z.object({ components: z.array(z.object({ label: z.string() })) })).default([]),
    flags: z.number().default(0),
  }),
});

/** A Discord message. Throws for any other payload. */
export function discordScreen(payload: unknown): string {
  const { embeds, components, flags } = discordMessage.parse(payload).data;
  return [
    ...(flags === 64 ? ['(Only you can see this)'] : []),
    ...embeds.flatMap(({ title, description, fields }) => [
      ...(title === undefined ? [] : [`*${title}*`]),
      ...(description === undefined ? [] : [description]),
      ...fields.map(({ name, value }) => `*${name}*\n${value}`),
    ]),
    ...components.map((row) => buttons(row.components.map(({ label }) => label))),
  ].join('\n\n');
}

const text = z.object({ text: z.string() });
const slackBlock = z.discriminatedUnion('type', [
  z.object({ type: z.literal('header'), text }),
  z.object({ type: z.literal('section'), text: text.optional(), fields: z.array(text).default([]) }),
  z.object({ type: z.literal('context'), elements: z.array(text) }),
  z.object({ type: z.literal('divider') }),
  z.object({ type: z.literal('actions'), elements: z.array(z.object({ text })) }),
]);
const slackMessage = z.object({ blocks: z.array(slackBlock), response_type: z.string().optional() });

/** A Slack message. Throws for any other payload. */
export function slackScreen(payload: unknown): string {
  const { blocks, response_type: type } = slackMessage.parse(payload);
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
        return buttons(block.elements.map((each) => each.text.text));
    }
  });
  return [...(type === 'ephemeral' ? ['(Only visible to you)'] : []), ...lines].join('\n\n');
}

const buttons = (labels: readonly string[]): string => labels.map((label) => `[ ${label} ]`).join(' ');
