/** Writing a file so that either the old or the new content is there, whole, whatever happens at whatever moment. */
import { dirname } from 'node:path';
import { beside } from './layout.ts';
import { codeOf, type FileSystem, isMissing } from './file-system.ts';

/**
 * Writes a file anew: draft, flush, rename, flush of the folder. Resolves when that would survive a power failure. What was there before
 * stays as the last good copy. When it rejects, the old file is in place.
 */
export async function writeKeepingCopy(files: FileSystem, root: string, path: string, text: string): Promise<void> {
  const draft = beside.draftOf(path);
  try {
    await writeInto(files, draft, text);
    const replaces = await keepCopy(files, path);
    await files.rename(draft, path);
    try {
      // A first document may lie in a folder that is itself new.
      await (replaces ? files.flushFolder(dirname(path)) : flushUpTo(files, root, dirname(path)));
    } catch (error) {
      await (replaces ? files.rename(beside.copyOf(path), path) : files.remove(path));
      throw error;
    }
  } catch (error) {
    await files.remove(draft).catch(() => undefined);
    throw error;
  }
}

/** Writes a file anew and leaves its last good copy alone. */
export async function writeAnew(files: FileSystem, root: string, path: string, text: string): Promise<void> {
  const draft = beside.draftOf(path);
  await writeInto(files, draft, text);
  await files.rename(draft, path);
  await flushUpTo(files, root, dirname(path));
}

/** Writes a file whose folder may not be there yet. */
export async function writeInto(files: FileSystem, path: string, text: string): Promise<void> {
  try {
    await files.writeFlushed(path, text);
  } catch (error) {
    if (!isMissing(error)) throw error;
    await files.makeFolder(dirname(path));
    await files.writeFlushed(path, text);
  }
}

/** Flushes a folder and those above it, up to the root. */
export async function flushUpTo(files: FileSystem, root: string, folder: string): Promise<void> {
  for (let at = folder; at.startsWith(root); at = dirname(at)) {
    await files.flushFolder(at);
    if (at === root) return;
  }
}

/** Gives the file a second name that does not exist yet; copies it where the file system has no second names. */
export async function duplicate(files: FileSystem, from: string, to: string): Promise<void> {
  try {
    await files.link(from, to);
  } catch (error) {
    if (!['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK'].includes(codeOf(error) ?? '')) throw error;
    await files.copy(from, to);
  }
}

/** Makes the present file the last good copy. Resolves with whether there is one. */
async function keepCopy(files: FileSystem, path: string): Promise<boolean> {
  const copy = beside.copyOf(path);
  await files.remove(copy);
  try {
    await duplicate(files, path, copy);
    return true;
  } catch (error) {
    if (isMissing(error)) return false;
    throw error;
  }
}
