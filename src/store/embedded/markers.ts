/**
 * Lists of learners: who belongs to a community, and who wants to be woken. A list is a folder with one empty marker file for each learner,
 * so that recording an attempt never rewrites something that grows with the number of learners. A marker stands before the learner's record
 * says so and until it no longer does: only a kill or a failure between the two leaves one too many, never one too few.
 */
import { join } from 'node:path';
import { flushUpTo, writeInto } from './durable.ts';
import { decodeId, encodeId, fileNameOf, saysId } from './file-name.ts';
import { type FileSystem, ifThere } from './file-system.ts';
import type { Layout } from './layout.ts';

/** Puts the learner's marker into each list. Resolves when that would survive a power failure. */
export async function addMarkers(
  files: FileSystem,
  layout: Layout,
  lists: readonly string[],
  learner: string,
): Promise<void> {
  const name = fileNameOf(learner);
  for (const list of lists) {
    const marker = layout.marker(list, learner);
    await writeInto(files, marker, saysId(name) ? '' : encodeId(learner));
    await flushUpTo(files, layout.root, join(marker, '..'));
  }
}

export async function removeMarkers(
  files: FileSystem,
  layout: Layout,
  lists: readonly string[],
  learner: string,
): Promise<void> {
  for (const list of lists) await files.remove(layout.marker(list, learner));
}

/** The learners with a marker in the list, in no order. */
export async function markedIn(files: FileSystem, list: string): Promise<string[]> {
  const learners: string[] = [];
  for (const shard of (await ifThere(files.list(list))) ?? []) {
    for (const name of await files.list(join(list, shard))) {
      const encoded = saysId(name) ? name : await ifThere(files.readText(join(list, shard, name)));
      if (encoded !== undefined) learners.push(decodeId(encoded));
    }
  }
  return learners;
}

/** Removes the learner's markers in every list, also those that the record does not speak of. */
export async function removeAllMarkers(files: FileSystem, layout: Layout, learner: string): Promise<void> {
  const communities = (await ifThere(files.list(layout.members))) ?? [];
  for (const list of [...communities.map((name) => join(layout.members, name)), layout.waking]) {
    const marker = layout.marker(list, learner);
    if (!(await files.exists(marker))) continue;
    await files.remove(marker);
    await files.flushFolder(join(marker, '..'));
  }
}
