/** The job behind `npm run state`: looking after what the embedded store keeps. */
import type { Outage } from '../practice/ledger.ts';
import { StoreError } from '../practice/store.ts';
import { backUp, restore } from '../store/embedded/backup.ts';
import { examine, type Finding, readService } from '../store/embedded/inspect.ts';
import { openEmbeddedStore } from '../store/embedded/store.ts';

const usage = `Usage: npm run state -- ACTION
  check                   reads every record and names those that cannot be used; the bot may run
  stats                   how many records there are and how large they are; the bot may run
  backup DIR              copies everything into a new folder; stop the bot first
  restore DIR [--force]   brings a backup back; --force replaces the present state and keeps it aside; stop the bot first
  outage list             the times in which the bot was down, which break no streak
  outage add FROM TO      adds one, such as 2026-03-01T08:00:00Z 2026-03-01T20:00:00Z; stop the bot first
  outage remove FROM TO   removes one, as the list shows it; stop the bot first
`;

/** Where the job writes; the process has both. */
export interface Terminal {
  readonly stdout: { readonly write: (text: string) => unknown };
  readonly stderr: { readonly write: (text: string) => unknown };
}

interface Task {
  readonly stateDir: string;
  readonly now: () => Date;
  readonly say: (line: string) => void;
  readonly complain: (line: string) => void;
}

/** Returns 0 where all is well, 1 where something is wrong with the state or cannot be done, 2 for wrong usage. */
export async function state(
  config: { readonly stateDir: string },
  args: readonly string[],
  terminal: Terminal = process,
): Promise<number> {
  const task: Task = {
    stateDir: config.stateDir,
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
function taskFor(args: readonly string[]): ((task: Task) => Promise<number>) | undefined {
  const force = args.includes('--force');
  const [action, ...operands] = args.filter((arg) => arg !== '--force');
  const [first, second, third] = operands;
  if (force && action !== 'restore') return undefined;
  switch (`${action ?? ''} ${operands.length}`) {
    case 'check 0':
      return check;
    case 'stats 0':
      return stats;
    case 'backup 1':
      return (task) => backup(task, first ?? '');
    case 'restore 1':
      return (task) => bringBack(task, first ?? '', force);
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

async function check({ stateDir, say, complain }: Task): Promise<number> {
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

async function stats({ stateDir, say }: Task): Promise<number> {
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
    ['set aside', 'file set aside'],
  ] as const) {
    const total = totals.get(kind);
    const size = total && `, ${kilobytes(total.bytes)}, the largest ${kilobytes(total.largest.bytes)}`;
    say(`${counted(total?.files ?? 0, label)}${size ?? ''}`);
  }
  say(`${counted(outages.length, 'outage')}; last sign of life: ${heartbeat ?? 'none yet'}`);
  return 0;
}

async function backup({ stateDir, now, say }: Task, target: string): Promise<number> {
  await backUp(stateDir, target, now);
  say(`${stateDir} was copied to ${target}.`);
  return 0;
}

async function bringBack({ stateDir, now, say }: Task, source: string, force: boolean): Promise<number> {
  const kept = await restore(stateDir, source, { force, now });
  say(`${source} was restored into ${stateDir}.`);
  if (kept !== undefined) say(`What was there before is kept in ${kept}; delete it when you no longer need it.`);
  return 0;
}

async function listOutages({ stateDir, say }: Task): Promise<number> {
  const { outages } = await readService(stateDir);
  if (outages.length === 0) say('No outages.');
  for (const { from, to } of outages) say(`${from} ${to}`);
  return 0;
}

async function addOutage(task: Task, outage: Outage): Promise<number> {
  const added = await changeOutages(task, (outages) => (outages.some(isSame(outage)) ? outages : [...outages, outage]));
  task.say(`${added ? 'Added' : 'It was there already'}: ${outage.from} ${outage.to}`);
  return 0;
}

async function removeOutage(task: Task, outage: Outage): Promise<number> {
  const removed = await changeOutages(task, (outages) =>
    outages.some(isSame(outage)) ? outages.filter((other) => !isSame(outage)(other)) : outages,
  );
  if (removed) task.say(`Removed: ${outage.from} ${outage.to}`);
  else task.complain(`There is no outage ${outage.from} ${outage.to}: nothing was changed. "outage list" shows them.`);
  return removed ? 0 : 1;
}

/** Resolves with whether anything changed. */
async function changeOutages(
  { stateDir, now, complain }: Task,
  change: (outages: readonly Outage[]) => readonly Outage[],
): Promise<boolean> {
  const onProblem = ({ file, what }: { file: string; what: string }): void => complain(`${file}: ${what}`);
  const store = await openEmbeddedStore(stateDir, { now, onProblem });
  try {
    return await store.updateService((record) => {
      const outages = change(record.outages);
      return outages === record.outages ? { record, result: false } : { record: { ...record, outages }, result: true };
    });
  } finally {
    await store.close();
  }
}

/** An outage from what was typed; undefined where that is no two instants in order. */
function outageBetween(from: string, to: string): Outage | undefined {
  const instants = [from, to].map((text) =>
    /^\d{4}-\d{2}-\d{2}T.*(Z|[+-]\d{2}:?\d{2})$/.test(text) ? Date.parse(text) : NaN,
  );
  const [start = NaN, end = NaN] = instants;
  return start < end ? { from: new Date(start).toISOString(), to: new Date(end).toISOString() } : undefined;
}

const isSame =
  (outage: Outage) =>
  (other: Outage): boolean =>
    Date.parse(other.from) === Date.parse(outage.from) && Date.parse(other.to) === Date.parse(outage.to);

const plurals: Readonly<Record<string, string>> = { community: 'communities', 'file set aside': 'files set aside' };
const counted = (count: number, noun: string): string =>
  `${count.toLocaleString('en-US')} ${count === 1 ? noun : (plurals[noun] ?? `${noun}s`)}`;
const kilobytes = (bytes: number): string =>
  `${(bytes / 1000).toLocaleString('en-US', { maximumFractionDigits: 1 })} kB`;
