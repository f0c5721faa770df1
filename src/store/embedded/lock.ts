/**
 * One process at a time. Each process that wants the state puts a file of its own into the lock folder (created exclusively, never
 * renamed) and holds the lock once it has seen that no other process has one there. Whoever looks second sees the first, so two can never
 * both hold it; and since a file's name says whose it is, clearing away a dead process's file can never hit a live one's.
 */
import { randomBytes } from 'node:crypto';
import { mkdir, open, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { StoreError } from '../../practice/store.ts';
import { explained, explainFailure } from './failure.ts';
import { ifThere } from './file-system.ts';
import { isRunning, type ProcessIdentity, thisProcess } from './process-identity.ts';

/** How often a waiting process looks, in milliseconds. */
const lookEvery = 250;
/** A holder that runs may be on its way out, as after a kill: so many looks (a second) are given to it before it is taken at its word. */
const looksAtRunning = 4;
/** How often a holder shows that it lives, in milliseconds. */
const beatEvery = 5_000;
/** A holder in another place that showed no life for so many looks (20 seconds) is gone. */
const looksUntilGone = 80;
/** How often to look before giving up: long enough to see two holders after each other be gone. */
const patience = 2 * looksUntilGone;

export interface Lock {
  /** Rejects with a StoreError if the lock was lost, as by a machine that slept so long that another process took over. */
  readonly confirm: () => Promise<void>;
  readonly release: () => Promise<void>;
}

export interface LockOptions {
  readonly now: () => Date;
  /** Waits so many milliseconds. */
  readonly wait?: (milliseconds: number) => Promise<unknown>;
  /** Told once, in a sentence for the operator, where starting takes long because another place's lock has to be watched. */
  readonly onWait?: (message: string) => void;
}

/** Takes the lock; locks of processes that are gone are cleared away. Rejects with a StoreError that names the process holding it. */
export async function takeLock(folder: string, options: LockOptions): Promise<Lock> {
  try {
    await mkdir(folder, { recursive: true });
    return await contend(folder, options);
  } catch (error) {
    throw explainFailure(error, `take the lock in ${folder}`);
  }
}

async function contend(folder: string, { now, wait = delay, onWait }: LockOptions): Promise<Lock> {
  const self = thisProcess();
  const name = lockFileName(self, randomBytes(4).toString('hex'));
  const path = join(folder, name);
  const seen = new Map<string, Sighting>();
  let present = false;
  try {
    for (let look = 0; look < patience; look += 1) {
      const rivals = await rivalsIn(folder, name, self, seen);
      const holder = rivals.find((rival) => rival.holds);
      if (holder?.alive === true && look >= looksAtRunning) throw refusal(folder, holder.identity, self);
      if (holder?.alive === false && look === 0) onWait?.(watching(folder, holder.identity));
      if (rivals.some((rival) => rival.holds || rival.name < name)) {
        await rm(path, { force: true });
        present = false;
      } else if (!present) {
        await (await open(path, 'wx')).close();
        present = true;
        continue;
      } else if (rivals.length === 0) {
        // A file with content is a lock that is held; an empty one is a wish.
        await writeFile(path, JSON.stringify({ pid: self.pid, since: now().toISOString() }));
        return held(path);
      }
      await wait(lookEvery);
    }
    throw refusal(folder, undefined, self);
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  }
}

function held(path: string): Lock {
  const beat = setInterval(() => {
    const now = new Date();
    // A lock that was lost is noticed by `confirm`.
    utimes(path, now, now).catch(() => undefined);
  }, beatEvery).unref();
  return {
    confirm: async () => {
      if ((await explained(`look after the lock ${path}`, () => ifThere(stat(path)))) !== undefined) return;
      throw new StoreError(
        `The lock ${path} is gone: another process may use the state by now, so this one writes nothing any more. Nothing was changed, and everything recorded before is still there. Start the bot again.`,
        { inShort: 'another process may use them by now' },
      );
    },
    release: async () => {
      clearInterval(beat);
      await rm(path, { force: true });
    },
  };
}

/** The name of a process's file in the lock folder; `mark` keeps two locks of one process apart. */
export const lockFileName = ({ pid, startedAt, place }: ProcessIdentity, mark: string): string =>
  `${pid}-${startedAt ?? ''}-${place}-${mark}`;

function identityIn(name: string): ProcessIdentity | undefined {
  const [, pid, startedAt, place] = /^(\d+)-(\d*)-(\w+)-\w+$/.exec(name) ?? [];
  if (pid === undefined || place === undefined) return undefined;
  return { pid: Number(pid), startedAt: startedAt === '' ? undefined : startedAt, place };
}

/** A sign of life that was seen, and for how many looks it has been the last one. */
interface Sighting {
  readonly beat: number;
  readonly looks: number;
}

interface Rival {
  readonly name: string;
  readonly identity: ProcessIdentity;
  readonly holds: boolean;
  /** Known to run: by the system, or by a sign of life since the first look. */
  readonly alive: boolean;
}

/** The other processes that hold or want the lock. Files of those that are gone are removed. */
async function rivalsIn(
  folder: string,
  ownName: string,
  self: ProcessIdentity,
  seen: Map<string, Sighting>,
): Promise<Rival[]> {
  const rivals: Rival[] = [];
  for (const name of await readdir(folder)) {
    const identity = identityIn(name);
    const stats = identity && name !== ownName ? await ifThere(stat(join(folder, name))) : undefined;
    if (identity === undefined || stats === undefined) continue;
    const before = seen.get(name) ?? { beat: stats.mtimeMs, looks: 0 };
    const moved = before.beat !== stats.mtimeMs;
    seen.set(name, moved ? { ...before, looks: 0 } : { ...before, looks: before.looks + 1 });
    const running = isRunning(identity, self) ?? (moved || (before.looks < looksUntilGone ? undefined : false));
    if (running === false) await rm(join(folder, name), { force: true });
    else rivals.push({ name, identity, holds: stats.size > 0, alive: running === true });
  }
  return rivals;
}

const watching = (folder: string, { pid }: ProcessIdentity): string =>
  `${folder} holds a lock of process ${pid}, of which cannot be seen from here whether it still runs: watching it for ${(looksUntilGone * lookEvery) / 1000} seconds.`;

function refusal(folder: string, holder: ProcessIdentity | undefined, self: ProcessIdentity): StoreError {
  const where =
    holder !== undefined && holder.place !== self.place ? ' in another container or on another machine' : '';
  const who = holder === undefined ? 'Another process' : `Another process (pid ${holder.pid}${where})`;
  return new StoreError(
    `${who} uses the state already: it holds the lock in ${folder}. Two at a time would overwrite each other's records, so this one stops; nothing was changed. Stop the other one first, or set STATE_DIR to another folder.`,
    { inShort: 'another process uses them' },
  );
}
