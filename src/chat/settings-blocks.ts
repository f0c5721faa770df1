/** A learner's settings in words. */
import { dayInterval, localDay } from '../practice/days.ts';
import { weekdayNames } from '../practice/ledger.ts';
import type { SettingsInForce } from '../practice/practice.ts';
import { timeUntil } from './durations.ts';
import { literal } from './markup.ts';
import type { Block } from './reply.ts';

const zoneSources: Record<SettingsInForce['zoneFrom'], string> = {
  you: 'set by you',
  profile: 'from your profile here',
  practice: 'kept from your practice so far; set yours if you live elsewhere',
  community: 'this community’s',
  default: 'the default; set yours, so that your day does not end in the middle of it',
};

/** What is set, what it means for today, and how to change it. */
export function settingsBlocks(settings: SettingsInForce, now: Date): Block[] {
  const ends = dayInterval(localDay(now, settings), settings).to;
  return [
    {
      kind: 'fields',
      fields: [
        {
          name: 'Time zone',
          value: `${literal(settings.zone)} (${zoneSources[settings.zoneFrom]})`,
        },
        {
          name: 'Your day begins at',
          value: `${String(settings.dayStart).padStart(2, '0')}:00; today ends in ${timeUntil(ends, now)}`,
        },
        {
          name: 'Rest days',
          value:
            settings.restDays.length === 0 ? 'none' : settings.restDays.map((day) => weekdayNames[day]).join(' and '),
        },
        {
          name: 'Reminders',
          value: settings.reminders ? 'on; they begin with the daily drill, which is still to come' : 'off',
        },
        { name: 'Leaderboard', value: settings.hidden ? 'only you see your place' : 'others see you' },
      ],
    },
    {
      kind: 'text',
      text: 'To change something, name it: `/settings timezone:Asia/Tokyo day-start:5 rest-days:sat,sun`. Days that are over stay as they were.',
    },
  ];
}
