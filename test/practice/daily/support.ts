/** Settings of a daily drill, and what tests of its account have in common. */
import type { DailySettings, Delivery } from '../../../src/practice/daily/daily.ts';
import { withDaily } from '../../../src/practice/daily/outbox.ts';
import { weekdays } from '../../../src/practice/ledger.ts';
import { type CommunityRecord, newCommunity } from '../../../src/practice/records.ts';

/** Every day at 09:00 UTC, of the role "coder", unless set otherwise. */
export const settingsOf = (more: Partial<DailySettings> = {}): DailySettings => ({
  channel: 'general',
  time: '09:00',
  zone: 'UTC',
  weekdays,
  role: 'coder',
  topics: [],
  recap: false,
  ...more,
});

export const setUp = '2026-11-01T12:00Z';
export const guild = 'discord:1';

/** A community whose daily drill was set up on Sunday 2026-11-01 at noon UTC: the first one is due on the 2nd. */
export const communityWith = (settings: Partial<DailySettings> = {}): CommunityRecord =>
  withDaily(newCommunity(guild), settingsOf(settings), { by: 'discord:ada', now: new Date(setUp) });

/** Each date with its state, in order: "2026-11-02 sent". */
export const accountOf = ({ daily }: CommunityRecord): string[] =>
  (daily?.deliveries ?? []).map(({ day, state }) => `${day} ${state}`);

/** The delivery of a date; fails where there is none. */
export function deliveryIn({ daily }: CommunityRecord, day: string): Delivery {
  const delivery = daily?.deliveries.find((each) => each.day === day);
  if (delivery === undefined) throw new Error(`There is no ${day}.`);
  return delivery;
}
