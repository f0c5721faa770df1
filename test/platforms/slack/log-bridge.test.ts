import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { boltLogger, withoutSecrets } from '../../../src/platforms/slack/log-bridge.ts';

describe('a line of the log', () => {
  it.each([
    ['a bot token', 'Bearer xoxb-12-34-AbC', 'Bearer [secret]'],
    ['a rotated token', 'xoxe.xoxb-1-Mi0y', '[secret]'],
    ['an app token', '"xapp-1-A0-99-abc"', '"[secret]"'],
    [
      'the ticket of a connection',
      'wss://wss-primary.slack.com/link/?ticket=a-b-c&app_id=1',
      'wss://wss-primary.slack.com/link/?ticket=[secret]&app_id=1',
    ],
    ['the verification token', '{"token":"abcDEF","text":"x"}', '{"token":"[secret]","text":"x"}'],
    [
      'what an installation is exchanged for',
      '{"code":"12.34.ab","client_id":"1.2","client_secret":"abc"}',
      '{"code":"[secret]","client_id":"1.2","client_secret":"[secret]"}',
    ],
    ['a response address', '"https://hooks.slack.com/actions/T1/2/xyz"', '"https://hooks.slack.com/[secret]"'],
    [
      'an upload address',
      '{"upload_url":"https://files.slack.com/upload/v1/xyz"}',
      '{"upload_url":"https://files.slack.com/upload/[secret]"}',
    ],
    ['what is no secret', 'the box-office is open', 'the box-office is open'],
  ])('shows %s so', (_, line, shown) => {
    expect(withoutSecrets(line)).toBe(shown);
  });
});

describe("Bolt's logger", () => {
  function lines(level: string) {
    const written: string[] = [];
    const logger = boltLogger(pino({ level }, { write: (line) => void written.push(line) }));
    logger.debug('a payload');
    logger.info('news');
    logger.warn('careful', new Error('xoxb-1-2'));
    logger.error({ odd: true });
    return { messages: written.map((line) => (JSON.parse(line) as { msg: string }).msg), logger };
  }

  it('writes at the usual level only what matters', () => {
    expect(lines('info').messages).toEqual(['Bolt: careful Error: [secret]', 'Bolt: { odd: true }']);
  });

  it('writes payloads only at the lowest level', () => {
    expect(lines('debug').messages).not.toContain('Bolt: a payload');
    expect(lines('trace').messages).toContain('Bolt: a payload');
  });

  it('tells Bolt whether to go into detail, whatever Bolt sets', () => {
    const { logger } = lines('trace');
    logger.setName('x');
    logger.setLevel(lines('info').logger.getLevel());
    expect([logger.getLevel(), lines('info').logger.getLevel()]).toEqual(['debug', 'info']);
  });
});
