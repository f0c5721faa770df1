/** `npm run state`: what an operator types and gets. */
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { state } from '../../src/jobs/state.ts';
import type { Store } from '../../src/practice/store.ts';
import { layoutOf } from '../../src/store/embedded/layout.ts';
import { recording } from '../support/attempts.ts';
import { temporaryFolder } from '../support/folders.ts';
import { embeddedStore } from '../support/stores.ts';

const ada = 'discord:100';
const guild = 'discord:guild:1';

async function run(stateDir: string, ...args: string[]): Promise<{ code: number; out: string; err: string }> {
  let [out, err] = ['', ''];
  const code = await state({ stateDir, databaseUrl: undefined }, args, {
    stdout: { write: (text) => (out += text) },
    stderr: { write: (text) => (err += text) },
  });
  return { code, out, err };
}

/** A closed state with one learner in one community. */
async function someState(): Promise<string> {
  const { store, stateDir } = await embeddedStore();
  await fill(store, 'a1');
  await store.close();
  return stateDir;
}

async function fill(store: Store, attempt: string): Promise<void> {
  await store.updateLearner(ada, recording(attempt));
  await store.updateLearner(ada, (record) => ({ record: { ...record, communities: [guild] }, result: 0 }));
  await store.updateCommunity(guild, (record) => ({ record: { ...record, zone: 'Asia/Tokyo' }, result: 0 }));
}

async function attemptsIn(stateDir: string): Promise<string[]> {
  const { store } = await embeddedStore({ stateDir });
  const { ledger } = await store.learner(ada);
  await store.close();
  return ledger.flatMap((entry) => (entry.kind === 'attempt' ? [entry.id] : []));
}

describe('wrong usage', () => {
  it.each([
    [],
    ['frobnicate'],
    ['check', 'extra'],
    ['backup'],
    ['backup', 'a', '--force'],
    ['restore'],
    ['outage'],
    ['outage', 'add', 'yesterday', 'today'],
    ['outage', 'add', '2026-03-01', '2026-03-02'],
    ['outage', 'add', '2026-03-02T00:00:00Z', '2026-03-01T00:00:00Z'],
    ['outage', 'remove', '2026-03-02T00:00:00Z'],
  ])('%s %s %s %s explains itself', async (...args) => {
    const stateDir = join(await temporaryFolder(), 'state');
    const { code, out, err } = await run(stateDir, ...args);
    expect(code).toBe(2);
    expect(out).toBe('');
    expect(err).toMatch(/^Usage: npm run state -- [^]*outage add FROM TO/);
    expect(await readdir(join(stateDir, '..'))).toEqual([]);
  });
});

describe('check and stats', () => {
  it('read a good state, also while the bot runs', async () => {
    const { store, stateDir } = await embeddedStore();
    await fill(store, 'a1');
    expect(await run(stateDir, 'check')).toEqual({ code: 0, out: '2 records, all good.\n', err: '' });
    const { code, out } = await run(stateDir, 'stats');
    expect(code).toBe(0);
    expect(out).toMatch(
      /^1 learner, 0\.\d kB.*\n1 community, .*\n0 installations\n0 files set aside\n0 outages; last sign of life: none yet\n$/,
    );
  });

  it('name every record that cannot be used', async () => {
    const stateDir = await someState();
    const layout = layoutOf(stateDir);
    await writeFile(layout.learner(ada), 'rubbish');
    await writeFile(layout.service, JSON.stringify({ version: 9, record: {} }));
    const misplaced = layout.community('another');
    await writeFile(misplaced, await readFile(layout.community(guild)));
    const { code, err } = await run(stateDir, 'check');
    expect(code).toBe(1);
    expect(err).toContain(`${layout.learner(ada)}: it is not a JSON document`);
    expect(err).toContain(`${layout.service}: A service record has version 9`);
    expect(err).toContain(`${misplaced}: it belongs to another community`);
    expect(err).toMatch(/3 records of 4 cannot be used/);
    expect(await readFile(layout.learner(ada), 'utf8')).toBe('rubbish');
  });

  it('find a learner whom the list of members does not name', async () => {
    const stateDir = await someState();
    const layout = layoutOf(stateDir);
    await rm(layout.marker(layout.membersOf(guild), ada));
    const { code, err } = await run(stateDir, 'check');
    expect(code).toBe(1);
    expect(err).toContain(`it names ${guild}`);
  });

  it('mention what was set aside', async () => {
    const { store, stateDir } = await embeddedStore();
    await fill(store, 'a1');
    await writeFile(layoutOf(stateDir).learner(ada), 'rubbish');
    await store.learner(ada);
    const { code, out } = await run(stateDir, 'check');
    expect(code).toBe(0);
    expect(out).toMatch(/corrupt-.*was set aside[^]*2 records, all good; 1 file set aside earlier/);
  });

  it('say that a folder holds no state', async () => {
    const folder = await temporaryFolder();
    expect(await run(folder, 'check')).toMatchObject({ code: 1, err: expect.stringContaining('no state') as unknown });
    expect(await run(folder, 'stats')).toMatchObject({ code: 1, err: expect.stringContaining('no state') as unknown });
    expect(await readdir(folder)).toEqual([]);
  });
});

describe('backup and restore', () => {
  it('bring back exactly what was there', async () => {
    const stateDir = await someState();
    const copy = join(await temporaryFolder(), 'copies', 'monday');
    expect(await run(stateDir, 'backup', copy)).toMatchObject({ code: 0, err: '' });
    const fresh = join(await temporaryFolder(), 'state');
    expect(await run(fresh, 'restore', copy)).toMatchObject({ code: 0, err: '' });
    expect(await attemptsIn(fresh)).toEqual(['a1']);
    const { store } = await embeddedStore({ stateDir: fresh });
    expect(await store.members(guild)).toEqual([ada]);
    expect((await store.community(guild)).zone).toBe('Asia/Tokyo');
  });

  it('never write over anything without --force, and keep the old state with it', async () => {
    const stateDir = await someState();
    const copy = join(await temporaryFolder(), 'monday');
    await run(stateDir, 'backup', copy);
    expect(await run(stateDir, 'backup', copy)).toMatchObject({
      code: 1,
      err: expect.stringContaining('not empty') as unknown,
    });
    const { store } = await embeddedStore({ stateDir });
    await store.updateLearner(ada, recording('a2'));
    await store.close();

    const refused = await run(stateDir, 'restore', copy);
    expect(refused).toMatchObject({ code: 1, err: expect.stringContaining('--force') as unknown });
    expect(await attemptsIn(stateDir)).toEqual(['a1', 'a2']);

    const forced = await run(stateDir, 'restore', copy, '--force');
    expect(forced.code).toBe(0);
    expect(await attemptsIn(stateDir)).toEqual(['a1']);
    const kept = /is kept in (.*); delete/.exec(forced.out)?.[1] ?? '';
    expect(await attemptsIn(kept)).toEqual(['a1', 'a2']);
    expect((await run(stateDir, 'check')).code).toBe(0);
  });

  it('finish a restore that was interrupted', async () => {
    const stateDir = await someState();
    const copy = join(await temporaryFolder(), 'monday');
    await run(stateDir, 'backup', copy);
    await mkdir(layoutOf(stateDir).restoring);
    await expect(embeddedStore({ stateDir })).rejects.toThrow('interrupted');
    expect((await run(stateDir, 'backup', `${copy}-2`)).err).toContain('interrupted');
    expect((await run(stateDir, 'restore', copy)).code).toBe(1);
    expect((await run(stateDir, 'restore', copy, '--force')).code).toBe(0);
    expect(await attemptsIn(stateDir)).toEqual(['a1']);
  });

  it('refuse while the bot runs, and for folders that cannot be meant', async () => {
    const { store, stateDir } = await embeddedStore();
    await fill(store, 'a1');
    const folder = await temporaryFolder();
    expect((await run(stateDir, 'backup', join(folder, 'x'))).err).toContain(`pid ${process.pid}`);
    await store.close();
    expect((await run(stateDir, 'backup', join(stateDir, 'learners'))).err).toContain('within the state');
    expect((await run(stateDir, 'restore', folder, '--force')).err).toContain('no state');
    expect((await run(join(folder, 'nowhere'), 'backup', join(folder, 'x'))).err).toContain('no state');
    expect(await readdir(folder)).toEqual([]);
    expect(await attemptsIn(stateDir)).toEqual(['a1']);
  });
});

describe('outage', () => {
  it('adds, lists and removes', async () => {
    const stateDir = await someState();
    expect((await run(stateDir, 'outage', 'list')).out).toBe('No outages.\n');
    const typed = ['2026-03-01T09:00:00+01:00', '2026-03-01T20:00Z'];
    const shown = '2026-03-01T08:00:00.000Z 2026-03-01T20:00:00.000Z';
    expect(await run(stateDir, 'outage', 'add', ...typed)).toMatchObject({ code: 0, out: `Added: ${shown}\n` });
    expect((await run(stateDir, 'outage', 'add', ...typed)).out).toBe(`It was there already: ${shown}\n`);
    expect((await run(stateDir, 'outage', 'list')).out).toBe(`${shown}\n`);
    expect((await run(stateDir, 'outage', 'remove', ...shown.split(' '))).out).toBe(`Removed: ${shown}\n`);
    const again = await run(stateDir, 'outage', 'remove', ...typed);
    expect(again).toMatchObject({ code: 1, err: expect.stringContaining('no outage') as unknown });
    expect((await run(stateDir, 'outage', 'list')).out).toBe('No outages.\n');
  });
});
