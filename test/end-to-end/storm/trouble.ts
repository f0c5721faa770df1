/** Everything that goes wrong in a storm. What, where and when comes from one seed; what it meets there does not. */
import { setTimeout as delay } from 'node:timers/promises';
import type { Fault } from '../../fakes/discord/faults.ts';
import type { Failure } from '../../fakes/slack/fake-slack.ts';
import type { Chance } from './chance.ts';
import { type Cut, cuts, type Link } from './link.ts';
import { discordMishaps, type Mishap, type Place, strike } from './places.ts';
import { linksOf, passTime, type Scene, type Seat, setClockError } from './scene.ts';

/** Times are in milliseconds, and of the machine where nothing else is said. */
export interface TroubleOptions {
  /** At most; it is over when almost all posts are there. */
  readonly lasts: number;
  readonly kills: number;
  readonly cuts: number;
  readonly longestCut: number;
  /** How many of the calls to the platforms fail, 0 to 1; and whether some get no answer at all. */
  readonly failures: number;
  readonly hangs: boolean;
  /** How often time passes at once for everybody, and how much of it at most. */
  readonly jumps: number;
  readonly longestJump: number;
  /** How often the clock of one process goes wrong, and by how much at most. */
  readonly wrongClocks: number;
  readonly clockError: number;
  /** In how many places something happens that cannot heal by trying again. */
  readonly mishaps: number;
}

/** What went wrong. */
export interface Havoc {
  kills: number;
  readonly cuts: Map<Cut, number>;
  readonly mishaps: Map<Place, Mishap>;
  /** Milliseconds that were skipped. */
  jumped: number;
  wrongClocks: number;
}

/** Makes trouble for as long as it lasts, and then repairs what can be repaired. `onKilled` is called after each kill. */
export async function makeTrouble(
  scene: Scene,
  options: TroubleOptions,
  chance: Chance,
  onKilled: () => Promise<void>,
): Promise<Havoc> {
  const havoc: Havoc = { kills: 0, cuts: new Map(), mishaps: new Map(), jumped: 0, wrongClocks: 0 };
  const progress = progressOf(scene, options.lasts);
  beginFailures(scene, options, chance);
  await Promise.all([
    during(progress, options.kills, chance.fork(), async (own) => {
      await killOne(scene, own);
      havoc.kills += 1;
      await onKilled();
    }),
    during(progress, options.cuts, chance.fork(), (own) => cutOne(scene, options.longestCut, own, havoc)),
    during(progress, options.jumps, chance.fork(), (own) => jump(scene, options, own, havoc)),
    during(progress, options.wrongClocks, chance.fork(), (own) => {
      havoc.wrongClocks += 1;
      setClockError(own.pick(scene.seats), own.between(-options.clockError, options.clockError));
    }),
    during(progress, options.mishaps, chance.fork(), (own) => strikeOne(scene, own, havoc)),
  ]);
  endFailures(scene);
  for (const seat of scene.seats) setClockError(seat, 0);
  return havoc;
}

/** How many of the dates end in bad weather, if it goes on for that long. */
const troubledShare = 0.9;
const everyLook = 20;

/** How far the trouble is, 0 to 1: by the dates that have ended, and by the time where nothing moves. */
function progressOf({ records, places }: Scene, lasts: number): () => number {
  const began = performance.now();
  let ended = 0;
  const progress = (): number => Math.max(ended / troubledShare, (performance.now() - began) / lasts);
  const watch = async (): Promise<void> => {
    while (progress() < 1) {
      const asked = performance.now();
      ended = 1 - (await records.open(places)).length / places.length;
      // Watching must not become the work.
      await delay(everyLook + 5 * (performance.now() - asked));
    }
  };
  void watch();
  return progress;
}

/** Does something so many times, each at a random point of the trouble; then waits until it is over. */
async function during(
  progress: () => number,
  times: number,
  chance: Chance,
  act: (chance: Chance) => Promise<void> | void,
): Promise<void> {
  const points = Array.from({ length: times }, () => chance.next()).sort((a, b) => a - b);
  for (const point of [...points, 1]) {
    while (progress() < point) await delay(everyLook);
    if (point < 1) await act(chance);
  }
}

function beginFailures({ platforms: { discord, slack } }: Scene, options: TroubleOptions, chance: Chance): void {
  const { failures: share, hangs } = options;
  if (share === 0) return;
  const moments = ['before', 'after'] as const;
  const faults: Fault[] = moments.flatMap((when): Fault[] => [
    { how: 'reset', when },
    { how: 500, when },
    { how: 503, when },
    ...(hangs ? [{ how: 'hang', when } as const] : []),
  ]);
  discord.faults.storm({
    seed: chance.between(0, 1e9),
    share,
    faults: [
      ...faults,
      { how: 429, when: 'before', retryAfter: 1 },
      { how: 429, when: 'before', retryAfter: 2, isGlobal: true },
    ],
  });
  const kinds = [true, false].flatMap((after): Failure[] => [
    { reset: true, after },
    { status: 500, after },
    { error: 'internal_error', after },
    ...(hangs ? [{ silent: true, after } as const] : []),
  ]);
  slack.storm = {
    methods: ['chat.postMessage'],
    seed: chance.between(0, 1e9),
    share,
    kinds: [...kinds, { retryAfter: 1 }, { retryAfter: 3 }, { error: 'ratelimited' }],
  };
}

/** How long to wait for the moment in which a process is to be killed. */
const longestAmbush = 1000;

/** Kills a process: at any moment, or just as a request of it or the answer to one passes. */
async function killOne({ seats }: Scene, chance: Chance): Promise<void> {
  const seat = chance.pick(seats);
  const links = linksOf(seat);
  const [link, direction] = [chance.pick(links), chance.pick(['request', 'answer'] as const)];
  if (chance.next() < 0.7) {
    const met = new Promise<void>((resolve) =>
      link.onNext(direction, () => {
        void seat.worker.kill();
        resolve();
      }),
    );
    await Promise.race([met, delay(longestAmbush)]);
  }
  await seat.worker.kill();
}

/** Cuts a process off from one thing, or all processes from it. */
async function cutOne({ seats }: Scene, longest: number, chance: Chance, havoc: Havoc): Promise<void> {
  const kind = chance.pick(['toDiscord', 'toSlack', 'toDatabase', 'toDatabase'] as const);
  const cutOff = chance.next() < 0.5 ? [chance.pick(seats)] : seats;
  const links = cutOff.map((seat: Seat) => seat[kind]).filter((link) => link !== undefined);
  const how = chance.pick(cuts);
  await Promise.all(links.map((link) => link.cut(how)));
  await delay(chance.between(Math.min(100, longest), longest));
  await Promise.all(links.map((link) => link.heal()));
  havoc.cuts.set(how, (havoc.cuts.get(how) ?? 0) + 1);
}

/**
 * Time passes. Not while a request is held back on its way to a platform: it would arrive minutes after its connection was given up, which
 * no network does. Nor between a failure and what a process does about it within milliseconds.
 */
async function jump(scene: Scene, options: TroubleOptions, chance: Chance, havoc: Havoc): Promise<void> {
  const ways = scene.seats.flatMap(({ toDiscord, toSlack }): Link[] => [toDiscord, toSlack]);
  endFailures(scene);
  const isCut = (): boolean => ways.some((link) => link.isCut);
  do {
    while (isCut()) await delay(everyLook);
    await delay(longestReaction);
  } while (isCut());
  const milliseconds = chance.between(1000, options.longestJump);
  await passTime(scene, milliseconds);
  havoc.jumped += milliseconds;
  beginFailures(scene, options, chance);
}

const longestReaction = 500;

function endFailures({ platforms: { discord, slack } }: Scene): void {
  discord.faults.storm(undefined);
  slack.storm = undefined;
}

function strikeOne({ platforms, places }: Scene, chance: Chance, havoc: Havoc): void {
  const place = chance.pick(places.filter((each) => !havoc.mishaps.has(each)));
  const mishap = place.platform === 'slack' ? 'token revoked' : chance.pick(discordMishaps);
  strike(platforms, place, mishap);
  havoc.mishaps.set(place, mishap);
}
