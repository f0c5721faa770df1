/** System errors in plain words: what happened, what was kept, what to do. */
import { StoreError } from '../../practice/store.ts';
import { codeOf } from './file-system.ts';

const noRights = 'Let the user that the bot runs as read and write there.';

const explanations: Readonly<Record<string, { readonly what: string; readonly next: string }>> = {
  ENOSPC: { what: 'the disk is full', next: 'Free some space; the bot goes on by itself.' },
  EDQUOT: { what: 'the disk quota is used up', next: 'Free some space or raise the quota; the bot goes on by itself.' },
  EROFS: {
    what: 'the file system is read-only',
    next: 'Mount it writable, or set STATE_DIR to a folder that can be written.',
  },
  EACCES: { what: 'the bot lacks the right to do that', next: noRights },
  EPERM: { what: 'the system does not permit it', next: noRights },
  EMFILE: { what: 'too many files are open', next: 'Raise the limit of open files (ulimit -n).' },
  ENFILE: { what: 'too many files are open on this machine', next: 'Close other programs or raise the limit.' },
  ENOTDIR: { what: 'a file stands where a folder is needed', next: 'Move that file away, or set STATE_DIR elsewhere.' },
  EEXIST: { what: 'a file stands where a folder is needed', next: 'Move that file away, or set STATE_DIR elsewhere.' },
  EIO: { what: 'the disk reports an error', next: 'Make a backup now and check the disk.' },
};

/** `doing` completes "Could not …", and names the file or folder. A StoreError is given back as it is. */
export function explainFailure(error: unknown, doing: string): StoreError {
  if (error instanceof StoreError) return error;
  const known = explanations[codeOf(error) ?? ''];
  const { what, next } = known ?? {
    what: error instanceof Error ? error.message : String(error),
    next: 'Try again; if it stays, check the disk.',
  };
  return new StoreError(
    `Could not ${doing}: ${what}. Nothing was changed, and everything recorded before is still there. ${next}`,
    { cause: error, inShort: known?.what },
  );
}

/** What `work` gives; its failure is explained. */
export async function explained<T>(doing: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw explainFailure(error, doing);
  }
}
