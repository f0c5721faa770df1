/** What goes wrong between the bot and Discord, when a test asks for it. */
import type { Answer } from './answers.ts';
import { tooManyRequests } from './rate-limit.ts';

export interface Fault {
  /** A status in place of the answer; an answer that never comes; a connection that breaks. */
  readonly how: 'hang' | 'reset' | 429 | 500 | 502 | 503;
  /** Whether Discord does what was asked before it goes wrong. */
  readonly when: 'before' | 'after';
  /** Of a 429: seconds, and whether it stands for all that the bot sends. */
  readonly retryAfter?: number;
  readonly isGlobal?: boolean;
}

interface Planned {
  readonly fault: Fault;
  readonly matching: RegExp;
  left: number;
}

/** By chance, the same for the same seed and order of requests. */
export interface Storm {
  readonly seed: number;
  /** How many of the requests go wrong, 0 to 1. */
  readonly share: number;
  readonly faults: readonly Fault[];
  /** Which requests, by `METHOD /path`; all where it is undefined. */
  readonly matching?: RegExp;
}

export class Faults {
  /** How often each came about, such as `reset after`. */
  readonly happened = new Map<string, number>();
  #planned: Planned[] = [];
  #storm: Storm | undefined;
  #random: () => number = () => 1;

  /** The next requests whose `METHOD /path` matches go wrong. */
  next(fault: Fault, times = 1, matching = /./): void {
    this.#planned.push({ fault, matching, left: times });
  }

  /** From now on requests go wrong by chance; `undefined` ends it. */
  storm(storm: Storm | undefined): void {
    this.#storm = storm;
    this.#random = randomFrom(storm?.seed ?? 0);
  }

  /** What goes wrong with this request, if anything. */
  of(route: string): Fault | undefined {
    const fault = this.#plannedFor(route) ?? this.#chanceFor(route);
    if (fault !== undefined) {
      const name = `${fault.how} ${fault.when}`;
      this.happened.set(name, (this.happened.get(name) ?? 0) + 1);
    }
    return fault;
  }

  #plannedFor(route: string): Fault | undefined {
    const planned = this.#planned.find(({ matching }) => matching.test(route));
    if (planned === undefined) return undefined;
    planned.left -= 1;
    this.#planned = this.#planned.filter(({ left }) => left > 0);
    return planned.fault;
  }

  #chanceFor(route: string): Fault | undefined {
    const storm = this.#storm;
    if (storm === undefined || !(storm.matching ?? /./).test(route) || this.#random() >= storm.share) return undefined;
    return storm.faults[Math.floor(this.#random() * storm.faults.length)];
  }
}

/** What the bot gets in place of the answer; undefined where it gets none. */
export function faultyAnswer({ how, retryAfter = 1, isGlobal = false }: Fault): Answer | undefined {
  if (how === 'hang' || how === 'reset') return undefined;
  if (how === 429) return tooManyRequests(retryAfter, isGlobal ? 'global' : 'user');
  return { status: how, body: { message: `${how}: Server Error`, code: 0 } };
}

/** Numbers from 0 to 1 (mulberry32, in the public domain). */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
