/** `/daily set [channel] [time] [zone] [days] [topics] [level] [recap]`: a question for the whole community, every day. */
import type { DailySet, DailyStanding } from '../../src/chat/admin-desk.ts';
import { actionIdLimit } from '../../src/chat/action.ts';
import { checkItems, obstaclesIn, warningsIn } from '../../src/chat/checks.ts';
import { defineCommand, type Context } from '../../src/chat/command.ts';
import { asArgument, lineOf, settingsIn } from '../../src/chat/daily-again.ts';
import { all, defaultSettings, nothingFits, settingsFrom, type TypedSettings } from '../../src/chat/daily-options.ts';
import { nextInWords, notHere, settingsFields } from '../../src/chat/daily-words.ts';
import { channelMarkup, literal } from '../../src/chat/markup.ts';
import { privateNotice, text } from '../../src/chat/notices.ts';
import type { Check } from '../../src/chat/poster.ts';
import type { Block, Outcome } from '../../src/chat/reply.ts';
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
    '/daily set here 18:30 Europe/Berlin mon-fri',
    '/daily set topics:caching,http level:senior recap:on',
  ],
  options: {
    channel: { kind: 'channel', description: 'Where it is posted; if you do not say, where it was, else here' },
    time: { kind: 'time', description: 'When, such as 9:00 or 6:30 pm; 09:00 if you do not say' },
    zone: {
      kind: 'text',
      description: 'The time zone, such as Europe/Berlin, or a city; your own if you do not say',
      complete: (_context, partial) => zoneCompletions(partial),
    },
    days: { kind: 'word', description: 'On which days: mon-fri, weekends, mon,wed,fri; every day if you do not say' },
    topics: { kind: 'word', description: 'From which topics, with commas: caching,http; all if you do not say' },
    level: {
      kind: 'term',
      noun: 'level',
      description: 'From which level; all if you do not say',
      terms: (role) => [...role.about.levels, { id: all, title: 'All levels', aliases: ['any'] }],
    },
    recap: {
      kind: 'term',
      noun: 'choice',
      description: 'Whether the first post of a week looks back at the last one',
      terms: () => [
        { id: 'on', title: 'on', aliases: ['yes'] },
        { id: 'off', title: 'off', aliases: ['no'] },
      ],
    },
  },
  run: (context, typed) => set(context, typed),
  actions: {
    async again(context, argument) {
      const typed = settingsIn(argument, context.role);
      if (typed === undefined)
        return privateNotice('This button has expired', [text('Nothing was changed. Please type `/daily set` again.')]);
      return set(context, typed);
    },
  },
});

async function set(context: Context, typed: TypedSettings): Promise<Outcome> {
  const before = await context.desk.daily();
  const choice = await chosen(context, typed, before);
  if (choice === undefined) return privateNotice('There is no channel here', notHere);
  const { settings, role } = choice;
  if (fittingQuestions(role, settings).length === 0)
    return privateNotice('There is no question that fits', nothingFits(settings, role));
  const result = await context.desk.setDaily(settings);
  switch (result.kind) {
    case 'no-channels':
      return privateNotice('There is no channel here', notHere);
    case 'cannot-post':
      return cannotPost(context, result.checks, choice, before);
    case 'set':
      return isSet(context, result, choice, before);
  }
}

interface Choice {
  readonly settings: DailySettings;
  readonly role: Role;
  /** Whether nobody has ever said a time zone. */
  readonly zoneIsGuess: boolean;
}

/** What was typed, over what was set before, over the defaults; undefined where no channel was ever named and here is none. */
async function chosen(
  context: Context,
  typed: TypedSettings,
  { daily, zone }: DailyStanding,
): Promise<Choice | undefined> {
  const set = daily?.settings;
  const channel = typed.channel ?? set?.channel ?? context.channel;
  if (channel === undefined) return undefined;
  const role = (context.roleIsNamed ? undefined : context.knowledge.roles.get(set?.role ?? '')) ?? context.role;
  const own = set === undefined && zone === undefined ? await context.practice.settings() : undefined;
  const defaults = defaultSettings(channel, zone ?? own?.zone ?? 'UTC', role.id);
  const settings = settingsFrom(typed, set ?? defaults, role);
  return { settings, role, zoneIsGuess: own?.zoneFrom === 'default' && settings.zone === own.zone };
}

function cannotPost(
  context: Context,
  checks: readonly Check[],
  { settings }: Choice,
  { daily }: DailyStanding,
): Outcome {
  const kept =
    daily === undefined ? '' : ` The daily drill stays as it was, in ${channelMarkup(daily.settings.channel)}.`;
  return privateNotice('I cannot post there yet', [
    text(`Nothing was changed: a post to ${channelMarkup(settings.channel)} would fail.${kept} What is missing:`),
    { kind: 'list', items: checkItems(obstaclesIn(checks)) },
    ...againBlocks(context, settings),
  ]);
}

/** Buttons that set the same again, there or here; where they cannot carry so much, what to type. */
function againBlocks(context: Context, settings: DailySettings): Block[] {
  const { channel: here, knowledge, role } = context;
  const choices = [
    { label: 'Try again', argument: asArgument(settings), style: 'primary' as const },
    ...(here === undefined || here === settings.channel
      ? []
      : [{ label: 'Post here instead', argument: asArgument({ ...settings, channel: here }) }]),
  ];
  const room = actionIdLimit - context.action('again').length;
  if (settings.role !== role.id || choices.some(({ argument }) => argument.length > room)) {
    const line = lineOf(settings, knowledge.roles.size > 1 ? settings.role : undefined);
    return [text(`When that is mended, type it again: \`${line}\``)];
  }
  const buttons = choices.map(({ argument, ...rest }) => ({ ...rest, action: context.action('again', argument) }));
  return [text('When that is mended, press Try again. I have kept all that you chose.'), { kind: 'buttons', buttons }];
}

function isSet(
  context: Context,
  { standing, checks }: Extract<DailySet, { kind: 'set' }>,
  choice: Choice,
  before: DailyStanding,
): Outcome {
  return privateNotice(before.daily === undefined ? 'The daily drill is on' : 'Saved: the daily drill is on', [
    text(nextInWords(standing, context.now)),
    { kind: 'fields', fields: settingsFields(choice.settings, context.knowledge) },
    ...zoneBlocks(standing, choice, before),
    ...warningBlocks(warningsIn(checks)),
    text('To change something, type `/daily set` with it. What you leave out stays as it is.'),
    {
      kind: 'buttons',
      buttons: [
        { label: 'Preview', action: context.actionOf('daily preview', 'show'), style: 'primary' },
        { label: 'Pause', action: context.actionOf('daily pause', 'pause') },
      ],
    },
  ]);
}

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
    ? [text(`Learners who chose no time zone of their own go by ${literal(zone)} too from now on.`)]
    : [];
}

const warningBlocks = (warnings: readonly Check[]): Block[] =>
  warnings.length === 0
    ? []
    : [text('It is on, and this would make it better:'), { kind: 'list', items: checkItems(warnings) }];
