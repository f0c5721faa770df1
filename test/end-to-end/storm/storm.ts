/**
 * A storm: very many communities are due at the same minute, and while real processes post to them everything that can goes wrong. Then the
 * weather is fine, until every date has ended; then the records are compared with what the platforms took.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { type Account, accountOf, saidTo } from './account.ts';
import { Chance } from './chance.ts';
import { dueTime, discordMishaps, type Place, type PlaceCounts, strike } from './places.ts';
import type { OpenDate, StormRecords } from './records.ts';
import { passTime, type Scene, setScene } from './scene.ts';
import { type Havoc, makeTrouble, type TroubleOptions } from './trouble.ts';

export interface StormOptions {
  readonly places: PlaceCounts;
  readonly processes: number;
  readonly openRecords: () => Promise<StormRecords>;
  readonly seed: number;
  readonly trouble: TroubleOptions;
  /** Whether, when the trouble is over, time passes at once where everybody would only wait for it. */
  readonly hurry: boolean;
  /** For how long to wait for the end once the trouble is over, in milliseconds. */
  readonly patience: number;
}

export interface StormFigures {
  readonly seed: number;
  readonly places: number;
  readonly discordPlaces: number;
  readonly account: Account;
  readonly havoc: Havoc;
  /** Of the trouble: how many calls to the platforms failed. */
  readonly failures: number;
  /** Starts of processes after the first ones. */
  readonly restarts: number;
  /** The most requests that Discord had in any second, and how many it refused because they were too many. */
  readonly busiestSecond: number;
  readonly tooMany: number;
  /** The places whose admins must have been told, once: nothing else went wrong there. */
  readonly surelyTold: readonly Place[];
  /** Milliseconds of the machine from the due time until every date was seen to have ended. */
  readonly wall: number;
  /** When Discord took the last message, by the clock of the world: milliseconds since 1970. */
  readonly lastPostAt: number;
  /** Everything that must not be; empty where all is well. */
  readonly problems: readonly string[];
}

/** Runs one, and takes everything down again. Rejects where dates have not ended in time. */
export async function runStorm(options: StormOptions): Promise<StormFigures> {
  await using running = new AsyncDisposableStack();
  const { places, processes, openRecords, seed, trouble, hurry, patience } = options;
  const scene = await setScene(places, processes, openRecords, running);
  const began = performance.now();
  const release = (): Promise<void> => (hurry ? scene.records.releaseJobs() : Promise.resolve());
  const havoc = await makeTrouble(scene, trouble, new Chance(seed), release);
  const surelyTold = strikeLate(scene);
  await allEnded(scene, hurry, patience);
  const wall = performance.now() - began;
  await allTold(scene, surelyTold);
  await Promise.all(scene.seats.map(({ worker }) => worker.stop()));
  const account = await scene.records.use((store) => accountOf(store, scene.platforms, scene.places));
  const { discord, slack } = scene.platforms;
  const figures = {
    seed,
    places: scene.places.length,
    discordPlaces: places.discord + places.late,
    account,
    havoc,
    failures: [...discord.faults.happened.values()].reduce((sum, count) => sum + count, 0) + slack.failures.count,
    restarts: scene.seats.reduce((sum, { worker }) => sum + worker.starts - 1, 0),
    busiestSecond: discord.limit.busiestSecond,
    tooMany: discord.limit.refused,
    surelyTold,
    wall,
    lastPostAt: discord.messages.all.at(-1)?.at ?? NaN,
  };
  return { ...figures, problems: problemsIn(scene, figures) };
}

/** Something happens, in fine weather, to all places that are due late. */
function strikeLate({ platforms, places }: Scene): readonly Place[] {
  const late = places.filter(({ time }) => time !== dueTime);
  for (const [index, place] of late.entries())
    strike(platforms, place, discordMishaps[index % discordMishaps.length] ?? 'channel deleted');
  return late;
}

/** How often to look, in milliseconds, and for how long nothing may change until what killed processes had in hand is taken from them. */
const everyLook = 300;
const longestStandstill = 1500;
const longestTelling = 20_000;

async function allEnded(scene: Scene, hurry: boolean, patience: number): Promise<void> {
  const { records } = scene;
  const giveUpAt = performance.now() + patience;
  let left = scene.places;
  let changedAt = performance.now();
  for (;;) {
    const asked = performance.now();
    const open = await records.open(left);
    if (open.length === 0) return;
    if (performance.now() > giveUpAt) throw new Error(await standstill(scene, open));
    if (open.length < left.length) changedAt = performance.now();
    left = open.map(({ place }) => place);
    const isStill = performance.now() - changedAt > longestStandstill;
    if (hurry) await passIdleTime(scene, open, isStill);
    if (isStill) changedAt = performance.now();
    // Watching must not become the work.
    await delay(everyLook + 5 * (performance.now() - asked));
  }
}

/** Time passes until there is something to do. What a process has in hand is given time, unless nothing moves any more. */
async function passIdleTime(scene: Scene, open: readonly OpenDate[], isStill: boolean): Promise<void> {
  const { clock, records } = scene;
  if (isStill) await records.releaseJobs();
  if (open.some(({ isClaimed, wakeAt }) => (isClaimed && !isStill) || wakeAt <= clock.now())) return;
  await passTime(scene, Math.min(...open.map(({ wakeAt }) => wakeAt)) - clock.now());
}

/** A notice comes after the record that says so; one that never comes is found in the account. */
async function allTold({ platforms }: Scene, places: readonly Place[]): Promise<void> {
  const giveUpAt = performance.now() + longestTelling;
  while (places.some((place) => saidTo(platforms, place, place.admin) === 0) && performance.now() < giveUpAt)
    await delay(everyLook);
}

/** What stands in the way of a few of them comes last, where no report cuts it off. */
async function standstill({ clock, records, seats }: Scene, open: readonly OpenDate[]): Promise<string> {
  const logs = seats.map(({ worker }, index) => `process ${index}:\n${worker.lines.slice(-20).join('\n')}`);
  const details = await Promise.all(open.slice(0, 3).map(({ place }) => records.describe(place.community)));
  const names = open.map(({ place }) => place.community).join(', ');
  const what = `At ${new Date(clock.now()).toISOString()} ${open.length} dates have not ended: ${names}`;
  return [...logs, what, ...details].join('\n');
}

function problemsIn(
  { seats, platforms: { slack } }: Scene,
  { account, surelyTold }: Pick<StormFigures, 'account' | 'surelyTold'>,
): string[] {
  const untold = surelyTold.filter(({ community }) => !account.told.has(community));
  return [
    ...account.doubles.map((each) => `posted twice: ${each}`),
    ...account.missing.map((each) => `missing without a record: ${each}`),
    ...account.untrue.map((each) => `not as the record says: ${each}`),
    ...account.toldTwice,
    ...untold.map(({ community }) => `${community}: its admin was not told that it has stopped`),
    ...seats.flatMap(({ worker }) => worker.problems),
    ...slack.web.problems.map((problem) => `Slack would complain: ${problem}`),
    ...(slack.web.messages.limited > 0 ? [`Slack refused ${slack.web.messages.limited} messages as too many`] : []),
  ];
}
