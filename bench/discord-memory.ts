/** `npm run bench -- discord-memory`: what our connection to Discord holds in memory, against a bare discord.js client without caches. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { guildData } from '../test/fakes/discord/guilds.ts';
import { commandPayload, nextSnowflake } from '../test/fakes/discord/payloads.ts';
import { startFakeDiscord } from '../test/fakes/discord/server.ts';
import type { BenchedClient, Measured } from './discord-client.ts';

const servers = 2500;
/** Design, "Budgets". */
const mostRatio = 1.1;

/** Prints the heap of both after the same 2,500 servers, and their ratio. Discord would send ours none of them: it asks for no intents. */
export async function run(): Promise<void> {
  const [bare, ours] = [await heapOf('bare'), await heapOf('ours')];
  const ratio = ours / bare;
  console.log(
    `Heap after ${servers.toLocaleString('en-US')} servers: bare discord.js ${megabytes(bare)}, ours ${megabytes(ours)}`,
  );
  console.log(
    `Ratio ${ratio.toFixed(3)}: ${ratio <= mostRatio ? 'within' : 'over'} the budget of ${mostRatio.toFixed(2)}`,
  );
}

const megabytes = (bytes: number): string => `${(bytes / 2 ** 20).toFixed(1)} MB`;

/** The used heap, in bytes, of a process of its own with one client that has seen every server. */
async function heapOf(client: BenchedClient): Promise<number> {
  const guilds = Array.from({ length: servers }, nextSnowflake);
  const discord = await startFakeDiscord({ guilds });
  const child = fork(
    fileURLToPath(new URL('discord-client.ts', import.meta.url)),
    [client, discord.apiUrl, discord.token],
    { execArgv: ['--expose-gc'] },
  );
  try {
    await discord.gateway.identified(1);
    for (const id of guilds) discord.gateway.dispatch('GUILD_CREATE', guildData(id));
    // Events are handled in order: the answer to this one says that the servers were seen.
    await discord.interact(commandPayload('salary')).first;
    child.send('measure');
    const [measured] = (await once(child, 'message')) as [Measured];
    return measured.heapUsed;
  } finally {
    child.kill();
    await discord.close();
  }
}
