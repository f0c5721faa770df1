/** Work that can stand aside for others: a generator that yields wherever it may pause, at least once a millisecond or two. */
import { setImmediate } from 'node:timers/promises';

export type Slices<Value> = Generator<undefined, Value>;

/** All of it at once. */
export function atOnce<Value>(work: Slices<Value>): Value {
  for (;;) {
    const { done, value } = work.next();
    if (done === true) return value;
  }
}

/** Slice by slice, with whatever else is waiting in between. */
export async function inSlices<Value>(work: Slices<Value>): Promise<Value> {
  for (;;) {
    const { done, value } = work.next();
    if (done === true) return value;
    await setImmediate();
  }
}
