/** What the admin commands about a community's own FAQ share. */
import { isOwn } from '../knowledge/own-faq.ts';
import type { FaqEntry } from '../knowledge/schema/files.ts';
import type { OwnFaqEntry } from '../practice/records.ts';
import type { Context } from './command.ts';
import { literal, type Markup } from './markup.ts';
import { privateNotice, text } from './notices.ts';
import { ownEntryBlocks } from './own-faq.ts';
import type { Button, Outcome } from './reply.ts';

type Asked = Pick<Context, 'desk' | 'role' | 'actionOf'>;

/** The community's own entries for the role that is asked about. */
export const ownEntries = async ({ desk, role }: Asked): Promise<OwnFaqEntry[]> =>
  (await desk.faq()).filter((entry) => entry.role === role.id);

/** The shared entry with this id, if there is one. */
export const sharedEntry = ({ role }: Pick<Context, 'role'>, id: string): FaqEntry | undefined =>
  role.faq.find((entry) => entry.id === id && !isOwn(entry));

export const openButton = ({ actionOf }: Asked, label: string, id = ''): Button => ({
  label,
  action: actionOf('admin faq-add', 'open', id),
});

export const listButton = ({ actionOf }: Asked): Button => ({
  label: 'All your entries',
  action: actionOf('admin faq-list', 'page'),
});

/** Removes an entry, and shows what it said, so that nothing is lost by a slip. */
export async function removeOwnFaq(context: Asked, id: string): Promise<Outcome> {
  const entry = (await ownEntries(context)).find((each) => each.id === id);
  if (entry === undefined || !(await context.desk.removeFaq(context.role.id, id))) return noSuchEntry(context, id);
  const shared = sharedEntry(context, id);
  const after: Markup =
    shared === undefined
      ? 'Nothing answers in its place.'
      : `My own entry answers again: “${literal(shared.question)}”.`;
  return privateNotice('Removed', [
    text(`${after} This is what it said, should you want it back:`),
    ...ownEntryBlocks(entry),
    { kind: 'buttons', buttons: [openButton(context, 'Add an entry'), listButton(context)] },
  ]);
}

/** An id that no own entry has: mistyped, or removed since. */
export const noSuchEntry = (context: Asked, id: string): Outcome =>
  privateNotice('There is no such entry', [
    text(`This community has no FAQ entry of its own with the id “${literal(id.slice(0, 60))}”. Nothing was changed.`),
    { kind: 'buttons', buttons: [listButton(context), openButton(context, 'Add an entry')] },
  ]);
