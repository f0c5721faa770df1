/** A disk that fails must lose nothing that was acknowledged, and say what to do. */
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { LearnerRecord } from '../../../src/practice/records.ts';
import { StoreError } from '../../../src/practice/store.ts';
import type { FileSystem } from '../../../src/store/embedded/file-system.ts';
import { layoutOf } from '../../../src/store/embedded/layout.ts';
import { attemptNamed, recording } from '../../support/attempts.ts';
import { breakableFiles } from '../../support/breakable-files.ts';
import { temporaryFolder } from '../../support/folders.ts';
import { embeddedStore } from '../../support/stores.ts';

const ada = 'discord:100';
const guild = 'discord:guild:1';

const failures: readonly (readonly [keyof FileSystem, string, RegExp])[] = [
  ['writeFlushed', 'ENOSPC', /the disk is full.*still there.*Free some space/],
  ['writeFlushed', 'EDQUOT', /quota/],
  ['writeFlushed', 'EROFS', /read-only.*still there.*STATE_DIR/],
  ['writeFlushed', 'EACCES', /right.*still there.*user that the bot runs as/],
  ['remove', 'EPERM', /not permit/],
  ['link', 'ENOSPC', /the disk is full/],
  ['rename', 'EACCES', /right/],
  ['flushFolder', 'EIO', /disk reports an error.*backup now/],
];

describe.each(failures)('%s failing with %s', (name, code, message) => {
  it('keeps the old record whole and goes on when the disk is mended', async () => {
    const disk = breakableFiles();
    const { store, stateDir, problems } = await embeddedStore({ files: disk.files });
    await store.updateLearner(ada, recording('a1'));
    const file = layoutOf(stateDir).learner(ada);
    const before = await readFile(file, 'utf8');

    disk.break(name, code);
    const failing = store.updateLearner(ada, recording('a2'));
    await expect(failing).rejects.toThrow(StoreError);
    await expect(failing).rejects.toThrow(message);
    expect(await readFile(file, 'utf8')).toBe(before);

    disk.mend();
    expect((await store.learner(ada)).ledger).toEqual([attemptNamed('a1')]);
    expect(await store.updateLearner(ada, recording('a3'))).toBe(2);
    expect(problems).toEqual([]);
  });

  it('leaves nothing of a first record that could not be written', async () => {
    const disk = breakableFiles();
    const { store } = await embeddedStore({ files: disk.files });
    disk.break(name, code);
    const joining = (record: LearnerRecord): LearnerRecord => ({ ...record, communities: [guild] });
    const outcome = store.updateLearner(ada, (record) => ({ record: joining(record), result: 'kept' }));
    await expect(outcome).rejects.toThrow(StoreError);
    disk.mend();
    expect((await store.learner(ada)).ledger).toEqual([]);
  });
});

it('works on file systems without second names', async () => {
  const disk = breakableFiles();
  disk.break('link', 'ENOTSUP');
  const { store, stateDir, problems } = await embeddedStore({ files: disk.files });
  await store.updateLearner(ada, recording('a1'));
  await store.updateLearner(ada, recording('a2'));
  await writeFile(layoutOf(stateDir).learner(ada), 'rubbish');
  expect((await store.learner(ada)).ledger).toEqual([attemptNamed('a1')]);
  expect(problems).toHaveLength(1);
});

it('explains a record that cannot be read, and does not take it for a new one', async () => {
  const disk = breakableFiles();
  const { store } = await embeddedStore({ files: disk.files });
  await store.updateLearner(ada, recording('a1'));
  disk.break('readText', 'EIO');
  await expect(store.learner(ada)).rejects.toThrow(/Could not read .*disk reports an error/);
  await expect(store.updateLearner(ada, recording('a2'))).rejects.toThrow(StoreError);
  disk.mend();
  expect((await store.learner(ada)).ledger).toEqual([attemptNamed('a1')]);
});

it('explains a state folder that is a file', async () => {
  const file = join(await temporaryFolder(), 'state');
  await writeFile(file, '');
  await expect(embeddedStore({ stateDir: file })).rejects.toThrow(/a file stands where a folder is needed.*STATE_DIR/);
});

it('explains a state folder that cannot be made, and leaves no lock where it cannot start', async () => {
  const disk = breakableFiles();
  disk.break('makeFolder', 'EROFS');
  await expect(embeddedStore({ files: disk.files })).rejects.toThrow(/Could not open the state folder .*read-only/);
  disk.mend();
  disk.break('writeFlushed', 'ENOSPC');
  const stateDir = join(await temporaryFolder(), 'state');
  await expect(embeddedStore({ stateDir, files: disk.files })).rejects.toThrow(/disk is full/);
  expect(await readdir(layoutOf(stateDir).locks)).toEqual([]);
  disk.mend();
  await embeddedStore({ stateDir, files: disk.files });
});

it('does not start on a state whose restore was interrupted', async () => {
  const stateDir = join(await temporaryFolder(), 'state');
  await mkdir(layoutOf(stateDir).restoring, { recursive: true });
  await expect(embeddedStore({ stateDir })).rejects.toThrow(/restore .* was interrupted.*--force/);
});
