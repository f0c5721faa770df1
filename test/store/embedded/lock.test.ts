import { mkdir, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { layoutOf } from '../../../src/store/embedded/layout.ts';
import { lockFileName } from '../../../src/store/embedded/lock.ts';
import { type ProcessIdentity, thisProcess } from '../../../src/store/embedded/process-identity.ts';
import { recording } from '../../support/attempts.ts';
import { temporaryFolder } from '../../support/folders.ts';
import { storeProcess } from '../../support/store-processes.ts';
import { embeddedStore } from '../../support/stores.ts';

const newState = async (): Promise<string> => join(await temporaryFolder(), 'state');

/** Leaves the lock of a process as it would be after that process was killed, and gives its path. */
async function leaveLock(stateDir: string, holder: Partial<ProcessIdentity>): Promise<string> {
  const { locks } = layoutOf(stateDir);
  const path = join(locks, lockFileName({ ...thisProcess(), ...holder }, 'left'));
  await mkdir(locks, { recursive: true });
  await writeFile(path, '{}');
  return path;
}

/** Does not give a running process its second to end. */
const impatient = { wait: () => Promise.resolve() };

describe('one process at a time', () => {
  it('a second process refuses to start and names the first', async () => {
    const { stateDir, store } = await embeddedStore();
    const second = storeProcess(stateDir, 'hold');
    expect(await second.line(0)).toMatch(new RegExp(`^refused: .*pid ${process.pid}\\).*Stop the other one first`));
    expect(await store.updateLearner('console:ada', recording('a1'))).toBe(1);
  });

  it('a second store in the same process is refused, until the first is closed', async () => {
    const { stateDir, store } = await embeddedStore();
    await expect(embeddedStore({ stateDir, ...impatient })).rejects.toThrow(`pid ${process.pid}`);
    await store.close();
    await embeddedStore({ stateDir });
  });

  it('a lock whose process was killed is taken over', async () => {
    const stateDir = await newState();
    const first = storeProcess(stateDir, 'hold');
    expect(await first.line(0)).toBe('held');
    await expect(embeddedStore({ stateDir, ...impatient })).rejects.toThrow(`pid ${first.pid}`);
    await first.kill();
    await embeddedStore({ stateDir });
    expect(await readdir(layoutOf(stateDir).locks)).toHaveLength(1);
  });

  it('a lock whose process ends only now is taken over', async () => {
    const { stateDir, store } = await embeddedStore();
    await embeddedStore({ stateDir, wait: () => store.close() });
  });

  it('of processes that race for a stale lock exactly one gets it', async () => {
    const stateDir = await newState();
    const dead = storeProcess(stateDir, 'hold');
    await dead.line(0);
    await dead.kill();
    const racers = Array.from({ length: 4 }, () => storeProcess(stateDir, 'hold'));
    const said = await Promise.all(racers.map((racer) => racer.line(0)));
    const winners = racers.filter((_racer, index) => said[index] === 'held');
    expect(winners).toHaveLength(1);
    expect(said.filter((line) => line?.includes(`pid ${winners[0]?.pid ?? ''})`))).toHaveLength(3);
  });

  it('of stores that race within one process exactly one is opened', async () => {
    const stateDir = await newState();
    await leaveLock(stateDir, { startedAt: '1' });
    const opened = await Promise.allSettled(Array.from({ length: 5 }, () => embeddedStore({ stateDir })));
    expect(opened.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });
});

describe('a lock that was left behind', () => {
  const unwatched = { wait: () => Promise.reject(new Error('there was no need to wait')) };

  it('is taken over at once where its process number was given to another process', async () => {
    const stateDir = await newState();
    await leaveLock(stateDir, { startedAt: '1' });
    await embeddedStore({ stateDir, ...unwatched });
  });

  it('is taken over at once where its process is gone', async () => {
    const stateDir = await newState();
    // Linux gives no number above 2^22.
    await leaveLock(stateDir, { pid: 2 ** 22 + 1 });
    await embeddedStore({ stateDir, ...unwatched });
  });

  it('of another container is taken over only after it has shown no life for 20 seconds', async () => {
    const stateDir = await newState();
    await leaveLock(stateDir, { place: 'elsewhere' });
    let waited = 0;
    const wait = (milliseconds: number): Promise<void> => {
      waited += milliseconds;
      return Promise.resolve();
    };
    const said: string[] = [];
    await embeddedStore({ stateDir, wait, onWait: (message) => said.push(message) });
    expect(waited).toBeGreaterThanOrEqual(20_000);
    expect(said).toEqual([expect.stringMatching(/lock of process \d+, .*watching it for 20 seconds/)]);
  });

  it('of another container that shows life is respected', async () => {
    const stateDir = await newState();
    const lock = await leaveLock(stateDir, { place: 'elsewhere', pid: 7 });
    let looks = 0;
    const wait = async (): Promise<void> => {
      looks += 1;
      if (looks === 10) await utimes(lock, new Date(0), new Date(0));
    };
    const opening = embeddedStore({ stateDir, wait, onWait: () => undefined });
    await expect(opening).rejects.toThrow('pid 7 in another container or on another machine');
    expect(looks).toBe(10);
  });

  it('of something else is left alone', async () => {
    const stateDir = await newState();
    const { locks } = layoutOf(stateDir);
    await mkdir(locks, { recursive: true });
    await writeFile(join(locks, 'README'), 'hello');
    await embeddedStore({ stateDir, ...unwatched });
    expect(await readdir(locks)).toContain('README');
  });
});

it('a store whose lock was taken away writes nothing any more', async () => {
  const { store, stateDir } = await embeddedStore();
  await store.updateLearner('console:ada', recording('a1'));
  await rm(layoutOf(stateDir).locks, { recursive: true });
  await expect(store.updateLearner('console:ada', recording('a2'))).rejects.toThrow(
    /lock .* is gone.*Start the bot again/,
  );
  await expect(store.forgetLearner('console:ada')).rejects.toThrow('is gone');
});

it('a store that cannot look after its lock says why, and writes nothing', async () => {
  const { store, stateDir } = await embeddedStore();
  await store.updateLearner('console:ada', recording('a1'));
  const { locks } = layoutOf(stateDir);
  await rm(locks, { recursive: true });
  await writeFile(locks, 'in the way');
  await expect(store.updateLearner('console:ada', recording('a2'))).rejects.toThrow(
    /Could not look after the lock .*: a file stands where a folder is needed/,
  );
  await rm(locks);
});
