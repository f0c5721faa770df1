/** Databases for tests, on the server of the test run. */
import { randomBytes } from 'node:crypto';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import pg from 'pg';
import { inject, onTestFinished } from 'vitest';
import { urlOf } from './postgres-server.ts';

/** The URL of a new, empty database, which goes when the test ends. */
export async function testDatabase(): Promise<string> {
  const { url, drop } = await newDatabase();
  onTestFinished(drop);
  return url;
}

export interface TestDatabase {
  readonly url: string;
  readonly drop: () => Promise<void>;
}

/** The same for several tests, or parts of one: it stays until it is dropped. */
export async function newDatabase(): Promise<TestDatabase> {
  const folder = await serverFolder();
  const name = `test_${randomBytes(8).toString('hex')}`;
  const administer = (statement: string): Promise<void> => execute(urlOf(folder, 'postgres'), statement);
  await administer(`create database ${name} template template0`);
  return { url: urlOf(folder, name), drop: () => administer(`drop database ${name} with (force)`) };
}

/** Runs statements on a connection of their own. */
export async function execute(url: string, statements: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statements);
  } finally {
    await client.end();
  }
}

async function serverFolder(): Promise<string> {
  const answer = await text(connect(inject('postgresDoor'), '127.0.0.1'));
  if (answer.startsWith('failed: ')) throw new Error(answer);
  return answer;
}
