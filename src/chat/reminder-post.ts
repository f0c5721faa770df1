/** The private message that a learner who asked for it gets two hours before their day ends. */
import type { Streak } from '../practice/streak.ts';
import { encodeAction } from './action.ts';
import { timeUntil } from './durations.ts';
import type { Button, Reply } from './reply.ts';
import { daysInWords } from './streaks.ts';

export interface ReminderPost {
  readonly streak: Pick<Streak, 'current' | 'endsAt'>;
  readonly now: Date;
  /** The role that "Practise now" asks about: the ids of the buttons name it, so that they stay right when another role comes. */
  readonly role: string | undefined;
}

/** How long the streak is and how long the day still lasts, a way to practise and one to be left in peace. */
export function reminderPost({ streak, now, role }: ReminderPost): Reply {
  const button = (label: string, command: string, action: string): Button => ({
    label,
    action: encodeAction({ command, action, argument: '', ...(role === undefined ? {} : { role }) }),
  });
  return {
    title: `Your streak: ${daysInWords(streak.current)}`,
    blocks: [
      {
        kind: 'text',
        text: `You have not answered today yet, and your day ends in **${timeUntil(streak.endsAt, now)}**. One answer, right or wrong, makes it ${daysInWords(streak.current + 1)}.`,
      },
      {
        kind: 'buttons',
        buttons: [
          { ...button('Practise now', 'interview-question', 'another'), style: 'primary' },
          button('Stop reminders', 'settings', 'stop-reminders'),
        ],
      },
    ],
    sources: [],
    tone: 'notice',
    visibility: 'private',
  };
}
