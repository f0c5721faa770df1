import { describe, expect, it } from 'vitest';
import { createLogger, logInvocation } from '../../src/app/log.ts';
import { Secret } from '../../src/secret.ts';

function logged(write: (logger: ReturnType<typeof createLogger>) => void, secrets: readonly Secret[] = []): string {
  let text = '';
  write(createLogger('info', secrets, { write: (line) => (text += line) }));
  return text;
}

describe('the log', () => {
  it('has one line an invocation: platform, command, outcome, milliseconds', () => {
    const line = logged((logger) =>
      logInvocation(logger, { platform: 'slack', command: 'salary', outcome: 'answered', milliseconds: 1.23456 }),
    );
    expect(JSON.parse(line)).toMatchObject({
      level: 30,
      platform: 'slack',
      command: 'salary',
      outcome: 'answered',
      milliseconds: 1.23,
      msg: 'invocation',
    });
  });

  it('has the cause and the reference of a failure', () => {
    const line = logged((logger) =>
      logInvocation(logger, {
        platform: 'slack',
        command: 'salary',
        outcome: 'failure',
        milliseconds: 1,
        error: new Error('why'),
        reference: 'abc',
      }),
    );
    expect(JSON.parse(line)).toMatchObject({ level: 50, reference: 'abc', err: { message: 'why' } });
  });

  it('shows no secret, wherever a library may have put it', () => {
    const secret = new Secret('xoxb-hunter2');
    const text = logged(
      (logger) => {
        logger.info({ headers: { authorization: 'Bearer xoxb-hunter2' }, secret }, 'sent with xoxb-hunter2');
        logger.error(new Error('bad token xoxb-hunter2'));
      },
      [secret],
    );
    expect(text).not.toContain('hunter2');
    expect(text).toContain('Bearer [secret]');
  });

  it('shows no secret that JSON writes differently', () => {
    const secrets = ['pass"word', 'back\\slash', '"quoted'];
    const text = logged(
      (logger) => {
        for (const secret of secrets) logger.info({ [secret]: `with ${secret}` }, secret);
        logger.error(new Error(secrets.join()));
      },
      secrets.map((secret) => new Secret(secret)),
    );
    const lines = text
      .trim()
      .split('\n')
      .map((line) => JSON.stringify(JSON.parse(line)));
    expect(lines).toHaveLength(4);
    for (const part of ['word', 'slash', 'quoted']) expect(lines.join()).not.toContain(part);
  });
});
