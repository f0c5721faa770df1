/** Why the connection to Discord can end for good, in words for the operator. Everything else is tried again. */
import { GatewayCloseCodes } from 'discord-api-types/v10';

const developerPages = 'https://discord.com/developers/applications';

export const tokenRefused =
  `Discord refused the bot's token: it was mistyped, or reset on the Bot page of ${developerPages}. ` +
  'Reset it there, put the new one into DISCORD_TOKEN, and start again.';

/** Discord's close codes after which connecting again is pointless or forbidden ("Opcodes and Status Codes", gateway close event codes). */
const messages: Readonly<Record<number, string>> = {
  [GatewayCloseCodes.AuthenticationFailed]: tokenRefused,
  [GatewayCloseCodes.InvalidShard]:
    'Discord refused a shard of this connection (4010). Every shard in DISCORD_SHARDS must be smaller than their number after the "/".',
  [GatewayCloseCodes.ShardingRequired]:
    'The bot is in too many servers for its shards (4011). Start again: the number of shards is asked anew, or, where DISCORD_SHARDS is set, must be larger there.',
  [GatewayCloseCodes.InvalidAPIVersion]:
    'Discord no longer speaks the version of its API that this release uses (4012). Update to a newer release.',
  [GatewayCloseCodes.InvalidIntents]:
    'Discord refused the intents of this connection (4013). This is a mistake in the program: please report it.',
  [GatewayCloseCodes.DisallowedIntents]:
    'Discord refused a privileged intent (4014), though this program asks for none. This is a mistake in the program: please report it.',
};

/** The message for a close code after which there is no connecting again; `undefined` for the others. */
export const endingFor = (closeCode: number): string | undefined => messages[closeCode];
