/** The job behind `npm run manifest`: the Slack app manifest, to paste when the app is created. */
import type { Config } from '../config.ts';
import { loadKnowledgeOrThrow } from '../knowledge/load.ts';
import { slackManifest } from '../platforms/slack/manifest.ts';
import { conversationWithoutRecords } from './conversation.ts';

export async function manifest(config: Config): Promise<number> {
  const knowledge = await loadKnowledgeOrThrow(config.dataDir);
  const conversation = await conversationWithoutRecords(knowledge);
  // Only an app that is reached by HTTP needs to say where.
  const http =
    config.publicUrl === undefined || config.slack?.mode === 'socket' ? undefined : { publicUrl: config.publicUrl };
  process.stdout.write(`${JSON.stringify(slackManifest(conversation.commands(), http), undefined, 2)}\n`);
  return 0;
}
