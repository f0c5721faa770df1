/** The program is asked to end, or must end, while it cannot reach what it needs. */
import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { Program } from './program.ts';

/** Takes connections and never answers, as behind a firewall that drops everything. */
async function startSilence(): Promise<{ readonly origin: string; readonly reached: Promise<unknown> }> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket.on('error', () => undefined));
  });
  const reached = once(server, 'connection');
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, reached };
}

it('ends with 0 on SIGTERM while it is still connecting to a platform that never answers', async () => {
  const { origin, reached } = await startSilence();
  const program = new Program(['chat'], {
    DISCORD_TOKEN: 'a.discord.token',
    DISCORD_API_URL: `${origin}/api`,
    SLACK_BOT_TOKEN: 'xoxb-1',
    SLACK_APP_TOKEN: 'xapp-1',
    SLACK_API_URL: `${origin}/api/`,
  });
  await reached;
  program.signal('SIGTERM');
  expect(await program.exitCode).toBe(0);
  expect(program.errors).toContain('SIGTERM: finishing what runs, then stopping');
});

/** The address of a port on which nobody listens, which names a password. */
async function databaseNowhere(): Promise<string> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return `postgres://somebody:open-sesame@127.0.0.1:${port}/nothing`;
}

const byHttp = { DISCORD_TOKEN: 'a.discord.token', DISCORD_PUBLIC_KEY: 'a'.repeat(64) };

it('ends with 0 on SIGTERM while it still waits for its database', async () => {
  const program = new Program(['chat'], { ...byHttp, DATABASE_URL: await databaseNowhere(), PORT: '0' });
  await program.until(() => program.errors.includes('The database cannot be reached yet'));
  program.signal('SIGTERM');
  expect(await program.exitCode).toBe(0);
  expect(program.errors).toContain('SIGTERM: finishing what runs, then stopping');
  expect(program.errors).not.toContain('open-sesame');
});

it('says at once that its port is taken, also where its database is not there yet', async () => {
  const other = createServer().listen(0);
  await once(other, 'listening');
  onTestFinished(() => void other.close());
  const { port } = other.address() as AddressInfo;
  const program = new Program(['chat'], { ...byHttp, DATABASE_URL: await databaseNowhere(), PORT: String(port) });
  expect(await program.exitCode).toBe(1);
  expect(program.errors).toContain(`PORT ${port} cannot be listened on (EADDRINUSE)`);
  expect(program.errors).not.toContain('waiting for it');
});

it('names the process that holds the state to a second one, and to a question that needs records', async () => {
  const { origin, reached } = await startSilence();
  const first = new Program(['chat'], { DISCORD_TOKEN: 'a.discord.token', DISCORD_API_URL: `${origin}/api` });
  await reached;
  const environment = { STATE_DIR: first.stateDir };
  const second = new Program(['chat'], {
    ...environment,
    DISCORD_TOKEN: 'a.discord.token',
    DISCORD_API_URL: `${origin}/api`,
  });
  const asked = new Program(['ask', '/streak'], environment);
  expect([await second.exitCode, await asked.exitCode]).toEqual([1, 1]);
  for (const { errors } of [second, asked]) {
    // Said once, however many parts of the program met it.
    expect(errors.match(/uses the state already/g)).toHaveLength(1);
    expect(errors).toContain('Stop the other one first, or set STATE_DIR to another folder.');
  }
});
