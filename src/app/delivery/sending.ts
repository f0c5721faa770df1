/** One attempt to send or to look, whatever the platform does: an answer, or after a while the knowledge that there is none. */
import type { Finding, Poster, PostResult, PostTarget } from '../../chat/poster.ts';
import type { Reply } from '../../chat/reply.ts';
import type { Workshop } from './parts.ts';
import { within } from './pause.ts';

/**
 * How long an answer is waited for, in milliseconds: longer than posters wait for their platforms. What is left of `sendingTakes` after it
 * is enough to look once and to record what was found.
 */
const longestSending = 35_000;
const longestLookWhileOpen = 10_000;
const longestLook = 60_000;

export interface Sending {
  readonly result: PostResult;
  /** Set where there was no answer in time: the one that may yet come. */
  readonly late?: Promise<PostResult>;
}

/** Posts once, and keeps to a pause that the platform asks for. Never rejects. */
export const send = (workshop: Workshop, poster: Poster, target: PostTarget, reply: Reply): Promise<Sending> =>
  answerTo(workshop, poster, target.community, poster.post(target, reply));

/** What is told in private, and the key that names it. */
export interface Message {
  readonly learner: string;
  readonly reply: Reply;
  readonly key: string;
}

/** Tells somebody something in private, once; as `send`. */
export async function tell(workshop: Workshop, poster: Poster, { learner, reply, key }: Message): Promise<PostResult> {
  return (await answerTo(workshop, poster, learner, poster.tell(learner, reply, key))).result;
}

async function answerTo(
  { turns, pause, logger, trouble }: Workshop,
  poster: Poster,
  id: string,
  sending: Promise<PostResult>,
): Promise<Sending> {
  const answer = sending.catch((error: unknown): PostResult => {
    logger.error({ err: error, platform: poster.platform }, 'a poster broke while it was sending');
    return { kind: 'doubt', detail: 'The program failed while it was sending.' };
  });
  const result = await within(answer, longestSending, pause);
  if (result === undefined)
    return { result: { kind: 'doubt', detail: 'The platform did not answer in time.' }, late: answer };
  if (result.kind === 'later' && result.everywhere === true && result.after !== undefined) {
    // Also where other processes cannot be told just now: this one obeys.
    await turns.hold(poster, id, result.after).catch(trouble.failed);
  }
  return { result };
}

/** What is known of an attempt whose answer did not come. */
export interface Search {
  readonly target: PostTarget;
  readonly since: Date;
  readonly late?: Promise<PostResult> | undefined;
}

/**
 * Looks for a post that may be there. While its request is still open, a post that is absent may yet come: then nobody can tell. Never
 * rejects.
 */
export async function find({ pause, logger }: Workshop, poster: Poster, search: Search): Promise<Finding> {
  const { target, since, late } = search;
  const looking = poster.find(target, since).catch((error: unknown): Finding => {
    logger.error({ err: error, community: target.community }, 'a poster broke while it was looking');
    return { kind: 'unknown', detail: 'The program failed while it was looking for the post.' };
  });
  const found = await within(looking, late === undefined ? longestLook : longestLookWhileOpen, pause);
  if (found === undefined)
    return { kind: 'later', detail: 'The platform did not say in time whether the post is there.' };
  return late !== undefined && found.kind === 'absent'
    ? { kind: 'unknown', detail: 'The platform did not answer in time, and the post may still arrive.' }
    : found;
}
