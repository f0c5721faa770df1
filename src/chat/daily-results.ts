/** How a community answered the daily drill before, for the next post. Everybody reads it: names are plain, and ping nobody. */
import type { Role } from '../knowledge/knowledge.ts';
import { type BankQuestion, questionKey, wordingOf } from '../practice/bank.ts';
import type { Daily, Delivery, KeptStreak, Tally } from '../practice/daily/daily.ts';
import { isSelfGraded } from '../practice/daily/tally.ts';
import type { LocalDay } from '../practice/ledger.ts';
import { formatDay } from './dates.ts';
import { letter } from './drills.ts';
import { counted } from './durations.ts';
import { literal, type Markup, plainText } from './markup.ts';
import { text } from './notices.ts';
import type { Block } from './reply.ts';
import { shorten } from './shorten.ts';

/** As much of a question and of a reason as a post repeats, in characters. */
const longestPrompt = 200;
const longestReason = 300;

/** The beginning of a text that may be long, on one line. */
const beginning = (markup: Markup, limit: number): Markup =>
  literal(shorten(plainText(markup).replaceAll(/\s+/g, ' '), limit));

/** What was asked, in short. */
export const promptInShort = (question: BankQuestion): Markup => `“${beginning(question.prompt, longestPrompt)}”`;

/** The question of a delivery; undefined where it was edited since, is gone, or was of another role. */
export function questionOf(delivery: Delivery, role: Role): BankQuestion | undefined {
  const question = role.questions.find(({ id }) => questionKey(role.id, id) === delivery.question);
  return question !== undefined && wordingOf(question) === delivery.wording ? question : undefined;
}

export const noAnswers: Tally = { answered: 0, right: 0, options: [], streaks: 0, longest: [] };

/** "75%". */
export const percentOf = (part: number, whole: number): string => `${Math.round((100 * part) / whole)}%`;

/** Whether people have seen it. Where the platform did not say, an answer to it does. */
export const wasSeen = ({ state, tally = noAnswers }: Delivery): boolean =>
  state === 'sent' || (state === 'doubt' && tally.answered > 0);

/** The latest drill that was posted before a date; undefined where there is none. */
const latestSeen = ({ deliveries }: Daily, before: LocalDay): Delivery | undefined =>
  deliveries.findLast((each) => each.day < before && wasSeen(each));

/** That drill: the answers, what was right, and the streaks. Empty where there is none. */
export function resultBlocks(daily: Daily, before: LocalDay, role: Role): Block[] {
  const previous = latestSeen(daily, before);
  if (previous === undefined) return [];
  const tally = previous.tally ?? noAnswers;
  const question = questionOf(previous, role);
  return [
    { kind: 'heading', text: `The drill of ${formatDay(previous.day)}` },
    ...(question === undefined
      ? [text(`${answersInWords(tally)} Its question was changed since, so I leave out the answers to it.`)]
      : [text(`${promptInShort(question)} ${answersInWords(tally)}`), ...solutionBlocks(question, tally)]),
    ...streakBlocks(tally),
  ];
}

function answersInWords(tally: Tally): Markup {
  const { answered, right } = tally;
  if (answered === 0) return '**Nobody answered.**';
  const how = isSelfGraded(tally) ? `${right} content with their answer` : `${right} right`;
  return `**${answered} answered, ${how}** (${percentOf(right, answered)}).`;
}

function solutionBlocks(question: BankQuestion, tally: Tally): Block[] {
  if (question.kind === 'open') {
    const items = question.key_points.map(({ point }) => literal(point));
    return [text('What a good answer has in it:'), { kind: 'list', items }];
  }
  const chosen = tally.options.reduce((sum, count) => sum + count, 0);
  const items = question.options.map((option, index) => {
    const count = tally.options[index] ?? 0;
    const share = chosen === 0 ? '' : ` — ${count} (${percentOf(count, chosen)})`;
    return `**${letter(index)}**${option.right ? ' ✓' : ''} ${option.text}${share}`;
  });
  const right = question.options.findIndex((option) => option.right);
  const why = beginning(question.options[right]?.why ?? '', longestReason);
  return [{ kind: 'list', items }, text(`**Why ${letter(right)}:** ${why}`)];
}

/** "Ada (12 days)". */
export const streakInWords = ({ name, days }: Pick<KeptStreak, 'name' | 'days'>): Markup =>
  `${literal(shorten(name, 40))} (${counted(days, 'day')})`;

/** "a, b and c". */
export const together = (parts: readonly Markup[]): Markup =>
  parts.length < 2 ? (parts[0] ?? '') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;

/** Who kept a streak, without a ping. */
function streakBlocks({ streaks, longest }: Tally): Block[] {
  if (streaks === 0) return [];
  const others = streaks - longest.length;
  if (longest.length === 0) return [text(`**Streaks kept:** ${counted(others, 'learner')}.`)];
  const names = longest.map(streakInWords);
  return [text(`**Streaks kept:** ${together(others > 0 ? [...names, counted(others, 'other')] : names)}.`)];
}
