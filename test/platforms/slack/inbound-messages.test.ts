import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Request } from '../../../src/chat/invocation.ts';
import { readEvent, readEventWorkspace } from '../../../src/platforms/slack/inbound.ts';
import { toCommandText, toPlainText } from '../../../src/platforms/slack/plain-text.ts';
import { botUser, directBody, eventOf, mentionBody } from '../../fakes/slack/payloads.ts';
import { anyText } from './replies.ts';

const now = new Date('2026-11-22T10:00:00Z');
const textCommand = (command: string, text = ''): Request => ({ kind: 'text-command', command, text });
const question = (text: string): Request => ({ kind: 'question', text });

describe('a mention', () => {
  const request = (text: string) => readEvent(mentionBody(text), now, botUser)?.invocation.request;

  it('is a question, answered in the thread that it begins', () => {
    expect(readEvent(mentionBody(`<@${botUser}> do I need a degree?`), now, botUser)).toEqual({
      invocation: {
        platform: 'slack',
        learner: 'slack:T0TEAM:U0ADA',
        community: 'slack:T0TEAM',
        now,
        channel: 'C0GENERAL',
        request: question('do I need a degree?'),
      },
      workspace: { team: 'T0TEAM' },
      user: 'U0ADA',
      channel: 'C0GENERAL',
      isShared: true,
      saidIn: undefined,
      threadTs: '1700000005.000500',
      keys: ['Ev0MENTION', 'C0GENERAL:1700000005.000500'],
    });
  });

  it('inside a thread is answered there', () => {
    expect(readEvent(mentionBody('x', { thread_ts: '17.1' }), now, botUser)?.threadTs).toBe('17.1');
  });

  it.each([
    [`<@${botUser}|career-advisor> hi <@${botUser}>`, question('hi')],
    [`<@${botUser}>`, question('')],
    [`<@${botUser}> /salary senior texas`, textCommand('salary', 'senior texas')],
    [`<@${botUser}> /career salary senior`, textCommand('salary', 'senior')],
    [`<@${botUser}> /daily set <#C1|jobs>`, textCommand('daily', 'set <#C1|jobs>')],
    [`<@${botUser}> /etc/passwd, what is it?`, question('/etc/passwd, what is it?')],
    [
      `<@${botUser}> ask <@U0BOB|bob> &amp; <@U0EVE> in <#C1|jobs>, <!here>`,
      question('ask @bob & @U0EVE in #jobs, @here'),
    ],
    [
      `is <https://bls.gov/a?b=1&amp;c=2> like <http://x.org|x.org>?`,
      question('is https://bls.gov/a?b=1&c=2 like x.org?'),
    ],
  ])('%s', (text, expected) => {
    expect(request(text)).toEqual(expected);
  });
});

describe('a message from a channel that two workspaces share', () => {
  const shared = eventOf(mentionBody('x'), 'T0TEAM', 'T0PARTNER');

  it('is for the workspace that has the app, wherever it was written', () => {
    const arrival = readEvent(shared, now, botUser);
    expect(arrival?.workspace).toEqual({ team: 'T0TEAM' });
    expect(arrival?.invocation).toMatchObject({ community: 'slack:T0TEAM', learner: 'slack:T0TEAM:U0ADA' });
    expect(readEventWorkspace(shared)).toEqual({ team: 'T0TEAM' });
  });

  it('is for the one that it comes from where Slack does not say who has the app, or a whole organisation has it', () => {
    for (const authorizations of [undefined, null, [], [{ team_id: null, enterprise_id: 'E0ORG' }], ['?']]) {
      expect(readEventWorkspace({ ...shared, authorizations })?.team).toBe('T0PARTNER');
    }
  });
});

describe('a direct message', () => {
  it('is a question, answered in the conversation itself', () => {
    expect(readEvent(directBody('do I need a degree?'), now, botUser)).toMatchObject({
      invocation: { request: question('do I need a degree?') },
      channel: 'D0ADA',
      threadTs: undefined,
    });
  });

  it.each([
    ['of the bot itself', { user: botUser }],
    ['of another bot', { bot_id: 'B1' }],
    ['that was edited', { subtype: 'message_changed' }],
    ['without an author', { user: undefined }],
    ['in a channel, which comes as a mention if it is one', { channel_type: 'channel', channel: 'C1' }],
  ])('%s is not answered', (_, change) => {
    expect(readEvent(JSON.parse(JSON.stringify(directBody('x', change))), now, botUser)).toBeUndefined();
  });
});

describe('plain text', () => {
  it('is what was typed before Slack escaped it', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
        expect([toPlainText(escaped), toCommandText(escaped)]).toEqual([text.trim(), text.trim()]);
      }),
    );
  });

  it('keeps what stands in angle brackets and is not of Slack', () => {
    expect(toPlainText('Map<String, List<T>>')).toBe('Map<String, List<T>>');
    expect(toPlainText('<mailto:a@b.c|a@b.c> <!subteam^S1|@devs> <!date^1^{date}|May> <!everyone>')).toBe(
      'a@b.c @devs May @everyone',
    );
  });
});
