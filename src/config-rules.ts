/** What goes together in the environment, and what is missing where only a part is there. */
import type { Environment } from './environment.ts';

/** What is wrong with the Discord part, a line each with its fix. */
export function discordProblems(values: Environment): string[] {
  const { DISCORD_TOKEN: token, DISCORD_PUBLIC_KEY: publicKey, DISCORD_SHARDS: shards } = values;
  const others = (['DISCORD_APPLICATION_ID', 'DISCORD_PUBLIC_KEY', 'DISCORD_SHARDS'] as const).filter(
    (name) => values[name] !== undefined,
  );
  const [first] = others;
  if (token === undefined) {
    if (first === undefined) return [];
    return [`DISCORD_TOKEN is missing, but ${first} is set: add the bot token from the Bot page, or remove both`];
  }
  return [
    ...(publicKey !== undefined && shards !== undefined
      ? [
          'DISCORD_PUBLIC_KEY and DISCORD_SHARDS are both set: with the first, interactions come by HTTP and there are no shards. Remove one',
        ]
      : []),
    ...(publicKey !== undefined && values.PORT === undefined && values.ROLE !== 'worker'
      ? [
          'PORT is missing, but DISCORD_PUBLIC_KEY is set: Discord sends interactions to that port (/discord/interactions)',
        ]
      : []),
    ...(shards === undefined ? [] : shardProblems(shards, values.DATABASE_URL !== undefined)),
  ];
}

function shardProblems(shards: string, hasDatabase: boolean): string[] {
  const [list = '', count = ''] = shards.split('/');
  const ids = new Set(list.split(',').map(Number));
  if ([...ids].some((id) => id >= Number(count)))
    return [`DISCORD_SHARDS names a shard that there is not: of ${count}, the last is ${Number(count) - 1}`];
  if (ids.size < Number(count) && !hasDatabase)
    return [
      'DATABASE_URL is missing, but DISCORD_SHARDS leaves some shards to other processes: several processes need PostgreSQL',
    ];
  return [];
}

const whereBotToken = 'the bot token (xoxb-…) from OAuth & Permissions';
const whereAppToken = 'an app-level token (xapp-…) with the scope connections:write';
const whereSigningSecret = 'the signing secret from Basic Information';

/** What is wrong with the Slack part, a line each with its fix. */
export function slackProblems(values: Environment): string[] {
  const { SLACK_BOT_TOKEN: bot, SLACK_APP_TOKEN: app, SLACK_SIGNING_SECRET: signing } = values;
  if (bot?.startsWith('xapp-') === true || app?.startsWith('xoxb-') === true)
    return [
      'SLACK_BOT_TOKEN and SLACK_APP_TOKEN are swapped: the bot token begins with xoxb-, the app-level token with xapp-',
    ];
  if (app !== undefined && signing !== undefined)
    return [
      'SLACK_APP_TOKEN and SLACK_SIGNING_SECRET are both set: the first is for Socket Mode, the second for HTTP. Remove one',
    ];
  if (app !== undefined && bot === undefined)
    return [`SLACK_BOT_TOKEN is missing, but SLACK_APP_TOKEN is set: add ${whereBotToken}`];
  if (bot !== undefined && app === undefined && signing === undefined)
    return [
      `SLACK_APP_TOKEN is missing, but SLACK_BOT_TOKEN is set: add ${whereAppToken}; or, to be reached by HTTP, SLACK_SIGNING_SECRET, ${whereSigningSecret}`,
    ];
  return httpProblems(values);
}

const oauthNames = ['SLACK_CLIENT_ID', 'SLACK_CLIENT_SECRET', 'SLACK_STATE_SECRET'] as const;

function httpProblems(values: Environment): string[] {
  const { SLACK_BOT_TOKEN: bot, SLACK_APP_TOKEN: app, SLACK_SIGNING_SECRET: signing } = values;
  const set = oauthNames.filter((name) => values[name] !== undefined);
  const [first] = set;
  if (first !== undefined && bot !== undefined)
    return [
      `SLACK_BOT_TOKEN and ${first} are both set: the first is for one workspace, the second for as many as install the app. Remove one`,
    ];
  if (first !== undefined && app !== undefined)
    return [`SLACK_APP_TOKEN and ${first} are both set: many workspaces are served by HTTP only. Remove one`];
  if (signing === undefined)
    return first === undefined
      ? []
      : [`SLACK_SIGNING_SECRET is missing, but ${first} is set: add ${whereSigningSecret}`];
  if (first === undefined && bot === undefined)
    return [
      `SLACK_BOT_TOKEN is missing, but SLACK_SIGNING_SECRET is set: add ${whereBotToken}; or, for many workspaces, ${oauthNames.join(', ')}`,
    ];
  const missing = first === undefined ? [] : oauthNames.filter((name) => values[name] === undefined);
  return [
    ...missing.map((name) => `${name} is missing, but ${first ?? ''} is set: installing the app takes all three`),
    ...(first !== undefined && values.PUBLIC_URL === undefined
      ? [
          `PUBLIC_URL is missing, but ${first} is set: Slack sends people back to that address after they install the app`,
        ]
      : []),
    ...(values.PORT === undefined && values.ROLE !== 'worker'
      ? ['PORT is missing, but SLACK_SIGNING_SECRET is set: Slack sends commands to that port (/slack/events)']
      : []),
  ];
}

/** What is wrong with how the processes share the work. */
export function processProblems(values: Environment): string[] {
  const shares = values.ROLE === 'ingress' || values.ROLE === 'worker';
  return shares && values.DATABASE_URL === undefined
    ? [
        'DATABASE_URL is missing, but ROLE gives this process only a part of the work: several processes need PostgreSQL',
      ]
    : [];
}
