/** What whoever set up a daily drill reads when it has stopped. */
import { describe, expect, it } from 'vitest';
import { stopNotice } from '../../../src/app/delivery/stop-notice.ts';
import type { Refusal } from '../../../src/practice/daily/daily.ts';
import { textOf } from '../../support/conversation.ts';
import { platforms } from '../../support/platforms.ts';

const discord = { community: 'discord:200000000000000002', channel: '300000000000000003' };
const slack = { community: 'slack:T01', channel: 'C0123456789' };

const noticeOf = (where: typeof discord, why: Refusal, name?: string): ReturnType<typeof stopNotice> =>
  stopNotice({
    ...where,
    name,
    day: '2026-11-23',
    stop: { at: '2026-11-23T09:00:00.000Z', why, detail: 'It is not there. Fetch it.', told: true },
  });

const linesOf = (...args: Parameters<typeof noticeOf>): string[] => textOf(noticeOf(...args)).split('\n');

describe('the notice of a stop', () => {
  it('names the place, as people of the platform call it, and keeps the reason apart from what happened', () => {
    expect(linesOf(discord, 'no-access', 'Analysts_*')).toEqual([
      'The daily drill has stopped',
      'You set up the daily drill in #300000000000000003 of the server Analysts_* (id 200000000000000002). The one of Monday 23 November could not be posted.',
      'Why: It is not there. Fetch it.',
      'I have stopped posting, so that I do not fail again every day. The settings are kept, and so is every answer and streak; the question comes again.',
      'When that is fixed, type /daily resume in any channel of that server; or name another one with /daily set, and it goes on there. /admin doctor says what is still missing.',
      'I tell you this once.',
    ]);
    expect(linesOf(slack, 'no-access', 'Analysts')[1]).toContain('of the workspace Analysts (id T01).');
    expect(linesOf(slack, 'not-connected')[1]).toContain('of the workspace with the id T01.');
  });

  it('sends nobody back to a channel that is gone for good', () => {
    const text = linesOf(discord, 'channel-gone', 'Analysts').join('\n');
    expect(text).toContain('in #300000000000000003 (id 300000000000000003) of the server Analysts');
    expect(text).not.toContain('/daily resume');
    expect(text).toContain('Name another channel of that server with /daily set: it goes on there');
    // There it may be archived, or wait for an invitation.
    expect(linesOf(slack, 'channel-gone').join('\n')).toMatch(/\/daily resume in any channel of that workspace; or/);
  });

  it.each(Object.entries(platforms))(
    'is taken by %s whole, however long the name, and pings nobody',
    (_name, platform) => {
      for (const where of [discord, slack]) {
        const reply = noticeOf(where, 'channel-gone', '@everyone <!here> '.repeat(20));
        const payload = platform.render({ reply });
        expect(platform.problems(payload, { reply })).toEqual([]);
        expect(JSON.stringify(payload)).not.toMatch(platform.shortened);
        expect(JSON.stringify(payload)).toContain('I tell you this once');
      }
    },
  );
});
