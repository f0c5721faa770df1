/** Structured logs on standard error, one JSON object a line. Secrets are cut out of every line before it is written. */
import { pino, type DestinationStream, type Logger } from 'pino';
import type { LogLevel } from '../config.ts';
import type { Secret } from '../secret.ts';
import type { InvocationRecord } from './dispatch.ts';

/** A logger that replaces each secret by "[secret]", wherever a library may have put it. */
export function createLogger(level: LogLevel, secrets: readonly Secret[], destination: DestinationStream): Logger {
  // A line is JSON already, and holds a secret as JSON writes it.
  const values = secrets
    .map((secret) => JSON.stringify(secret.reveal()).slice(1, -1))
    .filter((value) => value.length > 0);
  const redacting: DestinationStream = {
    write: (line) => destination.write(values.reduce((text, value) => text.replaceAll(value, '[secret]'), line)),
  };
  return pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, redacting);
}

/** The one line that each invocation leaves. Nothing that a user typed is in it. */
export function logInvocation(logger: Logger, { error, ...record }: InvocationRecord): void {
  const fields = { ...record, milliseconds: Math.round(record.milliseconds * 100) / 100 };
  if (error === undefined) logger.info(fields, 'invocation');
  else logger.error({ ...fields, err: error }, 'invocation');
}
