/** The world of a storm: platforms, records, and the processes between them. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { WorldClock } from './clock.ts';
import { Link } from './link.ts';
import { addPlaces, dueAt, type Place, type PlaceCounts, recordPlaces, tokenMark } from './places.ts';
import { platformEnvironment, portOf, secrets, startPlatforms, type StormPlatforms } from './platforms.ts';
import type { StormRecords } from './records.ts';
import { Worker } from './worker.ts';

/** A process with its own ways to everything else. */
export interface Seat {
  readonly worker: Worker;
  readonly toDiscord: Link;
  readonly toSlack: Link;
  /** Undefined where records are in a folder. */
  readonly toDatabase: Link | undefined;
  /** How far its clock is wrong, in milliseconds. */
  clockError: number;
}

export interface Scene {
  readonly clock: WorldClock;
  readonly platforms: StormPlatforms;
  readonly records: StormRecords;
  readonly places: readonly Place[];
  readonly seats: readonly Seat[];
}

/** How long before the drills are due the world begins, in milliseconds. */
const lead = 60_000;

/** Sets it up, with all processes working and the drills about to be due. `running` takes it down again, whatever happens. */
export async function setScene(
  counts: PlaceCounts,
  processes: number,
  openRecords: () => Promise<StormRecords>,
  running: AsyncDisposableStack,
): Promise<Scene> {
  const clock = new WorldClock(new Date(dueAt.getTime() - lead));
  const platforms = await startPlatforms(clock.now);
  running.defer(() => platforms.close());
  const records = await openRecords();
  running.defer(() => records.close());
  const places = addPlaces(platforms, counts);
  await records.use((store) => recordPlaces(store, platforms, places, new Date(clock.now())));
  const seats: Seat[] = [];
  for (let number = 0; number < processes; number += 1) {
    const folder = await mkdtemp(join(tmpdir(), 'career-advisor-storm-process-'));
    running.defer(() => rm(folder, { recursive: true, force: true }));
    const seat = await makeSeat({ clock, platforms, records }, folder);
    seats.push(seat);
    running.defer(async () => {
      await seat.worker.abandon();
      for (const link of linksOf(seat)) link.close();
    });
  }
  await Promise.all(seats.map(({ worker }) => worker.start()));
  await passTime({ clock, seats }, dueAt.getTime() - clock.now());
  return { clock, platforms, records, places, seats };
}

async function makeSeat(
  { clock, platforms, records }: Pick<Scene, 'clock' | 'platforms' | 'records'>,
  folder: string,
): Promise<Seat> {
  const { discord, slack } = platforms;
  const toDiscord = await Link.to({ host: '127.0.0.1', port: portOf(discord.apiUrl) });
  const toSlack = await Link.to({ host: '127.0.0.1', port: portOf(slack.apiUrl) });
  const toDatabase = records.server === undefined ? undefined : await Link.to(records.server);
  const worker = new Worker({
    environment: {
      ...platformEnvironment(platforms, { discord: toDiscord.port, slack: toSlack.port }),
      ...records.environment(toDatabase?.port ?? 0),
    },
    shift: () => clock.ahead + seat.clockError,
    folder,
    secrets: [...secrets, slack.signingSecret, tokenMark],
  });
  const seat: Seat = { worker, toDiscord, toSlack, toDatabase, clockError: 0 };
  return seat;
}

export const linksOf = ({ toDiscord, toSlack, toDatabase }: Seat): readonly Link[] => [
  toDiscord,
  toSlack,
  ...(toDatabase === undefined ? [] : [toDatabase]),
];

/** For how long processes stand still before time passes, in milliseconds: what they have sent arrives, as it does when a machine falls asleep. */
const fallingAsleep = 60;

/** So many milliseconds pass at once, for the platforms and for every process, as if all their machines had been asleep. */
export async function passTime({ clock, seats }: Pick<Scene, 'clock' | 'seats'>, milliseconds: number): Promise<void> {
  if (milliseconds <= 0) return;
  for (const { worker } of seats) worker.freeze();
  await delay(fallingAsleep);
  clock.pass(milliseconds);
  for (const { worker } of seats) {
    worker.shiftClock();
    worker.thaw();
  }
}

/** From now on the clock of a process is wrong by so many milliseconds. */
export function setClockError(seat: Seat, milliseconds: number): void {
  seat.clockError = milliseconds;
  seat.worker.shiftClock();
}
