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
/** A name is a courtesy; the message goes without it. */
const longestNaming = 10_000;

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
  workshop: Workshop,
  poster: Poster,
  id: string,
  sending: Promise<PostResult>,
): Promise<Sending> {
  const { turns, pause, logger, trouble } = workshop;
  const answer = sending.catch((error: unknown): PostResult => {
    logger.error({ err: error, platform: poster.platform }, 'a poster broke while it was sending');
    return { kind: 'doubt', detail: 'The program failed while it was sending.' };
  });
  const result = await within(answer, longestSending, pause);
  if (result === undefined)
    return { result: { kind: 'doubt', detail: 'The platform did not answer in time.' }, late: answer };
  if (result.kind === 'later' && result.after !== undefined) {
    // Also where other processes cannot be told just now: this one obeys.
    if (result.everywhere === true) await turns.hold(poster, id, result.after).catch(trouble.failed);
    if (result.ours === true) holdOurs(workshop, poster, id, { after: result.after, detail: result.detail });
  }
  return { result };
}

/** Told once for each pause: only whoever runs this process can put it right. */
function holdOurs(
  { turns, logger }: Workshop,
  poster: Poster,
  id: string,
  { after, detail }: { readonly after: number; readonly detail: string },
): void {
  if (!turns.isHeld(poster, id))
    logger.error(
      { platform: poster.platform, because: detail, seconds: after / 1000 },
      'this process sends nothing for a while; others may, and what is due stays due',
    );
  turns.holdHere(poster, id, after);
}

/** What the platform calls a community; undefined where it does not say so in time. Never rejects. */
export function nameOf({ pause, logger }: Workshop, poster: Poster, community: string): Promise<string | undefined> {
  const asking = poster.nameOf(community).catch((error: unknown) => {
    logger.error({ err: error, community }, 'a poster broke while it was asking for a name');
    return undefined;
  });
  return within(asking, longestNaming, pause);
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
