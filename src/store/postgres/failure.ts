/** Errors of the database in plain words: what happened, what was kept, what to do. */
import { StoreError } from '../../practice/store.ts';

/** A database that is away, as a restart leaves it for a moment; anything without a code of the server's own is the connection's. */
const away = /^(08...|57P0[1-3]|53300)$/;

/** SQLSTATE: five signs, among them a digit, which the system's own codes for a broken connection (`EPIPE`) have not. */
const serverCode = /^(?=.*\d)[0-9A-Z]{5}$/;

/** The server's code of an error; undefined for what did not come from the server. */
function serverCodeOf(error: unknown): string | undefined {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' && serverCode.test(code) ? code : undefined;
}

/** What the server would say with this code. */
export const serverError = (code: string): Error => Object.assign(new Error(code), { code });

/** Whether the connection failed, so that nobody can tell from here what became of a statement. */
export function isConnectionLost(error: unknown): boolean {
  if (error instanceof StoreError) return false;
  const code = serverCodeOf(error);
  return code === undefined || away.test(code);
}

/** Whether the server undid a statement only because another one was in its way: it can be tried again as it is. */
export const isCollision = (error: unknown): boolean => ['40001', '40P01'].includes(serverCodeOf(error) ?? '');

interface Explanation {
  readonly what: string;
  readonly next: string;
}

const unreachable: Explanation = {
  what: 'the database cannot be reached',
  next: 'Try again in a moment: the bot goes on by itself when the database is back. If it stays away, check DATABASE_URL and the server.',
};
const login: Explanation = {
  what: 'the database refuses the login',
  next: 'Check the user and the password in DATABASE_URL.',
};

const explanations: Readonly<Record<string, Explanation>> = {
  '28000': login,
  '28P01': login,
  '3D000': {
    what: 'there is no such database',
    next: 'Create it, or check its name in DATABASE_URL.',
  },
  '42501': {
    what: 'the user of the database lacks the right to do that',
    next: 'Make the user in DATABASE_URL the owner of the database.',
  },
  '40001': { what: 'others changed the same records each time', next: 'Try again in a moment.' },
  '53100': { what: 'the disk of the database is full', next: 'Free some space; the bot goes on by itself.' },
  '25006': {
    what: 'the database takes no changes now, as one that stands by for another',
    next: 'Check that DATABASE_URL leads to the primary server.',
  },
  '57014': { what: 'the database took too long', next: 'Try again in a moment; if it stays, check its load.' },
  '55P03': { what: 'the database was too busy', next: 'Try again in a moment; if it stays, check its load.' },
};

/**
 * `doing` completes "Could not …". `mayBeDone`: the statement was a change, so that with a lost connection nobody knows whether it was
 * carried out. The message holds no address and no password. A StoreError is given back as it is.
 */
export function explainDatabaseFailure(error: unknown, doing: string, mayBeDone: boolean): StoreError {
  if (error instanceof StoreError) return error;
  const code = serverCodeOf(error) ?? '';
  const known = explanations[code] ?? (isConnectionLost(error) ? unreachable : undefined);
  const { what, next } = known ?? {
    what: `the database answered ${code} (${error instanceof Error ? error.message : String(error)})`,
    next: 'Try again; if it stays, report this.',
  };
  const isLost = mayBeDone && isConnectionLost(error);
  const kept = isLost
    ? 'Whether the change was still made is not known; doing it again does no harm, and everything recorded before is still there.'
    : 'Nothing was changed, and everything recorded before is still there.';
  return new StoreError(`Could not ${doing}: ${what}. ${kept} ${next}`, {
    cause: error,
    mayBeDone: isLost,
    inShort: known?.what,
  });
}
