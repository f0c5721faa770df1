/** How long the planner's look takes in a store; as a program, in the state of the folder that is given. */
import { setTimeout as delay } from 'node:timers/promises';
import type { Store } from '../src/practice/store.ts';
import { whenDue } from './communities.ts';

const dueNumbers = [0, 500, 5_000];
const looks = 15;
const farthest = 100_000;
const pauseBetweenReads = 10;

export interface Looks {
  /** Milliseconds. */
  readonly first: number;
  /** The longest time in milliseconds that somebody else's question to the store took while the first look ran. */
  readonly meanwhile: number;
  /** What the first look leaves in memory, in bytes; undefined where that cannot be told. */
  readonly memory: number | undefined;
  /** The best of several, in milliseconds. */
  readonly later: readonly { readonly due: number; readonly time: number }[];
}

/** Looks in a store that holds many communities and has not been asked yet. */
export async function looksAt(store: Store): Promise<Looks> {
  const before = memoryInUse();
  const firstLook = { time: NaN, done: false };
  const looking = timeOfLook(store, 0).then((time) => Object.assign(firstLook, { time, done: true }));
  const meanwhile = await longestRead(store, () => firstLook.done);
  await looking;
  const after = memoryInUse();
  const later = [];
  for (const due of dueNumbers) {
    let time = Infinity;
    for (let look = 0; look < looks; look += 1) time = Math.min(time, await timeOfLook(store, due));
    later.push({ due, time });
  }
  return {
    first: firstLook.time,
    meanwhile,
    memory: before === undefined || after === undefined ? undefined : after - before,
    later,
  };
}

async function timeOfLook(store: Store, due: number): Promise<number> {
  const started = performance.now();
  const found = await store.communitiesToWake(whenDue(due), farthest);
  const time = performance.now() - started;
  if (found.length !== due) throw new Error(`${found.length} were due instead of ${due}`);
  return time;
}

/** Reads a record again and again. */
async function longestRead(store: Store, isOver: () => boolean): Promise<number> {
  let longest = 0;
  do {
    const started = performance.now();
    await store.learner('discord:1');
    longest = Math.max(longest, performance.now() - started);
    await delay(pauseBetweenReads);
  } while (!isOver());
  return longest;
}

const memoryInUse = (): number | undefined => {
  globalThis.gc?.();
  return globalThis.gc === undefined ? undefined : process.memoryUsage().heapUsed;
};

if (import.meta.main) {
  const { openEmbeddedStore } = await import('../src/store/embedded/store.ts');
  const store = await openEmbeddedStore(process.argv[2] ?? '', { now: () => new Date() });
  console.log(JSON.stringify(await looksAt(store)));
  await store.close();
}
