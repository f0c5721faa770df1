/** The few things that the store asks of the file system; tests put failing ones in their place. */
import { constants } from 'node:fs';
import { copyFile, link, mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';

/** Each rejects with the error of the system, with its `code`. */
export interface FileSystem {
  readonly readText: (path: string) => Promise<string>;
  /** Creates or overwrites a file; resolves when its content is on the disk. */
  readonly writeFlushed: (path: string, text: string) => Promise<void>;
  /** Resolves when the names in the folder are on the disk. */
  readonly flushFolder: (path: string) => Promise<void>;
  readonly rename: (from: string, to: string) => Promise<void>;
  /** Gives the file a second name; `to` must not exist. */
  readonly link: (from: string, to: string) => Promise<void>;
  /** Copies a file; `to` must not exist. For file systems without second names. */
  readonly copy: (from: string, to: string) => Promise<void>;
  /** Removes a file or a folder with all that is in it, if it is there. */
  readonly remove: (path: string) => Promise<void>;
  /** Makes the folder and those above it; resolves with the topmost one that was made, if any. */
  readonly makeFolder: (path: string) => Promise<string | undefined>;
  /** The names in a folder. */
  readonly list: (path: string) => Promise<string[]>;
  readonly exists: (path: string) => Promise<boolean>;
}

// Learners' records are nobody else's business on a shared machine.
const ownerOnly = 0o600;
const ownerOnlyFolder = 0o700;

export const nodeFileSystem: FileSystem = {
  readText: (path) => readFile(path, 'utf8'),
  writeFlushed: async (path, text) => {
    const file = await open(path, 'w', ownerOnly);
    try {
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
  },
  flushFolder: async (path) => {
    // Windows cannot open a folder, and its file systems keep names in a journal.
    if (process.platform === 'win32') return;
    const folder = await open(path, 'r');
    try {
      await folder.sync();
    } finally {
      await folder.close();
    }
  },
  rename,
  link,
  copy: (from, to) => copyFile(from, to, constants.COPYFILE_EXCL),
  remove: (path) => rm(path, { force: true, recursive: true }),
  makeFolder: (path) => mkdir(path, { recursive: true, mode: ownerOnlyFolder }),
  list: (path) => readdir(path),
  exists: async (path) => {
    try {
      await stat(path);
      return true;
    } catch (error) {
      if (isMissing(error)) return false;
      throw error;
    }
  },
};

/** The code of a system error, such as `ENOSPC`; undefined for any other error. */
export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

/** Whether the error says that there is no such file or folder. */
export const isMissing = (error: unknown): boolean => codeOf(error) === 'ENOENT';

/** What `work` gives, or undefined where the file or folder is not there. */
export async function ifThere<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work;
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}
