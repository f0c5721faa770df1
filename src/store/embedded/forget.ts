/** Erasing a learner: afterwards no file name and no content below the state folder holds the id. */
import { basename, dirname, join } from 'node:path';
import { withoutTracesOf } from '../shared/forgetting.ts';
import { communityKind } from '../shared/record-kinds.ts';
import type { Surroundings } from './document.ts';
import { writeAnew } from './durable.ts';
import { type FileSystem, ifThere } from './file-system.ts';
import { beside, layoutOf } from './layout.ts';
import { removeAllMarkers } from './markers.ts';
import type { Queues } from '../shared/queues.ts';

/**
 * Also goes through the states that a restore replaced. `erased` is called when the learner's document is gone, before another one can be
 * written. Resolves with how many records were changed or removed in the present state.
 */
export async function forgetEverywhere(
  surroundings: Surroundings,
  queues: Queues,
  learner: string,
  erased: () => void,
): Promise<number> {
  const { replaced } = layoutOf(surroundings.root);
  for (const name of (await ifThere(surroundings.files.list(replaced))) ?? [])
    await forgetIn({ ...surroundings, root: join(replaced, name) }, queues, learner, () => undefined);
  return forgetIn(surroundings, queues, learner, erased);
}

async function forgetIn(
  surroundings: Surroundings,
  queues: Queues,
  learner: string,
  erased: () => void,
): Promise<number> {
  const { files, root } = surroundings;
  const layout = layoutOf(root);
  let touched = 0;
  const names = (await ifThere(files.list(layout.communities))) ?? [];
  const documents = new Set(names.map((name) => name.replace(/\.json.*$/, '.json')));
  for (const name of documents) {
    const file = join(layout.communities, name);
    if (await queues.run(file, () => forgetInCommunity(surroundings, file, learner))) touched += 1;
  }
  // The learner comes last: after a kill in between, asking again finds what is left.
  const file = layout.learner(learner);
  const existed = await queues.run(file, async () => {
    await removeAllMarkers(files, layout, learner);
    const removed = await removeDocument(files, file);
    erased();
    return removed;
  });
  return touched + (existed ? 1 : 0);
}

/** Takes the learner out of a community's document and all that stands beside it. Resolves with whether the document spoke of them. */
async function forgetInCommunity(surroundings: Surroundings, file: string, learner: string): Promise<boolean> {
  const { files, root, format } = surroundings;
  let touched = false;
  for (const path of await filesOf(files, file)) {
    const text = await ifThere(files.readText(path));
    if (text?.includes(JSON.stringify(learner)) !== true) continue;
    const readable = path === file || path === beside.copyOf(file);
    const reading = readable ? format.parse(communityKind, undefined, text) : { flaw: 'not in use' };
    if ('record' in reading) {
      const { community } = reading.record;
      const cleaned = withoutTracesOf(learner, reading.record);
      await writeAnew(files, root, path, format.print(communityKind, community, cleaned));
      touched ||= path === file;
    } else {
      await files.remove(path);
      await files.flushFolder(dirname(path));
    }
  }
  return touched;
}

/** Removes a document and all that stands beside it. Resolves with whether there was one. */
export async function removeDocument(files: FileSystem, file: string): Promise<boolean> {
  const paths = await filesOf(files, file);
  // The document goes last: without it, a copy that a kill left behind would be taken for the last good one.
  for (const path of paths.toReversed()) await files.remove(path);
  if (paths.length > 0) await files.flushFolder(dirname(file));
  return paths.includes(file);
}

/** The document and what stands beside it, as far as it is there; the document first. */
async function filesOf(files: FileSystem, file: string): Promise<string[]> {
  const names = (await ifThere(files.list(dirname(file)))) ?? [];
  return names
    .filter((name) => name.startsWith(basename(file)))
    .sort()
    .map((name) => join(dirname(file), name));
}
