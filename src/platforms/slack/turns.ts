/**
 * Keeps the openings of several connections apart. Slack ends each connection a fixed time after it was opened; were two opened at once,
 * they would end at once, again and again.
 */
export interface Turns {
  /** Resolves when this connection may be opened; the opening is over when the result is called. Rejects when `signal` is aborted. */
  readonly take: (connection: object, signal: AbortSignal) => Promise<() => void>;
  readonly onOpen: (connection: object) => void;
  readonly onClosed: (connection: object) => void;
}

export interface TurnsTools {
  readonly now: () => Date;
  readonly wait: (milliseconds: number, signal: AbortSignal) => Promise<unknown>;
  /** Milliseconds between two openings, while the connection that was opened first is open. */
  readonly apart: number;
}

/** An opening that takes longer holds nobody up any more. Milliseconds. */
const longestOpening = 20_000;

export function createTurns({ now, wait, apart }: TurnsTools): Turns {
  /** The connections that are open, with the instants of their openings. */
  const open = new Map<object, number>();
  let opening: Promise<unknown> | undefined;

  const distance = (connection: object): number => {
    const others = [...open].filter(([other]) => other !== connection).map(([, at]) => at);
    return Math.min(apart, Math.max(0, ...others) + apart - now().getTime());
  };
  return {
    async take(connection, signal) {
      for (;;) {
        signal.throwIfAborted();
        const rest = distance(connection);
        if (rest > 0) await wait(rest, signal);
        else if (opening !== undefined) await opening;
        else break;
      }
      const over = Promise.withResolvers<undefined>();
      const enough = new AbortController();
      const mine = Promise.race([over.promise, wait(longestOpening, enough.signal).catch(() => undefined)]);
      const end = (): void => {
        if (opening === mine) opening = undefined;
        enough.abort();
        over.resolve(undefined);
      };
      opening = mine;
      void mine.then(end);
      return end;
    },
    onOpen: (connection) => void open.set(connection, now().getTime()),
    onClosed: (connection) => void open.delete(connection),
  };
}
