import { inspect } from 'node:util';
import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { ConfigError, readConfig } from '../src/config.ts';

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
  ])('refuses %s, naming it', (_what, variables, message) => {
    expect(messageOf(variables)).toContain(message);
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
