/** A Slack on loopback and a bot connected to it, for one test. */
import { pino } from 'pino';
import type { Connection, Conversation } from '../../../src/chat/conversation.ts';
import { startSlack, type SlackPace } from '../../../src/platforms/slack/connection.ts';
import { slackManifest } from '../../../src/platforms/slack/manifest.ts';
import { FakeSlack } from '../../fakes/slack/fake-slack.ts';
import { botUser, mentionBody } from '../../fakes/slack/payloads.ts';

const pace: SlackPace = { patience: 2000, finishing: 10_000, profile: 10_000, retryDelay: () => 0 };

export class Workspace {
  readonly slack = new FakeSlack();
  /** What the bot logged, line by line. */
  readonly logged: string[] = [];
  connection: Connection | undefined;

  static async open(): Promise<Workspace> {
    const workspace = new Workspace();
    await workspace.slack.start();
    // The app as it is installed from our manifest: what a call lacks there, it lacks in life.
    workspace.slack.web.scopes = new Set(slackManifest([]).oauth_config.scopes.bot);
    return workspace;
  }

  async connect<C extends Conversation>(
    conversation: C,
    change: Partial<SlackPace> = {},
    tokens: { botToken?: string; appToken?: string } = {},
  ): Promise<C> {
    const { web, apiUrl } = this.slack;
    const settings = { botToken: web.botToken, appToken: web.appToken, apiUrl, ...tokens };
    const logger = pino({ level: 'trace' }, { write: (line) => void this.logged.push(line) });
    this.connection = await startSlack(settings, conversation, logger, () => new Date(), { ...pace, ...change });
    return conversation;
  }

  async close(): Promise<void> {
    await this.connection?.stop();
    await this.slack.stop();
  }
}

export const mention = (text: string) => mentionBody(`<@${botUser}> ${text}`);
