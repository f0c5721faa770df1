/** The environment, parsed once. Half a configuration refuses to start and names what is missing. `.env.example` explains each variable. */
import { discordProblems, processProblems, slackProblems } from './config-rules.ts';
import { type Environment, environment, type LogLevel, type ProcessRole } from './environment.ts';
import { Secret } from './secret.ts';

export type { LogLevel, ProcessRole } from './environment.ts';

export interface DiscordConfig {
  readonly token: Secret;
  readonly applicationId: string | undefined;
  readonly apiUrl: string | undefined;
  /** 64 hexadecimal digits. Where it is set, interactions come by HTTP, and no gateway is opened. */
  readonly publicKey: string | undefined;
  /** The shards of this process; undefined where it opens as many as Discord advises. */
  readonly shards: Shards | undefined;
}

export interface Shards {
  readonly ids: readonly number[];
  /** Of all processes together. */
  readonly count: number;
}

export type SlackConfig = { readonly apiUrl: string | undefined } & (
  | { readonly mode: 'socket'; readonly botToken: Secret; readonly appToken: Secret }
  | { readonly mode: 'http'; readonly signingSecret: Secret; readonly access: SlackAccess }
);

/** One workspace, by its token; or as many as install the app. */
export type SlackAccess =
  { readonly kind: 'token'; readonly botToken: Secret } | ({ readonly kind: 'oauth' } & SlackOAuth);

export interface SlackOAuth {
  readonly clientId: string;
  readonly clientSecret: Secret;
  /** Signs the state of an installation, and encrypts the tokens that are kept. */
  readonly stateSecret: Secret;
  readonly publicUrl: string;
}

export interface Config {
  /** Undefined where Discord is not configured. */
  readonly discord: DiscordConfig | undefined;
  /** Undefined where Slack is not configured. */
  readonly slack: SlackConfig | undefined;
  readonly dataDir: string;
  /** Where learners' records are kept. */
  readonly stateDir: string;
  /** PostgreSQL, in place of the folder. Undefined for the folder. */
  readonly databaseUrl: Secret | undefined;
  readonly role: ProcessRole;
  /** Where the program listens for HTTP; undefined where it does not. */
  readonly port: number | undefined;
  /** The address under which others reach `port`, without a slash at its end. */
  readonly publicUrl: string | undefined;
  /** The zone of learners of whom none is known; UTC where it is undefined. */
  readonly defaultZone: string | undefined;
  readonly logLevel: LogLevel | undefined;
}

/** Thrown for an environment that cannot be meant. The message names every problem and its fix, and no value. */
export class ConfigError extends Error {
  constructor(problems: readonly string[]) {
    super(
      `The configuration needs attention (see .env.example):\n${problems.map((problem) => `  ${problem}`).join('\n')}`,
    );
    this.name = 'ConfigError';
  }
}

/** Reads the configuration from environment variables. Throws `ConfigError` with everything that is wrong at once. */
export function readConfig(variables: Readonly<Record<string, string | undefined>>): Config {
  const parsed = environment.safeParse(variables);
  if (!parsed.success)
    throw new ConfigError(parsed.error.issues.map((issue) => `${String(issue.path[0])} ${issue.message}`));
  const values = parsed.data;
  const problems = [...discordProblems(values), ...slackProblems(values), ...processProblems(values)];
  if (problems.length > 0) throw new ConfigError(problems);
  return {
    discord: discordOf(values),
    slack: slackOf(values),
    dataDir: values.DATA_DIR ?? './data',
    stateDir: values.STATE_DIR ?? './state',
    databaseUrl: secret(values.DATABASE_URL),
    role: (values.ROLE as ProcessRole | undefined) ?? 'all',
    port: values.PORT === undefined ? undefined : Number(values.PORT),
    publicUrl: values.PUBLIC_URL?.replace(/\/+$/, ''),
    defaultZone: values.DEFAULT_TIMEZONE,
    logLevel: values.LOG_LEVEL as LogLevel | undefined,
  };
}

/** Every secret of a configuration, for the log to cut out. */
export function secretsOf({ discord, slack, databaseUrl }: Config): readonly Secret[] {
  const ofSlack =
    slack === undefined
      ? []
      : slack.mode === 'socket'
        ? [slack.botToken, slack.appToken]
        : [
            slack.signingSecret,
            ...(slack.access.kind === 'token'
              ? [slack.access.botToken]
              : [slack.access.clientSecret, slack.access.stateSecret]),
          ];
  return [discord?.token, ...ofSlack, databaseUrl].filter((each) => each !== undefined);
}

const secret = (value: string | undefined): Secret | undefined => (value === undefined ? undefined : new Secret(value));

function discordOf(values: Environment): DiscordConfig | undefined {
  if (values.DISCORD_TOKEN === undefined) return undefined;
  const [ids = '', count = ''] = values.DISCORD_SHARDS?.split('/') ?? [];
  return {
    token: new Secret(values.DISCORD_TOKEN),
    applicationId: values.DISCORD_APPLICATION_ID,
    apiUrl: values.DISCORD_API_URL,
    publicKey: values.DISCORD_PUBLIC_KEY,
    shards: ids === '' ? undefined : { ids: ids.split(',').map(Number), count: Number(count) },
  };
}

function slackOf(values: Environment): SlackConfig | undefined {
  const { SLACK_API_URL: apiUrl, SLACK_BOT_TOKEN: botToken, SLACK_APP_TOKEN: appToken } = values;
  if (botToken !== undefined && appToken !== undefined)
    return { mode: 'socket', botToken: new Secret(botToken), appToken: new Secret(appToken), apiUrl };
  const access = accessOf(values);
  if (values.SLACK_SIGNING_SECRET === undefined || access === undefined) return undefined;
  return { mode: 'http', signingSecret: new Secret(values.SLACK_SIGNING_SECRET), access, apiUrl };
}

function accessOf(values: Environment): SlackAccess | undefined {
  const { SLACK_CLIENT_ID: clientId, SLACK_CLIENT_SECRET: clientSecret, SLACK_STATE_SECRET: stateSecret } = values;
  if (values.SLACK_BOT_TOKEN !== undefined) return { kind: 'token', botToken: new Secret(values.SLACK_BOT_TOKEN) };
  const publicUrl = values.PUBLIC_URL?.replace(/\/+$/, '');
  if (clientId === undefined || clientSecret === undefined || stateSecret === undefined || publicUrl === undefined)
    return undefined;
  return {
    kind: 'oauth',
    clientId,
    clientSecret: new Secret(clientSecret),
    stateSecret: new Secret(stateSecret),
    publicUrl,
  };
}
