/** `/daily set [channel] [time] [zone] [days] [topics] [level] [recap]`: a question for the whole community, every day. */
import type { DailySet, DailyStanding } from '../../src/chat/admin-desk.ts';
import { actionIdLimit } from '../../src/chat/action.ts';
import { canBeFixed, checkItems, obstaclesIn, warningsIn } from '../../src/chat/checks.ts';
import { defineCommand, type Context } from '../../src/chat/command.ts';
import { asArgument, typedAgain, typedIn } from '../../src/chat/daily-again.ts';
import { dayCompletions, topicCompletions } from '../../src/chat/daily-completions.ts';
import { lineOf, nothingTyped, type TypedSettings, withWordsApart } from '../../src/chat/daily-line.ts';
import { all, areTopics, defaultSettings, nothingFits, settingsFrom } from '../../src/chat/daily-options.ts';
import { whyThen } from '../../src/chat/daily-when.ts';
import { nextInWords, notHere, settingsFields, stateBlocks } from '../../src/chat/daily-words.ts';
import { channelMarkup, literal } from '../../src/chat/markup.ts';
import { privateNotice, text } from '../../src/chat/notices.ts';
import type { Check } from '../../src/chat/poster.ts';
import type { Block, Button, Outcome } from '../../src/chat/reply.ts';
import { weekdaysIn } from '../../src/chat/weekdays.ts';
import { zoneCompletions } from '../../src/chat/zone-named.ts';
import type { Role } from '../../src/knowledge/knowledge.ts';
import { fittingQuestions } from '../../src/practice/daily/pick-daily.ts';
import type { DailySettings } from '../../src/practice/daily/daily.ts';

export default defineCommand({
  name: 'daily set',
  access: 'admins',
  summary: 'A question for everybody, each day, in this channel or another; or change what is set',
  examples: [
    '/daily set',
    '/daily set time:18:30 zone:Europe/Berlin days:mon-fri',
    '/daily set topics:caching,http level:senior recap:on',
  ],
  options: {
    channel: { kind: 'channel', description: 'Where it is posted; at first here' },
    time: { kind: 'time', description: 'The time of day, 18:30 or 6:30 pm; at first 09:00' },
    zone: {
      kind: 'text',
      description: 'The time zone, such as Europe/Berlin, or a city; at first your own',
      otherNames: ['timezone', 'tz'],
      complete: (_context, partial) => zoneCompletions(partial),
    },
    days: {
      kind: 'word',
      description: 'On which days: mon-fri, weekends, mon,wed,fri; at first every day',
      otherNames: ['day'],
      complete: (_context, partial) => dayCompletions(partial),
      takes: (text) => weekdaysIn(text) !== undefined,
    },
    topics: {
      kind: 'word',
      description: 'From which topics, with commas: caching,http; at first all',
      otherNames: ['topic'],
      complete: ({ role }, partial) => topicCompletions(role, partial),
      takes: areTopics,
    },
    level: {
      kind: 'term',
      noun: 'level',
      description: 'From which level; at first all',
      terms: (role) => [...role.about.levels, { id: all, title: 'All levels', aliases: ['any'] }],
    },
    recap: {
      kind: 'term',
      noun: 'choice',
      byName: true,
      description: 'Whether the first post of a week looks back at the last one; at first off',
      terms: () => [
        { id: 'on', title: 'on', aliases: ['yes'] },
        { id: 'off', title: 'off', aliases: ['no'] },
      ],
    },
  },
  run: (context, options) => set(context, { ...options, role: context.roleIsNamed ? context.role.id : undefined }),
  actions: {
    async again(context, argument) {
      const typed = typedIn(argument, context.role);
      if (typed === undefined)
        return privateNotice('This button has expired', [text('Nothing was changed. Please type `/daily set` again.')]);
      return set(context, typed);
    },
    // Offered to whoever resumes and cannot: it goes on here, with all else as it is set.
    here: (context) =>
      context.channel === undefined
        ? noChannel
        : set(context, { ...nothingTyped, channel: context.channel }, { resume: true }),
  },
});

const noChannel = privateNotice('There is no channel here', notHere);

async function set(context: Context, options: TypedSettings, { resume } = { resume: false }): Promise<Outcome> {
  const before = await context.desk.daily();
  const choice = await chosen(context, options, before);
  if (choice === undefined) return noChannel;
  const { settings, role } = choice;
  if (fittingQuestions(role, settings).length === 0)
    return privateNotice('There is no question that fits', nothingFits(settings, role));
  const result = await context.desk.setDaily(settings, { resume });
  switch (result.kind) {
    case 'no-channels':
      return noChannel;
    case 'cannot-post':
      return cannotPost(context, result.checks, choice, before);
    case 'same':
      return privateNotice('Nothing was changed: it was all set so already', [
        ...stateBlocks(result.standing, context.now),
        { kind: 'fields', fields: settingsFields(settings, context.knowledge) },
        ...lastBlocks(context, result.standing),
      ]);
    case 'set':
      return isSet(context, result, choice, before);
  }
}

interface Choice {
  /** Its words apart. */
  readonly typed: TypedSettings;
  readonly settings: DailySettings;
  readonly role: Role;
  /** Whether nobody has ever said a time zone. */
  readonly zoneIsGuess: boolean;
}

/** What was typed, over what was set before, over the defaults; undefined where no channel was ever named and here is none. */
async function chosen(
  context: Context,
  options: TypedSettings,
  { daily, zone }: DailyStanding,
): Promise<Choice | undefined> {
  const set = daily?.settings;
  const channel = options.channel ?? set?.channel ?? context.channel;
  if (channel === undefined) return undefined;
  const role = context.knowledge.roles.get(options.role ?? set?.role ?? '') ?? context.role;
  const typed = withWordsApart(options, role);
  const own = set === undefined && zone === undefined ? await context.practice.settings() : undefined;
  const defaults = defaultSettings(channel, zone ?? own?.zone ?? 'UTC', role.id);
  const settings = settingsFrom(typed, set ?? defaults, role);
  return { typed, settings, role, zoneIsGuess: own?.zoneFrom === 'default' && settings.zone === own.zone };
}

function cannotPost(context: Context, checks: readonly Check[], choice: Choice, { daily }: DailyStanding): Outcome {
  const kept =
    daily === undefined ? '' : ` The daily drill stays as it was, in ${channelMarkup(daily.settings.channel)}.`;
  const channel = channelMarkup(choice.settings.channel);
  const [title, what, why] = canBeFixed(checks)
    ? ['I cannot post there yet', `a post to ${channel} would fail`, 'What is missing:']
    : ['I cannot post there', `nothing can be posted to ${channel}`, 'Why:'];
  return privateNotice(title, [
    text(`Nothing was changed: ${what}.${kept} ${why}`),
    { kind: 'list', items: checkItems(obstaclesIn(checks)) },
    ...againBlocks(context, choice, canBeFixed(checks)),
  ]);
}

/** Buttons that set what was typed again, there or here; where they cannot carry so much, what to type. */
function againBlocks(context: Context, { typed, settings }: Choice, canBeFixed: boolean): Block[] {
  const { channel: here, role } = context;
  const again = typedAgain(typed, settings);
  const isElsewhere = here !== undefined && here !== settings.channel;
  const choices = [
    ...(canBeFixed ? [{ label: 'Try again', argument: asArgument(again), style: 'primary' as const }] : []),
    ...(isElsewhere ? [{ label: 'Post here instead', argument: asArgument({ ...again, channel: here }) }] : []),
  ];
  if (choices.length === 0) return [text('Choose another channel: `/daily set` posts to the one that it is typed in.')];
  const room = actionIdLimit - context.action('again').length;
  if (settings.role !== role.id || choices.some(({ argument }) => argument.length > room)) {
    return canBeFixed
      ? [text(`When that is fixed, type it again: \`${lineOf(again)}\``)]
      : [text(`Type it for another channel: \`${lineOf({ ...again, channel: here })}\` posts here.`)];
  }
  const buttons = choices.map(({ argument, ...rest }) => ({ ...rest, action: context.action('again', argument) }));
  const way = canBeFixed
    ? 'When that is fixed, press Try again.'
    : 'Press Post here instead, or choose another channel.';
  return [text(`${way} I have kept all that you chose.`), { kind: 'buttons', buttons }];
}

function isSet(
  context: Context,
  { standing, checks }: Extract<DailySet, { checks: unknown; standing: unknown }>,
  choice: Choice,
  before: DailyStanding,
): Outcome {
  const isPaused = standing.daily?.status === 'paused';
  const title = isPaused
    ? 'Saved: the daily drill is still paused'
    : before.daily === undefined
      ? 'The daily drill is on'
      : 'Saved: the daily drill is on';
  return privateNotice(title, [
    ...(isPaused
      ? [text('Nothing is posted until you press Resume.')]
      : [text([nextInWords(standing, context.now), ...whyThen(standing, context.now)].join(' '))]),
    { kind: 'fields', fields: settingsFields(choice.settings, context.knowledge) },
    ...zoneBlocks(standing, choice, before),
    ...warningBlocks(warningsIn(checks)),
    ...lastBlocks(context, standing),
  ]);
}

/** How to go on. */
const lastBlocks = (context: Context, { daily }: DailyStanding): Block[] => [
  text('To change something, type `/daily set` with it. What you leave out stays as it is.'),
  { kind: 'buttons', buttons: daily?.status === 'paused' ? pausedButtons(context) : onButtons(context) },
];

const preview = (context: Context) => ({ label: 'Preview', action: context.actionOf('daily preview', 'show') });

const onButtons = (context: Context): Button[] => [
  { ...preview(context), style: 'primary' },
  { label: 'Pause', action: context.actionOf('daily pause', 'pause') },
];

const pausedButtons = (context: Context): Button[] => [
  { label: 'Resume', action: context.actionOf('daily resume', 'resume'), style: 'primary' },
  preview(context),
];

function zoneBlocks({ zone }: DailyStanding, { settings, zoneIsGuess }: Choice, before: DailyStanding): Block[] {
  if (zoneIsGuess) {
    const line = '`/daily set zone:Europe/Berlin`';
    return [
      text(
        `You named no time zone and I know none of yours, so I took ${literal(settings.zone)}. If it is another, name it: ${line}`,
      ),
    ];
  }
  return zone === settings.zone && before.zone !== zone
    ? [text(`New learners whose own time zone I do not know go by ${literal(zone)} from now on.`)]
    : [];
}

const warningBlocks = (warnings: readonly Check[]): Block[] =>
  warnings.length === 0
    ? []
    : [text('It works, and this would make it better:'), { kind: 'list', items: checkItems(warnings) }];
