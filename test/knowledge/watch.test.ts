import { mkdir, rename, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { watchFolder, type FolderWatch, type WatchOptions } from '../../src/knowledge/watch.ts';
import { temporaryFolder } from '../support/folders.ts';

/** A clock that stands still until it is told that an interval has passed. */
class StoppedClock {
  #waiting = Promise.withResolvers<() => void>();

  readonly wait = (_milliseconds: number, signal: AbortSignal): Promise<void> =>
    new Promise((resolve, reject) => {
      signal.addEventListener('abort', () => reject(new Error('stopped')));
      this.#waiting.resolve(resolve);
    });

  /** Lets one interval pass, and returns when the watch has looked, and acted, and waits again. */
  async tick(): Promise<void> {
    const pass = await this.#waiting.promise;
    this.#waiting = Promise.withResolvers();
    pass();
    await this.#waiting.promise;
  }
}

interface Watched {
  readonly folder: string;
  readonly clock: StoppedClock;
  readonly watch: FolderWatch;
  readonly calls: () => number;
}

async function watched(
  folder: string,
  onChange: () => void | Promise<void> = () => undefined,
  more: Partial<WatchOptions> = {},
): Promise<Watched> {
  const clock = new StoppedClock();
  let calls = 0;
  const count = (): void | Promise<void> => {
    calls++;
    return onChange();
  };
  const watch = watchFolder(folder, count, { intervalMs: 300, wait: clock.wait, ...more });
  onTestFinished(() => watch.stop());
  await watch.ready;
  return { folder, clock, watch, calls: () => calls };
}

/** A folder with one file in a folder below it. */
async function dataFolder(): Promise<string> {
  const folder = join(await temporaryFolder(), 'data');
  await mkdir(join(folder, 'roles', 'baker'), { recursive: true });
  await writeFile(join(folder, 'roles', 'baker', 'faq.yaml'), 'one');
  return folder;
}

const file = (folder: string): string => join(folder, 'roles', 'baker', 'faq.yaml');

describe('what counts as a change', () => {
  const changes: Record<string, (folder: string) => Promise<void>> = {
    'a file saved in place': (folder) => writeFile(file(folder), 'longer'),
    'a file saved by rename': async (folder) => {
      await writeFile(`${folder}.new`, 'two');
      await rename(`${folder}.new`, file(folder));
    },
    'a file whose time was set back after writing': async (folder) => {
      await writeFile(file(folder), 'longer');
      await utimes(file(folder), 0, 0);
    },
    'a file added': (folder) => writeFile(join(folder, 'roles', 'baker', 'role.yaml'), ''),
    'a folder added': (folder) => mkdir(join(folder, 'roles', 'barista')),
    'a file removed': (folder) => rm(file(folder)),
    'the folder replaced by another': async (folder) => {
      await mkdir(join(`${folder}.new`, 'roles', 'baker'), { recursive: true });
      await writeFile(file(`${folder}.new`), 'one');
      await rename(folder, `${folder}.old`);
      await rename(`${folder}.new`, folder);
    },
    'the folder gone': (folder) => rm(folder, { recursive: true }),
  };
  for (const [name, change] of Object.entries(changes)) {
    it(name, async () => {
      const { folder, clock, calls } = await watched(await dataFolder());
      await change(folder);
      await clock.tick();
      await clock.tick();
      expect(calls()).toBe(1);
      await clock.tick();
      expect(calls(), 'one change is told once').toBe(1);
    });
  }

  it('a folder that comes back', async () => {
    const data = await dataFolder();
    await rename(data, `${data}.away`);
    const { clock, calls } = await watched(data);
    await rename(`${data}.away`, data);
    await clock.tick();
    await clock.tick();
    expect(calls()).toBe(1);
  });

  it('a symbolic link that is swapped, as Kubernetes does with its volumes', async () => {
    const volume = await temporaryFolder();
    for (const [version, text] of Object.entries({ '..1': 'one', '..2': 'two' })) {
      await mkdir(join(volume, version, 'roles', 'baker'), { recursive: true });
      await writeFile(file(join(volume, version)), text);
    }
    await symlink('..1', join(volume, '..data'));
    await symlink(join('..data', 'roles'), join(volume, 'roles'));
    const { clock, calls } = await watched(volume);

    await symlink('..2', join(volume, '..data_tmp'));
    await rename(join(volume, '..data_tmp'), join(volume, '..data'));
    await clock.tick();
    await clock.tick();
    expect(calls()).toBe(1);
  });

  it('a watched folder that is a symbolic link itself, and is pointed elsewhere', async () => {
    const [first, second] = [await dataFolder(), await dataFolder()];
    const link = join(await temporaryFolder(), 'data');
    await symlink(first, link);
    const { clock, calls } = await watched(link);
    await symlink(second, `${link}.new`);
    await rename(`${link}.new`, link);
    await clock.tick();
    await clock.tick();
    expect(calls()).toBe(1);
  });

  it("not an editor's own files", async () => {
    const { folder, clock, calls } = await watched(await dataFolder());
    await writeFile(join(folder, '.faq.yaml.swp'), 'swap');
    await writeFile(join(folder, 'roles', 'baker', 'faq.yaml~'), 'backup');
    await clock.tick();
    await clock.tick();
    expect(calls()).toBe(0);
  });

  it('not a link that leads back to a folder above', async () => {
    const data = await dataFolder();
    await symlink(data, join(data, 'roles', 'loop'));
    const { clock, calls } = await watched(data);
    await clock.tick();
    await clock.tick();
    expect(calls()).toBe(0);
  });
});

describe('when a change is told', () => {
  it('waits until the folder is still, so that no half-written file is read', async () => {
    const { folder, clock, calls } = await watched(await dataFolder());
    for (const text of ['written', 'written by', 'written by halves']) {
      await writeFile(file(folder), text);
      await clock.tick();
      expect(calls()).toBe(0);
    }
    await clock.tick();
    expect(calls()).toBe(1);
  });

  it('tells of a change made while the last one is still being handled, but only afterwards', async () => {
    const data = await dataFolder();
    const states: string[] = [];
    let write: (() => Promise<void>) | undefined = () => writeFile(file(data), 'a change during the change');
    const { clock } = await watched(data, async () => {
      states.push('begun');
      await write?.();
      write = undefined;
      states.push('done');
    });
    await writeFile(file(data), 'changed');
    for (let tick = 0; tick < 5; tick++) await clock.tick();
    expect(states).toEqual(['begun', 'done', 'begun', 'done']);
  });

  it('goes on after a failure, which it reports', async () => {
    const errors: unknown[] = [];
    const failure = new Error('cannot read');
    const { folder, clock, calls } = await watched(await dataFolder(), () => Promise.reject(failure), {
      onError: (error) => errors.push(error),
    });
    for (const text of ['changed', 'changed again']) {
      await writeFile(file(folder), text);
      await clock.tick();
      await clock.tick();
    }
    expect(calls()).toBe(2);
    expect(errors).toEqual([failure, failure]);
  });

  it('is quiet once stopped', async () => {
    const data = await dataFolder();
    let calls = 0;
    const stopped = watchFolder(
      data,
      () => {
        calls++;
      },
      { intervalMs: 1 },
    );
    await stopped.ready;
    stopped.stop();
    await seeChange(data);
    expect(calls).toBe(0);
  });

  it('keeps real time by itself', async () => {
    await expect(seeChange(await dataFolder())).resolves.toBeUndefined();
  });
});

/** Changes a folder that is watched with real timers, and returns when the change is noticed. */
async function seeChange(data: string): Promise<void> {
  const { promise: noticed, resolve } = Promise.withResolvers<undefined>();
  const watch = watchFolder(data, () => resolve(undefined), { intervalMs: 5 });
  onTestFinished(() => watch.stop());
  await watch.ready;
  await writeFile(file(data), 'changed');
  await noticed;
}
