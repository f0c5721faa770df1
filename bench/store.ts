/**
 * What recording an attempt costs with 100, 10,000 and 100,000 learners on disk, and what starting costs with them. The three states are
 * measured in turns, so that a busy machine slows all of them.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Attempt } from '../src/practice/ledger.ts';
import { type LearnerRecord, newLearner } from '../src/practice/records.ts';
import type { Store } from '../src/practice/store.ts';
import { formatWith, migrations } from '../src/store/embedded/format.ts';
import { layoutOf } from '../src/store/embedded/layout.ts';
import { openEmbeddedStore } from '../src/store/embedded/store.ts';
import { learnerKind } from '../src/store/shared/record-kinds.ts';

const sizes = [100, 10_000, 100_000];
const rounds = 12;
const updatesPerRound = 50;
const attemptsBefore = 30;

const learnerNumber = (number: number): string => `discord:${100_000_000_000_000_000n + BigInt(number)}`;

const attempt = (id: string): Attempt => ({
  kind: 'attempt',
  id,
  community: 'discord:1',
  question: 'sql-indexes-1',
  at: '2026-03-01T10:00:00.000Z',
  zone: 'Europe/Berlin',
  day: '2026-03-01',
  grade: 'good',
  points: 2,
});

/** Runs the benchmark and prints what it measured; the states lie in a temporary folder and are removed. Takes no arguments. */
export async function run(args: readonly string[] = []): Promise<void> {
  if (args.length > 0) throw new Error('the benchmark "store" takes no arguments');
  const folder = mkdtempSync(join(tmpdir(), 'career-advisor-bench-'));
  try {
    const states = sizes.map((size) => ({ size, stateDir: join(folder, String(size)) }));
    for (const { size, stateDir } of states) fillState(stateDir, size);
    await benchRecording(states);
    benchStart([{ size: 0, stateDir: join(folder, 'empty') }, ...states]);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

interface State {
  readonly size: number;
  readonly stateDir: string;
}

async function benchRecording(states: readonly State[]): Promise<void> {
  const opened = await Promise.all(
    states.map(async (state) => ({
      ...state,
      store: await openEmbeddedStore(state.stateDir, { now: () => new Date() }),
      times: [] as number[],
    })),
  );
  for (let round = 0; round <= rounds; round += 1) {
    for (const { size, store, times } of opened) {
      const measured = await recordSome(store, size, round);
      // The first round warms up.
      if (round > 0) times.push(...measured);
    }
  }
  await Promise.all(opened.map(({ store }) => store.close()));
  console.log(`Recording one attempt, durable (each of ${rounds * updatesPerRound} after the other):`);
  const base = median(opened[0]?.times ?? []);
  for (const { size, times } of opened) {
    const [middle, p99] = [median(times), quantile(times, 0.99)];
    console.log(
      `  ${size.toLocaleString('en-US').padStart(7)} learners  median ${milliseconds(middle)}  p99 ${milliseconds(p99)}  ratio ${(middle / base).toFixed(2)}`,
    );
  }
}

async function recordSome(store: Store, size: number, round: number): Promise<number[]> {
  const times: number[] = [];
  for (let index = 0; index < updatesPerRound; index += 1) {
    const learner = learnerNumber(Math.floor(Math.random() * size));
    const started = performance.now();
    await store.updateLearner(learner, (record) => ({
      record: { ...record, ledger: [...record.ledger, attempt(`new-${round}-${index}`)] },
      result: undefined,
    }));
    times.push(performance.now() - started);
  }
  return times;
}

/** In a process of its own for each state, so that nothing is warm and the memory is its own. */
function benchStart(states: readonly State[]): void {
  const source = fileURLToPath(new URL('../src/store/embedded/store.ts', import.meta.url));
  const program = `
    const [source, stateDir] = process.argv.slice(1);
    const { openEmbeddedStore } = await import(source);
    const started = performance.now();
    const store = await openEmbeddedStore(stateDir, { now: () => new Date() });
    const opened = performance.now();
    console.log(JSON.stringify({ start: opened - started, memory: process.memoryUsage.rss() }));
    await store.close();`;
  console.log('Opening the store, and the memory of the whole process:');
  for (const { size, stateDir } of states) {
    const child = spawnSync(process.execPath, ['--input-type=module', '-e', program, source, stateDir], {
      encoding: 'utf8',
    });
    if (child.status !== 0) throw new Error(child.stderr);
    const { start, memory } = JSON.parse(child.stdout) as { start: number; memory: number };
    console.log(
      `  ${size.toLocaleString('en-US').padStart(7)} learners  ${milliseconds(start)}  ${(memory / 2 ** 20).toFixed(0)} MiB`,
    );
  }
}

/** Writes a state as the store would have, without waiting for the disk each time. */
function fillState(stateDir: string, size: number): void {
  const layout = layoutOf(stateDir);
  const format = formatWith(migrations);
  const made = new Set<string>();
  const write = (path: string, text: string): void => {
    const folder = dirname(path);
    if (!made.has(folder)) mkdirSync(folder, { recursive: true });
    made.add(folder);
    writeFileSync(path, text);
  };
  for (let number = 0; number < size; number += 1) {
    const record: LearnerRecord = {
      ...newLearner(learnerNumber(number)),
      communities: ['discord:1'],
      ledger: Array.from({ length: attemptsBefore }, (_, index) => attempt(`old-${index}`)),
    };
    write(layout.learner(record.learner), format.print(learnerKind, record.learner, record));
    write(layout.marker(layout.membersOf('discord:1'), record.learner), '');
  }
}

const quantile = (times: readonly number[], part: number): number =>
  times.toSorted((a, b) => a - b)[Math.floor(times.length * part)] ?? NaN;
const median = (times: readonly number[]): number => quantile(times, 0.5);
const milliseconds = (time: number): string => `${time.toFixed(2)} ms`;
