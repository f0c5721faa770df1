import { describe, expect, it } from 'vitest';
import { NotDoneError } from '../../../src/platforms/slack/failures.ts';
import { actionBody, commandBody, directChannel } from '../../fakes/slack/payloads.ts';
import { later, openForm, setUp } from './handler-set-up.ts';
import { textReply, words } from './replies.ts';

const slash = commandBody('/salary', 'senior');
const slashUrl = slash.response_url;
const clickUrl = 'https://hooks.slack.com/actions/T0TEAM/2/def';
describe('a slash command', () => {
  it('is answered by its acknowledgement', async () => {
    const { handlers, ack, done } = setUp();
    await handlers.command(slash, ack);
    expect(done).toEqual([
      ['ack', expect.objectContaining({ text: words('/salary senior'), response_type: 'ephemeral' })],
    ]);
  });

  it('is public where the reply is', async () => {
    const { handlers, ack, done } = setUp({ answer: () => ({ reply: textReply('x', { visibility: 'public' }) }) });
    await handlers.command(slash, ack);
    expect(done).toEqual([['ack', expect.objectContaining({ response_type: 'in_channel' })]]);
  });

  it('is acknowledged first where the answer is slow, and answered once', async () => {
    const { answer, arrive } = later();
    const { handlers, done } = setUp({ answer, patience: 0 });
    // The answer comes only after the acknowledgement: the order is no matter of time.
    await handlers.command(slash, (body) => {
      done.push(['ack', body]);
      arrive({ reply: textReply('slow') });
      return Promise.resolve();
    });
    expect(done).toEqual([
      ['ack', undefined],
      ['respond', slashUrl, { text: words('slow'), response_type: 'ephemeral' }],
    ]);
  });

  it('is answered all the same where the connection has just gone', async () => {
    const { handlers, ack, done } = setUp({ fail: { ack: new Error('gone') } });
    await handlers.command(slash, ack);
    expect(done).toMatchObject([
      ['ack', {}],
      ['respond', slashUrl, { text: words('/salary senior') }],
    ]);
  });

  it('opens a form', async () => {
    const { handlers, ack, done } = setUp({ answer: openForm });
    await handlers.command(slash, ack);
    expect(done).toEqual([['ack'], ['openView', slash.trigger_id, 'Your answer', expect.stringContaining(slashUrl)]]);
  });

  it('says so where the form does not open', async () => {
    const { handlers, ack, done } = setUp({
      answer: openForm,
      fail: { openView: new NotDoneError('expired_trigger_id') },
    });
    await handlers.command(slash, ack);
    expect(done.at(-1)).toMatchObject([
      'respond',
      slashUrl,
      { text: expect.stringContaining('The form did not open') as string },
    ]);
  });

  it('of an unknown shape is acknowledged and logged, without what it says', async () => {
    const { handlers, ack, done, logged } = setUp();
    await handlers.command({ text: 'private words' }, ack);
    expect(done).toEqual([['ack']]);
    expect(logged.join('')).toContain('a command is not of the shape');
    expect(logged.join('')).not.toContain('private words');
  });
});

describe('a click', () => {
  it('is acknowledged at once, and its answer takes the place of the private message', async () => {
    const { handlers, ack, done } = setUp();
    await handlers.action(actionBody({ actionId: 'salary:show:senior#1' }), ack);
    expect(done).toEqual([
      ['ack'],
      ['respond', clickUrl, { text: words('salary show senior'), response_type: 'ephemeral', replace_original: true }],
    ]);
  });

  it('leaves the private message where it is where the answer is a refusal', async () => {
    const { handlers, ack, done } = setUp({ answer: () => ({ reply: textReply('x'), status: 'usage-error' }) });
    await handlers.action(actionBody({ actionId: 'a:b:c#1' }), ack);
    expect(done.at(-1)).toMatchObject(['respond', clickUrl, { response_type: 'ephemeral', replace_original: false }]);
  });

  it('on a public message is answered beside it, for the one who clicked, whatever the reply says', async () => {
    const { handlers, ack, done } = setUp({ answer: () => ({ reply: textReply('x', { visibility: 'public' }) }) });
    await handlers.action(actionBody({ actionId: 'a:b:c#1', ephemeral: false, threadTs: '17.1' }), ack);
    expect(done.at(-1)).toEqual([
      'respond',
      clickUrl,
      { text: words('x'), response_type: 'ephemeral', replace_original: false, thread_ts: '17.1' },
    ]);
  });

  it('in a direct message is answered by a message that stays', async () => {
    const { handlers, ack, done } = setUp();
    await handlers.action(actionBody({ actionId: 'a:b:c#1', ephemeral: false, channelId: directChannel }), ack);
    expect(done.at(-1)).toMatchObject(['respond', clickUrl, { response_type: 'in_channel', replace_original: false }]);
  });

  it('is answered in a direct message where its place takes no more', async () => {
    const { handlers, ack, done } = setUp({
      fail: { respond: new NotDoneError('response_url answered 404 used_url') },
    });
    await handlers.action(actionBody({ actionId: 'a:b:c#1' }), ack);
    expect(done.at(-1)).toEqual(['post', 'U0ADA', words('a b c'), undefined]);
  });

  it('is not answered again where the first answer may have arrived', async () => {
    const { handlers, ack, done, logged } = setUp({ fail: { respond: new Error('timeout') } });
    await handlers.action(actionBody({ actionId: 'a:b:c#1' }), ack);
    expect(done.map((call) => (Array.isArray(call) ? (call[0] as unknown) : call))).toEqual(['ack', 'respond']);
    expect(logged.join('')).toContain('perhaps sent');
  });

  it('opens a form, and leaves the message where it is if that fails', async () => {
    const { handlers, ack, done } = setUp({ answer: openForm, fail: { openView: new Error('timeout') } });
    await handlers.action(actionBody({ actionId: 'a:b:c#1' }), ack);
    expect(done).toMatchObject([
      ['ack'],
      ['openView', '1.2.click', 'Your answer', expect.any(String)],
      ['respond', clickUrl, { replace_original: false }],
    ]);
  });

  it('of an unknown shape is acknowledged', async () => {
    const { handlers, ack, done } = setUp();
    await handlers.action({}, ack);
    expect(done).toEqual([['ack']]);
  });
});
