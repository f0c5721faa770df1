/**
 * For all of a test run: one PostgreSQL server, started when the first test asks for it and stopped when the run ends. Test files run in
 * processes of their own, and ask at a door on loopback.
 */
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { TestProject } from 'vitest/node';
import { type PostgresServer, startPostgres } from './postgres-server.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The port at which a process is told the folder of the server's socket, or `failed: …`. */
    readonly postgresDoor: number;
  }
}

export default async function setUp({ provide }: TestProject): Promise<() => Promise<void>> {
  let server: Promise<PostgresServer> | undefined;
  const door = createServer((guest) => {
    guest.on('error', () => undefined);
    server ??= startPostgres();
    server.then(
      ({ folder }) => guest.end(folder),
      (error: unknown) => guest.end(`failed: ${error instanceof Error ? error.message : String(error)}`),
    );
  }).listen(0, '127.0.0.1');
  await once(door, 'listening');
  const address = door.address();
  if (address === null || typeof address === 'string') throw new Error('the door has no port');
  provide('postgresDoor', address.port);
  return async () => {
    door.close();
    await (await server?.catch(() => undefined))?.close();
  };
}
