/** How the program comes by its bots: by one token in the environment, or by the installations of many workspaces. */
import { webApi } from '@slack/bolt';
import type { Logger } from 'pino';
import { belongsTo } from './bots.ts';
import { webClientOptions } from './client-options.ts';
import { installedBots, type InstalledBots } from './installed-bots.ts';
import { createInstallations, type InstallationTexts } from './installations.ts';
import { boltLogger } from './log-bridge.ts';
import { createSeal } from './seal.ts';
import { singleBot } from './single-bot.ts';

export interface TokenAccess {
  readonly kind: 'token';
  /** xoxb-… */
  readonly botToken: string;
}

export interface InstalledAccess {
  readonly kind: 'oauth';
  /** Encrypts what is kept, and signs the state of an installation under way. */
  readonly stateSecret: string;
  readonly installations: InstallationTexts;
}

export interface AccessTools {
  readonly logger: Logger;
  readonly now: () => Date;
}

export const botsOfInstallations = (
  { stateSecret, installations }: InstalledAccess,
  { logger, now }: AccessTools,
): InstalledBots =>
  installedBots({ installations: createInstallations(installations, createSeal(stateSecret), logger), logger, now });

/**
 * Finds the bot token of a workspace (T…), for `createSlackPoster`; undefined where the app is not installed there. Rejects where that
 * cannot be known just now.
 */
export function slackTokenFor(
  access: TokenAccess | InstalledAccess,
  tools: AccessTools & { readonly apiUrl: string | undefined },
): (team: string) => Promise<string | undefined> {
  const logger = tools.logger.child({ platform: 'slack' });
  if (access.kind === 'oauth') {
    const bots = botsOfInstallations(access, { ...tools, logger });
    return async (team) => (await bots.of({ team }))?.token;
  }
  const { botToken: token } = access;
  const client = new webApi.WebClient(undefined, webClientOptions(tools.apiUrl, boltLogger(logger)));
  // A token that is good no more is each post's own result here; it is the connection that ends the program for it.
  const bot = singleBot({ token, client, logger, end: () => undefined });
  return async (team) => (belongsTo(await bot.identify(), team) ? token : undefined);
}
