/** A command as Discord lists it once it is registered: with fields of its own, and without what is a default. */
import { z } from 'zod';
import { applicationId, nextSnowflake } from './payloads.ts';

const option = z.looseObject({ required: z.boolean().optional() });
const sent = z.looseObject({
  name: z.string(),
  options: z.array(option.extend({ options: z.array(option).optional() })).default([]),
});

export function registered(command: unknown): unknown {
  const { options, ...rest } = sent.parse(command);
  return {
    id: nextSnowflake(),
    application_id: applicationId,
    version: nextSnowflake(),
    default_member_permissions: null,
    dm_permission: true,
    nsfw: false,
    name_localizations: null,
    description_localizations: null,
    ...rest,
    ...(options.length === 0 ? {} : { options: options.map(withoutDefaults) }),
  };
}

type Option = z.infer<typeof option>;

const withoutDefaults = ({ required, options, ...rest }: Option & { options?: Option[] | undefined }): unknown => ({
  ...rest,
  name_localizations: null,
  description_localizations: null,
  ...(required === true ? { required } : {}),
  ...(options === undefined || options.length === 0 ? {} : { options: options.map(withoutDefaults) }),
});
