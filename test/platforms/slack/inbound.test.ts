import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Request } from '../../../src/chat/invocation.ts';
import { readAction, readCommand, readEvent, readSubmission } from '../../../src/platforms/slack/inbound.ts';
import { readPlace, writePlace } from '../../../src/platforms/slack/place.ts';
import { toPlainText } from '../../../src/platforms/slack/plain-text.ts';
import {
  actionBody,
  botUser,
  commandBody,
  directBody,
  directChannel,
  mentionBody,
  submissionBody,
} from '../../fakes/slack/payloads.ts';
import { anyText } from './replies.ts';

const now = new Date('2026-11-22T10:00:00Z');
const textCommand = (command: string, text = ''): Request => ({ kind: 'text-command', command, text });
const question = (text: string): Request => ({ kind: 'question', text });

describe('a slash command', () => {
  const request = (command: string, text: string) => readCommand(commandBody(command, text), now)?.invocation.request;

  it('says who asks, where and when', () => {
    expect(readCommand(commandBody('/salary', 'senior texas'), now)).toEqual({
      invocation: {
        platform: 'slack',
        learner: 'slack:T0TEAM:U0ADA',
        community: 'slack:T0TEAM',
        now,
        name: 'ada',
        request: textCommand('salary', 'senior texas'),
      },
      place: { user: 'U0ADA', responseUrl: 'https://hooks.slack.com/commands/T0TEAM/1/abc', manner: 'own' },
      triggerId: '1.2.command',
    });
  });

  it.each([
    ['/career', 'salary senior', textCommand('salary', 'senior')],
    ['/career', ' /Salary  senior ', textCommand('salary', 'senior')],
    ['/career', '', textCommand('help')],
    ['/career', 'help', textCommand('help')],
    ['/career', 'help salary', textCommand('help', 'salary')],
    ['/career', 'nonsense', textCommand('nonsense')],
    ['/SALARY', '', textCommand('salary')],
    ['/faq', 'R&amp;D &lt;3', textCommand('faq', 'R&D <3')],
  ])('%s %s', (command, text, expected) => {
    expect(request(command, text)).toEqual(expected);
  });
});

describe('a click', () => {
  it('is the action of the button, without the index', () => {
    const arrival = readAction(actionBody({ actionId: 'salary:show:senior#12' }), now);
    expect(arrival?.invocation).toMatchObject({
      learner: 'slack:T0TEAM:U0ADA',
      request: { kind: 'action', id: 'salary:show:senior', inputs: {} },
    });
    expect(arrival?.triggerId).toBe('1.2.click');
  });

  it('keeps what only looks like an index', () => {
    expect(readAction(actionBody({ actionId: 'faq:show:c#1#3' }), now)?.invocation.request).toMatchObject({
      id: 'faq:show:c#1',
    });
  });

  it('is the chosen option as the argument of the select', () => {
    expect(
      readAction(actionBody({ actionId: 'salary:show:#1', chosen: 'staff' }), now)?.invocation.request,
    ).toMatchObject({ id: 'salary:show:staff' });
  });

  it.each([
    ['a private message', { ephemeral: true }, 'replace'],
    ['a public message', { ephemeral: false }, 'beside'],
    ['a direct message', { ephemeral: false, channelId: directChannel }, 'direct'],
  ])('on %s is answered in its own manner', (_, where, manner) => {
    expect(readAction(actionBody({ actionId: 'a:b:c#1', ...where }), now)?.place).toMatchObject({
      manner,
      user: 'U0ADA',
    });
  });

  it('in a thread is answered there', () => {
    expect(readAction(actionBody({ actionId: 'a:b:c#1', threadTs: '17.5' }), now)?.place.threadTs).toBe('17.5');
  });

  it('is understood where the app belongs to a whole organisation', () => {
    expect(readAction({ ...actionBody({ actionId: 'a:b:c#1' }), team: null }, now)?.invocation.community).toBe(
      'slack:T0TEAM',
    );
  });
});

describe('a submitted form', () => {
  const place = { user: 'U0ADA', responseUrl: 'https://hooks.slack.com/x', manner: 'replace' } as const;

  it('brings its inputs, and the place that it was opened from', () => {
    const arrival = readSubmission(
      submissionBody('drill:answer:q1', writePlace(place), { answer: 'a queue', note: null }),
      now,
    );
    expect(arrival?.invocation.request).toEqual({
      kind: 'action',
      id: 'drill:answer:q1',
      inputs: { answer: 'a queue', note: '' },
    });
    expect(arrival?.place).toEqual(place);
  });

  it('goes to a direct message where the place cannot be read', () => {
    for (const metadata of ['', 'null', '{"manner":"shout"}', '{']) {
      expect(readSubmission(submissionBody('a:b:c', metadata, {}), now)?.place).toEqual({
        user: 'U0ADA',
        manner: 'direct',
      });
    }
  });

  it('reads every place that was written, for whoever submits', () => {
    expect(readPlace(writePlace(place), 'U0ADA')).toEqual(place);
    expect(readPlace(writePlace(place), 'U0OTHER')).toEqual({ ...place, user: 'U0OTHER' });
  });
});

describe('a mention', () => {
  const request = (text: string) => readEvent(mentionBody(text), now, botUser)?.invocation.request;

  it('is a question, answered in the thread that it begins', () => {
    expect(readEvent(mentionBody(`<@${botUser}> do I need a degree?`), now, botUser)).toEqual({
      invocation: {
        platform: 'slack',
        learner: 'slack:T0TEAM:U0ADA',
        community: 'slack:T0TEAM',
        now,
        request: question('do I need a degree?'),
      },
      user: 'U0ADA',
      channel: 'C0GENERAL',
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

describe('the name of who asks', () => {
  const inCommand = (user_name: unknown) =>
    readCommand({ ...commandBody('/salary', ''), user_name }, now)?.invocation.name;
  const inClick = (user: object) => {
    const body = actionBody({ actionId: 'a:b:c#1' });
    return readAction({ ...body, user: { ...body.user, ...user } }, now)?.invocation.name;
  };

  it('comes with commands, clicks and forms, and not with messages', () => {
    expect(inCommand('ada')).toBe('ada');
    expect(inClick({ name: 'ada.l', username: 'ada' })).toBe('ada.l');
    expect(inClick({ name: ' ', username: 'ada' })).toBe('ada');
    expect(readSubmission(submissionBody('a:b:c', '', {}), now)?.invocation.name).toBe('ada');
    expect(readEvent(directBody('x'), now, botUser)?.invocation).not.toHaveProperty('name');
  });

  it('has at most 80 characters, none of them half', () => {
    expect(inCommand('n'.repeat(80))).toBe('n'.repeat(80));
    expect(inCommand('n'.repeat(81))).toBe(`${'n'.repeat(79)}…`);
    expect(inCommand('\uD83D')?.isWellFormed()).toBe(true);
  });

  it.each([[undefined], [''], [7], [null]])('is left out where it is %j', (name) => {
    const arrival = readCommand({ ...commandBody('/salary', ''), user_name: name }, now);
    expect(arrival?.invocation).toMatchObject({ request: textCommand('salary') });
    expect(arrival?.invocation).not.toHaveProperty('name');
  });
});

describe('any payload', () => {
  it('that is not of the documented shape gives nothing, and no error', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (payload) => {
        expect([
          readCommand(payload, now),
          readAction(payload, now),
          readSubmission(payload, now),
          readEvent(payload, now, botUser),
        ]).toEqual(Array(4).fill(undefined));
      }),
    );
  });

  it('with a part missing gives nothing', () => {
    expect(readCommand({ ...commandBody('/salary', ''), trigger_id: undefined }, now)).toBeUndefined();
    expect(readCommand({ ...commandBody('/salary', ''), response_url: 'not an address' }, now)).toBeUndefined();
    expect(readAction({ ...actionBody({ actionId: 'x' }), actions: [] }, now)).toBeUndefined();
  });
});

describe('plain text', () => {
  it('is what was typed before Slack escaped it', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
        expect(toPlainText(escaped)).toBe(text.trim());
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
