import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Request } from '../../../src/chat/invocation.ts';
import {
  readAction,
  readCommand,
  readEvent,
  readRemoval,
  readSubmission,
} from '../../../src/platforms/slack/inbound.ts';
import { readPlace, writePlace } from '../../../src/platforms/slack/place.ts';
import {
  actionBody,
  botUser,
  commandBody,
  directBody,
  directChannel,
  eventOf,
  mentionBody,
  revokedBody,
  submissionBody,
  uninstalledBody,
} from '../../fakes/slack/payloads.ts';

const now = new Date('2026-11-22T10:00:00Z');
const textCommand = (command: string, text = ''): Request => ({ kind: 'text-command', command, text });

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
        channel: 'C0GENERAL',
        request: textCommand('salary', 'senior texas'),
      },
      workspace: { team: 'T0TEAM' },
      place: {
        user: 'U0ADA',
        channel: 'C0GENERAL',
        responseUrl: 'https://hooks.slack.com/commands/T0TEAM/1/abc',
        manner: 'own',
      },
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
    ['/daily', 'set <#C1|jobs> 9am', textCommand('daily', 'set <#C1|jobs> 9am')],
    ['/career', 'daily set <#G1|> by <@U0BOB|bob>', textCommand('daily', 'set <#G1|> by <@U0BOB|bob>')],
    ['/faq', 'like <https://x.org/?a=1&amp;b=2>?', textCommand('faq', 'like https://x.org/?a=1&b=2?')],
  ])('%s %s', (command, text, expected) => {
    expect(request(command, text)).toEqual(expected);
  });
});

describe('the place of things', () => {
  it('is the channel, for commands, clicks, forms and messages', () => {
    const place = writePlace({ user: 'U0ADA', manner: 'direct', channel: 'C0CAREERS' });
    expect([
      readCommand(commandBody('/salary', ''), now)?.invocation.channel,
      readAction(actionBody({ actionId: 'a:b:c#1', channelId: directChannel }), now)?.invocation.channel,
      readSubmission(submissionBody('a:b:c', place, {}), now)?.invocation.channel,
      readEvent(mentionBody('x'), now, botUser)?.invocation.channel,
    ]).toEqual(['C0GENERAL', directChannel, 'C0CAREERS', 'C0GENERAL']);
  });

  it('goes with a form from where it was opened', () => {
    const opened = readAction(actionBody({ actionId: 'a:b:c#1', channelId: 'C0CAREERS' }), now);
    const metadata = opened && writePlace(opened.place);
    expect(readSubmission(submissionBody('a:b:c', metadata ?? '', {}), now)?.invocation.channel).toBe('C0CAREERS');
  });

  it('is also the organisation, where the workspace belongs to one', () => {
    const workspace = { team: 'T0TEAM', enterprise: 'E0ORG' };
    const click = actionBody({ actionId: 'a:b:c#1' });
    const event = eventOf(mentionBody('x'), 'T0TEAM');
    const [authorization] = event.authorizations;
    expect([
      readCommand(commandBody('/salary', '', { enterprise_id: 'E0ORG' }), now)?.workspace,
      readAction({ ...click, team: { ...click.team, enterprise_id: 'E0ORG' } }, now)?.workspace,
      readAction({ ...click, team: null, enterprise: { id: 'E0ORG', name: 'Org' } }, now)?.workspace,
      readEvent({ ...event, authorizations: [{ ...authorization, enterprise_id: 'E0ORG' }] }, now, botUser)?.workspace,
    ]).toEqual([workspace, workspace, workspace, workspace]);
  });
});

describe('a removal', () => {
  const at = new Date('2026-11-22T10:00:07.000Z');

  it('says what and when', () => {
    expect(readRemoval(uninstalledBody('T1', at))).toEqual({ team: 'T1', enterprise: undefined, at });
    expect(readRemoval(revokedBody('T1', at))).toMatchObject({ team: 'T1' });
  });

  it("is none where only people's tokens were revoked, or for any other event", () => {
    expect(readRemoval(revokedBody('T1', at, []))).toBeUndefined();
    expect(readRemoval(mentionBody('x'))).toBeUndefined();
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

  it('of somebody from another workspace, opened in a shared channel, is for the workspace that has the app', () => {
    const partner = { ...submissionBody('a:b:c', writePlace(place), {}), team: { id: 'T0PARTNER', domain: 'partner' } };
    expect(readSubmission(partner, now)?.invocation.community).toBe('slack:T0TEAM');
    expect(readSubmission(partner, now)?.workspace).toEqual({ team: 'T0TEAM' });
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

  it('turns no text round, breaks no line and commands no terminal', () => {
    expect(inCommand('\u202Egnp.exe\nline2 \u0000 \u001B[1m`x`\u2066')).toBe('gnp.exe line2 [1m`x`');
    expect(inClick({ name: '\u200B\u202E', username: 'ada' })).toBe('ada');
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
