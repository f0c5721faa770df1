/** Which process is which, over restarts and reused process numbers. */
import { createHash } from 'node:crypto';
import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';
import { codeOf } from './file-system.ts';

export interface ProcessIdentity {
  readonly pid: number;
  /** When it started, in the system's own count; undefined where the system does not say. A reused number has another start. */
  readonly startedAt: string | undefined;
  /** The machine, its boot and its container: process numbers mean something only within one place. */
  readonly place: string;
}

/** The identity of this process. */
export function thisProcess(): ProcessIdentity {
  const place = [
    hostname(),
    attempt(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8')),
    attempt(() => readlinkSync('/proc/self/ns/pid')),
  ];
  return {
    pid: process.pid,
    startedAt: statusOf(process.pid)?.startedAt,
    place: createHash('sha256').update(JSON.stringify(place)).digest('hex').slice(0, 12),
  };
}

/** Whether a process still runs; undefined where that cannot be known from here. */
export function isRunning(other: ProcessIdentity, self: ProcessIdentity): boolean | undefined {
  if (other.place !== self.place) return undefined;
  try {
    process.kill(other.pid, 0);
  } catch (error) {
    // Any other error means that it runs and belongs to somebody else.
    if (codeOf(error) === 'ESRCH') return false;
  }
  const status = statusOf(other.pid);
  if (status === undefined || other.startedAt === undefined) return undefined;
  return !status.ended && status.startedAt === other.startedAt;
}

/**
 * What Linux says of a process: proc_pid_stat(5). `ended` is a process whose parent has not noticed yet that it is dead, and of which no
 * thread is left that might still be writing.
 */
function statusOf(pid: number): { readonly startedAt: string | undefined; readonly ended: boolean } | undefined {
  const stat = attempt(() => readFileSync(`/proc/${pid}/stat`, 'utf8'));
  if (stat === undefined) return undefined;
  // The second field is the program's name in brackets and may itself hold spaces and brackets; the third follows it.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const threads = Number(fields[20 - 3]);
  return { startedAt: fields[22 - 3], ended: ['Z', 'X'].includes(fields[0] ?? '') && threads <= 1 };
}

/** What `read` gives, or undefined: other systems have no /proc. */
function attempt<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
