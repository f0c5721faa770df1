/** The job behind `npm run manifest`: the Slack app manifest, to paste when the app is created. */
import type { Config } from '../config.ts';
import { loadKnowledgeOrThrow } from '../knowledge/load.ts';
import { slackManifest } from '../platforms/slack/manifest.ts';
import { conversationWithoutRecords } from './conversation.ts';

export async function manifest(config: Config): Promise<number> {
  const knowledge = await loadKnowledgeOrThrow(config.dataDir);
  const conversation = await conversationWithoutRecords(knowledge);
  process.stdout.write(`${JSON.stringify(slackManifest(conversation.commands()), undefined, 2)}\n`);
  return 0;
}
