/**
 * Who belongs to a community: one empty marker file for each learner, so that recording an attempt never rewrites something that grows with
 * the number of learners. A marker stands before the learner's record names the community and until it no longer does: only a kill or a
 * failure between the two leaves one too many, never one too few.
 */
import { join } from 'node:path';
import { flushUpTo, writeInto } from './durable.ts';
import { decodeId, encodeId, fileNameOf, saysId } from './file-name.ts';
import { type FileSystem, ifThere } from './file-system.ts';
import type { Layout } from './layout.ts';

/** Resolves when the markers would survive a power failure. */
export async function addMarkers(
  files: FileSystem,
  layout: Layout,
  communities: readonly string[],
  learner: string,
): Promise<void> {
  const name = fileNameOf(learner);
  for (const community of communities) {
    const marker = layout.marker(community, learner);
    await writeInto(files, marker, saysId(name) ? '' : encodeId(learner));
    await flushUpTo(files, layout.root, join(marker, '..'));
  }
}

export async function removeMarkers(
  files: FileSystem,
  layout: Layout,
  communities: readonly string[],
  learner: string,
): Promise<void> {
  for (const community of communities) await files.remove(layout.marker(community, learner));
}

/** The learners with a marker in the community, in no order. */
export async function membersIn(files: FileSystem, layout: Layout, community: string): Promise<string[]> {
  const folder = layout.membersOf(community);
  const learners: string[] = [];
  for (const shard of (await ifThere(files.list(folder))) ?? []) {
    for (const name of await files.list(join(folder, shard))) {
      const encoded = saysId(name) ? name : await ifThere(files.readText(join(folder, shard, name)));
      if (encoded !== undefined) learners.push(decodeId(encoded));
    }
  }
  return learners;
}

/** Removes the learner's markers in every community, also those that no record names. */
export async function removeAllMarkers(files: FileSystem, layout: Layout, learner: string): Promise<void> {
  for (const community of (await ifThere(files.list(layout.members))) ?? []) {
    const marker = layout.markerIn(community, learner);
    if (!(await files.exists(marker))) continue;
    await files.remove(marker);
    await files.flushFolder(join(marker, '..'));
  }
}
