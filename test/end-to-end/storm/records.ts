/** Where the records of a storm are kept, and how it looks into them while others use them. */
import { rm, mkdtemp, readFile } from 'node:fs/promises';
import type { NetConnectOpts } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { openDelivery } from '../../../src/practice/daily/outbox.ts';
import type { Store } from '../../../src/practice/store.ts';
import { formatWith, migrations } from '../../../src/store/embedded/format.ts';
import { layoutOf } from '../../../src/store/embedded/layout.ts';
import { openEmbeddedStore } from '../../../src/store/embedded/store.ts';
import { jobSchema } from '../../../src/store/postgres/job-queue.ts';
import { openPostgres } from '../../../src/store/postgres/open.ts';
import { communityKind } from '../../../src/store/shared/record-kinds.ts';
import { databasePassword } from './platforms.ts';
import { type Place, stormDay } from './places.ts';

export interface OpenDate {
  readonly place: Place;
  /** When there is something to do, in milliseconds since 1970. */
  readonly wakeAt: number;
  /** Whether a process has it in hand, or died with it. */
  readonly isClaimed: boolean;
}

export interface StormRecords {
  /** Where a server listens that processes are to reach by a link; undefined where there is none. */
  readonly server: NetConnectOpts | undefined;
  /** What tells a process of it. `port` is that of its link. */
  readonly environment: (port: number) => Readonly<Record<string, string>>;
  /** Uses them before the processes start, or when all have ended. */
  readonly use: <T>(work: (store: Store) => Promise<T>) => Promise<T>;
  /** Those of these communities with a date that has not ended; others may be writing. A date of tomorrow is no matter. */
  readonly open: (places: readonly Place[]) => Promise<readonly OpenDate[]>;
  /** All that is known of a community and of what is to be done there, for a message about what went wrong. */
  readonly describe: (community: string) => Promise<string>;
  /** What jobs of killed processes wait for passes at once: a minute. */
  readonly releaseJobs: () => Promise<void>;
  readonly close: () => Promise<void>;
}

const openDates = `
select community, wake_at as "wakeAt", state = 'claimed' as "isClaimed"
from career_advisor.communities join career_advisor.deliveries using (community)
where day = $1 and state in ('planned', 'claimed')`;

const everythingOf = `
select json_build_object(
  'now', clock_timestamp(),
  'community', (select row_to_json(communities) from career_advisor.communities where community = $1),
  'deliveries', (select json_agg(deliveries) from career_advisor.deliveries where community = $1),
  'jobs', (select json_agg(job) from ${jobSchema}.job where singleton_key = $1),
  'pacing', (select json_agg(pacing) from career_advisor.pacing where key in ($1, split_part($1, ':', 1)))
)::text as everything`;

/** In a database, whose URL leads to a server's Unix socket (`…?host=FOLDER`). */
export async function postgresRecords(url: string): Promise<StormRecords> {
  const { pathname, searchParams } = new URL(url);
  const { store } = await openPostgres(url);
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return {
    server: { path: join(searchParams.get('host') ?? '', '.s.PGSQL.5432') },
    environment: (port) => ({
      DATABASE_URL: `postgres://postgres:${databasePassword}@127.0.0.1:${port}${pathname}`,
      ROLE: 'worker',
    }),
    use: (work) => work(store),
    async open(places) {
      const { rows } = await client.query<{ community: string; wakeAt: Date; isClaimed: boolean }>(openDates, [
        stormDay,
      ]);
      const byCommunity = new Map(rows.map((row) => [row.community, row]));
      return places.flatMap((place) => {
        const row = byCommunity.get(place.community);
        return row === undefined ? [] : { place, wakeAt: row.wakeAt.getTime(), isClaimed: row.isClaimed };
      });
    },
    async describe(community) {
      const { rows } = await client.query<{ everything: string }>(everythingOf, [community]);
      return rows[0]?.everything ?? '';
    },
    async releaseJobs() {
      await client.query(
        `update ${jobSchema}.job set heartbeat_on = heartbeat_on - interval '1 minute' where state = 'active'`,
      );
    },
    async close() {
      await client.end();
      await store.close();
    },
  };
}

/** In a folder of its own. */
export async function embeddedRecords(): Promise<StormRecords> {
  const folder = await mkdtemp(join(tmpdir(), 'career-advisor-storm-'));
  const stateDir = join(folder, 'state');
  const [layout, format] = [layoutOf(stateDir), formatWith(migrations)];
  const openDate = async (place: Place): Promise<OpenDate | undefined> => {
    const { community } = place;
    const reading = format.parse(communityKind, community, await readFile(layout.community(community), 'utf8'));
    if ('flaw' in reading) throw new Error(`The record of ${community} is no good: ${reading.flaw}`);
    const { daily, wakeAt } = reading.record;
    const open = daily === undefined ? undefined : openDelivery(daily);
    if (open?.day !== stormDay || wakeAt === undefined) return undefined;
    return { place, wakeAt: Date.parse(wakeAt), isClaimed: open.state === 'claimed' };
  };
  return {
    server: undefined,
    environment: () => ({ STATE_DIR: stateDir }),
    async use(work) {
      const store = await openEmbeddedStore(stateDir, {
        now: () => new Date(),
        onProblem: ({ file, what }) => {
          throw new Error(`${file}: ${what}`);
        },
      });
      try {
        return await work(store);
      } finally {
        await store.close();
      }
    },
    async open(places) {
      const open: OpenDate[] = [];
      for (const place of places) {
        const date = await openDate(place);
        if (date !== undefined) open.push(date);
      }
      return open;
    },
    describe: (community) => readFile(layout.community(community), 'utf8'),
    releaseJobs: () => Promise.resolve(),
    close: () => rm(folder, { recursive: true, force: true }),
  };
}
