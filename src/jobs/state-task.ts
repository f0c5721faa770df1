/** What each action of `npm run state` is given. */
export interface StateTask {
  readonly stateDir: string;
  /** The address of the database that records are kept in; undefined where they are in the folder. */
  readonly databaseUrl: string | undefined;
  readonly now: () => Date;
  /** Writes a line to standard output. */
  readonly say: (line: string) => void;
  /** Writes a line to standard error. */
  readonly complain: (line: string) => void;
}
