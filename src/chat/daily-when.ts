/** Why the next daily drill comes when it does, where one may have expected another day or time. */
import { weekdayOf } from '../practice/days.ts';
import type { Daily } from '../practice/daily/daily.ts';
import { openDelivery } from '../practice/daily/outbox.ts';
import { dueAt, wallDate, wallTime } from '../practice/daily/schedule.ts';
import type { DailyStanding } from './admin-desk.ts';
import type { Markup } from './markup.ts';

/** One sentence each; none where nothing is to be explained, or none is planned. */
export function whyThen({ daily, next }: DailyStanding, now: Date): Markup[] {
  const day = daily === undefined ? undefined : openDelivery(daily)?.day;
  if (daily === undefined || next === undefined || day === undefined) return [];
  const { settings } = daily;
  const isAtItsTime = dueAt(day, settings).getTime() === next.getTime();
  const isMoved = isAtItsTime && wallTime(next, settings.zone) !== settings.time;
  return [...whyNotToday(daily, day, now), ...(isMoved ? [`The clocks skip ${settings.time} that day.`] : [])];
}

function whyNotToday({ settings, deliveries }: Daily, next: string, now: Date): Markup[] {
  const today = wallDate(now, settings.zone);
  if (next <= today || !settings.weekdays.includes(weekdayOf(today))) return [];
  const state = deliveries.find(({ day }) => day === today)?.state;
  if (state === 'sent') return ['Today’s was posted already.'];
  if (state === 'doubt') return ['Today’s may have been posted already.'];
  return dueAt(today, settings) > now
    ? ['Today’s was skipped.']
    : [`${settings.time} has passed today; \`/daily now\` posts today’s.`];
}
