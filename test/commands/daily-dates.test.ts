/** What `/daily` says of single dates: those to come, those that were posted elsewhere in time, and those that nobody is sure of. */
import { describe, expect, it } from 'vitest';
import type { Daily, Delivery } from '../../src/practice/daily/daily.ts';
import type { Store } from '../../src/practice/store.ts';
import { communityOn } from '../support/community.ts';
import { platforms } from '../support/platforms.ts';

const changeDaily = (store: Store, id: string, change: (daily: Daily) => Daily): Promise<void> =>
  store.updateCommunity(id, (record) => {
    if (record.daily === undefined) throw new Error('nothing was set up');
    return { record: { ...record, daily: change(record.daily) }, result: undefined };
  });

describe('/daily status', () => {
  it('keeps dates to come that an admin skipped apart from the past ones', async () => {
    const { admin, deliver } = await communityOn('discord');
    await admin.type('/daily set here 13:00 UTC');
    await admin.at('2026-11-22T13:00:00Z').type('/daily status');
    await deliver();
    await admin.type('/daily skip');
    const posted = 'Sunday 22 November: posted at 13:00; no answers.';
    const toCome = 'A date to come\nMonday 23 November: will not be posted: an admin skipped it.';
    expect(await admin.read('/daily status')).toContain(`The latest date\n${posted}\n${toCome}`);
    await admin.type('/daily skip');
    expect(await admin.read('/daily status')).toMatch(
      /\nDates to come\nMonday 23 November: will not .*\nTuesday 24 November: will not .*\n/,
    );
    const next = await admin.at('2026-11-23T14:00:00Z').type('/daily status');
    expect(await admin.read('/daily status')).toMatch(
      /The latest 2 dates\nMonday 23 November: not posted\. An admin skipped it\.\n.*\nA date to come\nTuesday 24 November/,
    );
    for (const { render, problems } of Object.values(platforms))
      expect(problems(render({ reply: next.reply }), next)).toEqual([]);
  });

  it('says that nothing has been posted, also where dates to come were skipped', async () => {
    const { admin } = await communityOn('slack');
    await admin.type('/daily set here 13:00 UTC');
    await admin.type('/daily skip');
    expect(await admin.read('/daily status')).toContain('Nothing has been posted yet.\nA date to come\nSunday 22');
  });

  it('counts an open question by how many were content, and sends whoever wants to be sure to the channel', async () => {
    const { admin, store, id } = await communityOn('slack');
    await admin.type('/daily set here 18:00 UTC');
    const ended = (day: string, more: Partial<Delivery>): Delivery => ({
      day,
      dueAt: `${day}T09:00:00.000Z`,
      state: 'sent',
      tries: 1,
      endedAt: `${day}T09:00:00.000Z`,
      ...more,
    });
    const tally = { answered: 3, right: 1, streaks: 0, longest: [] };
    await changeDaily(store, id, (daily) => ({
      ...daily,
      deliveries: [
        ended('2026-11-19', { tally: { ...tally, options: [1, 2] } }),
        ended('2026-11-20', { tally: { ...tally, options: [] } }),
        ended('2026-11-21', { state: 'doubt', reason: 'The answer was lost.' }),
      ],
    }));
    const text = await admin.read('/daily status');
    expect(text).toContain('Thursday 19 November: posted at 09:00; 3 answers, 1 right.');
    expect(text).toContain('Friday 20 November: posted at 09:00; 3 answers, 1 content.');
    expect(text).toContain('Saturday 21 November: perhaps posted; look into the channel to know. The answer was lost.');
  });
});

describe('after a move west, past midnight', () => {
  it('no date is called today that is tomorrow there, and a post is dated by the clocks of the place', async () => {
    const { admin, platform } = await communityOn('discord');
    await admin.at('2026-11-22T02:00:00Z').type('/daily set here 09:00 Asia/Tokyo');
    expect(await admin.read('/daily now')).toMatch(/^Posted\nThe drill of Sunday 22 November is in/);
    await admin.type('/daily set zone:America/Los_Angeles');
    expect(await admin.read('/daily now')).toMatch(
      /^The drill of Sunday 22 November is there already\nSunday 22 November: posted on Saturday 21 November at 18:00; no answers\.\nThere is at most one for each date/,
    );
    expect(await admin.read('/daily status')).toContain(
      'Sunday 22 November: posted on Saturday 21 November at 18:00; no answers.',
    );
    expect(platform.posts).toHaveLength(1);
  });
});

describe('how to set it up', () => {
  it('names the zone that is taken, and offers the preview only outside of it', async () => {
    const { admin } = await communityOn('slack');
    const status = await admin.read('/daily status');
    expect(status).toContain('every day at 09:00 in your time zone.');
    expect(status).toContain('/daily preview shows you alone');
    const preview = await admin.read('/daily preview');
    expect(preview).toContain('every day at 09:00 in your time zone.');
    expect(preview).not.toContain('/daily preview');
  });
});
