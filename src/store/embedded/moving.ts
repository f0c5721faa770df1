/** The mark of a state that is moved elsewhere: which one it is, and whether it has been moved. */
import { z } from 'zod';
import { StoreError } from '../../practice/store.ts';
import { writeAnew } from './durable.ts';
import { ifThere, nodeFileSystem as files } from './file-system.ts';
import { jsonIn } from './format.ts';
import { layoutOf } from './layout.ts';

const markSchema = z.object({
  /** What tells this state from all others. */
  state: z.string(),
  /** ISO, UTC; absent until all of it was moved. */
  movedAt: z.iso.datetime().optional(),
});
export type Mark = z.infer<typeof markSchema>;

/** Undefined for a state that nobody has begun to move. Throws a StoreError for a mark that cannot be read. */
export async function markIn(stateDir: string): Promise<Mark | undefined> {
  const { moving } = layoutOf(stateDir);
  const text = await ifThere(files.readText(moving));
  if (text === undefined) return undefined;
  const parsed = markSchema.safeParse(jsonIn(text));
  if (parsed.success) return parsed.data;
  throw new StoreError(
    `${moving} is damaged. Nothing was changed. If this state was never moved, delete that one file.`,
  );
}

export async function writeMark(stateDir: string, mark: Mark): Promise<void> {
  const { root, moving } = layoutOf(stateDir);
  await writeAnew(files, root, moving, `${JSON.stringify(mark)}\n`);
}

/** Throws a StoreError for a state that was moved: what is recorded there now would be missing in the database, and the other way round. */
export async function refuseMoved(stateDir: string): Promise<void> {
  const mark = await markIn(stateDir);
  if (mark?.movedAt === undefined) return;
  throw new StoreError(
    `The state in ${stateDir} was moved to PostgreSQL at ${mark.movedAt}, and DATABASE_URL is not set. Nothing was changed. Set it again. To go on without what was recorded in the database since, delete ${layoutOf(stateDir).moving}.`,
  );
}
