import { describe, expect, it } from 'vitest';
import type { Outcome } from '../../../src/chat/reply.ts';
import { NotDoneError } from '../../../src/platforms/slack/failures.ts';
import { writePlace } from '../../../src/platforms/slack/place.ts';
import { Recent } from '../../../src/platforms/slack/recent.ts';
import { botUser, directBody, directChannel, mentionBody, submissionBody } from '../../fakes/slack/payloads.ts';
import { aBot, later, openForm, setUp } from './handler-set-up.ts';
import { form, textReply, words } from './replies.ts';

const threadOf = '1700000005.000500';
const privately = (question: string): Outcome => ({ reply: textReply(question, { visibility: 'private' }) });
const clickUrl = 'https://hooks.slack.com/actions/T0TEAM/2/def';

describe('a submitted form', () => {
  const submission = submissionBody(
    'drill:answer:q1',
    writePlace({ user: 'U0ADA', responseUrl: clickUrl, manner: 'replace' }),
    { answer: 'a queue' },
  );

  it('closes, and its answer goes to where it was opened from', async () => {
    const { handlers, ack, done } = setUp();
    await handlers.submission(submission, ack);
    expect(done).toMatchObject([
      ['ack'],
      ['respond', clickUrl, { text: words('drill answer q1 answer=a queue'), replace_original: true }],
    ]);
  });

  it('is answered in a direct message where its place is unknown', async () => {
    const { handlers, ack, done } = setUp();
    await handlers.submission(submissionBody('a:b:c', '', {}), ack);
    expect(done).toEqual([['ack'], ['post', 'U0ADA', words('a b c'), undefined]]);
  });

  it('gives way to the next form', async () => {
    const { handlers, ack, done } = setUp({ answer: openForm });
    await handlers.submission(submission, ack);
    expect(done).toMatchObject([['ack', { response_action: 'update', view: { callback_id: form.action } }]]);
  });

  it('closes first where the next form is slow', async () => {
    const { answer, arrive } = later();
    const { handlers, done } = setUp({ answer, patience: 0 });
    await handlers.submission(submission, (body) => {
      done.push(['ack', body]);
      arrive({ form });
      return Promise.resolve();
    });
    expect(done).toMatchObject([
      ['ack', undefined],
      ['openView', '1.2.view', 'Your answer', expect.any(String)],
    ]);
  });

  it('of an unknown shape is acknowledged', async () => {
    const { handlers, ack, done } = setUp();
    await handlers.submission({}, ack);
    expect(done).toEqual([['ack']]);
  });
});

describe('a message', () => {
  it('is answered in its thread', async () => {
    const { handlers, done } = setUp();
    await handlers.event(mentionBody(`<@${botUser}> why?`));
    expect(done).toEqual([['post', 'C0GENERAL', words('why?'), threadOf]]);
  });

  it('that cannot be answered for want of a token is logged once, with why', async () => {
    const away = { of: () => Promise.reject(new Error('the store is away')) };
    const gone = { of: () => Promise.resolve(undefined) };
    for (const [{ of }, why] of [
      [away, 'the store is away'],
      [gone, 'not installed'],
    ] as const) {
      const { handlers, done, logged } = setUp({ bots: { ...aBot, of } });
      await handlers.event(directBody('why?'));
      expect(done).toEqual([]);
      expect(logged).toEqual([expect.stringContaining(why)]);
    }
  });

  it('is answered to the person alone where the answer is meant for nobody else', async () => {
    const { handlers, done } = setUp({ answer: privately });
    await handlers.event(mentionBody(`<@${botUser}> /daily preview`));
    await handlers.event(mentionBody(`<@${botUser}> /daily preview`, { ts: '17.2', thread_ts: '17.1' }, 'Ev0THREAD'));
    expect(done).toEqual([
      ['whisper', 'C0GENERAL', 'U0ADA', words('/daily preview'), undefined],
      ['whisper', 'C0GENERAL', 'U0ADA', words('/daily preview'), '17.1'],
    ]);
  });

  it('is answered in a direct message where the channel takes nothing for one person', async () => {
    const fail = { whisper: new NotDoneError('Slack refused: user_not_in_channel') };
    const { handlers, done } = setUp({ answer: privately, fail });
    await handlers.event(mentionBody(`<@${botUser}> /daily preview`));
    expect(done.slice(1)).toEqual([['post', 'U0ADA', words('/daily preview'), undefined]]);
  });

  it('is not answered again where the private answer may have arrived', async () => {
    const { handlers, done, logged } = setUp({ answer: privately, fail: { whisper: new Error('503') } });
    await handlers.event(mentionBody(`<@${botUser}> /daily preview`));
    expect(done).toHaveLength(1);
    expect(logged.join('')).toContain('perhaps sent');
  });

  it('delivered twice is answered once', async () => {
    const { handlers, done, conversation } = setUp();
    await handlers.event(directBody('why?'));
    await handlers.event(directBody('why?'));
    await handlers.event(directBody('why?', {}, 'Ev0OTHER'));
    expect(conversation.heard).toEqual(['why?']);
    expect(done).toHaveLength(1);
  });

  it('delivered twice at once is answered once', async () => {
    const { handlers, done } = setUp();
    await Promise.all([handlers.event(directBody('why?')), handlers.event(directBody('why?'))]);
    expect(done).toHaveLength(1);
  });

  it('that would need a form is told how to get it', async () => {
    const { handlers, done } = setUp({ answer: openForm });
    await handlers.event(directBody('/drill'));
    expect(done).toEqual([['post', directChannel, expect.stringContaining('This needs a form'), undefined]]);
  });

  it('is not answered again where the first answer may have arrived', async () => {
    const { handlers, done, logged } = setUp({ fail: { post: new Error('503') } });
    await handlers.event(directBody('why?'));
    expect(done).toHaveLength(1);
    expect(logged.join('')).toContain('perhaps sent');
  });
});

describe('what was seen before', () => {
  it('is forgotten in the end, the oldest first', () => {
    const recent = new Recent(2);
    expect([recent.isNew(['a']), recent.isNew(['b']), recent.isNew(['a'])]).toEqual([true, true, false]);
    expect([recent.isNew(['c']), recent.isNew(['a']), recent.isNew(['b'])]).toEqual([true, false, true]);
  });
});
