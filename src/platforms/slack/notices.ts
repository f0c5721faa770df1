/** The few things that only this platform has to say. */
import type { Reply } from '../../chat/reply.ts';

const notice = (title: string, text: string): Reply => ({
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
