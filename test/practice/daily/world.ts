/** A community, a platform that counts what is really posted, and processes that claim, send, crash and come late. No real time passes. */
import type { Delivery, Finding, PostResult } from '../../../src/practice/daily/daily.ts';
import {
  beginTelling,
  clocksApart,
  looked,
  maySend,
  settle,
  takeUp,
  type Telling,
  withStopUntold,
} from '../../../src/practice/daily/outbox.ts';
import type { CommunityRecord } from '../../../src/practice/records.ts';
import { bankOf, questionsOn } from '../../support/questions.ts';

const bank = bankOf(questionsOn(['sql', 'http'], 2));

/** How an attempt goes: `unheard` arrives, and its answer is lost; `lost` does not arrive, and nobody is told. */
export const fates = ['arrives', 'arrives', 'arrives', 'unheard', 'lost', 'later', 'refused'] as const;
export type Fate = (typeof fates)[number];

interface Attempt {
  readonly claim: string;
  readonly delivery: Delivery;
  /** As it was written with the claim. */
  readonly taken: CommunityRecord;
  /** When it was claimed, by a clock that is never wrong: milliseconds since 1970. */
  readonly at: number;
}

/** What a process is in the middle of. Between any two of these others may act, and it may crash. */
type Doing =
  | { readonly step: 'send'; readonly attempt: Attempt }
  | { readonly step: 'await'; readonly attempt: Attempt; readonly fate: Fate }
  | { readonly step: 'settle'; readonly attempt: Attempt; readonly result: PostResult }
  | { readonly step: 'look'; readonly attempt: Attempt; readonly since: number }
  | { readonly step: 'tell'; readonly attempt: Attempt; readonly finding: Finding }
  | { readonly step: 'again'; readonly attempt: Attempt }
  /** The admin of a schedule that stopped is told. */
  | { readonly step: 'say'; readonly telling: Telling };

interface Post {
  readonly day: string;
  readonly channel: string;
  readonly at: number;
}

export interface WorldParts {
  readonly record: CommunityRecord;
  readonly at: number;
  /** Whether the platform lets the bot look into the channel. */
  readonly canLook: boolean;
  /** How far each process's clock is from the true time, in milliseconds; there are as many processes. */
  readonly skews: readonly number[];
  /** How long a request may be on its way, in milliseconds. */
  readonly slowest: number;
}

export class World {
  record: CommunityRecord;
  /** The true time: the platform's clock. */
  at: number;
  /** How far all processes' clocks are off. */
  jumped = 0;
  readonly posts: Post[] = [];
  readonly #parts: WorldParts;
  readonly #doing: (Doing | undefined)[];
  readonly #onItsWay: (Post & { readonly claim: string })[] = [];
  /** Every third look meets a platform that does not say just now. */
  #looks = 0;
  #claims = 0;

  constructor(parts: WorldParts) {
    this.#parts = parts;
    this.record = parts.record;
    this.at = parts.at;
    this.#doing = parts.skews.map(() => undefined);
  }

  /** The time as a process sees it. */
  now(process = 0): Date {
    return new Date(this.at + this.jumped + (this.#parts.skews[process] ?? 0));
  }

  get isQuiet(): boolean {
    return this.#onItsWay.length === 0;
  }

  pass(milliseconds: number): void {
    this.at += milliseconds;
    for (const request of this.#onItsWay.filter(({ at }) => at <= this.at)) this.#arrive(request.claim);
  }

  crash(process: number): void {
    this.#doing[process] = undefined;
  }

  /** Lets a process go on by one step; one with nothing to do looks for work. */
  act(process: number, fate: Fate, delay: number): void {
    const doing = this.#doing[process];
    this.#doing[process] = doing === undefined ? this.#takeUp(process) : this.#goOn(process, doing, fate, delay);
  }

  #takeUp(process: number, absent?: string): Doing | undefined {
    const claim = `claim ${(this.#claims += 1)}`;
    const { record, task } = takeUp(this.record, { now: this.now(process), claim, absent, bank });
    this.record = record;
    if (task.kind === 'nothing') return this.#beginTelling(process);
    const attempt = { claim, delivery: task.delivery, taken: record, at: this.at };
    return task.kind === 'post' ? { step: 'send', attempt } : { step: 'look', attempt, since: task.since.getTime() };
  }

  #beginTelling(process: number): Doing | undefined {
    const { record, telling } = beginTelling(this.record, this.now(process));
    this.record = record;
    return telling && { step: 'say', telling };
  }

  #goOn(process: number, doing: Doing, fate: Fate, delay: number): Doing | undefined {
    if (doing.step === 'say') {
      const { stop } = doing.telling;
      if (fate === 'later') this.record = withStopUntold(this.record, { stop, now: this.now(process) });
      return undefined;
    }
    const { claim, delivery } = doing.attempt;
    const settling = { claim, day: delivery.day, channel: delivery.channel ?? '', now: this.now(process) };
    switch (doing.step) {
      case 'send': {
        const { taken, at: claimedAt } = doing.attempt;
        if (!maySend(taken, claim, { now: this.now(process), sinceClaim: this.at - claimedAt })) {
          this.record = settle(this.record, { ...settling, result: { kind: 'later', detail: 'It took too long.' } });
          return undefined;
        }
        const arrives = fate === 'arrives' || fate === 'unheard';
        const at = this.at + Math.min(delay, this.#parts.slowest);
        if (arrives) this.#onItsWay.push({ claim, at, day: settling.day, channel: settling.channel });
        return { step: 'await', attempt: doing.attempt, fate };
      }
      case 'await':
        this.#arrive(claim);
        return { step: 'settle', attempt: doing.attempt, result: resultOf(doing.fate) };
      case 'settle': {
        this.record = settle(this.record, { ...settling, result: doing.result });
        if (doing.result.kind !== 'doubt') return undefined;
        const since = Date.parse(delivery.claim?.at ?? '') - clocksApart;
        return { step: 'look', attempt: doing.attempt, since };
      }
      case 'look':
        return { step: 'tell', attempt: doing.attempt, finding: this.#find(settling, doing.since) };
      case 'tell':
        this.record = looked(this.record, { ...settling, finding: doing.finding });
        return doing.finding.kind === 'absent' ? { step: 'again', attempt: doing.attempt } : undefined;
      case 'again':
        return this.#takeUp(process, claim);
    }
  }

  #arrive(claim: string): void {
    const index = this.#onItsWay.findIndex((request) => request.claim === claim);
    if (index === -1) return;
    this.posts.push(...this.#onItsWay.splice(index, 1).map((post) => ({ ...post, at: Math.min(post.at, this.at) })));
  }

  #find({ day, channel }: { readonly day: string; readonly channel: string }, since: number): Finding {
    if (!this.#parts.canLook) return { kind: 'unknown', detail: 'The platform lets nobody look.' };
    this.#looks += 1;
    if (this.#looks % 3 === 0) return { kind: 'later', detail: 'The platform is away.' };
    const isThere = this.posts.some((post) => post.day === day && post.channel === channel && post.at >= since);
    return isThere ? { kind: 'found', message: `post of ${day}` } : { kind: 'absent' };
  }
}

function resultOf(fate: Fate): PostResult {
  switch (fate) {
    case 'arrives':
      return { kind: 'sent', message: 'the post' };
    case 'unheard':
    case 'lost':
      return { kind: 'doubt', detail: 'The answer was lost.' };
    case 'later':
      return { kind: 'later', detail: 'The platform is busy.' };
    case 'refused':
      return { kind: 'refused', why: 'no-access', detail: 'The bot may not write there.' };
  }
}
