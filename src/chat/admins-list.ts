/** Who may use the admin commands, in words. */
import { personMarkup } from './markup.ts';
import { text } from './notices.ts';
import type { Block } from './reply.ts';

/** The platform's ids of those who were named. */
export const adminsBlocks = (people: readonly string[]): Block[] => [
  ...(people.length === 0
    ? [text('Nobody is named here besides the platform’s own admins.')]
    : [
        text('Named here, besides the platform’s own admins:'),
        { kind: 'list' as const, items: people.map(personMarkup) },
      ]),
  text(
    'Those are, on Discord, whoever has the permission Manage Server; on Slack, the admins and owners of the workspace.',
  ),
];

/** Discord hides commands by its own settings, which a bot cannot change. */
export const whoSees: Block = text(
  'On Discord, _Server Settings → Integrations_ decides who **sees** these commands. Let the person see `/daily` and `/admin` there too.',
);

export const nobodyElse: readonly Block[] = [
  text('There is nobody else in this place: whoever types here may use every command. Nothing was changed.'),
  text('In a Discord server or a Slack workspace you can name people who may use the admin commands.'),
];
