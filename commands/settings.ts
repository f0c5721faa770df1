/** `/settings [timezone] [day-start] [rest-days] [reminders] [leaderboard]`: when a learner's day begins, and who sees what. */
import { defineCommand, type Context } from '../src/chat/command.ts';
import { UserError } from '../src/chat/errors.ts';
import { privateNotice, text } from '../src/chat/notices.ts';
import type { Block, Outcome } from '../src/chat/reply.ts';
import { reminderPromise, settingsBlocks } from '../src/chat/settings-blocks.ts';
import { shorten } from '../src/chat/shorten.ts';
import { weekdayIn } from '../src/chat/weekdays.ts';
import { zoneCompletions, zoneNamed } from '../src/chat/zone-named.ts';
import type { Term } from '../src/knowledge/schema/files.ts';
import type { Weekday } from '../src/practice/ledger.ts';
import type { SettingsChange, SettingsInForce } from '../src/practice/practice.ts';

const hours: readonly Term[] = Array.from({ length: 7 }, (_, hour) => ({
  id: String(hour),
  title: `${String(hour).padStart(2, '0')}:00`,
  aliases: [`${hour}h`, `${hour}am`, ...(hour === 0 ? ['midnight'] : [])],
}));
const onOff: readonly Term[] = [
  { id: 'on', title: 'on', aliases: ['yes', 'true'] },
  { id: 'off', title: 'off', aliases: ['no', 'false', 'none'] },
];
const showHide: readonly Term[] = [
  { id: 'show', title: 'show', aliases: ['shown', 'visible', 'on'] },
  { id: 'hide', title: 'hide', aliases: ['hidden', 'invisible', 'off'] },
];

/** docs/streaks.md: at most two weekdays a week. */
const mostRestDays = 2;

export default defineCommand({
  name: 'settings',
  summary: 'Your time zone, when your day begins, rest days, reminders, the leaderboard',
  examples: [
    '/settings',
    '/settings timezone:Asia/Tokyo',
    '/settings day-start:5 rest-days:sat,sun',
    '/settings leaderboard:hide',
  ],
  options: {
    timezone: {
      kind: 'text',
      description: 'An IANA name such as Asia/Tokyo, or a city',
      otherNames: ['zone', 'tz'],
      complete: (_context, partial) => zoneCompletions(partial),
    },
    'day-start': {
      kind: 'term',
      noun: 'hour',
      description: 'The hour at which your day begins, 0 to 6',
      terms: () => hours,
    },
    'rest-days': { kind: 'word', description: 'At most two weekdays, such as sat,sun; or none' },
    reminders: {
      kind: 'term',
      noun: 'choice',
      description: 'A private message before your day ends: on or off',
      terms: () => onOff,
    },
    leaderboard: {
      kind: 'term',
      noun: 'choice',
      description: 'Whether others see you there and in the daily post: show or hide',
      terms: () => showHide,
    },
  },
  async run(context, options) {
    const { timezone, restDays } = apart(options.timezone, options['rest-days']);
    const change: SettingsChange = {
      ...(timezone === undefined ? {} : { zone: zoneNamed(timezone, (zone) => `/settings timezone:${zone}`) }),
      ...(options['day-start'] === undefined ? {} : { dayStart: Number(options['day-start']) }),
      ...(restDays === undefined ? {} : { restDays: restDaysIn(restDays) }),
      ...(options.reminders === undefined ? {} : { reminders: options.reminders === 'on' }),
      ...(options.leaderboard === undefined ? {} : { hidden: options.leaderboard === 'hide' }),
    };
    if (Object.keys(change).length === 0) return reply(context, 'Your settings', await context.practice.settings());
    const changed = await context.practice.changeSettings(change);
    if (changed.kind === 'changed')
      return reply(
        context,
        'Saved',
        changed.settings,
        change.reminders === true ? reminderPromise(changed.settings) : [],
      );
    throw new UserError(
      'Your time zone was changed twice in the last seven days',
      `Nothing was changed. You can change it again on ${changed.again.toUTCString().slice(0, 22)} UTC. Until then your days go by the zone that is set.`,
    );
  },
  actions: {
    // The button under each reminder.
    'stop-reminders': async (context) => {
      await context.practice.changeSettings({ reminders: false });
      return privateNotice('Reminders are off', [
        text(
          'I send you no more of them. Your streak, your answers and your other settings stay as they were. `/settings reminders:on` brings them back.',
        ),
      ]);
    },
  },
});

const reply = (context: Context, title: string, settings: SettingsInForce, more: readonly Block[] = []): Outcome => ({
  ...privateNotice(title, [...settingsBlocks(settings, context.now), ...more]),
  data: { settings },
});

/** In "rest-days:sat, sun" the grammar takes the words after the space for the time zone: weekdays at its end belong to the rest days. */
function apart(timezone: string | undefined, restDays: string | undefined) {
  if (timezone === undefined || restDays === undefined) return { timezone, restDays };
  const words = timezone.split(/\s+/);
  const isRest = (word: string): boolean => word === 'and' || weekdayIn(word) !== undefined;
  const end = words.findLastIndex((word) => !isRest(word)) + 1;
  return {
    timezone: end === 0 ? undefined : words.slice(0, end).join(' '),
    restDays: [restDays, ...words.slice(end)].join(' '),
  };
}

function restDaysIn(text: string): Weekday[] {
  const words = text
    .toLowerCase()
    .split(/[\s,;+&]+/)
    .filter((word) => word !== '' && word !== 'and');
  if (words.length === 1 && ['none', 'off', 'no', '-'].includes(words[0] ?? '')) return [];
  const unknown = words.find((word) => weekdayIn(word) === undefined);
  if (unknown !== undefined) throw noRestDays(`I do not know the weekday “${shorten(unknown, 20)}”`);
  const days = [...new Set(words.flatMap((word) => weekdayIn(word) ?? []))];
  if (days.length === 0) throw noRestDays('I found no weekday there');
  if (days.length > mostRestDays) throw noRestDays('At most two rest days a week');
  return days;
}

const noRestDays = (what: string): UserError =>
  new UserError(
    what,
    'Nothing was changed. Write one or two of sun, mon, tue, wed, thu, fri, sat, such as `/settings rest-days:sat,sun`; or `none`.',
  );
