/** The few things that only this platform has to say. Free of Bolt, since the renderers use it. */
import type { Reply } from '../../chat/reply.ts';
import { shorten } from '../../chat/shorten.ts';

/** A private notice; `text` is markup. */
export const notice = (title: string, text: string): Reply => ({
  title,
  blocks: [{ kind: 'text', text }],
  sources: [],
  tone: 'notice',
  visibility: 'private',
});

export const formDidNotOpen = notice(
  'The form did not open',
  'Slack gives a form three seconds to open, and this one was not in time. Nothing was recorded. Please try once more: press the button again, or send the command again.',
);

export const formNeedsClick = notice(
  'This needs a form',
  'Slack opens forms only after a slash command or a click, not after a message. Type the same as a slash command, such as `/career help`.',
);

/** Stands above the file in the direct message. */
export const fileGreeting = 'Here is the file.';

/** A file's name, visibly shortened. */
export const shownName = (name: string): string => shorten(name, 80);

/** Under a reply with a file, plain: where to look for it. */
export const fileNote = (name: string): string => `${shownName(name)} comes to you as a direct message from me.`;
