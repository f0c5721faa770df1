import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { KnowledgeSummary } from '../../src/knowledge/knowledge.ts';
import { createLiveKnowledge, type LiveKnowledge, type Load } from '../../src/knowledge/live.ts';
import { loadKnowledge } from '../../src/knowledge/load.ts';
import { DataError, type DataProblem } from '../../src/knowledge/problem.ts';
import { copyOf, edit, twoRoles } from '../support/folders.ts';

type Report = { readonly reloaded: KnowledgeSummary } | { readonly refused: readonly DataProblem[] };

interface Following {
  readonly data: string;
  readonly live: LiveKnowledge;
  /** What the listener is told next. */
  readonly next: () => Promise<Report>;
}

async function follow(load: Load = loadKnowledge): Promise<Following> {
  const data = await copyOf(twoRoles);
  const told: Report[] = [];
  let wake: () => void = () => undefined;
  const tell = (report: Report): void => {
    told.push(report);
    wake();
  };
  const listener = {
    onReloaded: (reloaded: KnowledgeSummary) => tell({ reloaded }),
    onRefused: (refused: readonly DataProblem[]) => tell({ refused }),
  };
  const live = await createLiveKnowledge(data, load, listener, { intervalMs: 5 });
  onTestFinished(() => live.stop());
  const next = async (): Promise<Report> => {
    for (;;) {
      const report = told.shift();
      if (report !== undefined) return report;
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  };
  return { data, live, next };
}

/** Saves as careful editors do: no reader ever finds half a file. */
async function saveByRename(file: string, text: string): Promise<void> {
  await writeFile(`${file}~`, text);
  await rename(`${file}~`, file);
}

const roleFile = (data: string): string => join(data, 'roles', 'baker', 'role.yaml');

describe('knowledge that follows its folder', () => {
  it('puts a good change into service and says what is in it', async () => {
    const { data, live, next } = await follow();
    const before = live.current();
    const text = await readFile(roleFile(data), 'utf8');
    await saveByRename(roleFile(data), text.replace(/^title: .*$/m, 'title: Master of Bread'));
    expect(await next()).toMatchObject({ reloaded: { roles: 2 } });
    expect(live.current().roles.get('baker')?.title).toBe('Master of Bread');
    expect(before.roles.get('baker')?.title, 'an answer in the making keeps what it began with').not.toBe(
      'Master of Bread',
    );
    expect(live.lastProblems()).toEqual([]);
  });

  it('keeps the last good knowledge when a change is bad, says why, and recovers', async () => {
    const { data, live, next } = await follow();
    const good = live.current();
    const text = await readFile(roleFile(data), 'utf8');
    await saveByRename(roleFile(data), 'id: baker\ntitle: [');
    expect(await next()).toMatchObject({ refused: [{ file: 'roles/baker/role.yaml', line: 2 }] });
    expect(live.current()).toBe(good);
    expect(live.lastProblems()).toMatchObject([{ file: 'roles/baker/role.yaml' }]);

    await saveByRename(roleFile(data), text);
    expect(await next()).toMatchObject({ reloaded: { roles: 2 } });
    expect(live.lastProblems()).toEqual([]);
  });

  it('survives the folder going away', async () => {
    const { data, live, next } = await follow();
    const good = live.current();
    await rm(data, { recursive: true });
    expect(await next()).toHaveProperty('refused');
    expect(live.current()).toBe(good);
  });

  it('takes a loader that breaks as a problem of the folder', async () => {
    let loads = 0;
    const { data, live, next } = await follow((dataDir) =>
      loads++ === 0 ? loadKnowledge(dataDir) : Promise.reject(new Error('out of luck')),
    );
    const good = live.current();
    await writeFile(roleFile(data), 'changed');
    expect(await next()).toMatchObject({ refused: [{ message: 'could not be loaded: out of luck' }] });
    expect(live.current()).toBe(good);
  });

  it('does not miss a change made while it loads for the first time', async () => {
    let changed = false;
    const { live, next } = await follow(async (dataDir) => {
      const result = await loadKnowledge(dataDir);
      if (!changed) await edit(roleFile(dataDir), 'id: baker', 'id:    baker');
      changed = true;
      return result;
    });
    const first = live.current();
    expect(await next()).toHaveProperty('reloaded');
    expect(live.current()).not.toBe(first);
  });

  it('refuses to start on bad knowledge, with every problem', async () => {
    const data = await copyOf(twoRoles);
    await writeFile(roleFile(data), 'title: [');
    const listener = { onReloaded: () => undefined, onRefused: () => undefined };
    await expect(createLiveKnowledge(data, loadKnowledge, listener)).rejects.toBeInstanceOf(DataError);
  });
});
