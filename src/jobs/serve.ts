/** The bot on its platforms: answers people, posts what is due, or both, as `ROLE` says. */
import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from 'pino';
import { type HttpServer, startHttpServer } from '../app/http/server.ts';
import { upkeepRoutes } from '../app/http/upkeep.ts';
import { createLogger } from '../app/log.ts';
import type { Connection, Ending } from '../chat/conversation.ts';
import { type Config, ConfigError, secretsOf } from '../config.ts';
import { type Connected, connectAll } from './connections.ts';
import { beginProcess, converse, type Process } from './process.ts';
import { stopSignal } from './stop-signal.ts';

/** How long running answers get to finish when the program is asked to stop, in milliseconds. */
const longestStop = 10_000;

/** How long what has been stopped may take to let go of the process, in milliseconds. */
const lastWords = 1000;

/** Runs until a signal comes, or until the connection to every platform has ended for good. Returns the exit code. */
export async function serve(config: Config): Promise<number> {
  const logger = createLogger(config.logLevel ?? 'info', secretsOf(config), process.stderr);
  const stopped = stopSignal();
  const running = new AsyncDisposableStack();
  try {
    const parts = await beginProcess(config, logger, running);
    // A worker connects to nothing: it has nothing to wait for, and no connection whose end could end it.
    const progress: Progress = { isConnected: config.role === 'worker' };
    const http = config.port === undefined ? undefined : await listen(config.port, parts, progress);
    if (http !== undefined) running.defer(() => inTime(http.stop()));
    const ended = config.role === 'worker' ? [] : [lastEnding(await connect(parts, http, progress, running), logger)];
    const ending = await Promise.race([stopped, ...ended]);
    if (ending.message !== undefined) logger[ending.exitCode === 0 ? 'info' : 'fatal'](ending.message);
    return ending.exitCode;
  } finally {
    await running.disposeAsync();
    // The clients keep requests to a platform that cannot be reached open for up to half a minute, though nobody waits for them.
    setTimeout(() => process.exit(), lastWords).unref();
  }
}

/** Resolves when the work is done, or when it has had its time. */
async function inTime(work: Promise<unknown>): Promise<void> {
  await Promise.race([work, delay(longestStop, undefined, { ref: false })]);
}

/** How far the program has come. Until it is connected, whoever sends it something by HTTP would find nobody at that address. */
interface Progress {
  isConnected: boolean;
}

async function listen(
  port: number,
  { logger, metrics, records }: Process,
  progress: Readonly<Progress>,
): Promise<HttpServer> {
  const needs = {
    records: () => records.store.ready(),
    platforms: () => (progress.isConnected ? Promise.resolve() : Promise.reject(new Error('still connecting'))),
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

/** Begins to connect the platforms. For each, why its connection has ended for good. */
async function connect(
  parts: Process,
  http: HttpServer | undefined,
  progress: Progress,
  running: AsyncDisposableStack,
): Promise<Promise<Ending>[]> {
  const conversation = await converse(parts);
  const connections: Connection[] = [];
  let stopping = false;
  running.defer(async () => {
    stopping = true;
    // A balancer must find the door closed, and try another process, before what comes in is turned away.
    const closed = http?.stop();
    // One that is still being made has nothing to finish: nobody waits for it.
    await inTime(Promise.all([closed, ...connections.map((connection) => connection.stop())]));
  });
  const endOf = async (connecting: Promise<Connected>): Promise<Ending> => {
    const { connection, routes } = await connecting;
    if (stopping) void connection.stop();
    connections.push(connection);
    http?.add(routes);
    return connection.ended;
  };
  const { config, logger, records } = parts;
  const connecting = connectAll(config, { conversation, logger, store: records.store, pacer: records.pacer });
  const endings = connecting.map(endOf);
  // What it rejects with, the endings do too.
  void Promise.all(connecting)
    .then(() => (progress.isConnected = true))
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
