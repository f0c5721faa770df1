/** The job behind `npm run manifest`: the Slack app manifest, to paste when the app is created. */
import { type Config, ConfigError } from '../config.ts';
import { loadKnowledgeOrThrow } from '../knowledge/load.ts';
import { slackManifest } from '../platforms/slack/manifest.ts';
import { conversationWithoutRecords } from './conversation.ts';

/** For Socket Mode, unless `PUBLIC_URL` says where Slack finds the program. Throws a ConfigError where only HTTP can be meant and it does not. */
export async function manifest(config: Config): Promise<number> {
  if (config.slack?.mode === 'http' && config.publicUrl === undefined)
    throw new ConfigError(['PUBLIC_URL is missing: the manifest tells Slack to send everything to that address']);
  const knowledge = await loadKnowledgeOrThrow(config.dataDir);
  const conversation = await conversationWithoutRecords(knowledge);
  // Only an app that is reached by HTTP needs to say where.
  const http =
    config.publicUrl === undefined || config.slack?.mode === 'socket' ? undefined : { publicUrl: config.publicUrl };
  process.stdout.write(`${JSON.stringify(slackManifest(conversation.commands(), http), undefined, 2)}\n`);
  return 0;
}
