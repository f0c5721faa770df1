/** Moves an embedded state into PostgreSQL. It can be interrupted at any moment and begun again: what is there already is left alone. */
import { createHash, randomUUID } from 'node:crypto';
import { resolve } from 'node:path';
import { type Store, StoreError } from '../../practice/store.ts';
import type { Problem } from '../embedded/document.ts';
import { type Everybody, everybodyIn } from '../embedded/everybody.ts';
import { markIn, writeMark } from '../embedded/moving.ts';
import { openEmbeddedStore } from '../embedded/store.ts';
import type { Database } from '../postgres/connection.ts';
import { movingNote, writeMovingNote } from '../postgres/moving.ts';
import { openDatabase } from '../postgres/open.ts';
import { everybodyInDatabase } from '../postgres/queries.ts';
import { storeOver } from '../postgres/store.ts';
import { inOrder, sideBySide } from '../shared/many.ts';
import { type MovedKind, movedKinds } from './kinds.ts';

export interface MoveOptions {
  readonly stateDir: string;
  readonly databaseUrl: string;
  readonly now: () => Date;
  /** Told of progress and of the outcome, line by line. */
  readonly say: (line: string) => void;
  readonly onProblem: (problem: Problem) => void;
}

/** Rejects with a StoreError where the bot runs, where either side cannot be used, and where the database holds anything else. */
export async function moveToPostgres({ stateDir, databaseUrl, now, say, onProblem }: MoveOptions): Promise<void> {
  // Before the store is opened, which would make a state where there is none.
  await everybodyIn(stateDir);
  const from = await openEmbeddedStore(stateDir, { now, onProblem, onWait: say });
  try {
    const database = await openDatabase(databaseUrl, { onWait: say });
    try {
      const state = await move(from, resolve(stateDir), database, say);
      await writeMark(resolve(stateDir), { state, movedAt: now().toISOString() });
    } finally {
      await database.close();
    }
  } finally {
    await from.close();
  }
}

/** Resolves with the mark of what was moved. */
async function move(from: Store, stateDir: string, database: Database, say: (line: string) => void): Promise<string> {
  const to = storeOver(database);
  const here = await everybodyIn(stateDir);
  const there = await database.turn(undefined, everybodyInDatabase);
  const state = await markOf(stateDir);
  const note = await database.turn(undefined, movingNote);
  const goesOn = note?.state === state && !note.finished;
  if (!goesOn) await refuseOthers(from, to, here, there);
  if (note?.finished !== true || note.state !== state) {
    await database.turn(undefined, (query) => writeMovingNote(query, { state, finished: false }));
    for (const kind of movedKinds) await copyAll(kind, from, to, here, there, say);
  }
  await compare(from, to, here, await database.turn(undefined, everybodyInDatabase), say);
  await database.turn(undefined, (query) => writeMovingNote(query, { state, finished: true }));
  return state;
}

/** What the database holds must be what the state says, or something else is kept there. */
async function refuseOthers(from: Store, to: Store, here: Everybody, there: Everybody): Promise<void> {
  for (const kind of movedKinds) {
    const known = new Set(kind.idsOf(here));
    let others = 0;
    await sideBySide(kind.idsOf(there), async (id) => {
      if (!known.has(id) || (await kind.textOf(from, id)) !== (await kind.textOf(to, id))) others += 1;
    });
    if (others > 0)
      throw new StoreError(
        `The database already holds ${counted(kind, others)} that this state does not have, or not like that: the bot has used it, or another state was moved there. Nothing was changed. If the bot has used this database since the state was moved here, there is nothing to do; else take an empty one.`,
      );
  }
}

async function copyAll(
  kind: MovedKind,
  from: Store,
  to: Store,
  here: Everybody,
  there: Everybody,
  say: (line: string) => void,
): Promise<void> {
  const present = new Set(kind.idsOf(there));
  const ids = kind.idsOf(here);
  let done = 0;
  await sideBySide(ids, async (id) => {
    if (!present.has(id) || (await kind.textOf(from, id)) !== (await kind.textOf(to, id)))
      await kind.copy(from, to, id);
    done += 1;
    if (done % reportEvery === 0) say(`${done.toLocaleString('en-US')} of ${counted(kind, ids.length)}`);
  });
  // Forgotten in the state since the move was interrupted.
  const known = new Set(ids);
  for (const id of present) if (!known.has(id)) await kind.remove(to, id);
}

const reportEvery = 1000;

/** Reads both sides anew, and says what is there. */
async function compare(
  from: Store,
  to: Store,
  here: Everybody,
  there: Everybody,
  say: (line: string) => void,
): Promise<void> {
  let same = true;
  for (const kind of movedKinds) {
    const old = await digestOf(kind, from, kind.idsOf(here));
    const moved = await digestOf(kind, to, kind.idsOf(there));
    same &&= old === moved;
    say(`${counted(kind, kind.idsOf(here).length)} in the state:      SHA-256 ${old}`);
    say(`${counted(kind, kind.idsOf(there).length)} in the database: SHA-256 ${moved}`);
  }
  if (same) return;
  throw new StoreError(
    'The database does not hold what the state holds. The state is as it was, and the bot will not start on this database. Run this again; if it stays, report it.',
  );
}

/** Over all records of a kind in the order of their ids. */
async function digestOf(kind: MovedKind, store: Store, ids: readonly string[]): Promise<string> {
  const hash = createHash('sha256');
  for await (const text of inOrder([...ids].sort(), (id) => kind.textOf(store, id))) hash.update(`${text ?? ''}\n`);
  return hash.digest('hex');
}

/** What tells this state from all others; it is written into the state when it is first asked for. */
async function markOf(stateDir: string): Promise<string> {
  const known = await markIn(stateDir);
  if (known !== undefined) return known.state;
  const state = randomUUID();
  await writeMark(stateDir, { state });
  return state;
}

const counted = ({ words: [one, several] }: MovedKind, count: number): string =>
  `${count.toLocaleString('en-US')} ${count === 1 ? one : several}`;
