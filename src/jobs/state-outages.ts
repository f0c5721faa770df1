/** `npm run state -- outage …`: the times in which the bot was down. */
import type { Outage } from '../practice/ledger.ts';
import type { Store } from '../practice/store.ts';
import { readService } from '../store/embedded/inspect.ts';
import { openEmbeddedStore } from '../store/embedded/store.ts';
import type { StateTask } from './state-task.ts';

export async function listOutages(task: StateTask): Promise<number> {
  const { outages } =
    task.databaseUrl === undefined
      ? await readService(task.stateDir)
      : await withStore(task, (store) => store.service());
  if (outages.length === 0) task.say('No outages.');
  for (const { from, to } of outages) task.say(`${from} ${to}`);
  return 0;
}

export async function addOutage(task: StateTask, outage: Outage): Promise<number> {
  const added = await changeOutages(task, (outages) => (outages.some(isSame(outage)) ? outages : [...outages, outage]));
  task.say(`${added ? 'Added' : 'It was there already'}: ${outage.from} ${outage.to}`);
  return 0;
}

export async function removeOutage(task: StateTask, outage: Outage): Promise<number> {
  const removed = await changeOutages(task, (outages) =>
    outages.some(isSame(outage)) ? outages.filter((other) => !isSame(outage)(other)) : outages,
  );
  if (removed) task.say(`Removed: ${outage.from} ${outage.to}`);
  else task.complain(`There is no outage ${outage.from} ${outage.to}: nothing was changed. "outage list" shows them.`);
  return removed ? 0 : 1;
}

/** An outage from what was typed; undefined where that is no two instants in order. */
export function outageBetween(from: string, to: string): Outage | undefined {
  const instants = [from, to].map((text) =>
    /^\d{4}-\d{2}-\d{2}T.*(Z|[+-]\d{2}:?\d{2})$/.test(text) ? Date.parse(text) : NaN,
  );
  const [start = NaN, end = NaN] = instants;
  return start < end ? { from: new Date(start).toISOString(), to: new Date(end).toISOString() } : undefined;
}

/** Resolves with whether anything changed. */
function changeOutages(task: StateTask, change: (outages: readonly Outage[]) => readonly Outage[]): Promise<boolean> {
  return withStore(task, (store) =>
    store.updateService((record) => {
      const outages = change(record.outages);
      return outages === record.outages ? { record, result: false } : { record: { ...record, outages }, result: true };
    }),
  );
}

async function withStore<T>(task: StateTask, work: (store: Store) => Promise<T>): Promise<T> {
  const store = await openStore(task);
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

async function openStore({ stateDir, databaseUrl, now, complain }: StateTask): Promise<Store> {
  if (databaseUrl === undefined)
    return openEmbeddedStore(stateDir, { now, onProblem: ({ file, what }) => complain(`${file}: ${what}`) });
  const { openPostgres } = await import('../store/postgres/open.ts');
  const { store } = await openPostgres(databaseUrl, { onWait: complain });
  return store;
}

const isSame =
  (outage: Outage) =>
  (other: Outage): boolean =>
    Date.parse(other.from) === Date.parse(outage.from) && Date.parse(other.to) === Date.parse(outage.to);
