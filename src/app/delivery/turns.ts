/** Nobody sends before its turn: keeps below the platforms' limits, and to the pauses that they ask for. */
import type { Logger } from 'pino';
import type { Poster } from '../../chat/poster.ts';
import type { Pacer } from '../../practice/daily/pacer.ts';
import type { Pause } from './pause.ts';

export interface Turns {
  /**
   * Waits for the next free moment at which the poster may send to a community or learner, which takes so many calls of the platform (1).
   * False where the platform asked for a pause, or the program stops: then nothing may be sent, and what is due stays due.
   */
  readonly take: (poster: Poster, id: string, calls?: number) => Promise<boolean>;
  /** The platform asked for a pause, in milliseconds, of everything at this pace. */
  readonly hold: (poster: Poster, id: string, milliseconds: number) => Promise<void>;
  /** The same where only this process must pause, for something that is its own. */
  readonly holdHere: (poster: Poster, id: string, milliseconds: number) => void;
  /** Whether nothing can be sent there now, as far as this process knows. */
  readonly isHeld: (poster: Poster, id: string) => boolean;
}

/** Whoever would have to wait longer than this, in milliseconds, makes room for others. */
const longestWait = 30_000;

/**
 * Whoever comes later than this, in milliseconds, to the moment that was reserved has missed it and takes another: a machine that was held up
 * would send what it missed all at once.
 */
const latest = 25;

/** Whoever misses so many moments is on a machine that is always late: its turn has come. */
const mostMissed = 3;

/** A private message can take two: one opens the conversation. */
export const callsToTell = 2;

/** The pace of a learner is that of the place: the first two parts of `slack:TEAM:USER` name it, and any id does on Discord. */
export const paceFor = (poster: Poster, id: string): ReturnType<Poster['paceOf']> =>
  poster.paceOf(id.split(':', 2).join(':'));

export interface TurnsParts {
  readonly pacer: Pacer;
  readonly onPaced: (platform: string, milliseconds: number) => void;
  readonly now: () => Date;
  readonly pause: Pause;
  readonly logger: Logger;
}

export function createTurns({ pacer, onPaced, now, pause, logger }: TurnsParts, stopping: AbortSignal): Turns {
  /** How many pauses last under each key: a moment that was reserved before one began must not be used while it lasts. */
  const held = new Map<string, number>();
  const holdKey = async (key: string, milliseconds: number): Promise<void> => {
    held.set(key, (held.get(key) ?? 0) + 1);
    await pause(milliseconds, stopping);
    const left = (held.get(key) ?? 1) - 1;
    if (left === 0) held.delete(key);
    else held.set(key, left);
  };

  return {
    async take(poster, id, calls = 1) {
      const { key, spacing } = paceFor(poster, id);
      let waited = 0;
      for (let missed = 0; !held.has(key); missed += 1) {
        const wait = await pacer.reserve(key, calls * spacing);
        if (wait > longestWait) {
          // Another process was asked for a pause, or this one before it was started anew.
          if (!held.has(key)) noteHold(logger, poster.platform, wait);
          void holdKey(key, wait);
          return false;
        }
        const moment = now().getTime() + wait;
        if (wait > 0) await pause(wait, stopping);
        if (stopping.aborted || held.has(key)) return false;
        waited += wait;
        if (now().getTime() - moment <= latest || missed === mostMissed) {
          onPaced(poster.platform, waited);
          return true;
        }
      }
      return false;
    },
    async hold(poster, id, milliseconds) {
      const { key } = paceFor(poster, id);
      void holdKey(key, milliseconds);
      await pacer.hold(key, milliseconds);
    },
    holdHere: (poster, id, milliseconds) => void holdKey(paceFor(poster, id).key, milliseconds),
    isHeld: (poster, id) => held.has(paceFor(poster, id).key),
  };
}

/** Nothing else says why nothing is posted. */
const noteHold = (logger: Logger, platform: string, milliseconds: number): void =>
  logger.warn(
    { platform, seconds: Math.ceil(milliseconds / 1000) },
    'nothing is sent for a while: the platform asked another process for a pause; what is due stays due',
  );
