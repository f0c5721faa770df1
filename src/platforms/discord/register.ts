/** Registers the commands with Discord, only if something changed: each new command counts against a daily limit, and clients reload. */
import { ApplicationCommandOptionType } from 'discord-api-types/v10';
import { z } from 'zod';
import { UserError } from '../../chat/errors.ts';
import type { CommandPayload } from './commands.ts';
import { describeFailure } from './failures.ts';

/** What registration needs of Discord; `unknown` is what Discord answered. */
export interface CommandsApi {
  /** Discord's "Get Current Application". */
  readonly ownApplication: () => Promise<unknown>;
  readonly read: (applicationId: string) => Promise<unknown>;
  readonly overwrite: (applicationId: string, payloads: readonly CommandPayload[]) => Promise<void>;
}

export interface Registration {
  /** True where the commands differ from the registered ones; with `dryRun` they still do. */
  readonly changed: boolean;
  /** What was (or would be) changed, a line each. */
  readonly changes: readonly string[];
}

/**
 * Compares the commands with the registered ones and overwrites them only on a difference. Without `applicationId` Discord is asked
 * whose token it is. Throws a `UserError` where Discord refuses or cannot be reached; nothing is changed then.
 */
export async function registerCommands(
  api: CommandsApi,
  applicationId: string | undefined,
  payloads: readonly CommandPayload[],
  { dryRun }: { readonly dryRun: boolean },
): Promise<Registration> {
  try {
    const application = applicationId ?? z.object({ id: z.string() }).parse(await api.ownApplication()).id;
    const registered = registeredCommands.parse((await api.read(application)) ?? []);
    const changes = differences(registered, payloads.map(comparable));
    if (changes.length > 0 && !dryRun) await api.overwrite(application, payloads);
    return { changed: changes.length > 0, changes };
  } catch (error) {
    throw explained(error);
  }
}

/** What makes a difference, with Discord's defaults filled in. Ids, versions and the like are the server's own. */
const choice = z.object({ name: z.string(), value: z.union([z.string(), z.number()]) });
const sorted = z.array(z.number()).transform((numbers) => numbers.toSorted((a, b) => a - b));
const value = z.object({
  type: z.number(),
  name: z.string(),
  description: z.string(),
  required: z.boolean().default(false),
  autocomplete: z.boolean().default(false),
  choices: z.array(choice).default([]),
  channel_types: sorted.default([]),
  min_value: z.number().optional(),
  max_value: z.number().optional(),
  min_length: z.number().optional(),
  max_length: z.number().optional(),
});
// What somebody registered by hand may hold options that we never have; they need only differ from ours.
const other = z.looseObject({ type: z.number(), name: z.string() });
/** An option; or a subcommand, which has options of its own. */
const option = value.extend({ options: z.array(z.union([value, other])).default([]) });
const subcommand = option.extend({ type: z.literal(ApplicationCommandOptionType.Subcommand) });
const command = z.object({
  type: z.number().default(1),
  name: z.string(),
  description: z.string().default(''),
  options: z.array(z.union([option, other])).default([]),
  contexts: sorted.nullish().transform((contexts) => contexts ?? []),
  integration_types: sorted.nullish().transform((types) => types ?? []),
  nsfw: z.boolean().default(false),
  default_member_permissions: z
    .string()
    .nullish()
    .transform((permissions) => permissions ?? null),
});
const registeredCommands = z.array(command);
type ComparableCommand = z.infer<typeof command>;

const comparable = (payload: CommandPayload): ComparableCommand => command.parse(payload);

/** Commands of the same name may have different types: a slash command and an entry of a menu. */
const keyOf = ({ type, name }: ComparableCommand): string => `${type} ${name}`;
const titleOf = ({ type, name }: ComparableCommand): string => (type === 1 ? `/${name}` : `“${name}”`);

function differences(registered: readonly ComparableCommand[], wanted: readonly ComparableCommand[]): string[] {
  const [before, after] = [
    new Map(registered.map((one) => [keyOf(one), one])),
    new Map(wanted.map((one) => [keyOf(one), one])),
  ];
  return [
    ...wanted.flatMap((one) => {
      const old = before.get(keyOf(one));
      return old === undefined ? [`${titleOf(one)} is new`] : changesIn(old, one);
    }),
    ...registered.filter((one) => !after.has(keyOf(one))).map((one) => `${titleOf(one)} is removed`),
  ];
}

function changesIn(old: ComparableCommand, wanted: ComparableCommand): string[] {
  const words = changedFields(old, wanted);
  return words.length === 0 ? [] : [`${titleOf(wanted)} changes: ${words.join(', ')}`];
}

interface WithOptions {
  readonly options: readonly Named[];
}
type Named = z.infer<typeof other>;

/** The fields that differ, in words; of options each by its name. */
function changedFields<T extends WithOptions>(old: T, wanted: T): string[] {
  const fields = (Object.keys(wanted) as (keyof T & string)[]).filter((field) => !same(old[field], wanted[field]));
  return fields.flatMap((field) =>
    field === 'options' ? optionChanges(old.options, wanted.options) : [field.replaceAll('_', ' ')],
  );
}

function optionChanges(old: readonly Named[], wanted: readonly Named[]): string[] {
  const names = [...new Set([...wanted, ...old].map(({ name }) => name))];
  const changed = names.flatMap((name) => {
    const [before, after] = [old, wanted].map((options) => options.find((one) => one.name === name));
    return same(before, after) ? [] : [optionChange(name, before, after)];
  });
  return changed.length === 0 ? ['order of options'] : changed;
}

function optionChange(name: string, before: Named | undefined, after: Named | undefined): string {
  const [old, wanted] = [subcommand.safeParse(before), subcommand.safeParse(after)];
  const title = `${wanted.success ? 'subcommand' : 'option'} ${name}`;
  return old.success && wanted.success ? `${title} (${changedFields(old.data, wanted.data).join(', ')})` : title;
}

/** Both went through the same schema, so their keys stand in the same order. */
const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

function explained(error: unknown): UserError {
  const status = error instanceof Error && 'status' in error ? error.status : undefined;
  const next =
    status === 401
      ? 'The token in DISCORD_TOKEN is not valid. Copy it again, or reset it, on the Bot page of https://discord.com/developers/applications.'
      : status === 403 || status === 404
        ? 'DISCORD_APPLICATION_ID does not belong to the token. Copy the Application ID from General Information, or leave it out.'
        : 'Check the connection and try again; the commands that are registered still work.';
  const failure = new UserError(`The commands could not be registered: ${describeFailure(error)}`, next);
  failure.cause = error;
  return failure;
}
