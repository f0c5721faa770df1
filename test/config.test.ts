import { inspect } from 'node:util';
import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { ConfigError, readConfig, secretsOf } from '../src/config.ts';

const messageOf = (variables: Record<string, string>): string => {
  try {
    readConfig(variables);
    return 'accepted';
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
};

describe('the configuration', () => {
  it('needs nothing', () => {
    expect(readConfig({})).toEqual({
      discord: undefined,
      slack: undefined,
      dataDir: './data',
      stateDir: './state',
      databaseUrl: undefined,
      role: 'all',
      port: undefined,
      publicUrl: undefined,
      defaultZone: undefined,
      logLevel: undefined,
    });
  });

  it('takes an empty variable for an unset one, as a copied .env.example has them', async () => {
    const example = await readFile(new URL('../.env.example', import.meta.url), 'utf8');
    const names = [...example.matchAll(/^([A-Z_]+)=(.*)$/gm)].map(([, name = '', value = '']) => [name, value]);
    expect(names.length).toBeGreaterThan(5);
    expect(readConfig(Object.fromEntries(names) as Record<string, string>)).toEqual(readConfig({}));
  });

  it.each<[what: string, variables: Record<string, string>, message: string]>([
    ['half of Slack', { SLACK_BOT_TOKEN: 'xoxb-1' }, 'SLACK_APP_TOKEN is missing'],
    ['the other half of Slack', { SLACK_APP_TOKEN: 'xapp-1' }, 'SLACK_BOT_TOKEN is missing'],
    ['swapped Slack tokens', { SLACK_BOT_TOKEN: 'xapp-1', SLACK_APP_TOKEN: 'xoxb-1' }, 'are swapped'],
    ['half of Discord', { DISCORD_APPLICATION_ID: '12345' }, 'DISCORD_TOKEN is missing'],
    [
      'an application id that is none',
      { DISCORD_TOKEN: 't', DISCORD_APPLICATION_ID: 'my app' },
      'DISCORD_APPLICATION_ID must be the number',
    ],
    ['an address that is none', { SLACK_API_URL: 'slack.com' }, 'SLACK_API_URL must be an address'],
    ['a time zone that is none', { DEFAULT_TIMEZONE: 'Mars/Base' }, 'DEFAULT_TIMEZONE must be an IANA time zone'],
    ['an unknown log level', { LOG_LEVEL: 'loud' }, 'LOG_LEVEL must be one of trace, debug'],
    ['a public key without a token', { DISCORD_PUBLIC_KEY: 'a'.repeat(64) }, 'DISCORD_TOKEN is missing'],
    ['a public key that is none', { DISCORD_PUBLIC_KEY: 'abc' }, 'DISCORD_PUBLIC_KEY must be the 64'],
    [
      'interactions by HTTP without a port',
      { DISCORD_TOKEN: 't', DISCORD_PUBLIC_KEY: 'a'.repeat(64) },
      'PORT is missing, but DISCORD_PUBLIC_KEY',
    ],
    [
      'shards beside interactions by HTTP',
      { DISCORD_TOKEN: 't', DISCORD_PUBLIC_KEY: 'a'.repeat(64), DISCORD_SHARDS: '0/1', PORT: '1' },
      'Remove one',
    ],
    ['shards that cannot be read', { DISCORD_TOKEN: 't', DISCORD_SHARDS: '0-3' }, 'DISCORD_SHARDS must be like 0,1/4'],
    [
      'shards beyond all counting',
      { DISCORD_TOKEN: 't', DISCORD_SHARDS: `0/${'9'.repeat(20)}` },
      'DISCORD_SHARDS must be like 0,1/4',
    ],
    ['a shard beyond the last', { DISCORD_TOKEN: 't', DISCORD_SHARDS: '4/4' }, 'of 4, the last is 3'],
    [
      'a part of the shards without a database',
      { DISCORD_TOKEN: 't', DISCORD_SHARDS: '0/2' },
      'DATABASE_URL is missing',
    ],
    ['Socket Mode and HTTP', { SLACK_BOT_TOKEN: 'b', SLACK_APP_TOKEN: 'a', SLACK_SIGNING_SECRET: 's' }, 'Remove one'],
    ['HTTP without a token', { SLACK_SIGNING_SECRET: 's', PORT: '1' }, 'SLACK_BOT_TOKEN is missing'],
    ['HTTP without a port', { SLACK_SIGNING_SECRET: 's', SLACK_BOT_TOKEN: 'b' }, 'PORT is missing'],
    [
      'half of an installation',
      { SLACK_SIGNING_SECRET: 's', SLACK_CLIENT_ID: '1', PORT: '1', PUBLIC_URL: 'https://bot.example' },
      'SLACK_CLIENT_SECRET is missing',
    ],
    [
      'installation without an address',
      {
        SLACK_SIGNING_SECRET: 's',
        SLACK_CLIENT_ID: '1',
        SLACK_CLIENT_SECRET: 'c',
        SLACK_STATE_SECRET: 'x'.repeat(32),
        PORT: '1',
      },
      'PUBLIC_URL is missing',
    ],
    ['installation without a signing secret', { SLACK_CLIENT_ID: '1' }, 'SLACK_SIGNING_SECRET is missing'],
    [
      'one workspace and many',
      { SLACK_SIGNING_SECRET: 's', SLACK_BOT_TOKEN: 'b', SLACK_CLIENT_ID: '1', PORT: '1' },
      'Remove one',
    ],
    ['a short secret', { SLACK_STATE_SECRET: 'short' }, 'SLACK_STATE_SECRET must have 32 characters'],
    ['a part of the work without a database', { ROLE: 'worker' }, 'DATABASE_URL is missing, but ROLE'],
    ['a role that is none', { ROLE: 'boss' }, 'ROLE must be one of all, ingress, worker'],
    ['a database that is none', { DATABASE_URL: 'mysql://x' }, 'DATABASE_URL must be an address'],
    ['a port that is none', { PORT: '70000' }, 'PORT must be a port'],
  ])('refuses %s, naming it', (_what, variables, message) => {
    expect(messageOf(variables)).toContain(message);
  });

  it('takes each way to be reached', () => {
    const discord = readConfig({ DISCORD_TOKEN: 't', DISCORD_SHARDS: '0,1/4', DATABASE_URL: 'postgresql://db/x' });
    expect(discord.discord?.shards).toEqual({ ids: [0, 1], count: 4 });
    const one = readConfig({ SLACK_SIGNING_SECRET: 's', SLACK_BOT_TOKEN: 'b', PORT: '3000' });
    expect(one.slack).toMatchObject({ mode: 'http', access: { kind: 'token' } });
    const many = readConfig({
      SLACK_SIGNING_SECRET: 's',
      SLACK_CLIENT_ID: '1',
      SLACK_CLIENT_SECRET: 'c',
      SLACK_STATE_SECRET: 'x'.repeat(32),
      PORT: '3000',
      PUBLIC_URL: 'https://bot.example/',
    });
    expect(many.slack).toMatchObject({ mode: 'http', access: { kind: 'oauth', publicUrl: 'https://bot.example' } });
    // A worker posts only, and nobody sends it anything.
    const worker = readConfig({
      ROLE: 'worker',
      DATABASE_URL: 'postgresql://db/x',
      SLACK_SIGNING_SECRET: 's',
      SLACK_BOT_TOKEN: 'b',
      DISCORD_TOKEN: 't',
      DISCORD_PUBLIC_KEY: 'a'.repeat(64),
    });
    expect(worker.role).toBe('worker');
  });

  it('names every secret, for the log to cut out', () => {
    const named = (variables: Record<string, string>): string[] =>
      secretsOf(readConfig(variables)).map((secret) => secret.reveal());
    expect(
      named({ DISCORD_TOKEN: 'd', SLACK_BOT_TOKEN: 'b', SLACK_APP_TOKEN: 'a', DATABASE_URL: 'postgresql://p@db/x' }),
    ).toEqual(['d', 'b', 'a', 'postgresql://p@db/x']);
    const http = { SLACK_SIGNING_SECRET: 's', SLACK_CLIENT_ID: '1', PORT: '1', PUBLIC_URL: 'https://bot.example' };
    expect(named({ ...http, SLACK_CLIENT_SECRET: 'c', SLACK_STATE_SECRET: 'x'.repeat(32) })).toEqual([
      's',
      'c',
      'x'.repeat(32),
    ]);
  });

  it('names every problem at once, and no value', () => {
    const message = messageOf({ SLACK_BOT_TOKEN: 'xoxb-hunter2', DISCORD_APPLICATION_ID: '99' });
    expect(message).toContain('SLACK_APP_TOKEN is missing');
    expect(message).toContain('DISCORD_TOKEN is missing');
    expect(message).not.toContain('hunter2');
  });

  it('holds tokens so that they cannot be printed by accident', () => {
    const config = readConfig({
      DISCORD_TOKEN: 'hunter2',
      SLACK_BOT_TOKEN: 'xoxb-hunter2',
      SLACK_APP_TOKEN: 'xapp-hunter2',
    });
    expect(
      `${JSON.stringify(config)} ${inspect(config, { depth: 9, showHidden: true })} ${String(config.discord?.token)}`,
    ).not.toContain('hunter2');
    expect(config.discord?.token.reveal()).toBe('hunter2');
  });
});
