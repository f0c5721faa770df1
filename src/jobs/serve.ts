/** The bot on its platforms: answers people, posts what is due, or both, as `ROLE` says. */
import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from 'pino';
import { type HttpServer, startHttpServer } from '../app/http/server.ts';
import { NotYet, upkeepRoutes } from '../app/http/upkeep.ts';
import { createLogger } from '../app/log.ts';
import type { Connection, Ending } from '../chat/conversation.ts';
import { type Config, ConfigError, secretsOf } from '../config.ts';
import type { Store } from '../practice/store.ts';
import { type Connected, connectAll } from './connections.ts';
import { beginProcess, converse, type Groundwork, layGroundwork, type Process } from './process.ts';
import { stopSignal } from './stop-signal.ts';

/** How long running answers and posts get to finish when the program is asked to stop, in milliseconds. */
const longestStop = 10_000;

/** How long what has been stopped may take to let go of the process, in milliseconds. */
const lastWords = 1000;

/** Runs until a signal comes, or until the connection to every platform has ended for good. Returns the exit code. */
export async function serve(config: Config): Promise<number> {
  const logger = createLogger(config.logLevel ?? 'info', secretsOf(config), process.stderr);
  const stopped = stopSignal();
  const stopping = new AbortController();
  void stopped.then(() => stopping.abort());
  const running = new AsyncDisposableStack();
  const untilEnd = async (): Promise<Ending> =>
    Promise.race([stopped, ...(await begin(config, logger, running, stopping.signal))]);
  try {
    const ending = await untilEnd().catch((error: unknown) => {
      // Whoever is asked to stop gives up what it has not begun yet, which needs no explanation.
      if (stopping.signal.aborted) return stopped;
      throw error;
    });
    if (ending.message !== undefined) logger[ending.exitCode === 0 ? 'info' : 'fatal'](ending.message);
    return ending.exitCode;
  } finally {
    stopping.abort();
    await running.disposeAsync();
    // The clients keep requests to a platform that cannot be reached open for up to half a minute, though nobody waits for them.
    setTimeout(() => process.exit(), lastWords).unref();
  }
}

/** Resolves when the work is done, or when it has had its time. */
async function inTime(work: Promise<unknown>): Promise<void> {
  await Promise.race([work, delay(longestStop, undefined, { ref: false })]);
}

/** Begins what the role asks for; `running` ends it. Resolves with how its connections will end: with none for a worker, which has none. */
async function begin(
  config: Config,
  logger: Logger,
  running: AsyncDisposableStack,
  stopping: AbortSignal,
): Promise<Promise<Ending>[]> {
  const groundwork = await layGroundwork(config, logger, running);
  // A worker connects to nothing: it has nothing to wait for, and no connection whose end could end it.
  const progress: Progress = { isConnected: config.role === 'worker' };
  // Before the database, which may be long in coming: whoever looks after the program sees meanwhile that it lives.
  const http = config.port === undefined ? undefined : await listen(config.port, groundwork, progress);
  if (http !== undefined) running.defer(() => http.cut());
  const parts = await beginProcess(groundwork, running, stopping);
  progress.store = parts.records.store;
  logger.info({ role: config.role }, 'at work');
  const connections: Connection[] = [];
  running.defer(async () => {
    // A balancer must find the door closed, and try another process, before what comes in is turned away.
    const closed = http?.stop();
    // One that is still being made has nothing to finish: nobody waits for it.
    await inTime(Promise.all([closed, parts.delivery.stop(), ...connections.map((connection) => connection.stop())]));
  });
  if (config.role === 'worker') {
    http?.complete();
    return [];
  }
  return [lastEnding(await connect(parts, { http, progress, connections, stopping }), logger)];
}

/** How far the program has come. Until it is connected, whoever sends it something by HTTP would find nobody at that address. */
interface Progress {
  /** Undefined until it is open. */
  store?: Store;
  isConnected: boolean;
}

async function listen(
  port: number,
  { config, logger, metrics }: Groundwork,
  progress: Readonly<Progress>,
): Promise<HttpServer> {
  const place = config.databaseUrl === undefined ? 'folder of the records' : 'database';
  const needs = {
    records: () => progress.store?.ready() ?? Promise.reject(new NotYet(`waiting for the ${place}`)),
    platforms: () => (progress.isConnected ? Promise.resolve() : Promise.reject(new NotYet('connecting'))),
  };
  try {
    const server = await startHttpServer(port, upkeepRoutes({ metrics, needs }), logger);
    logger.info({ port: server.port }, 'listening for HTTP');
    return server;
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && typeof error.code === 'string')) throw error;
    throw new ConfigError([
      `PORT ${port} cannot be listened on (${error.code}): another program has it, or it is not allowed. Choose another`,
    ]);
  }
}

interface Doors {
  readonly http: HttpServer | undefined;
  readonly progress: Progress;
  /** Those that have been made. */
  readonly connections: Connection[];
  readonly stopping: AbortSignal;
}

/** Begins to connect the platforms. For each, why its connection has ended for good. */
async function connect(parts: Process, { http, progress, connections, stopping }: Doors): Promise<Promise<Ending>[]> {
  const conversation = await converse(parts);
  const endOf = async (connecting: Promise<Connected>): Promise<Ending> => {
    const { connection, routes } = await connecting;
    if (stopping.aborted) void connection.stop();
    connections.push(connection);
    http?.add(routes);
    return connection.ended;
  };
  const { config, logger, records } = parts;
  const connecting = connectAll(config, { conversation, logger, store: records.store, pacer: records.pacer });
  const endings = connecting.map(endOf);
  // What it rejects with, the endings do too.
  void Promise.all(connecting)
    .then(() => {
      progress.isConnected = true;
      http?.complete();
    })
    .catch(() => undefined);
  return endings;
}

/** The ending of the last connection: one platform that has refused us for good is no reason to leave the others. */
async function lastEnding(endings: readonly Promise<Ending>[], logger: Logger): Promise<Ending> {
  let left = endings.length;
  const last = Promise.withResolvers<Ending>();
  for (const each of endings) {
    each.then((ending) => {
      left -= 1;
      if (left === 0) last.resolve(ending);
      else logger.error(`${ending.message ?? 'A connection has ended for good.'} The other platforms are served on.`);
    }, last.reject);
  }
  return last.promise;
}
