/** Who wants to be woken is found again after a restart, at the cost of those alone. */
import { readFile, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { expect, it } from 'vitest';
import type { Store } from '../../../src/practice/store.ts';
import { backUp, restore } from '../../../src/store/embedded/backup.ts';
import { examine } from '../../../src/store/embedded/inspect.ts';
import { type FileSystem, nodeFileSystem } from '../../../src/store/embedded/file-system.ts';
import { layoutOf } from '../../../src/store/embedded/layout.ts';
import { recording } from '../../support/attempts.ts';
import { breakableFiles } from '../../support/breakable-files.ts';
import { omit } from '../../support/omit.ts';
import { temporaryFolder } from '../../support/folders.ts';
import { embeddedStore, testNow } from '../../support/stores.ts';

const ada = 'discord:100';
const guild = 'discord:guild:1';
const longCommunity = `console:${'Lång'.repeat(80)}`;
const wakeAt = testNow.toISOString();

const wakeLearner = (store: Store, id: string): Promise<number> =>
  store.updateLearner(id, (record) => ({ record: { ...record, wakeAt }, result: 0 }));
const wakeCommunity = (store: Store, id: string): Promise<number> =>
  store.updateCommunity(id, (record) => ({ record: { ...record, wakeAt }, result: 0 }));

async function waking(files: FileSystem = nodeFileSystem): Promise<{ stateDir: string; store: Store }> {
  const { store, stateDir } = await embeddedStore();
  await wakeLearner(store, ada);
  for (const learner of ['discord:1', 'discord:2', 'discord:3']) await store.updateLearner(learner, recording('a1'));
  await wakeCommunity(store, guild);
  await wakeCommunity(store, longCommunity);
  await store.close();
  return { stateDir, store: (await embeddedStore({ stateDir, files })).store };
}

it('reads the communities and only those learners who want to be woken', async () => {
  const read: string[] = [];
  const { store } = await waking({
    ...nodeFileSystem,
    readText: (path) => (read.push(basename(path)), nodeFileSystem.readText(path)),
  });
  read.length = 0;
  expect(await store.learnersToWake(testNow, 10)).toEqual([ada]);
  expect(read).toEqual(['discord_100.json']);
  expect(await store.communitiesToWake(testNow, 10)).toEqual([longCommunity, guild]);
  read.length = 0;
  expect(await store.learnersToWake(testNow, 10)).toEqual([ada]);
  expect(await store.communitiesToWake(testNow, 10)).toEqual([longCommunity, guild]);
  expect(read).toEqual([]);
});

it('sees what is changed while it is still looking', async () => {
  const { store } = await waking();
  const found = store.learnersToWake(testNow, 10);
  const changed = Promise.all([
    store.updateLearner(ada, (record) => ({ record: omit(record, 'wakeAt'), result: 0 })),
    wakeLearner(store, 'discord:1'),
  ]);
  await Promise.all([found, changed]);
  expect(await store.learnersToWake(testNow, 10)).toEqual(['discord:1']);
});

it('takes a state of an older release, and a marker too many', async () => {
  const { store, stateDir } = await waking();
  await store.updateLearner(ada, (record) => ({ record: omit(record, 'wakeAt'), result: 0 }));
  await store.close();
  const layout = layoutOf(stateDir);
  await writeFile(layout.marker(layout.waking, ada), '');
  const second = await embeddedStore({ stateDir });
  expect(await second.store.learnersToWake(testNow, 10)).toEqual([]);
  await second.store.close();
  await rm(layout.waking, { recursive: true });
  const third = await embeddedStore({ stateDir });
  expect(await third.store.learnersToWake(testNow, 10)).toEqual([]);
  await wakeLearner(third.store, 'discord:1');
  expect(await third.store.learnersToWake(testNow, 10)).toEqual(['discord:1']);
});

it('comes along with a backup, as installations do', async () => {
  const { store, stateDir } = await waking();
  await store.saveInstallation('slack:T1', 'sealed');
  await store.close();
  const folder = await temporaryFolder();
  await backUp(stateDir, join(folder, 'backup'), () => testNow);
  await restore(join(folder, 'state'), join(folder, 'backup'), { force: false, now: () => testNow });
  const { store: restored } = await embeddedStore({ stateDir: join(folder, 'state') });
  expect(await restored.learnersToWake(testNow, 10)).toEqual([ada]);
  expect(await restored.installation('slack:T1')).toBe('sealed');
});

it('names a learner whom the list lacks, and mends it with the next record', async () => {
  const { store, stateDir } = await waking();
  const layout = layoutOf(stateDir);
  await rm(layout.marker(layout.waking, ada));
  const flaws = async (): Promise<(string | undefined)[]> =>
    (await Array.fromAsync(examine(stateDir))).map(({ flaw }) => flaw).filter((flaw) => flaw !== undefined);
  expect(await flaws()).toEqual([expect.stringContaining('wants to be woken')]);
  await store.updateLearner(ada, recording('a1'));
  expect(await flaws()).toEqual([]);
});

it('wakes nobody whose record could not be written', async () => {
  const disk = breakableFiles();
  const { store } = await waking(disk.files);
  expect(await store.learnersToWake(testNow, 10)).toEqual([ada]);
  disk.break('rename', 'ENOSPC');
  await expect(wakeLearner(store, 'discord:1')).rejects.toThrow('disk is full');
  disk.mend();
  expect(await store.learnersToWake(testNow, 10)).toEqual([ada]);
});

it('does not let one that cannot be read hold up the others, and tries it again', async () => {
  const { stateDir, store: first } = await waking();
  await first.close();
  const broken = layoutOf(stateDir).community(guild);
  let isBroken = true;
  const { store, problems } = await embeddedStore({
    stateDir,
    files: {
      ...nodeFileSystem,
      readText: (path) =>
        isBroken && path === broken
          ? Promise.reject(Object.assign(new Error(), { code: 'EIO' }))
          : readFile(path, 'utf8'),
    },
  });
  expect(await store.communitiesToWake(testNow, 10)).toEqual([longCommunity]);
  expect(await store.communitiesToWake(testNow, 10)).toEqual([longCommunity]);
  expect(problems).toEqual([{ file: broken, what: expect.stringContaining('not woken') as unknown, restored: false }]);
  isBroken = false;
  expect(await store.communitiesToWake(testNow, 10)).toEqual([longCommunity, guild]);
});
