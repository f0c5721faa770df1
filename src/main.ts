/** The command line: which of the program's jobs to do. The only part that knows everything; each job loads only what it needs. */
import { existsSync } from 'node:fs';
import { ConfigError, readConfig, type Config } from './config.ts';
import { DataError } from './knowledge/problem.ts';
import { RegistryError } from './app/registry.ts';
import { StoreError } from './practice/store.ts';

type Job = (config: Config, args: readonly string[]) => Promise<number>;

const jobs: Readonly<Record<string, () => Promise<Job>>> = {
  chat: async () => (await import('./jobs/chat.ts')).chat,
  ask: async () => (await import('./jobs/ask.ts')).askOnce,
  'check-data': async () => (await import('./jobs/check-data.ts')).checkData,
  register: async () => (await import('./jobs/register.ts')).register,
  manifest: async () => (await import('./jobs/manifest.ts')).manifest,
  state: async () => (await import('./jobs/state.ts')).state,
  generate: async () => (await import('./jobs/generate.ts')).generate,
};

/** Failures that are explained to the operator in words; anything else is a bug and shows its stack. */
const explained = [ConfigError, DataError, RegistryError, StoreError];

async function main(name: string, args: readonly string[]): Promise<number> {
  const job = Object.hasOwn(jobs, name) ? jobs[name] : undefined;
  if (job === undefined) {
    process.stderr.write(`There is no job "${name}". The jobs are ${Object.keys(jobs).join(', ')}; see README.md.\n`);
    return 2;
  }
  try {
    readDotEnv();
    return await (
      await job()
    )(readConfig(process.env), args);
  } catch (error) {
    if (!explained.some((kind) => error instanceof kind)) throw error;
    process.stderr.write(`${(error as Error).message}\n`);
    return 1;
  }
}

/** What is set already stays. Throws a ConfigError where the file is there and cannot be read. */
function readDotEnv(): void {
  if (!existsSync('.env')) return;
  try {
    process.loadEnvFile('.env');
  } catch {
    throw new ConfigError([
      '.env is there and cannot be read: run this as a user who may read it, such as the bot’s own',
    ]);
  }
}

process.exitCode = await main(process.argv[2] ?? 'chat', process.argv.slice(3));
