/** Looks into a channel for a post of ours that may be there. */
import { PermissionFlagsBits, Routes } from 'discord-api-types/v10';
import { z } from 'zod';
import type { Finding, PostTarget } from '../../chat/poster.ts';
import type { Ask } from './ask.ts';
import type { Answer } from './calls.ts';
import { checksOf, troubleIn } from './inspection.ts';
import { isId, limitedFor, type Lookups, type Standing } from './standing.ts';

/** "Get Channel Messages": at most this many at a time. */
const pageSize = 100;
const mostPages = 3;

/** How far our clock may be ahead of Discord's, in milliseconds. */
const clockError = 120_000;

/** Discord's epoch, the first second of 2015. */
const epoch = 1_420_070_400_000;

const page = z.array(
  z.object({
    id: z.string(),
    author: z.object({ id: z.string() }),
    nonce: z.union([z.string(), z.number()]).optional(),
    components: z.array(z.unknown()).default([]),
  }),
);
type Message = z.infer<typeof page>[number];

/** Looks for the post with the target's key among what was posted from `since` on. Never rejects. */
export async function findPost(ask: Ask, lookups: Lookups, target: PostTarget, since: Date): Promise<Finding> {
  if (!isId(target.channel)) return unreadable({ kind: 'gone' });
  const self = await lookups.ownUser();
  if ('standing' in self) return unreadable(self.standing);

  let after = snowflakeAt(since.getTime() - clockError);
  for (let read = 0; read < mostPages; read += 1) {
    const query = new URLSearchParams({ after, limit: String(pageSize) });
    const messages = messagesIn(await ask(Routes.channelMessages(target.channel), query));
    if ('trouble' in messages) return messages.trouble;
    const own = messages.found.find((message) => isPost(message, self.found.id, target.key));
    if (own !== undefined) return { kind: 'found', message: own.id };
    if (read === 0 && messages.found.length === 0)
      return emptyChannel(await lookups.standing(target.community, target.channel));
    if (messages.found.length < pageSize) return { kind: 'absent' };
    after = latest(messages.found);
  }
  return {
    kind: 'unknown',
    detail: `More than ${mostPages * pageSize} messages came after it could have been posted.`,
  };
}

/** Discord shows no messages, and says nothing, where the bot lacks Read Message History. */
function emptyChannel(standing: Standing): Finding {
  const mayRead = standing.kind === 'seen' && (standing.permissions & PermissionFlagsBits.ReadMessageHistory) !== 0n;
  return mayRead ? { kind: 'absent' } : unreadable(standing);
}

const unreadable = (standing: Standing): Finding => ({
  // What cannot be known of the channel just now may be known later.
  kind: standing.kind === 'unknown' ? 'later' : 'unknown',
  detail: troubleIn(checksOf(standing)) ?? 'The channel cannot be read.',
});

const isPost = ({ author, nonce, components }: Message, self: string, key: string): boolean =>
  author.id === self && (nonce === key || JSON.stringify(components).includes(key));

type Listed = { readonly found: readonly Message[] } | { readonly trouble: Finding };

function messagesIn(answer: Answer): Listed {
  switch (answer.kind) {
    case 'done': {
      const parsed = page.safeParse(answer.body);
      return parsed.success
        ? { found: parsed.data }
        : { trouble: { kind: 'unknown', detail: 'Discord listed messages in a shape that is not known.' } };
    }
    case 'limited': {
      const detail = `The channel could not be read: ${limitedFor(answer.after)}.`;
      return { trouble: { kind: 'later', after: answer.after, detail } };
    }
    case 'unsent':
    case 'lost':
      return { trouble: { kind: 'later', detail: `The channel could not be read: ${answer.reason}.` } };
    case 'refused':
      return { trouble: { kind: 'unknown', detail: `The channel could not be read: ${answer.reason}.` } };
  }
}

/** The least id that a message of this instant can have. */
const snowflakeAt = (instant: number): string => String(BigInt(Math.max(instant - epoch, 0)) << 22n);

const latest = (messages: readonly Message[]): string =>
  String(messages.map(({ id }) => BigInt(id)).reduce((most, id) => (id > most ? id : most), 0n));
