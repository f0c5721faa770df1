/** Who may use the commands for admins. */
import type { Command } from '../chat/command.ts';
import { UserError } from '../chat/errors.ts';
import type { Invocation } from '../chat/invocation.ts';
import { platformWords } from '../chat/platform-words.ts';
import type { Store } from '../practice/store.ts';

/** Whether the community's record names the person as one of its admins. Rejects where the record cannot be read. */
export type IsNamedAdmin = (invocation: Invocation) => Promise<boolean>;

/** Looks into the record that the community has in this store. */
export const namedIn =
  (store: Pick<Store, 'community'>): IsNamedAdmin =>
  async ({ community, learner }) =>
    (await store.community(community)).admins?.includes(learner) ?? false;

/**
 * Resolves where the person may use the command: the platform calls them an admin, or the community's record does. Rejects with a
 * `UserError` where neither does or the platform does not say, and as `isNamedAdmin` does.
 */
export async function requireAccess(
  { name, access }: Pick<Command, 'name' | 'access'>,
  invocation: Invocation,
  isNamedAdmin: IsNamedAdmin,
): Promise<void> {
  if (access === undefined) return;
  const isAdmin = invocation.isAdmin === undefined ? false : await invocation.isAdmin();
  if (isAdmin === true || (await isNamedAdmin(invocation))) return;
  if (isAdmin === undefined) {
    throw new UserError(
      'I could not find out whether you are an admin',
      `\`/${name}\` was not run: nothing was changed. Please try again in a minute. If it stays so, whoever runs the bot finds the reason in its log.`,
    );
  }
  if (isDiscordDirect(invocation)) {
    throw new UserError(
      'This works in a server only',
      `\`/${name}\` was not run: nothing was changed. Type it in a channel of the server that it is for, not in a direct message.`,
    );
  }
  throw new UserError(
    `Only admins can use /${name}`,
    `It was not run: nothing was changed. Ask ${platformWords[invocation.platform].someAdmin} to do it, or to name you as one who may: \`/admin allow\`.`,
  );
}

/** A direct message on Discord is a community of its own, which nobody administers. */
export const isDiscordDirect = ({ community }: Pick<Invocation, 'community'>): boolean =>
  community.startsWith('discord:dm:');

/** Whoever types into this program's own terminal, or asks on its command line. */
export const isTerminal = ({ community }: Pick<Invocation, 'community'>): boolean => community === 'console';
