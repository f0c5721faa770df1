/** How one speaks of admins, people and channels on each platform. A command gets the words of the moment, and so need not know the platform. */
import type { PlatformName } from './invocation.ts';
import type { Markup } from './markup.ts';

export interface PlatformWords {
  /** A place that has a daily drill, for somebody who is in none: "daily drills belong to …". */
  readonly community: string;
  /** Whom to ask for what only an admin can do: one of those whom the platform itself makes admins. */
  readonly someAdmin: string;
  /** All of them, behind "besides". */
  readonly ownAdmins: string;
  /** How somebody or a channel is named in a command, as a sentence. */
  readonly howToName: Readonly<Record<'person' | 'channel', Markup>>;
  /** Somebody in a line to copy, for the option of that name; undefined where there is nobody else to name. */
  readonly somebody: ((option: string) => string) | undefined;
  /** What keeps somebody from seeing the commands that they were allowed, with the way out; undefined where nothing does. */
  readonly hidesCommands: Markup | undefined;
}

export const platformWords: Readonly<Record<PlatformName, PlatformWords>> = {
  discord: {
    community: 'a server',
    someAdmin: 'somebody who has the permission Manage Server',
    ownAdmins: 'those who have the permission Manage Server',
    howToName: {
      person: 'Choose this option and pick one from the list that opens.',
      channel: 'Choose this option and pick one from the list that opens.',
    },
    somebody: (option) => `${option}:@ada`,
    hidesCommands:
      '_Server Settings → Integrations_ decides who **sees** these commands, and I cannot change that. Let the person see `/daily` and `/admin` there too.',
  },
  slack: {
    community: 'a workspace',
    someAdmin: 'an admin or owner of this workspace',
    ownAdmins: 'the admins and owners of this workspace',
    howToName: {
      person: 'Type `@` and pick one from the list that opens.',
      channel: 'Type `#` and pick one from the list that opens, or `here` for the channel that you are in.',
    },
    somebody: () => '@ada',
    hidesCommands: undefined,
  },
  console: {
    community: 'a Discord server or a Slack workspace',
    someAdmin: 'whoever runs this program',
    ownAdmins: 'whoever types here',
    howToName: {
      person: 'There is nobody else in the terminal to name.',
      channel: 'There are no channels in the terminal.',
    },
    somebody: undefined,
    hidesCommands: undefined,
  },
};
