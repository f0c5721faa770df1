/** `/settings reminders`: what is promised, what comes of it, and when to look at a learner who wants them. */
import { beforeAll, describe, expect, it } from 'vitest';
import { refuseReminders } from '../../src/practice/daily/reminders.ts';
import { createMemoryStore } from '../../src/store/memory.ts';
import { conversationOver, textOf, type TestConversation } from '../support/conversation.ts';
import { realData } from '../support/folders.ts';
import { Person } from '../support/person.ts';

const store = createMemoryStore();
let bot: TestConversation;
beforeAll(async () => {
  bot = await conversationOver(realData, store);
});

describe('reminders', () => {
  const onSlack = (name: string): Person =>
    new Person(bot, name, { platform: 'slack', learner: `slack:T:${name}`, community: 'slack:T' });

  it('are explained where they are turned on: when they come, and what if they cannot', async () => {
    const ada = onSlack('keen').at('2026-11-22T12:00:00Z');
    expect(await ada.read('/settings')).toContain('Reminders: off');
    const text = await ada.read('/settings reminders:on');
    expect(text).toContain(
      'Reminders: on: a private message two hours before your day ends, if your streak is alive and not yet extended',
    );
    expect(text).toContain('If one is refused, I switch them off and say so here');
    expect(await ada.read('/settings')).not.toContain('If one is refused');
  });

  it('are not promised in the terminal, which has no private messages', async () => {
    const text = await new Person(bot, 'terminal').read('/settings reminders:on');
    expect(text).toContain('the terminal has no private messages');
    expect(text).not.toContain('take direct messages');
    expect((await store.learner('console:terminal')).wakeAt).toBeUndefined();
  });

  it('are stopped by the button under one, and come back with the setting', async () => {
    const ada = onSlack('stopper');
    await ada.type('/settings reminders:on');
    const { reply } = await ada.press('settings:stop-reminders:');
    expect(reply).toMatchObject({ title: 'Reminders are off', visibility: 'private' });
    expect(textOf(reply)).toContain('Your streak, your answers and your other settings stay as they were.');
    expect((await ada.type('/settings')).data).toMatchObject({ settings: { reminders: false } });
    expect((await store.learner('slack:T:stopper')).wakeAt).toBeUndefined();
    expect((await ada.type('/settings reminders:on')).data).toMatchObject({ settings: { reminders: true } });
  });

  it('that the platform refused say why, and how to have them again', async () => {
    const ada = onSlack('refused');
    await ada.type('/settings reminders:on');
    await store.updateLearner('slack:T:refused', (record) => ({
      record: refuseReminders(record, 'Slack takes *no* message for you. Allow them'),
      result: undefined,
    }));
    expect(await ada.read('/settings')).toContain(
      'Reminders: switched off by me: Slack takes *no* message for you. Allow them. Then type /settings reminders:on.',
    );
    const { reply } = await ada.type('/settings reminders:on');
    expect(textOf(reply)).not.toContain('switched off by me:');
    expect((await store.learner('slack:T:refused')).remindersRefused).toBeUndefined();
  });
});

describe('when to look at a learner who wants reminders', () => {
  const wakeAt = async (name: string): Promise<string | undefined> => (await store.learner(`slack:T:${name}`)).wakeAt;

  it('follows every change of the day: zone, day start, answers, on and off', async () => {
    const ada = new Person(bot, 'wake', { learner: 'slack:T:wake' }).at('2026-11-22T12:00:00Z');
    await ada.practise();
    expect(await wakeAt('wake')).toBeUndefined();
    await ada.type('/settings reminders:on');
    expect(await wakeAt('wake')).toBe('2026-11-24T02:00:00.000Z');
    await ada.later(20).type('/settings timezone:Asia/Tokyo');
    expect(await wakeAt('wake')).toBe('2026-11-23T17:00:00.000Z');
    await ada.type('/settings day-start:0');
    expect(await wakeAt('wake')).toBe('2026-11-23T13:00:00.000Z');
    await ada.practise();
    expect(await wakeAt('wake')).toBe('2026-11-24T13:00:00.000Z');
    await ada.type('/settings reminders:off');
    expect(await wakeAt('wake')).toBeUndefined();
  });

  it('follows a profile that has moved, when that is noticed', async () => {
    let zone = 'Europe/Berlin';
    const ada = new Person(bot, 'wake-profile', {
      learner: 'slack:T:wake-profile',
      profileZone: () => Promise.resolve(zone),
    });
    await ada.at('2026-11-22T12:00:00Z').practise();
    await ada.type('/settings reminders:on');
    expect(await wakeAt('wake-profile')).toBe('2026-11-24T01:00:00.000Z');
    zone = 'Asia/Tokyo';
    await ada.later(12).type('/streak');
    expect(await wakeAt('wake-profile')).toBe('2026-11-23T17:00:00.000Z');
  });
});
