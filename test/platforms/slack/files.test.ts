/** A reply with a file: the reply as usual, then the file, and a word where it does not come. */
import { webApi } from '@slack/bolt';
import { describe, expect, it } from 'vitest';
import type { Outcome, Reply } from '../../../src/chat/reply.ts';
import { NotDoneError } from '../../../src/platforms/slack/failures.ts';
import { writePlace } from '../../../src/platforms/slack/place.ts';
import { renderReply } from '../../../src/platforms/slack/render.ts';
import { slackProblems } from '../../fakes/slack/validate.ts';
import { actionBody, botUser, commandBody, mentionBody, submissionBody } from '../../fakes/slack/payloads.ts';
import { later, setUp } from './handler-set-up.ts';
import { citation, replyWith, textReply } from './replies.ts';

const file = { name: 'my-data.json', text: '{}' };
const withFile: Reply = textReply('All that I keep', { file });
const answer = (): Outcome => ({ reply: withFile });
const slash = commandBody('/my-data', 'export');
const clickUrl = 'https://hooks.slack.com/actions/T0TEAM/2/def';
const refused = (error: string): Error =>
  new NotDoneError(`Slack refused: ${error}`, { cause: new webApi.WebAPIPlatformError({ ok: false, error }) });

const says = (text: string): unknown => expect.stringContaining(text);
const namesOf = (done: readonly unknown[]): unknown[] =>
  done.map((call) => (Array.isArray(call) ? (call[0] as unknown) : call));

describe('a reply with a file', () => {
  it('says where the file comes, also in the fallback text', () => {
    const { text, blocks } = renderReply(withFile);
    expect(text).toContain('my-data.json comes to you as a direct message');
    expect(JSON.stringify(blocks.at(-1))).toContain('my-data.json comes to you as a direct message');
  });

  it('says so before its sources, however long it is', () => {
    const long = Array.from({ length: 400 }, () => ({ kind: 'text', text: 'word '.repeat(100) }) as const);
    const message = renderReply(replyWith(long, { file, sources: [citation(1)] }));
    expect(JSON.stringify(message.blocks.at(-2))).toContain('my-data.json comes to you');
    expect(slackProblems('message', message)).toEqual([]);
  });

  it('to a slash command is the acknowledgement; the file follows', async () => {
    const { handlers, ack, done } = setUp({ answer });
    await handlers.command(slash, ack);
    expect(done).toEqual([
      ['ack', expect.objectContaining({ text: says('direct message') })],
      ['sendFile', 'U0ADA', 'my-data.json'],
    ]);
  });

  it('that is slow is acknowledged first, then answered, then the file follows', async () => {
    const slow = later();
    const { handlers, done } = setUp({ answer: slow.answer, patience: 0 });
    await handlers.command(slash, () => {
      done.push(['ack']);
      slow.arrive(answer());
      return Promise.resolve();
    });
    expect(namesOf(done)).toEqual(['ack', 'respond', 'sendFile']);
  });

  it('to a click or a form is the same', async () => {
    const { handlers, ack, done } = setUp({ answer });
    await handlers.action(actionBody({ actionId: 'my-data:export:x#1' }), ack);
    await handlers.submission(submissionBody('my-data:export:x', '', {}), ack);
    expect(namesOf(done)).toEqual(['ack', 'respond', 'sendFile', 'ack', 'post', 'sendFile']);
  });

  it('to a form goes to the one who submitted, whatever the form carried along', async () => {
    const { handlers, ack, done } = setUp({ answer });
    const place = writePlace({ user: 'U0OTHER', manner: 'direct' });
    await handlers.submission(submissionBody('my-data:export:x', place, {}), ack);
    expect(done.slice(1)).toMatchObject([
      ['post', 'U0ADA', says('direct message'), undefined],
      ['sendFile', 'U0ADA', 'my-data.json'],
    ]);
  });

  it('to a mention is for the one who asked, and so is the file', async () => {
    const { handlers, done } = setUp({ answer });
    await handlers.event(mentionBody(`<@${botUser}> /my-data export`));
    expect(done).toMatchObject([
      ['whisper', 'C0GENERAL', 'U0ADA', says('direct message'), undefined],
      ['sendFile', 'U0ADA', 'my-data.json'],
    ]);
  });

  it('brings the file also where the reply itself failed', async () => {
    const { handlers, ack, done } = setUp({ answer, fail: { respond: new Error('timeout') } });
    await handlers.action(actionBody({ actionId: 'my-data:export:x#1' }), ack);
    expect(namesOf(done)).toEqual(['ack', 'respond', 'sendFile']);
  });
});

describe('a file that does not come', () => {
  it.each([
    ['missing_scope', /scopes `?files:write`? and `?im:write`?.*reinstall the app/],
    ['file_uploads_disabled', /does not take.*admins/],
    ['channel_not_found', /refused it: channel.not.found.*Ask for it again/],
  ])('for %s is told about once, with what to do, and not sent again', async (code, what) => {
    const { handlers, ack, done, logged } = setUp({ answer, fail: { sendFile: refused(code) } });
    await handlers.command(slash, ack);
    expect(namesOf(done)).toEqual(['ack', 'sendFile', 'respond']);
    expect(done.at(-1)).toMatchObject(['respond', slash.response_url, { response_type: 'ephemeral' }]);
    const said = JSON.stringify(done.at(-1)).replaceAll('\u200B', '');
    expect(said).toContain('Your file did not arrive');
    expect(said).toContain('Nothing of yours was lost');
    expect(said).toMatch(what);
    expect(logged).toHaveLength(1);
    expect(logged[0]).toContain('not sent');
  });

  it('because Slack was out of reach is told about', async () => {
    const unreachable = new NotDoneError('no direct message was opened', { cause: new Error('ECONNREFUSED') });
    const { handlers, ack, done } = setUp({ answer, fail: { sendFile: unreachable } });
    await handlers.command(slash, ack);
    expect(done.at(-1)).toMatchObject(['respond', slash.response_url, { text: says('was out of reach') }]);
  });

  it('may have come all the same where Slack did not say: it is not sent again', async () => {
    const { handlers, ack, done, logged } = setUp({ answer, fail: { sendFile: new Error('timeout') } });
    await handlers.command(slash, ack);
    expect(namesOf(done)).toEqual(['ack', 'sendFile', 'respond']);
    expect(done.at(-1)).toMatchObject(['respond', slash.response_url, { text: says('may not have arrived') }]);
    expect(logged.join('')).toContain('perhaps sent');
  });

  it('leaves the reply to a click where it is: the word about it stands beside', async () => {
    const { handlers, ack, done } = setUp({ answer, fail: { sendFile: refused('missing_scope') } });
    await handlers.action(actionBody({ actionId: 'my-data:export:x#1' }), ack);
    expect(done.slice(1)).toMatchObject([
      ['respond', clickUrl, { replace_original: true }],
      ['sendFile', 'U0ADA', 'my-data.json'],
      ['respond', clickUrl, { replace_original: false, response_type: 'ephemeral' }],
    ]);
  });

  it('after a mention is told about in a direct message, and nowhere else', async () => {
    const { handlers, done } = setUp({ answer, fail: { sendFile: refused('missing_scope') } });
    await handlers.event(mentionBody(`<@${botUser}> /my-data export`));
    expect(done.slice(1)).toEqual([
      ['sendFile', 'U0ADA', 'my-data.json'],
      ['post', 'U0ADA', says('did not arrive'), undefined],
    ]);
  });
});
