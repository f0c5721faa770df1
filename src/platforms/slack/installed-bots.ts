/** The bots of all workspaces that installed the app. What happens to one of them never touches the others. */
import type { Installation } from '@slack/bolt';
import type { Logger } from 'pino';
import type { Bot, Bots, Workspace } from './bots.ts';
import { describeError, isGone } from './failures.ts';
import { keptOf, type Installations, type Kept } from './installations.ts';

export interface InstalledBotsTools {
  readonly installations: Installations;
  readonly logger: Logger;
  readonly now: () => Date;
}

export interface InstalledBots extends Bots {
  /** Keeps an installation that has just been made. Rejects where it cannot be kept, or the bot could not work with it. */
  readonly install: (installation: Installation) => Promise<void>;
}

/** How long what was read is good, in milliseconds: another process may have removed it. */
const freshFor = 60_000;
const mostRemembered = 5000;

export function installedBots({ installations, logger, now }: InstalledBotsTools): InstalledBots {
  /** In the order of reading. */
  const remembered = new Map<string, { readonly kept: Kept; readonly at: number }>();
  /** Grows with each change, so that what was read before it is not remembered after it. */
  let changes = 0;

  const forget = (id: string): void => {
    changes++;
    remembered.delete(id);
  };
  const remember = (id: string, kept: Kept): void => {
    remembered.delete(id);
    remembered.set(id, { kept, at: now().getTime() });
    const [oldest] = remembered.keys();
    if (remembered.size > mostRemembered && oldest !== undefined) remembered.delete(oldest);
  };
  const read = async (id: string): Promise<Kept | undefined> => {
    const known = remembered.get(id);
    // Also where the clock was set back meanwhile.
    if (known !== undefined && Math.abs(now().getTime() - known.at) < freshFor) return known.kept;
    const before = changes;
    try {
      const kept = await installations.read(id);
      if (kept === undefined) remembered.delete(id);
      else if (changes === before) remember(id, kept);
      return kept;
    } catch (error) {
      // The store is away for the moment: what was good a while ago most likely still is.
      if (known !== undefined) return known.kept;
      throw error;
    }
  };
  /** Removes what is kept under an id, where it is still what `isMeant` says. */
  const remove = async (id: string, reason: string, isMeant: (kept: Kept) => boolean): Promise<void> => {
    forget(id);
    const kept = await installations.read(id);
    if (kept === undefined || !isMeant(kept)) return;
    await installations.remove(id);
    forget(id);
    logger.info(
      { installation: id, name: kept.name, reason },
      'Slack: the app was removed there; its token is deleted',
    );
  };
  const removeDead = async ({ team, enterprise }: Workspace, { token }: Bot, reason: string): Promise<void> => {
    for (const id of [team, enterprise]) if (id !== undefined) await remove(id, reason, (kept) => kept.token === token);
  };

  return {
    async of({ team, enterprise }) {
      const kept = (await read(team)) ?? (enterprise === undefined ? undefined : await read(enterprise));
      return (
        kept && { token: kept.token, userId: kept.userId, ...(kept.team === undefined ? {} : { team: kept.team }) }
      );
    },
    onFailure(workspace, bot, error) {
      if (!isGone(error)) return;
      removeDead(workspace, bot, describeError(error)).catch((trouble: unknown) => {
        logger.error({ reason: describeError(trouble) }, 'Slack: a token that is good no more could not be deleted');
      });
    },
    async onRemoved(id, at) {
      // Slack gives the instant in whole seconds. A word from before the latest installation is about an older one.
      await remove(id, 'uninstalled', ({ installedAt }) => at.getTime() + 1000 > Date.parse(installedAt));
    },
    async install(installation) {
      const { id, kept } = keptOf(installation, now());
      await installations.save(id, kept);
      forget(id);
      logger.info({ installation: id, name: kept.name, by: kept.installedBy }, 'Slack: the app was installed');
    },
  };
}
