/**
 * Says what Discord would refuse in a body: by the validators that are generated from Discord's own specification, and by rules for the
 * limits that its documentation states and the specification does not enforce.
 */
import {
  ApplicationCommandAutocompleteCallbackRequestSchema,
  ApplicationCommandUpdateRequestSchema,
  CreateMessageInteractionCallbackRequestSchema,
  IncomingWebhookInteractionRequestSchema,
  IncomingWebhookUpdateRequestPartialSchema,
  MessageCreateRequestSchema,
  ModalInteractionCallbackRequestSchema,
  PongInteractionCallbackRequestSchema,
  UpdateMessageInteractionCallbackRequestSchema,
} from 'discord-api-spec/zod';
import { z } from 'zod/mini';
import { commandListProblems, completionProblems } from './rules/commands.ts';
import { formProblems } from './rules/form.ts';
import { messageProblems } from './rules/message.ts';

/**
 * `callback` is a first response, `follow-up` and `edit` are the webhook's bodies, `message` is one to a channel, `commands` the bulk
 * overwrite.
 */
export type BodyKind = 'callback' | 'follow-up' | 'edit' | 'message' | 'commands';

// Without a language the validators say no more than "Invalid input".
z.config(z.locales.en());

/** The specification calls this set of bits a number; the documentation says that it is sent as text, and so do all clients. */
const permissions = z.optional(z.nullable(z.string().check(z.regex(/^\d+$/))));
const commandList = z.array(
  z.extend(ApplicationCommandUpdateRequestSchema, { default_member_permissions: permissions }),
);

const callbackSchemas: Readonly<Record<number, z.ZodMiniType>> = {
  1: PongInteractionCallbackRequestSchema,
  4: CreateMessageInteractionCallbackRequestSchema,
  5: CreateMessageInteractionCallbackRequestSchema,
  6: UpdateMessageInteractionCallbackRequestSchema,
  7: UpdateMessageInteractionCallbackRequestSchema,
  8: ApplicationCommandAutocompleteCallbackRequestSchema,
  9: ModalInteractionCallbackRequestSchema,
};

/** Everything for which Discord would refuse the body; empty where it takes it. The body is judged as JSON, as it is sent. */
export function discordProblems(kind: BodyKind, body: unknown): string[] {
  const json: unknown = JSON.parse(JSON.stringify(body));
  switch (kind) {
    case 'callback':
      return callbackProblems(json);
    case 'follow-up':
      return [
        ...schemaProblems(IncomingWebhookInteractionRequestSchema, json),
        ...textProblems(json),
        ...messageProblems(json, 'new'),
      ];
    case 'edit':
      return [
        ...schemaProblems(IncomingWebhookUpdateRequestPartialSchema, json),
        ...textProblems(json),
        ...messageProblems(json, 'edit'),
      ];
    case 'message':
      return [
        ...schemaProblems(MessageCreateRequestSchema, json),
        ...textProblems(json),
        ...messageProblems(json, 'channel'),
      ];
    case 'commands':
      return [...schemaProblems(commandList, json), ...textProblems(json), ...commandListProblems(json)];
  }
}

const callbackShape = z.object({ type: z.number(), data: z.optional(z.unknown()) });

function callbackProblems(json: unknown): string[] {
  const parsed = callbackShape.safeParse(json);
  const schema = parsed.success ? callbackSchemas[parsed.data.type] : undefined;
  if (!parsed.success || schema === undefined) return ['type: no such callback'];
  return [...schemaProblems(schema, json), ...textProblems(json), ...ruleProblems(parsed.data.type, parsed.data.data)];
}

function ruleProblems(type: number, data: unknown): string[] {
  if (type === 4) return messageProblems(data, 'new');
  if (type === 5) return deferralProblems(data);
  if (type === 7) return messageProblems(data, 'edit');
  if (type === 8) return completionProblems(data);
  return type === 9 ? formProblems(data) : [];
}

const deferralProblems = (data: unknown): string[] => {
  const extra = Object.entries(data ?? {}).filter(([key, value]) => key !== 'flags' || value !== 64);
  return extra.map(([key]) => `data.${key}: a deferral takes the flag EPHEMERAL only`);
};

function schemaProblems(schema: z.ZodMiniType, json: unknown): string[] {
  const parsed = schema.safeParse(json);
  if (!parsed.success) return [z.prettifyError(parsed.error)];
  return unknownKeys(json, parsed.data, 'body');
}

/** discord.js adds these to every message; Discord ignores them where they mean nothing. */
const ignoredKeys = new Set(['enforce_nonce']);

/** The validators drop keys that they do not know; Discord would ignore them, so that a misspelt key does nothing. */
function unknownKeys(sent: unknown, known: unknown, path: string): string[] {
  if (Array.isArray(sent)) {
    const items: unknown[] = Array.isArray(known) ? known : [];
    return sent.flatMap((item, index) => unknownKeys(item, items[index], `${path}[${index}]`));
  }
  if (typeof sent !== 'object' || sent === null) return [];
  const knownEntries = new Map(Object.entries(known ?? {}));
  return Object.entries(sent).flatMap(([key, value]) => {
    if (knownEntries.has(key)) return unknownKeys(value, knownEntries.get(key), `${path}.${key}`);
    return ignoredKeys.has(key) ? [] : [`${path}.${key}: Discord knows no such key`];
  });
}

/** Half a character, cut out of a surrogate pair, is no text. */
const textProblems = (json: unknown): string[] =>
  JSON.stringify(json, (_, value: unknown) =>
    typeof value === 'string' && !value.isWellFormed() ? '\uFFFD cut' : value,
  ).includes('\uFFFD cut')
    ? ['a text holds half a character']
    : [];
