/**
 * A process of its own that runs a new, empty PostgreSQL server for tests. It says `ready FOLDER` (where the server's Unix socket is) or
 * `failed: …`. The line `stop` on its input stops the server at once, as a power failure would look to its clients, `start` starts it again;
 * each is answered by `stopped` or `ready FOLDER`. When its input ends, as it does when the test run dies, the server and its files go.
 * With the argument `durable` it waits for the disk as a server in service does; otherwise it does not.
 */
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chown, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { type Binaries, findBinaries } from './postgres-binaries.ts';

/** PostgreSQL refuses to run as root: then it runs as one of these. */
const servants = ['postgres', 'nobody'];

interface Account {
  readonly uid?: number;
  readonly gid?: number;
}

async function account(): Promise<Account> {
  if (process.getuid?.() !== 0) return {};
  const users = (await readFile('/etc/passwd', 'utf8')).split('\n').map((line) => line.split(':'));
  const user = servants.map((name) => users.find((fields) => fields[0] === name)).find((found) => found !== undefined);
  if (user === undefined)
    throw new Error(`PostgreSQL cannot run as root, and there is no user ${servants.join(' or ')}.`);
  return { uid: Number(user[2]), gid: Number(user[3]) };
}

const environment = { PATH: process.env['PATH'], LC_ALL: 'C', TZ: 'UTC' };

async function prepare({ initdb }: Binaries, owner: Account): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'career-advisor-postgres-'));
  if (owner.uid !== undefined && owner.gid !== undefined) await chown(folder, owner.uid, owner.gid);
  const options = ['--no-sync', '--auth=trust', '--username=postgres', '--encoding=UTF8', '--locale=C'];
  await promisify(execFile)(initdb, [...options, '-D', join(folder, 'data')], { ...owner, cwd: '/', env: environment });
  return folder;
}

const isDurable = process.argv[2] === 'durable';

/** A server of the tests has nothing to lose: it need not wait for the disk. */
const hasty = {
  shared_buffers: '64MB',
  fsync: 'off',
  full_page_writes: 'off',
  // Nothing lives long enough for it, and it holds up the making of databases.
  autovacuum: 'off',
};
const settings = { listen_addresses: '', max_connections: '200', ...(isDurable ? {} : hasty) };

async function launch({ postgres }: Binaries, owner: Account, folder: string): Promise<ChildProcess> {
  const set = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const args = ['-D', join(folder, 'data'), '-k', folder, ...set];
  const server = spawn(postgres, args, { ...owner, cwd: '/', env: environment, stdio: ['ignore', 'ignore', 'pipe'] });
  let log = '';
  await new Promise<void>((resolve, reject) => {
    server.stderr.setEncoding('utf8').on('data', (text: string) => {
      // Only the beginning is of interest, should it not start.
      if (log.length < 10_000) log += text;
      if (text.includes('ready to accept connections')) resolve();
    });
    server.once('error', reject).once('exit', () => reject(new Error(`PostgreSQL ended:\n${log}`)));
  });
  return server;
}

async function halt(server: ChildProcess | undefined): Promise<void> {
  if (server?.exitCode !== null || server.signalCode !== null) return;
  const gone = once(server, 'exit');
  server.kill('SIGQUIT');
  await gone;
}

const say = (line: string): void => void process.stdout.write(`${line}\n`);
// Whoever listened has gone; the input ends too.
process.stdout.on('error', () => undefined);

let folder: string | undefined;
let server: ChildProcess | undefined;
const commands = createInterface({ input: process.stdin });
const ended = once(commands, 'close');
try {
  const binaries = await findBinaries();
  const owner = await account();
  folder = await prepare(binaries, owner);
  const start = async (): Promise<void> => {
    server = await launch(binaries, owner, folder ?? '');
    say(`ready ${folder ?? ''}`);
  };
  await start();
  let doing = Promise.resolve();
  commands.on('line', (command) => {
    doing = doing.then(command === 'start' ? start : () => halt(server).then(() => say('stopped')));
  });
  await ended;
  await doing;
} catch (error) {
  say(`failed: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
} finally {
  await halt(server);
  if (folder !== undefined) await rm(folder, { recursive: true, force: true });
}
