/** The process that `discord-memory.ts` measures: one client, connected to the given Discord. Arguments: which client, API URL, token. */
import { Client, Events, GatewayIntentBits, Options } from 'discord.js';
import pino from 'pino';
import type { Conversation } from '../src/chat/conversation.ts';
import { noCaches } from '../src/platforms/discord/client.ts';
import { startDiscord } from '../src/platforms/discord/connection.ts';

export type BenchedClient = 'bare' | 'ours';

export interface Measured {
  /** In bytes. */
  readonly heapUsed: number;
}

const [client, apiUrl = '', token = ''] = process.argv.slice(2);

/** What the guide of discord.js begins with, without caches. Both clients load the same modules, so that only what they hold differs. */
async function startBare(): Promise<void> {
  const bare = new Client({
    intents: [GatewayIntentBits.Guilds],
    makeCache: Options.cacheWithLimits(noCaches),
    rest: { api: apiUrl },
  });
  bare.on(Events.InteractionCreate, (interaction) => {
    if (interaction.isChatInputCommand()) void interaction.reply('$185,000');
  });
  await bare.login(token);
}

async function startOurs(): Promise<void> {
  const conversation: Conversation = {
    answer: () =>
      Promise.resolve({
        reply: {
          title: 'Senior pay',
          blocks: [{ kind: 'text', text: '$185,000' }],
          sources: [],
          tone: 'answer',
          visibility: 'public',
        },
      }),
    complete: () => Promise.resolve([]),
    commands: () => [],
    choices: () => [],
  };
  await startDiscord({ token, apiUrl }, conversation, pino({ level: 'silent' }), () => new Date());
}

process.on('message', () => {
  globalThis.gc?.();
  globalThis.gc?.();
  const measured: Measured = { heapUsed: process.memoryUsage().heapUsed };
  process.send?.(measured);
});

await (client === 'bare' ? startBare() : startOurs());
