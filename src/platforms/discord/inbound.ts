/**
 * What Discord sends, as what the program understands. Takes the raw payload of an interaction, so that it serves the gateway and an
 * HTTP endpoint alike, and trusts nothing in it: what is used is checked.
 */
import {
  ApplicationCommandOptionType,
  ComponentType,
  InteractionType,
  MessageFlags,
  PermissionFlagsBits,
} from 'discord-api-types/v10';
import { z } from 'zod';
import type { CompletionRequest, Invocation, Request } from '../../chat/invocation.ts';
import { nameAmong } from '../../chat/person-name.ts';
import { actionOfSelect } from './selects.ts';

/** What Discord needs to know which interaction is answered. */
export interface Reference {
  readonly id: string;
  /** Good for 15 minutes, and a secret for as long. */
  readonly token: string;
  readonly applicationId: string;
}

/** Where an interaction comes from; that decides how it may be answered. */
export interface Origin {
  /** The message whose component was used: a private one can be changed in place. */
  readonly message: 'private' | 'public' | undefined;
  /** Discord opens no form in answer to a form. */
  readonly isForm: boolean;
}

export type Inbound =
  | { readonly kind: 'ping'; readonly reference: Reference }
  | {
      readonly kind: 'invocation';
      readonly reference: Reference;
      readonly origin: Origin;
      readonly invocation: Invocation;
    }
  | { readonly kind: 'completion'; readonly reference: Reference; readonly request: CompletionRequest }
  /** Not for this program, or not readable; `reason` holds nothing that a person typed. */
  | { readonly kind: 'ignored'; readonly reason: string };

const snowflake = z.string().regex(/^\d{1,20}$/);
/** A name is a courtesy: one that cannot be read is no reason not to answer. */
const name = z.string().nullish().catch(undefined);
const user = z.object({ id: snowflake, username: name, global_name: name });
/** A set of bits as a decimal number; one that cannot be read permits nothing. */
const permissions = z
  .string()
  .regex(/^\d{1,40}$/)
  .transform(BigInt)
  .catch(0n);

const envelope = z.object({
  id: snowflake,
  application_id: snowflake,
  token: z.string().min(1),
  type: z.enum(InteractionType),
  guild_id: snowflake.optional(),
  channel_id: snowflake.optional().catch(undefined),
  channel: z.object({ id: snowflake }).optional().catch(undefined),
  member: z.object({ user, nick: name, permissions }).optional(),
  user: user.optional(),
  message: z.object({ flags: z.number().optional() }).optional(),
  data: z.unknown().optional(),
});

const option = z.object({
  name: z.string(),
  value: z.union([z.string(), z.number(), z.boolean()]),
  focused: z.boolean().optional(),
});

const subcommand = z.object({
  type: z.literal(ApplicationCommandOptionType.Subcommand),
  name: z.string(),
  options: z.array(option).default([]),
});
const isValue = (one: z.infer<typeof option> | z.infer<typeof subcommand>): one is z.infer<typeof option> =>
  'value' in one;
/** A command that stands alone with its options; or a group, whose one option is the command that is meant. */
const commandData = z
  .object({ name: z.string(), type: z.literal(1), options: z.array(z.union([option, subcommand])).default([]) })
  .transform(({ name, options }) => {
    const [first] = options;
    return first === undefined || isValue(first)
      ? { name, options: options.filter(isValue) }
      : { name: `${name} ${first.name}`, options: first.options };
  });

const componentData = z.discriminatedUnion('component_type', [
  z.object({ component_type: z.literal(ComponentType.Button), custom_id: z.string() }),
  z.object({
    component_type: z.literal(ComponentType.StringSelect),
    custom_id: z.string(),
    values: z.array(z.string()).min(1),
  }),
]);

const input = z.object({
  type: z.literal(ComponentType.TextInput),
  custom_id: z.string(),
  value: z.string().default(''),
});
/** A field stands in a label; older clients put it in an action row. Text of the form itself comes back without a value. */
const formData = z.object({
  custom_id: z.string(),
  components: z.array(
    z.union([
      z.object({ type: z.literal(ComponentType.Label), component: input }).transform(({ component }) => [component]),
      z
        .object({ type: z.literal(ComponentType.ActionRow), components: z.array(input) })
        .transform(({ components }) => components),
      z.object({ type: z.literal(ComponentType.TextDisplay) }).transform((): z.infer<typeof input>[] => []),
    ]),
  ),
});

/** Reads the raw payload of an interaction that came at `now`. Total: what cannot be read is ignored, with the reason. */
export function readInteraction(payload: unknown, now: Date): Inbound {
  const parsed = envelope.safeParse(payload);
  if (!parsed.success) return ignored('the interaction', parsed.error);
  const { data, type, message } = parsed.data;
  const reference: Reference = {
    id: parsed.data.id,
    token: parsed.data.token,
    applicationId: parsed.data.application_id,
  };
  if (type === InteractionType.Ping) return { kind: 'ping', reference };

  const { member } = parsed.data;
  const person = member?.user ?? parsed.data.user;
  if (person === undefined) return { kind: 'ignored', reason: 'the interaction names no user' };
  const community = `discord:${parsed.data.guild_id ?? `dm:${person.id}`}`;
  if (type === InteractionType.ApplicationCommandAutocomplete) return readCompletion(reference, community, data);

  const request = readRequest(type, data);
  if ('reason' in request) return request;
  const origin: Origin = { message: visibilityOf(message), isForm: type === InteractionType.ModalSubmit };
  return {
    kind: 'invocation',
    reference,
    origin,
    invocation: {
      platform: 'discord',
      learner: `discord:${person.id}`,
      community,
      now,
      request,
      isAdmin: () => Promise.resolve(((member?.permissions ?? 0n) & adminBits) !== 0n),
      ...channelOf(parsed.data.channel?.id ?? parsed.data.channel_id),
      // As Discord itself chooses: the name in this server, the one everywhere, the account's.
      ...nameAmong([member?.nick, person.global_name, person.username]),
    },
  };
}

/** Either makes somebody an admin of a server; in a direct message nobody is one. */
const adminBits = PermissionFlagsBits.Administrator | PermissionFlagsBits.ManageGuild;

const channelOf = (channel: string | undefined): Pick<Invocation, 'channel'> =>
  channel === undefined ? {} : { channel };

const visibilityOf = (message: { flags?: number | undefined } | undefined): Origin['message'] =>
  message === undefined ? undefined : ((message.flags ?? 0) & MessageFlags.Ephemeral) === 0 ? 'public' : 'private';

type Ignored = Extract<Inbound, { kind: 'ignored' }>;

const ignored = (what: string, error: z.ZodError): Ignored => {
  const paths = error.issues.map(({ path }) => path.join('.')).filter((path) => path !== '');
  return {
    kind: 'ignored',
    reason: `${what} has a shape that this program does not know${paths.length > 0 ? ` (at ${paths.join(', ')})` : ''}`,
  };
};

type AnsweredType = Exclude<InteractionType, InteractionType.Ping | InteractionType.ApplicationCommandAutocomplete>;

function readRequest(type: AnsweredType, data: unknown): Request | Ignored {
  switch (type) {
    case InteractionType.ApplicationCommand: {
      const parsed = commandData.safeParse(data);
      if (!parsed.success) return ignored('the command', parsed.error);
      return { kind: 'command', command: parsed.data.name, options: valuesOf(parsed.data.options) };
    }
    case InteractionType.MessageComponent: {
      const parsed = componentData.safeParse(data);
      if (!parsed.success) return ignored('the component', parsed.error);
      return { kind: 'action', id: actionIdOf(parsed.data), inputs: {} };
    }
    case InteractionType.ModalSubmit: {
      const parsed = formData.safeParse(data);
      if (!parsed.success) return ignored('the form', parsed.error);
      const inputs = Object.fromEntries(
        parsed.data.components.flat().map(({ custom_id, value }) => [custom_id, value]),
      );
      return { kind: 'action', id: parsed.data.custom_id, inputs };
    }
    default:
      return type satisfies never;
  }
}

/** A chosen value is the argument of the select's action. */
const actionIdOf = (component: z.infer<typeof componentData>): string =>
  component.component_type === ComponentType.Button
    ? component.custom_id
    : actionOfSelect(component.custom_id) + (component.values[0] ?? '');

function readCompletion(reference: Reference, community: string, data: unknown): Inbound {
  const parsed = commandData.safeParse(data);
  if (!parsed.success) return ignored('the completion', parsed.error);
  const { name, options } = parsed.data;
  const focused = options.find((one) => one.focused === true);
  if (focused === undefined) return { kind: 'ignored', reason: 'the completion names no option' };
  const others = valuesOf(options.filter((one) => one !== focused));
  return {
    kind: 'completion',
    reference,
    request: { community, command: name, option: focused.name, partial: String(focused.value), options: others },
  };
}

const valuesOf = (options: readonly z.infer<typeof option>[]): Record<string, string | number | boolean> =>
  Object.fromEntries(options.map(({ name, value }) => [name, value]));
