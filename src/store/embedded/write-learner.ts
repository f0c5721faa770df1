/** Writing a learner's record together with the lists that the learner stands on. */
import type { LearnerRecord } from '../../practice/records.ts';
import { explained } from './failure.ts';
import type { FileSystem } from './file-system.ts';
import type { Layout } from './layout.ts';
import { addMarkers, removeMarkers } from './markers.ts';

/** `write` writes the record; markers come before it and go after it. */
export async function writeWithMarkers(
  files: FileSystem,
  layout: Layout,
  before: LearnerRecord,
  after: LearnerRecord,
  write: () => Promise<void>,
): Promise<void> {
  const { learner } = before;
  const lists = listsOf(layout, after);
  const left = listsOf(layout, before).filter((list) => !lists.includes(list));
  const added: string[] = [];
  // The disk is asked, not the record before: one that was restored from its copy may have been ahead of the lists.
  for (const list of lists) if (!(await files.exists(layout.marker(list, learner)))) added.push(list);
  try {
    await explained('record the membership', () => addMarkers(files, layout, added, learner));
    await write();
  } catch (error) {
    await removeMarkers(files, layout, added, learner).catch(() => undefined);
    throw error;
  }
  // The record is durable and says where the learner belongs; a marker that cannot be removed now is no reason to call it failed.
  await removeMarkers(files, layout, left, learner).catch(() => undefined);
}

const listsOf = (layout: Layout, { communities, wakeAt }: LearnerRecord): string[] => [
  ...communities.map((community) => layout.membersOf(community)),
  ...(wakeAt === undefined ? [] : [layout.waking]),
];
