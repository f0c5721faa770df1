/** What is kept of each workspace that installed the app, encrypted. */
import type { Installation } from '@slack/bolt';
import type { Logger } from 'pino';
import { z } from 'zod';
import { Recent } from './recent.ts';
import type { Seal } from './seal.ts';

/** Where the encrypted texts are kept: the part of the store that is used here. */
export interface InstallationTexts {
  readonly installation: (key: string) => Promise<string | undefined>;
  readonly saveInstallation: (key: string, text: string) => Promise<void>;
  readonly removeInstallation: (key: string) => Promise<void>;
}

const keptSchema = z.object({
  token: z.string().min(1),
  userId: z.string().min(1),
  /** The name of the workspace or organisation, for the log. */
  name: z.string().optional(),
  /** Undefined where the app is installed for a whole organisation. */
  team: z.string().optional(),
  /** ISO, UTC. */
  installedAt: z.iso.datetime(),
  installedBy: z.string(),
  scopes: z.array(z.string()),
});
export type Kept = Readonly<z.infer<typeof keptSchema>>;

/** Each takes the id of a workspace (T…) or of an organisation (E…), and rejects where the store does. */
export interface Installations {
  /** Rejects also for one that cannot be read, and the operator is told: that is fixed there, and nobody has removed the app. */
  readonly read: (id: string) => Promise<Kept | undefined>;
  readonly save: (id: string, kept: Kept) => Promise<void>;
  readonly remove: (id: string) => Promise<void>;
}

const keyOf = (id: string): string => `slack:${id}`;

const why = {
  'other-secret':
    'it was encrypted under another SLACK_STATE_SECRET. Set that one again and restart, or have the workspace install the app again',
  damaged: 'it is damaged. Restore it from a backup, or have the workspace install the app again',
  'other-release': 'another release wrote it. Have the workspace install the app again',
} as const;

export function createInstallations(texts: InstallationTexts, seal: Seal, logger: Logger): Installations {
  const told = new Recent();
  /** Tells the operator, once for each text. */
  const complain = (key: string, text: string, reason: string): void => {
    if (told.isNew([`${key} ${text}`]))
      logger.error(
        { installation: key },
        `Slack: an installation cannot be read, and the bot is silent there: ${reason}`,
      );
  };
  return {
    async read(id) {
      const key = keyOf(id);
      const text = await texts.installation(key);
      if (text === undefined) return undefined;
      const opened = seal.open(key, text);
      const { data } = opened.ok ? keptSchema.safeParse(JSON.parse(opened.text)) : {};
      if (data !== undefined) return data;
      complain(key, text, why[opened.ok ? 'other-release' : opened.why]);
      throw new Error('its installation cannot be read');
    },
    save: (id, kept) => texts.saveInstallation(keyOf(id), seal.close(keyOf(id), JSON.stringify(kept))),
    remove: (id) => texts.removeInstallation(keyOf(id)),
  };
}

/** What is kept of an installation that has just been made, and the id it is kept under. Throws where the bot could not work with it. */
export function keptOf(installation: Installation, now: Date): { readonly id: string; readonly kept: Kept } {
  const { team, enterprise, bot, user, isEnterpriseInstall } = installation;
  const isOrg = isEnterpriseInstall === true;
  const home = isOrg ? enterprise : team;
  if (bot === undefined || home === undefined) throw new Error('Slack gave no bot token for the installation');
  if (bot.refreshToken !== undefined)
    throw new Error('Token rotation is switched on for this app; the bot works with tokens that do not expire');
  return {
    id: home.id,
    kept: {
      token: bot.token,
      userId: bot.userId,
      ...(home.name === undefined ? {} : { name: home.name }),
      ...(isOrg ? {} : { team: home.id }),
      installedAt: now.toISOString(),
      installedBy: user.id,
      scopes: bot.scopes,
    },
  };
}
