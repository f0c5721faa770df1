/** Who may use the admin commands, in words. */
import { personMarkup } from './markup.ts';
import { text } from './notices.ts';
import type { PlatformWords } from './platform-words.ts';
import type { Block } from './reply.ts';

/** `people`: the platform's ids of those who were named. */
export const adminsBlocks = (people: readonly string[], { ownAdmins }: PlatformWords): Block[] =>
  people.length === 0
    ? [text(`Nobody was named: only ${ownAdmins} may use the commands for admins.`)]
    : [
        text(`Besides ${ownAdmins}, these may use the commands for admins:`),
        { kind: 'list', items: people.map(personMarkup) },
      ];

export const nobodyElse: readonly Block[] = [
  text('There is nobody else in this place: whoever types here may use every command. Nothing was changed.'),
  text('In a Discord server or a Slack workspace you can name people who may use the admin commands.'),
];
