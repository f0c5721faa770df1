/** What Discord's answer means for something that the bot wanted to say, in words for whoever reads it: what happened, and how to fix it. */
import { RESTJSONErrorCodes } from 'discord-api-types/v10';
import { z } from 'zod';
import { obstaclesIn } from '../../chat/checks.ts';
import type { PostResult, Refusal } from '../../chat/poster.ts';
import type { Answer, Refused } from './calls.ts';
import { tokenRefused } from './endings.ts';
import { checksOf, troubleIn } from './inspection.ts';
import { limitedFor, type Standing } from './standing.ts';

/** After this, what Discord refused is tried again: it may be fixed by then, by an admin, a new release or edited data. In milliseconds. */
const afterRefusal = 3_600_000;

/** Between attempts while a moderator has the bot in a time-out, at most: it can be taken back before its end. In milliseconds. */
const afterTimeOut = 900_000;

/** Between attempts with a token that Discord refuses; this process does not even ask Discord again. In milliseconds. */
const afterTokenTrouble = 900_000;

/** What a refusal means that is no failure of the network and no matter of pace. */
type Explain = (refused: Refused) => PostResult | Promise<PostResult>;

const message = z.object({ id: z.string() });

/** The result of sending a message. `explain` is asked about refusals of Discord other than of the token. */
export async function sendingResult(answer: Answer, explain: Explain): Promise<PostResult> {
  switch (answer.kind) {
    case 'done': {
      const parsed = message.safeParse(answer.body);
      return parsed.success
        ? { kind: 'sent', message: parsed.data.id }
        : { kind: 'doubt', detail: 'Discord took the message, but its answer could not be read.' };
    }
    case 'lost':
      return { kind: 'doubt', detail: `It may have been posted: ${answer.reason}.` };
    case 'limited':
    case 'unsent':
    case 'refused':
      return refusalResult(answer, explain);
  }
}

/**
 * One token serves every community, and only the operator can put it right: no schedule ends for it. What is due waits, and is posted by
 * another process whose token is good, or when the bot is started with a good one.
 */
const tokenTrouble: PostResult = {
  kind: 'later',
  after: afterTokenTrouble,
  ours: true,
  detail: `Only whoever runs the bot can fix this. ${tokenRefused}`,
};

/** The result of an attempt that certainly said nothing. */
export async function refusalResult(answer: Exclude<Answer, { kind: 'done' }>, explain: Explain): Promise<PostResult> {
  switch (answer.kind) {
    case 'limited':
      return {
        kind: 'later',
        after: answer.after,
        everywhere: answer.everywhere,
        detail: `${limitedFor(answer.after)}${answer.everywhere ? ' with everything that it sends' : ''}.`,
      };
    case 'unsent':
    case 'lost':
      return { kind: 'later', detail: `Nothing was sent: ${answer.reason}.` };
    case 'refused':
      return answer.status === 401 ? tokenTrouble : explain(answer);
  }
}

const channelTrouble: readonly (number | undefined)[] = [
  RESTJSONErrorCodes.UnknownChannel,
  RESTJSONErrorCodes.UnknownGuild,
  RESTJSONErrorCodes.MissingAccess,
  RESTJSONErrorCodes.MissingPermissions,
  RESTJSONErrorCodes.CannotSendMessagesInNonTextChannel,
  RESTJSONErrorCodes.CannotExecuteActionOnThisChannelType,
];

const reasons: Readonly<Record<Exclude<Standing['kind'], 'token-refused'>, Refusal>> = {
  removed: 'bot-removed',
  gone: 'channel-gone',
  elsewhere: 'channel-gone',
  hidden: 'no-access',
  seen: 'no-access',
  unknown: 'no-access',
};

/** Explains why Discord takes no post in a channel. `standing` is asked only where it can matter. */
export async function explainPost(
  refused: Refused,
  standing: () => Promise<Standing>,
  now: () => Date,
): Promise<PostResult> {
  if (!channelTrouble.includes(refused.code)) return notTaken(refused);
  const here = await standing();
  if (here.kind === 'token-refused') return tokenTrouble;
  const trouble = here.kind === 'unknown' ? undefined : troubleIn(obstaclesIn(checksOf(here)));
  if (trouble === undefined) return unexplained(refused);
  const silenced = silencedUntil(here);
  if (silenced === undefined) return { kind: 'refused', why: reasons[here.kind], detail: trouble };
  const left = Math.max(silenced.getTime() - now().getTime(), 0);
  return { kind: 'later', after: Math.min(left, afterTimeOut), detail: trouble };
}

/** When it can post again by itself, where a time-out is all that keeps it from posting as far as can be seen; else undefined. */
const silencedUntil = (here: Standing): Date | undefined =>
  here.kind === 'seen' && here.unfit === undefined ? here.timedOutUntil : undefined;

/** Where Discord says no more than the code, or all looks well by now. */
function unexplained({ reason, code }: Refused): PostResult {
  if (code === RESTJSONErrorCodes.UnknownChannel)
    return {
      kind: 'refused',
      why: 'channel-gone',
      detail: troubleIn(checksOf({ kind: 'gone' })) ?? reason,
    };
  const detail = `Discord does not let me post in the channel (${reason}). Allow the bot View Channel, Send Messages and Embed Links there.`;
  return { kind: 'refused', why: 'no-access', detail };
}

const takesNoMessages: readonly (number | undefined)[] = [
  RESTJSONErrorCodes.CannotSendMessagesToThisUser,
  RESTJSONErrorCodes.CannotSendMessagesToThisUserDueToHavingNoMutualGuilds,
  RESTJSONErrorCodes.UnknownUser,
];

/** Explains why Discord takes no private message to a person, to that person: it stands in their `/settings`. */
export const explainPrivate = (refused: Refused): PostResult =>
  takesNoMessages.includes(refused.code)
    ? {
        kind: 'refused',
        why: 'no-access',
        detail:
          'Discord did not deliver my private message to you. Allow direct messages in the server’s Privacy Settings.',
      }
    : notTaken(refused);

/** What Discord took offence at will hardly be gone in a minute, but neither is it a reason never to post again. */
const notTaken = ({ reason }: Refused): PostResult => ({
  kind: 'later',
  after: afterRefusal,
  detail: `Discord did not take the message: ${reason}. Whoever runs the bot has it in the log.`,
});
