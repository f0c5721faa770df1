/** Whole copies of a state, while no bot runs on it. */
import { cp, readdir } from 'node:fs/promises';
import { join, resolve, sep } from 'node:path';
import { StoreError } from '../../practice/store.ts';
import { explained } from './failure.ts';
import { ifThere, nodeFileSystem as files } from './file-system.ts';
import { formatWith, migrations, tooNew } from './format.ts';
import { noState } from './inspect.ts';
import { beside, type Layout, layoutOf, stateEntries } from './layout.ts';
import { takeLock } from './lock.ts';
import { versionOf } from './prepare.ts';

/** Copies a state into a folder that is empty or not there yet. Throws a StoreError where that cannot be done. */
export async function backUp(stateDir: string, target: string, now: () => Date): Promise<void> {
  const from = layoutOf(resolve(stateDir));
  const to = layoutOf(resolve(target));
  if (!(await files.exists(from.format))) throw noState(from);
  await withLock(from, `copy ${from.root} to ${to.root}`, now, async () => {
    if (await files.exists(from.restoring))
      throw new StoreError(
        `A restore into ${from.root} was interrupted: there is no whole state to copy. Run it again first.`,
      );
    if (`${to.root}${sep}`.startsWith(`${from.root}${sep}`))
      throw new StoreError(`${to.root} lies within the state itself. Nothing was copied; name a folder elsewhere.`);
    if (((await ifThere(readdir(to.root))) ?? []).length > 0)
      throw new StoreError(`${to.root} is not empty. Nothing was copied or overwritten; name a new folder.`);
    await copyState(from, to.root);
  });
}

/**
 * Puts a backup in the place of a state. A state that is there already is replaced only with `force`, and kept. Resolves with where it is
 * kept; undefined where there was none. Throws a StoreError where that cannot be done.
 */
export async function restore(
  stateDir: string,
  source: string,
  { force, now }: { readonly force: boolean; readonly now: () => Date },
): Promise<string | undefined> {
  const from = layoutOf(resolve(source));
  const to = layoutOf(resolve(stateDir));
  const { version: known } = formatWith(migrations);
  await explained(`read ${from.root}`, async () => {
    const version = await versionOf(files, from);
    if (version === undefined) throw noState(from);
    if (version > known) throw tooNew('That backup', version, known);
  });
  return withLock(to, `restore ${from.root} into ${to.root}`, now, async () => {
    const old = await entriesOf(to);
    const occupied = old.some((name) => name !== 'format.json') || (await files.exists(to.restoring));
    if (occupied && !force)
      throw new StoreError(
        `There is a state in ${to.root} already. Nothing was changed. With --force it is replaced, and kept in ${to.replaced}.`,
      );
    const incoming = `${to.restoring}.partial`;
    await files.remove(incoming);
    await copyState(from, incoming);
    // From here to the end a kill leaves `restoring` behind, and no bot starts on half a state.
    await files.remove(to.restoring);
    await files.rename(incoming, to.restoring);
    const kept = join(to.replaced, now().toISOString().replaceAll(':', '-'));
    if (occupied) await moveEntries(to, kept);
    await moveEntries(layoutOf(to.restoring), to.root);
    await files.remove(to.restoring);
    await files.flushFolder(to.root);
    return occupied ? kept : undefined;
  });
}

/** Copies what a state consists of; `format.json` comes last, so that a copy that was interrupted is not taken for a state. */
async function copyState(from: Layout, to: string): Promise<void> {
  const entries = await entriesOf(from);
  if (!entries.includes('format.json')) throw noState(from);
  await files.makeFolder(to);
  for (const name of entries.toReversed())
    await cp(join(from.root, name), join(to, name), {
      recursive: true,
      errorOnExist: true,
      force: false,
      preserveTimestamps: true,
      filter: (path) => !beside.isDraft(path),
    });
}

async function moveEntries(from: Layout, to: string): Promise<void> {
  const entries = await entriesOf(from);
  await files.makeFolder(to);
  for (const name of entries.toReversed()) await files.rename(join(from.root, name), join(to, name));
}

/** Which of the parts of a state are there, `format.json` first. */
async function entriesOf({ root }: Layout): Promise<string[]> {
  const names = (await ifThere(readdir(root))) ?? [];
  return stateEntries.filter((name) => names.includes(name));
}

async function withLock<T>(layout: Layout, doing: string, now: () => Date, work: () => Promise<T>): Promise<T> {
  const lock = await takeLock(layout.locks, { now, onWait: (message) => process.emitWarning(message) });
  try {
    return await explained(doing, work);
  } finally {
    await lock.release();
  }
}
