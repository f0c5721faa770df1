/**
 * Notices changes below a folder by looking at it again and again. Notifications of the operating system (`fs.watch`) would be missed
 * on network mounts, watch the old place after a folder or symbolic link was swapped (Kubernetes swaps `..data`), and differ from system
 * to system; to `stat` a few dozen files costs about a millisecond each time and finds every change in the same way.
 */
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { isEditorsFile } from './content.ts';

/** With one interval to notice and one to see that writing has ended, a change takes effect well within a second. */
export const watchIntervalMs = 300;

export interface WatchOptions {
  readonly intervalMs: number;
  /** Told what `onChange` threw; without it that becomes a process warning. Watching goes on. */
  readonly onError?: (error: unknown) => void;
  /** The clock: resolves after so many milliseconds, or rejects when the signal aborts. By default a timer that keeps no process alive. */
  readonly wait?: (milliseconds: number, signal: AbortSignal) => Promise<unknown>;
}

export interface FolderWatch {
  /** Resolves when the folder has been looked at: every later change will be noticed. */
  readonly ready: Promise<void>;
  /** Calls `onChange` no more; one that runs may finish. */
  stop(): void;
}

/**
 * Calls `onChange` after something below `folder` was written, replaced, added, removed or made unreadable, once nothing has changed for
 * one more interval, so that half-written files are not read. Never calls it twice at the same time. Keeps no process alive.
 */
export function watchFolder(folder: string, onChange: () => void | Promise<void>, options: WatchOptions): FolderWatch {
  const { intervalMs, onError = warn, wait = unheldDelay } = options;
  const stopping = new AbortController();
  const first = signatureOf(folder);

  const run = async (): Promise<void> => {
    let handled = await first;
    let last = handled;
    for (;;) {
      await wait(intervalMs, stopping.signal);
      const now = await signatureOf(folder);
      stopping.signal.throwIfAborted();
      const settled = now === last;
      last = now;
      if (!settled || now === handled) continue;
      handled = now;
      try {
        await onChange();
      } catch (error) {
        onError(error);
      }
    }
  };
  run().catch((error: unknown) => {
    if (!stopping.signal.aborted) throw error;
  });
  return { ready: first.then(() => undefined), stop: () => stopping.abort() };
}

const unheldDelay = (milliseconds: number, signal: AbortSignal): Promise<unknown> =>
  delay(milliseconds, undefined, { ref: false, signal });

const warn = (error: unknown): void => process.emitWarning(error instanceof Error ? error : String(error));

/**
 * One text that differs whenever anything below `folder` differs: names, sizes, times and inodes, each found by its path, so that what
 * symbolic links lead to counts. The time of the last status change is in it because copying tools can set the time of writing back; a
 * folder's own times are not, because editors' files change them too. What cannot be read stands in it with its error. Never rejects.
 */
async function signatureOf(folder: string): Promise<string> {
  const lines: string[] = [];
  const visit = async (path: string, above: readonly string[]): Promise<void> => {
    try {
      const stats = await stat(path, { bigint: true });
      const identity = `${stats.dev}:${stats.ino}`;
      if (!stats.isDirectory()) {
        lines.push(`${path} ${identity} ${stats.size} ${stats.mtimeNs} ${stats.ctimeNs}`);
        return;
      }
      lines.push(`${path} ${identity}`);
      // A link back to a folder above would be followed for ever.
      if (above.includes(identity)) return;
      const names = (await readdir(path)).filter((name) => !isEditorsFile(name)).sort();
      for (const name of names) await visit(join(path, name), [...above, identity]);
    } catch (error) {
      lines.push(`${path} ${(error as NodeJS.ErrnoException).code}`);
    }
  };
  await visit(folder, []);
  return lines.join('\n');
}
