/** Run by `connection.test.ts` in a process of its own: stops the connection while it pauses before connecting again. */
import pino from 'pino';
import { startDiscord } from '../../../src/platforms/discord/connection.ts';
import { startFakeDiscord } from '../../fakes/discord/server.ts';
import { conversationOf, noon, textReply } from './stubs.ts';

const discord = await startFakeDiscord();
const lost = Promise.withResolvers<undefined>();
const logger = pino({ level: 'warn' }, { write: (line) => line.includes('was lost') && lost.resolve(undefined) });
const settings = { token: discord.token, apiUrl: discord.apiUrl };
const connection = await startDiscord(settings, conversationOf({ reply: textReply('x') }), logger, () => noon);
discord.gateway.drop(4000);
await lost.promise;
await connection.stop();
await discord.close();
