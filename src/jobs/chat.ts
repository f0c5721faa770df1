/** The job behind `npm start`: every configured platform; with none, the chat on this terminal or standard input. */
import { setTimeout as delay } from 'node:timers/promises';
import { createLogger, logInvocation } from '../app/log.ts';
import type { Connection, Conversation, Ending } from '../chat/conversation.ts';
import type { Config } from '../config.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import { createLiveKnowledge, type LiveKnowledge } from '../knowledge/live.ts';
import { loadKnowledge, type LoadResult } from '../knowledge/load.ts';
import { formatProblem } from '../knowledge/problem.ts';
import { searchFor } from '../knowledge/search/search-for.ts';
import type { Logger } from 'pino';
import { recordLife } from '../practice/heartbeat.ts';
import type { Store } from '../practice/store.ts';
import { openEmbeddedStore } from '../store/embedded/store.ts';
import { createLazyStore } from './lazy-store.ts';
import { conversationOver } from './conversation.ts';
import { stopSignal } from './stop-signal.ts';

/** How long running answers get to finish when the program is asked to stop, in milliseconds. */
const longestStop = 10_000;

/** How long what has been stopped may take to let go of the process, in milliseconds. */
const lastWords = 1000;

/** Runs until a signal comes or a connection ends for good. Returns the exit code. */
export async function chat(config: Config): Promise<number> {
  const hasPlatform = config.discord !== undefined || config.slack !== undefined;
  const secrets = [config.discord?.token, config.slack?.botToken, config.slack?.appToken].filter(
    (secret) => secret !== undefined,
  );
  const logger = createLogger(config.logLevel ?? (hasPlatform ? 'info' : 'warn'), secrets, process.stderr);
  const knowledge = await liveKnowledge(config.dataDir, logger);
  const store = hasPlatform ? await openStore(config, logger) : createLazyStore(() => openStore(config, logger));
  const stopped = stopSignal();
  let life: NodeJS.Timeout | undefined;
  const connections: Connection[] = [];
  let stopping = false;
  const endOf = async (start: Promise<Connection>): Promise<Ending> => {
    const connection = await start;
    if (stopping) void connection.stop();
    connections.push(connection);
    return connection.ended;
  };
  try {
    if (hasPlatform) life = await startLife(store, logger);
    const conversation = await conversationOver({
      knowledge: () => knowledge.current(),
      store,
      defaultZone: config.defaultZone,
      record: (record) => logInvocation(logger, record),
      trouble: (error, what) => logger.error({ err: error }, what),
    });
    const starting = startAll(config, conversation, logger);
    const ending = await Promise.race([stopped, ...starting.map(endOf)]);
    if (ending.message !== undefined) logger[ending.exitCode === 0 ? 'info' : 'fatal'](ending.message);
    return ending.exitCode;
  } finally {
    stopping = true;
    knowledge.stop();
    clearInterval(life);
    // One that is still being made has nothing to finish: nobody waits for it.
    await Promise.race([
      Promise.all(connections.map((connection) => connection.stop())),
      delay(longestStop, undefined, { ref: false }),
    ]);
    await store.close();
    // The clients keep requests to a platform that cannot be reached open for up to half a minute, though nobody waits for them.
    setTimeout(() => process.exit(), lastWords).unref();
  }
}

function startAll(config: Config, conversation: Conversation, logger: Logger): Promise<Connection>[] {
  const { discord, slack } = config;
  const now = (): Date => new Date();
  const starting: Promise<Connection>[] = [];
  if (discord !== undefined) {
    starting.push(
      import('../platforms/discord/connection.ts').then(({ startDiscord }) =>
        startDiscord({ token: discord.token.reveal(), ...withApiUrl(discord.apiUrl) }, conversation, logger, now),
      ),
    );
  }
  if (slack !== undefined) {
    starting.push(
      import('../platforms/slack/connection.ts').then(({ startSlack }) =>
        startSlack(
          { botToken: slack.botToken.reveal(), appToken: slack.appToken.reveal(), ...withApiUrl(slack.apiUrl) },
          conversation,
          logger,
          now,
        ),
      ),
    );
  }
  if (starting.length === 0) starting.push(startTerminal(conversation, now));
  return starting;
}

async function startTerminal(conversation: Conversation, now: () => Date): Promise<Connection> {
  const { startConsole } = await import('../platforms/console/chat.ts');
  const { stdin: input, stdout: output } = process;
  const terminal = input.isTTY && output.isTTY;
  if (!input.isTTY)
    process.stderr.write('No platform is configured (see .env.example): answering standard input, line by line.\n');
  return startConsole({ input, output, terminal, colour: output.isTTY && output.hasColors() }, conversation, {
    learner: 'console:you',
    now,
  });
}

const withApiUrl = (apiUrl: string | undefined): { apiUrl?: string } => (apiUrl === undefined ? {} : { apiUrl });

function openStore(config: Config, logger: Logger): Promise<Store> {
  return openEmbeddedStore(config.stateDir, {
    now: () => new Date(),
    onWait: (message) => logger.warn(message),
    onProblem: (problem) => logger.error({ problem }, 'a record could not be used'),
  });
}

/** How often the bot says that it is alive, in milliseconds: well within the silence that counts as an outage. */
const betweenBeats = 60_000;

/**
 * Says every minute that the bot is alive, and records an outage where it has not been: after a stop, or after the machine slept. The
 * terminal never does: nobody relies on it.
 */
async function startLife(store: Store, logger: Logger): Promise<NodeJS.Timeout> {
  const live = async (): Promise<void> => {
    const outage = await recordLife(store, new Date());
    if (outage !== undefined) logger.info(outage, 'the bot was down; the days it took from learners break no streak');
  };
  await live();
  return setInterval(() => {
    live().catch((error: unknown) => logger.error({ err: error }, 'the sign of life was not recorded'));
  }, betweenBeats).unref();
}

function liveKnowledge(dataDir: string, logger: Logger): Promise<LiveKnowledge> {
  return createLiveKnowledge(dataDir, loadWithIndex, {
    onReloaded: (summary) => logger.info(summary, 'knowledge reloaded'),
    onRefused: (problems) => {
      for (const problem of problems)
        logger.error({ problem: formatProblem(problem) }, 'data refused; the last good knowledge stays in service');
    },
  });
}

/** Loads, and builds the search indexes before the new knowledge is swapped in, so that no answer waits for them. */
async function loadWithIndex(dataDir: string): Promise<LoadResult> {
  const result = await loadKnowledge(dataDir);
  if (result.ok) buildIndexes(result.knowledge);
  return result;
}

function buildIndexes(knowledge: Knowledge): void {
  for (const role of knowledge.roles.values()) searchFor(knowledge, role);
}
