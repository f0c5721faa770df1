/** The job behind `npm run state`: looking after what the bot keeps. */
import { StoreError } from '../practice/store.ts';
import type { Secret } from '../secret.ts';
import { backUp, restore } from '../store/embedded/backup.ts';
import { examine, type Finding, readService } from '../store/embedded/inspect.ts';
import { migrateToPostgres } from './state-migrate.ts';
import { addOutage, listOutages, outageBetween, removeOutage } from './state-outages.ts';
import type { StateTask } from './state-task.ts';
import { counted, kilobytes } from './state-words.ts';

const usage = `Usage: npm run state -- ACTION
  check                   reads every record and names those that cannot be used; the bot may run
  stats                   how many records there are and how large they are; the bot may run
  backup DIR              copies everything into a new folder; stop the bot first
  restore DIR [--force]   brings a backup back; --force replaces the present state and keeps it aside; stop the bot first
  outage list             the times in which the bot was down, which break no streak
  outage add FROM TO      adds one, such as 2026-03-01T08:00:00Z 2026-03-01T20:00:00Z; stop the bot first
  outage remove FROM TO   removes one, as the list shows it; stop the bot first
  migrate-to-postgres     moves everything into the database of DATABASE_URL; stop the bot first
With DATABASE_URL set, outage works on the database, also while the bot runs; pg_dump and pg_restore make and restore its backups.
`;

/** Where the job writes; the process has both. */
export interface Terminal {
  readonly stdout: { readonly write: (text: string) => unknown };
  readonly stderr: { readonly write: (text: string) => unknown };
}

/** Returns 0 where all is well, 1 where something is wrong with the state or cannot be done, 2 for wrong usage. */
export async function state(
  config: { readonly stateDir: string; readonly databaseUrl: Secret | undefined },
  args: readonly string[],
  terminal: Terminal = process,
): Promise<number> {
  const task: StateTask = {
    stateDir: config.stateDir,
    databaseUrl: config.databaseUrl?.reveal(),
    now: () => new Date(),
    say: (line) => void terminal.stdout.write(`${line}\n`),
    complain: (line) => void terminal.stderr.write(`${line}\n`),
  };
  const run = taskFor(args);
  if (run === undefined) {
    terminal.stderr.write(usage);
    return 2;
  }
  try {
    return await run(task);
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    task.complain(error.message);
    return 1;
  }
}

/** What the arguments ask for; undefined where they ask for nothing that there is. */
function taskFor(args: readonly string[]): ((task: StateTask) => Promise<number>) | undefined {
  const force = args.includes('--force');
  const [action, ...operands] = args.filter((arg) => arg !== '--force');
  const [first, second, third] = operands;
  if (force && action !== 'restore') return undefined;
  switch (`${action ?? ''} ${operands.length}`) {
    case 'check 0':
      return inFolder(check);
    case 'stats 0':
      return inFolder(stats);
    case 'backup 1':
      return inFolder((task) => backup(task, first ?? ''));
    case 'restore 1':
      return inFolder((task) => bringBack(task, first ?? '', force));
    case 'migrate-to-postgres 0':
      return migrateToPostgres;
    case 'outage 1':
      return first === 'list' ? listOutages : undefined;
    case 'outage 3': {
      const change = first === 'add' ? addOutage : first === 'remove' ? removeOutage : undefined;
      const outage = outageBetween(second ?? '', third ?? '');
      return change && outage && ((task) => change(task, outage));
    }
    default:
      return undefined;
  }
}

/** For what looks after a folder and not a database. */
const inFolder =
  (run: (task: StateTask) => Promise<number>) =>
  async (task: StateTask): Promise<number> => {
    if (task.databaseUrl === undefined) return run(task);
    task.complain(
      'DATABASE_URL is set: the records are in PostgreSQL, and this is for records in a folder. Nothing was done. pg_dump makes a backup of the database and pg_restore brings it back; psql shows what is there. For a folder that you no longer use, unset DATABASE_URL.',
    );
    return 1;
  };

async function check({ stateDir, say, complain }: StateTask): Promise<number> {
  let [good, bad, setAside] = [0, 0, 0];
  for await (const { file, kind, flaw } of examine(stateDir)) {
    if (kind === 'set aside') {
      setAside += 1;
      say(`${file}: was set aside earlier as unusable; delete it when you no longer need it`);
    } else if (flaw === undefined) good += 1;
    else {
      bad += 1;
      complain(`${file}: ${flaw}`);
    }
  }
  if (bad === 0) {
    say(
      `${counted(good, 'record')}, all good${setAside === 0 ? '' : `; ${counted(setAside, 'file')} set aside earlier`}.`,
    );
    return 0;
  }
  complain(
    `${counted(bad, 'record')} of ${good + bad} cannot be used as they are; nothing was changed. When the bot next needs one that is damaged, it sets the file aside and restores the last good copy.`,
  );
  return 1;
}

async function stats({ stateDir, say }: StateTask): Promise<number> {
  const totals = new Map<Finding['kind'], { files: number; bytes: number; largest: Finding }>();
  for await (const finding of examine(stateDir)) {
    const { files, bytes, largest } = totals.get(finding.kind) ?? { files: 0, bytes: 0, largest: finding };
    totals.set(finding.kind, {
      files: files + 1,
      bytes: bytes + finding.bytes,
      largest: finding.bytes > largest.bytes ? finding : largest,
    });
  }
  const { outages, heartbeat } = await readService(stateDir);
  for (const [kind, label] of [
    ['learner', 'learner'],
    ['community', 'community'],
    ['installation', 'installation'],
    ['set aside', 'file set aside'],
  ] as const) {
    const total = totals.get(kind);
    const size = total && `, ${kilobytes(total.bytes)}, the largest ${kilobytes(total.largest.bytes)}`;
    say(`${counted(total?.files ?? 0, label)}${size ?? ''}`);
  }
  say(`${counted(outages.length, 'outage')}; last sign of life: ${heartbeat ?? 'none yet'}`);
  return 0;
}

async function backup({ stateDir, now, say }: StateTask, target: string): Promise<number> {
  await backUp(stateDir, target, now);
  say(`${stateDir} was copied to ${target}.`);
  return 0;
}

async function bringBack({ stateDir, now, say }: StateTask, source: string, force: boolean): Promise<number> {
  const kept = await restore(stateDir, source, { force, now });
  say(`${source} was restored into ${stateDir}.`);
  if (kept !== undefined) say(`What was there before is kept in ${kept}; delete it when you no longer need it.`);
  return 0;
}
