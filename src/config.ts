/** The environment, parsed once. Half a configuration refuses to start and names what is missing. `.env.example` explains each variable. */
import { z } from 'zod';
import { isZone } from './practice/days.ts';
import { Secret } from './secret.ts';

export interface DiscordConfig {
  readonly token: Secret;
  readonly applicationId: string | undefined;
  readonly apiUrl: string | undefined;
}

export interface SlackConfig {
  readonly botToken: Secret;
  readonly appToken: Secret;
  readonly apiUrl: string | undefined;
}

export interface Config {
  /** Undefined where Discord is not configured. */
  readonly discord: DiscordConfig | undefined;
  /** Undefined where Slack is not configured. */
  readonly slack: SlackConfig | undefined;
  readonly dataDir: string;
  /** Where learners' records are kept. */
  readonly stateDir: string;
  /** The zone of learners of whom none is known; UTC where it is undefined. */
  readonly defaultZone: string | undefined;
  readonly logLevel: LogLevel | undefined;
}

const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;
export type LogLevel = (typeof logLevels)[number];

/** Thrown for an environment that cannot be meant. The message names every problem and its fix, and no value. */
export class ConfigError extends Error {
  constructor(problems: readonly string[]) {
    super(
      `The configuration needs attention (see .env.example):\n${problems.map((problem) => `  ${problem}`).join('\n')}`,
    );
    this.name = 'ConfigError';
  }
}

/** An empty variable is an unset one: that is how people leave out a line of `.env`. */
const optional = z
  .string()
  .trim()
  .transform((text) => (text === '' ? undefined : text))
  .optional();
const optionalUrl = optional.refine(
  (text) => text === undefined || /^https?:\/\/\S+$/.test(text),
  'must be an address that starts with http:// or https://',
);

const environment = z.object({
  DISCORD_TOKEN: optional,
  DISCORD_APPLICATION_ID: optional.refine(
    (id) => id === undefined || /^\d{1,20}$/.test(id),
    'must be the number that Discord shows under General Information',
  ),
  DISCORD_API_URL: optionalUrl,
  SLACK_BOT_TOKEN: optional,
  SLACK_APP_TOKEN: optional,
  SLACK_API_URL: optionalUrl,
  DATA_DIR: optional,
  STATE_DIR: optional,
  DEFAULT_TIMEZONE: optional.refine(
    (zone) => zone === undefined || isZone(zone),
    'must be an IANA time zone such as Europe/Berlin',
  ),
  LOG_LEVEL: optional.refine(
    (level) => level === undefined || logLevels.includes(level as LogLevel),
    `must be one of ${logLevels.join(', ')}`,
  ),
});

/** Reads the configuration from environment variables. Throws `ConfigError` with everything that is wrong at once. */
export function readConfig(variables: Readonly<Record<string, string | undefined>>): Config {
  const parsed = environment.safeParse(variables);
  if (!parsed.success)
    throw new ConfigError(parsed.error.issues.map((issue) => `${String(issue.path[0])} ${issue.message}`));
  const values = parsed.data;
  const problems = [...discordProblems(values), ...slackProblems(values)];
  if (problems.length > 0) throw new ConfigError(problems);
  return {
    discord:
      values.DISCORD_TOKEN === undefined
        ? undefined
        : {
            token: new Secret(values.DISCORD_TOKEN),
            applicationId: values.DISCORD_APPLICATION_ID,
            apiUrl: values.DISCORD_API_URL,
          },
    slack:
      values.SLACK_BOT_TOKEN === undefined || values.SLACK_APP_TOKEN === undefined
        ? undefined
        : {
            botToken: new Secret(values.SLACK_BOT_TOKEN),
            appToken: new Secret(values.SLACK_APP_TOKEN),
            apiUrl: values.SLACK_API_URL,
          },
    dataDir: values.DATA_DIR ?? './data',
    stateDir: values.STATE_DIR ?? './state',
    defaultZone: values.DEFAULT_TIMEZONE,
    logLevel: values.LOG_LEVEL as LogLevel | undefined,
  };
}

type Values = z.infer<typeof environment>;

function discordProblems(values: Values): string[] {
  if (values.DISCORD_TOKEN !== undefined || values.DISCORD_APPLICATION_ID === undefined) return [];
  return [
    'DISCORD_TOKEN is missing, but DISCORD_APPLICATION_ID is set: add the bot token from the Bot page, or remove both',
  ];
}

function slackProblems(values: Values): string[] {
  const { SLACK_BOT_TOKEN: bot, SLACK_APP_TOKEN: app } = values;
  if ((bot === undefined) !== (app === undefined)) {
    return bot === undefined
      ? ['SLACK_BOT_TOKEN is missing, but SLACK_APP_TOKEN is set: add the bot token (xoxb-…) from OAuth & Permissions']
      : [
          'SLACK_APP_TOKEN is missing, but SLACK_BOT_TOKEN is set: add an app-level token (xapp-…) with the scope connections:write',
        ];
  }
  const swapped = bot?.startsWith('xapp-') === true || app?.startsWith('xoxb-') === true;
  return swapped
    ? [
        'SLACK_BOT_TOKEN and SLACK_APP_TOKEN are swapped: the bot token begins with xoxb-, the app-level token with xapp-',
      ]
    : [];
}
