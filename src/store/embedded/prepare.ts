/** What has to be right before a state folder is used. */
import { z } from 'zod';
import { StoreError } from '../../practice/store.ts';
import { writeAnew } from './durable.ts';
import { type FileSystem, ifThere } from './file-system.ts';
import { type Format, jsonIn, tooNew } from './format.ts';
import type { Layout } from './layout.ts';

const formatFile = z.object({ format: z.literal('career-advisor state'), version: z.int().min(1) });

/** The version that a state says it has; undefined for a folder without a state. Throws a StoreError for a file that does not say. */
export async function versionOf(files: FileSystem, layout: Layout): Promise<number | undefined> {
  const text = await ifThere(files.readText(layout.format));
  if (text === undefined) return undefined;
  const parsed = formatFile.safeParse(jsonIn(text));
  if (parsed.success) return parsed.data.version;
  throw new StoreError(
    `${layout.format} is damaged or of another program. Nothing was changed. If this is the bot's state folder, delete that one file and start again: every record says its version itself.`,
  );
}

/**
 * Marks a new or older state as one of this release, whose documents are brought up to date as they are met. Throws a StoreError for a state
 * of a newer release and for one whose restore was interrupted.
 */
export async function prepareFolder(files: FileSystem, layout: Layout, format: Format): Promise<void> {
  if (await files.exists(layout.restoring)) {
    throw new StoreError(
      `A restore into ${layout.root} was interrupted, so it holds neither the old state nor the new one. Nothing is lost: the old state is in ${layout.replaced}. Run the restore again with --force.`,
    );
  }
  const version = await versionOf(files, layout);
  if (version === format.version) return;
  if (version !== undefined && version > format.version) throw tooNew('The state', version, format.version);
  const content = { format: 'career-advisor state', version: format.version };
  await writeAnew(files, layout.root, layout.format, `${JSON.stringify(content)}\n`);
}
