/** `npm run state -- migrate-to-postgres`: from the folder into the database. */
import type { StateTask } from './state-task.ts';

export async function migrateToPostgres({ stateDir, databaseUrl, now, say, complain }: StateTask): Promise<number> {
  if (databaseUrl === undefined) {
    complain(
      'DATABASE_URL is not set, so that nobody can tell where to. Nothing was changed. Set it to the address of an empty PostgreSQL database.',
    );
    return 1;
  }
  const { moveToPostgres } = await import('../store/migrate/to-postgres.ts');
  const onProblem = ({ file, what }: { file: string; what: string }): void => complain(`${file}: ${what}`);
  await moveToPostgres({ stateDir, databaseUrl, now, say, onProblem });
  say(
    `All of ${stateDir} is in the database now. Start the bot with DATABASE_URL set as it is; keep the folder as a backup until you are content, and do not start the bot on it again.`,
  );
  return 0;
}
