/** What an error says of the database, and of the change that met it. */
import { describe, expect, it } from 'vitest';
import { explainDatabaseFailure, isCollision, isConnectionLost } from '../../../src/store/postgres/failure.ts';

const errorOf = (code: string | undefined, message: string): Error =>
  Object.assign(new Error(message), code === undefined ? {} : { code });

describe('a connection that broke', () => {
  it.each([
    ['EPIPE', 'write EPIPE'],
    ['ECONNRESET', 'read ECONNRESET'],
    ['57P01', 'terminating connection due to administrator command'],
    [undefined, 'Connection terminated unexpectedly'],
    [undefined, 'Query read timeout'],
  ])('(%s, %s) leaves a change in doubt, and says so', (code, message) => {
    const error = errorOf(code, message);
    expect(isConnectionLost(error)).toBe(true);
    expect(isCollision(error)).toBe(false);
    const told = explainDatabaseFailure(error, 'write the learner record', true);
    expect(told.message).toContain('the database cannot be reached');
    expect(told.message).toContain('Whether the change was still made is not known');
  });
});

it.each(['40001', '42501', '57014', 'XX000', 'P0001'])('a server that refuses (%s) has changed nothing', (code) => {
  const error = errorOf(code, 'no');
  expect(isConnectionLost(error)).toBe(false);
  expect(explainDatabaseFailure(error, 'write the learner record', true).message).toContain('Nothing was changed');
});
