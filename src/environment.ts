/** The environment's variables, each by itself: what may stand in it. */
import { z } from 'zod';
import { isZone } from './practice/days.ts';

const processRoles = ['all', 'ingress', 'worker'] as const;
/** `ingress` answers people, `worker` posts and reminds, `all` does both. */
export type ProcessRole = (typeof processRoles)[number];

const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;
export type LogLevel = (typeof logLevels)[number];

/** An empty variable is an unset one: that is how people leave out a line of `.env`. */
const optional = z
  .string()
  .trim()
  .transform((text) => (text === '' ? undefined : text))
  .optional();
const matching = (pattern: RegExp, message: string) =>
  optional.refine((text) => text === undefined || pattern.test(text), message);
const optionalUrl = matching(/^https?:\/\/\S+$/, 'must be an address that starts with http:// or https://');

export const environment = z.object({
  DISCORD_TOKEN: optional,
  DISCORD_APPLICATION_ID: matching(/^\d{1,20}$/, 'must be the number that Discord shows under General Information'),
  DISCORD_PUBLIC_KEY: matching(
    /^[0-9a-f]{64}$/i,
    'must be the 64 letters and digits that Discord shows under General Information',
  ),
  DISCORD_SHARDS: matching(
    /^\d{1,5}(,\d{1,5})*\/[1-9]\d{0,4}$/,
    'must be like 0,1/4: the shards of this process, and of how many',
  ),
  DISCORD_API_URL: optionalUrl,
  SLACK_BOT_TOKEN: optional,
  SLACK_APP_TOKEN: optional,
  SLACK_SIGNING_SECRET: optional,
  SLACK_CLIENT_ID: optional,
  SLACK_CLIENT_SECRET: optional,
  SLACK_STATE_SECRET: matching(/^.{32,}$/, 'must have 32 characters or more: make one with "openssl rand -hex 32"'),
  SLACK_API_URL: optionalUrl,
  DATABASE_URL: matching(/^postgres(ql)?:\/\/\S+$/, 'must be an address that starts with postgresql://'),
  DATA_DIR: optional,
  STATE_DIR: optional,
  ROLE: optional.refine(
    (role) => role === undefined || processRoles.includes(role as ProcessRole),
    `must be one of ${processRoles.join(', ')}`,
  ),
  PORT: matching(/^\d{1,5}$/, 'must be a port, such as 3000').refine(
    (port) => port === undefined || Number(port) <= 65_535,
    'must be a port, at most 65535',
  ),
  PUBLIC_URL: optionalUrl,
  DEFAULT_TIMEZONE: optional.refine(
    (zone) => zone === undefined || isZone(zone),
    'must be an IANA time zone such as Europe/Berlin',
  ),
  LOG_LEVEL: optional.refine(
    (level) => level === undefined || logLevels.includes(level as LogLevel),
    `must be one of ${logLevels.join(', ')}`,
  ),
});

/** The variables as they were set; undefined for those that were not. */
export type Environment = z.infer<typeof environment>;
