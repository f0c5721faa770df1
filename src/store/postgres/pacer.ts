/** A pacer that all processes with the same database share. It goes by the clock of the database. */
import type { Pacer } from '../../practice/daily/pacer.ts';
import type { Database, Query } from './connection.ts';
import { schema } from './statements.ts';

/**
 * One row for each key, and one statement for each moment: the row's lock puts those who come at the same time one after the other.
 */
export function createPacer(database: Database): Pacer {
  return {
    reserve: (key, spacing) =>
      database.turn(`pace ${key}`, async (query) => {
        const [row] = await query({ ...reserving, values: [key, spacing] });
        return row !== undefined && 'wait' in row ? Math.max(0, Number(row.wait)) : 0;
      }),
    hold: (key, milliseconds) =>
      database.turn(`pace ${key}`, async (query) => {
        await query({ ...holding, values: [key, milliseconds] });
      }),
  };
}

/**
 * A column's moment as it is by the clock of now. Where the clock has been set back since the row was written, the moment moves back too: what
 * was left of the wait then is left now, and nobody waits for the clock to come to where it was.
 */
const byTheClock = (moment: 'last_moment' | 'held_until'): string =>
  `(least(clock_timestamp(), present.written_at) + (present.${moment} - present.written_at))`;

const reserving = {
  name: 'reserve a moment',
  // A moment that nobody uses does no harm.
  doing: 'find a moment to send',
  text: `
insert into ${schema}.pacing as present (key, last_moment) values ($1, clock_timestamp())
on conflict (key) do update set
  last_moment = greatest(
    clock_timestamp(),
    ${byTheClock('last_moment')} + $2::double precision * interval '1 millisecond',
    ${byTheClock('held_until')}
  ),
  held_until = ${byTheClock('held_until')},
  written_at = clock_timestamp()
returning extract(epoch from last_moment - clock_timestamp())::double precision * 1000 as wait`,
};

const holding = {
  name: 'hold all moments',
  doing: 'keep the pause that a platform asked for',
  text: `
insert into ${schema}.pacing as present (key, held_until)
values ($1, clock_timestamp() + $2::double precision * interval '1 millisecond')
on conflict (key) do update set
  last_moment = ${byTheClock('last_moment')},
  held_until = greatest(${byTheClock('held_until')}, excluded.held_until),
  written_at = clock_timestamp()`,
};

/** Forgets keys that have not been used for an hour. */
export async function sweepPacing(query: Query): Promise<void> {
  await query({
    doing: 'tidy up',
    text: `delete from ${schema}.pacing where greatest(last_moment, held_until) < clock_timestamp() - interval '1 hour'`,
    values: [],
  });
}
