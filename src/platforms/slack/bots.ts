/** As whom the program speaks in which workspace: one bot with a token of its own, or one for each workspace that installed the app. */

/** Where something came from, or goes to. */
export interface Workspace {
  /** T… */
  readonly team: string;
  /** E…, where the workspace belongs to an organisation. */
  readonly enterprise?: string;
}

export interface Bot {
  /** xoxb-… */
  readonly token: string;
  readonly userId: string;
  /** The workspace that the token is for; undefined for one that serves a whole organisation. */
  readonly team?: string;
}

export interface Bots {
  /** The bot that serves a workspace; undefined where there is none. Rejects where that cannot be known just now. */
  readonly of: (workspace: Workspace) => Promise<Bot | undefined>;
  /** Told of every call with a bot's token that failed. */
  readonly onFailure: (workspace: Workspace, bot: Bot, error: unknown) => void;
  /** Told that Slack took the app out of a workspace (T…) or an organisation (E…) at that instant. */
  readonly onRemoved: (id: string, at: Date) => Promise<void>;
}

/** Whether the bot's token is good for what concerns this workspace itself: its channels and who administers it. */
export const belongsTo = (bot: Bot, team: string): boolean => bot.team === undefined || bot.team === team;
