/** The note in the database that says which state was or is being moved into it. */
import { z } from 'zod';
import { StoreError } from '../../practice/store.ts';
import type { Query } from './connection.ts';
import { tables } from './tables.ts';
import { compiled } from './typed.ts';

const noteSchema = z.object({
  /** The mark of the state: see `markOf`. */
  state: z.string(),
  finished: z.boolean(),
});
export type MovingNote = z.infer<typeof noteSchema>;

const key = 'moving';

/** Undefined where nothing was ever moved into this database. */
export async function movingNote(query: Query): Promise<MovingNote | undefined> {
  const asked = tables.selectFrom('meta').select('value').where('key', '=', key);
  const [row] = await compiled(query, asked, 'read what was moved here');
  return row === undefined ? undefined : noteSchema.parse(row.value);
}

export async function writeMovingNote(query: Query, note: MovingNote): Promise<void> {
  const value = JSON.stringify(note);
  const asked = tables
    .insertInto('meta')
    .values({ key, value })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ value }));
  await compiled(query, asked, 'note what is moved here');
}

/** Throws a StoreError for a database into which a state was moved only in part: nothing must be recorded there yet. */
export async function refuseHalfMoved(query: Query): Promise<void> {
  const note = await movingNote(query);
  if (note === undefined || note.finished) return;
  throw new StoreError(
    'A state is being moved into this database, or moving it was interrupted. Nothing was changed. Run "npm run state -- migrate-to-postgres" to its end first; it goes on where it stopped.',
  );
}
