/** Bolt's log lines in ours. Bolt's debug lines hold whole payloads with what people typed, so they go to the lowest level. */
import { inspect } from 'node:util';
import { LogLevel, type Logger as BoltLogger } from '@slack/bolt';
import type { Logger } from 'pino';
import { describeError } from './failures.ts';

const secrets =
  /\bx(?:ox[a-z]|app|wfp)[a-z]*(?:\.[a-z]+)?-[\w-]+|(?<=[?&]ticket=)[^&\s"]+|(?<="(?:token|ticket|client_secret|code)":")[^"]+|(?<=(?:hooks\.slack\.com|files\.slack\.com\/upload)\/)[^\s"]+/gi;

/** Text without tokens, connection tickets, secrets of an installation, response and upload addresses: each lets its holder act for the bot. */
export const withoutSecrets = (text: string): string => text.replaceAll(secrets, '[secret]');

/** A logger for Bolt that writes to `logger`. Its level is `logger`'s: what Bolt sets is ignored. */
export function boltLogger(logger: Logger): BoltLogger {
  const write =
    (level: 'trace' | 'debug' | 'warn' | 'error') =>
    (...parts: unknown[]): void => {
      if (logger.isLevelEnabled(level)) logger[level](withoutSecrets(`Bolt: ${parts.map(textOf).join(' ')}`));
    };
  return {
    debug: write('trace'),
    info: write('debug'),
    warn: write('warn'),
    error: write('error'),
    getLevel: () => (logger.isLevelEnabled('trace') ? LogLevel.DEBUG : LogLevel.INFO),
    setLevel: () => undefined,
    setName: () => undefined,
  };
}

const textOf = (part: unknown): string => {
  if (typeof part === 'string') return part;
  return part instanceof Error ? describeError(part) : inspect(part);
};
