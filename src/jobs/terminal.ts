/** The bot without a platform: a chat on this terminal, or answers to standard input, line by line. */
import { createLogger, logInvocation } from '../app/log.ts';
import { type Config, secretsOf } from '../config.ts';
import { formatProblems } from '../knowledge/problem.ts';
import { startConsole } from '../platforms/console/chat.ts';
import { StoreError } from '../practice/store.ts';
import { conversationOver } from './conversation.ts';
import { createLazyStore } from './lazy-store.ts';
import { followKnowledge } from './live-knowledge.ts';
import { openRecords } from './records.ts';
import { stopSignal } from './stop-signal.ts';

/** What has an explanation is told to whoever sits here in words, in the place of a line of the log. */
const say = (text: string): boolean =>
  // Where somebody is typing, not behind that.
  process.stderr.write(`${process.stderr.isTTY ? '\n' : ''}${text}\n`);

/** Runs until a signal comes or the input ends. Returns the exit code. */
export async function chatInTerminal(config: Config): Promise<number> {
  const logger = createLogger(config.logLevel ?? 'warn', secretsOf(config), process.stderr);
  const stopped = stopSignal();
  const knowledge = await followKnowledge(config.dataDir, logger, (problems) =>
    say(formatProblems(problems, 'what was loaded before stays in service')),
  );
  const store = createLazyStore(async () => (await openRecords(config, logger)).store);
  try {
    const conversation = await conversationOver({
      knowledge: () => knowledge.current(),
      store,
      defaultZone: config.defaultZone,
      record(record) {
        if (record.error instanceof StoreError) say([record.reference, record.error.message].join(': '));
        else logInvocation(logger, record);
      },
      trouble(error, what) {
        if (error instanceof StoreError) say(`${what}: ${error.message}`);
        else logger.error({ err: error }, what);
      },
    });
    const { stdin: input, stdout: output } = process;
    if (!input.isTTY)
      process.stderr.write('No platform is configured (see .env.example): answering standard input, line by line.\n');
    const seat = { input, output, terminal: input.isTTY && output.isTTY, colour: output.isTTY && output.hasColors() };
    const connection = await startConsole(seat, conversation, { learner: 'console:you', now: () => new Date() });
    const ending = await Promise.race([stopped, connection.ended]);
    if (ending.message !== undefined) logger[ending.exitCode === 0 ? 'info' : 'fatal'](ending.message);
    await connection.stop();
    return ending.exitCode;
  } finally {
    knowledge.stop();
    await store.close();
  }
}
