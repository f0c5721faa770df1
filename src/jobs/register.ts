/** The job behind `npm run register`: Discord's list of commands, written only where it differs. */
import { UserError } from '../chat/errors.ts';
import type { Config } from '../config.ts';
import { loadKnowledgeOrThrow } from '../knowledge/load.ts';
import { commandPayloads } from '../platforms/discord/commands.ts';
import { registerCommands } from '../platforms/discord/register.ts';
import { commandsApi } from '../platforms/discord/rest.ts';
import { conversationWithoutRecords } from './conversation.ts';

/** `--dry-run` prints the commands, and with a token what would change. Returns 1 where Discord refuses. */
export async function register(config: Config, args: readonly string[]): Promise<number> {
  const dryRun = args.includes('--dry-run');
  const knowledge = await loadKnowledgeOrThrow(config.dataDir);
  const conversation = await conversationWithoutRecords(knowledge);
  const payloads = commandPayloads(conversation.commands(), (command, option) => conversation.choices(command, option));
  if (dryRun) process.stdout.write(`${JSON.stringify(payloads, undefined, 2)}\n`);
  if (config.discord === undefined) {
    process.stderr.write(
      'DISCORD_TOKEN is not set, so nothing was compared with Discord or changed there. Add it to .env to register.\n',
    );
    return dryRun ? 0 : 1;
  }
  try {
    const settings = {
      token: config.discord.token.reveal(),
      ...(config.discord.apiUrl === undefined ? {} : { apiUrl: config.discord.apiUrl }),
    };
    const { changed, changes } = await registerCommands(commandsApi(settings), config.discord.applicationId, payloads, {
      dryRun,
    });
    const headline = changed
      ? dryRun
        ? 'Would change:'
        : 'Changed:'
      : 'The registered commands are up to date: nothing was changed.';
    process.stderr.write(`${[headline, ...changes.map((change) => `  ${change}`)].join('\n')}\n`);
    return 0;
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    process.stderr.write(`${error.message}. ${error.next}\n`);
    return 1;
  }
}
