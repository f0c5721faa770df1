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

function remindersInWords({ reminders, remindersRefused, canBeTold }: SettingsInForce): string {
  if (remindersRefused !== undefined)
    return `switched off by me: ${literal(remindersRefused.replace(/[.\s]*$/, '.'))} Then type \`/settings reminders:on\`.`;
  if (!reminders) return 'off';
  return canBeTold
    ? 'on: a private message two hours before your day ends, if your streak is alive and not yet extended'
    : 'on, but the terminal has no private messages: none will come here';
}

/** What somebody who turns reminders on should know of their reaching them. */
export const reminderPromise = ({ canBeTold }: SettingsInForce): Block[] =>
  canBeTold
    ? [
        {
          kind: 'text',
          text: 'Reminders reach you only while you take direct messages from me. If one is refused, I switch them off and say so here, in `/settings`: nothing else changes.',
        },
      ]
    : [];

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
          value: remindersInWords(settings),
        },
        {
          name: 'Leaderboard',
          value: settings.hidden
            ? 'only you see your place; no post names you'
            : 'others see you there and in the daily post',
        },
      ],
    },
    {
      kind: 'text',
      text: 'To change something, name it: `/settings timezone:Asia/Tokyo day-start:5 rest-days:sat,sun`. Days that are over stay as they were.',
    },
  ];
}
