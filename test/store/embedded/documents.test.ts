/** What lies on the disk: older formats, damaged files, leftovers, and what forgetting leaves. */
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { LearnerRecord } from '../../../src/practice/records.ts';
import { newLearner } from '../../../src/practice/records.ts';
import { StoreError } from '../../../src/practice/store.ts';
import { encodeId } from '../../../src/store/embedded/file-name.ts';
import { type FileSystem, nodeFileSystem } from '../../../src/store/embedded/file-system.ts';
import type { Migration } from '../../../src/store/embedded/format.ts';
import { layoutOf } from '../../../src/store/embedded/layout.ts';
import { attemptNamed, recording } from '../../support/attempts.ts';
import { temporaryFolder } from '../../support/folders.ts';
import { embeddedStore, type TestStore, testNow } from '../../support/stores.ts';

const ada = 'discord:100';
const bob = 'discord:200';
const guild = 'slack:T1';

const idsIn = (record: LearnerRecord): string[] =>
  record.ledger.flatMap((entry) => (entry.kind === 'attempt' ? [entry.id] : []));

/** A store in which ada has two attempts and bob one. */
async function practised(): Promise<TestStore & { readonly file: string }> {
  const opened = await embeddedStore();
  await opened.store.updateLearner(ada, recording('a1'));
  await opened.store.updateLearner(ada, recording('a2'));
  await opened.store.updateLearner(bob, recording('b1'));
  return { ...opened, file: layoutOf(opened.stateDir).learner(ada) };
}

describe('a damaged file', () => {
  const damages: Readonly<Record<string, string>> = {
    'is empty': '',
    'is cut off': '{"version":1,"record":{"learner":"discord:1',
    'is zeros': '\0'.repeat(500),
    'has no version': JSON.stringify(newLearner(ada)),
    'has wrong fields': JSON.stringify({ version: 1, record: { ...newLearner(ada), ledger: [{ kind: 'attempt' }] } }),
    'is of somebody else': JSON.stringify({ version: 1, record: newLearner(bob) }),
  };

  it.each(Object.entries(damages))('that %s is set aside and restored from the last good copy', async (_name, text) => {
    const { store, stateDir, problems, file } = await practised();
    await writeFile(file, text);
    expect(idsIn(await store.learner(ada))).toEqual(['a1']);
    expect(idsIn(await store.learner(bob))).toEqual(['b1']);
    const aside = `${file}.corrupt-2026-03-01T12-00-00.000Z`;
    expect(problems).toEqual([{ file, restored: true, what: expect.stringContaining(aside) as unknown }]);
    expect(await readFile(aside, 'utf8')).toBe(text);
    // What was restored is a record like any other.
    expect(await store.updateLearner(ada, recording('a3'))).toBe(2);
    await store.close();
    const again = await embeddedStore({ stateDir });
    expect(idsIn(await again.store.learner(ada))).toEqual(['a1', 'a3']);
    expect(again.problems).toEqual([]);
  });

  it('is kept each time that it happens', async () => {
    const { store, problems, file } = await practised();
    for (const text of ['first', 'second']) {
      await writeFile(file, text);
      await store.learner(ada);
    }
    expect(problems).toHaveLength(2);
    const aside = (await readdir(dirname(file))).filter((name) => name.includes('corrupt'));
    const texts = await Promise.all(aside.map((name) => readFile(join(dirname(file), name), 'utf8')));
    expect(texts.toSorted()).toEqual(['first', 'second']);
  });

  it('without a usable copy begins anew, says so, and is kept', async () => {
    const { store, problems, file } = await practised();
    await writeFile(file, 'rubbish');
    await writeFile(`${file}.bak`, 'more rubbish');
    expect(await store.learner(ada)).toEqual(newLearner(ada));
    expect(problems).toMatchObject([{ file, restored: false }]);
    const kept = (await readdir(dirname(file))).filter((name) => name.includes('corrupt'));
    expect(kept).toHaveLength(2);
    expect(await store.updateLearner(ada, recording('a3'))).toBe(1);
  });

  it('that is gone is restored from the last good copy', async () => {
    const { store, problems, file } = await practised();
    await rm(file);
    expect(idsIn(await store.learner(ada))).toEqual(['a1']);
    expect(problems).toMatchObject([{ file, restored: true, what: expect.stringContaining('missing') as unknown }]);
  });
});

describe('formats', () => {
  /** As if version 1 had kept the communities as one text. */
  const steps: readonly Migration[] = [
    {
      learner: (record) => {
        const { places, ...rest } = record as { places: string };
        return { ...rest, communities: places === '' ? [] : places.split(' ') };
      },
    },
  ];
  const old = { ...newLearner(ada), ledger: [attemptNamed('a1')], communities: undefined, places: `${guild} console` };

  async function stateOfVersion1(record: unknown): Promise<{ stateDir: string; file: string; text: string }> {
    const stateDir = join(await temporaryFolder(), 'state');
    const layout = layoutOf(stateDir);
    const file = layout.learner(ada);
    const text = JSON.stringify({ version: 1, record });
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
    await writeFile(layout.format, JSON.stringify({ format: 'career-advisor state', version: 1 }));
    return { stateDir, file, text };
  }

  it('of older releases are read, and written anew with the next change', async () => {
    const { stateDir, file } = await stateOfVersion1(old);
    const { store, problems } = await embeddedStore({ stateDir, migrations: steps });
    expect((await store.learner(ada)).communities).toEqual([guild, 'console']);
    await store.updateLearner(ada, recording('a2'));
    expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject({
      version: 2,
      record: { communities: [guild, 'console'] },
    });
    expect(idsIn(await store.learner(ada))).toEqual(['a1', 'a2']);
    expect(problems).toEqual([]);
  });

  it('that cannot be migrated stay as they are', async () => {
    const { stateDir, file, text } = await stateOfVersion1({ ...old, places: 7 });
    const { store, problems } = await embeddedStore({ stateDir, migrations: steps });
    await expect(store.updateLearner(ada, recording('a2'))).rejects.toThrow(/could not be brought to version 2/);
    expect(await readFile(file, 'utf8')).toBe(text);
    expect(problems).toEqual([]);
  });

  it('of newer releases are refused and stay as they are', async () => {
    const { stateDir, file } = await stateOfVersion1(old);
    const newer = await embeddedStore({ stateDir, migrations: steps });
    await newer.store.updateLearner(ada, recording('a2'));
    await newer.store.close();
    await expect(embeddedStore({ stateDir })).rejects.toThrow(/version 2.*newer release/);
    await writeFile(layoutOf(stateDir).format, JSON.stringify({ format: 'career-advisor state', version: 1 }));
    const text = await readFile(file, 'utf8');
    const { store } = await embeddedStore({ stateDir });
    await expect(store.learner(ada)).rejects.toThrow(StoreError);
    expect(await readFile(file, 'utf8')).toBe(text);
  });

  it('keep fields that this release does not know', async () => {
    const { stateDir, file } = await stateOfVersion1({ ...newLearner(ada), nickname: 'countess' });
    const { store } = await embeddedStore({ stateDir });
    await store.updateLearner(ada, recording('a1'));
    expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject({ record: { nickname: 'countess' } });
  });

  it('say whose they are: a damaged format file is not guessed at', async () => {
    const { stateDir } = await stateOfVersion1(newLearner(ada));
    await writeFile(layoutOf(stateDir).format, '{}');
    await expect(embeddedStore({ stateDir })).rejects.toThrow(/damaged or of another program/);
  });
});

it('opens without reading any record, however many there are', async () => {
  const { store, stateDir } = await practised();
  await store.updateCommunity(guild, (record) => ({ record: { ...record, zone: 'UTC' }, result: 0 }));
  await store.close();
  const looked: string[] = [];
  const files: FileSystem = {
    ...nodeFileSystem,
    readText: (path) => (looked.push(path), nodeFileSystem.readText(path)),
    list: (path) => (looked.push(path), nodeFileSystem.list(path)),
  };
  const again = await embeddedStore({ stateDir, files });
  expect(looked).toEqual([layoutOf(stateDir).format]);
  expect(idsIn(await again.store.learner(ada))).toEqual(['a1', 'a2']);
});

it('ignores and clears away the draft that a kill left behind', async () => {
  const { store, file, problems } = await practised();
  await writeFile(`${file}.tmp`, '{"version":1,"rec');
  expect(idsIn(await store.learner(ada))).toEqual(['a1', 'a2']);
  await store.updateLearner(ada, recording('a3'));
  expect((await readdir(dirname(file))).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  expect(problems).toEqual([]);
});

it('leaves no trace of a forgotten learner in any name or content', async () => {
  const slack = 'slack:T1:U7';
  const { store, stateDir } = await embeddedStore();
  const layout = layoutOf(stateDir);
  const report = { id: 'r', question: 'q', note: 'n', at: testNow.toISOString() };
  const wakeAt = testNow.toISOString();
  await store.updateLearner(slack, (record) => ({
    record: { ...record, communities: [guild, 'console'], wakeAt },
    result: 0,
  }));
  await store.updateLearner(slack, recording('a1'));
  await store.updateLearner(bob, recording('b1'));
  for (const learner of [slack, bob]) {
    await store.updateCommunity(guild, (record) => ({
      record: { ...record, reports: [...record.reports, { ...report, learner }] },
      result: 0,
    }));
  }
  // A damaged document, a draft, damaged copies of a community, and a marker that no record names.
  await writeFile(layout.learner(slack), `rubbish ${slack}`);
  await store.learner(slack);
  await writeFile(`${layout.learner(slack)}.tmp`, slack);
  await writeFile(`${layout.community('console')}.bak`, JSON.stringify({ learner: slack }));
  await writeFile(`${layout.community('console')}.corrupt-2025`, JSON.stringify({ learner: slack }));
  await mkdir(dirname(layout.marker(layout.membersOf('discord:9'), slack)), { recursive: true });
  await writeFile(layout.marker(layout.membersOf('discord:9'), slack), '');
  // A state that a restore replaced.
  const replaced = layoutOf(join(layout.replaced, '2025'));
  await mkdir(dirname(replaced.learner(slack)), { recursive: true });
  await writeFile(replaced.learner(slack), slack);
  expect(await traces(stateDir, slack)).not.toEqual([]);

  expect(await store.forgetLearner(slack)).toBe(2);
  expect(await traces(stateDir, slack)).toEqual([]);
  expect(await store.learner(slack)).toEqual(newLearner(slack));
  expect((await store.community(guild)).reports).toEqual([{ ...report, learner: bob }]);
  expect(idsIn(await store.learner(bob))).toEqual(['b1']);
});

/** The files whose name or content holds the id, plain or as it is written in file names. */
async function traces(folder: string, id: string): Promise<string[]> {
  const found: string[] = [];
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    const texts = [basename(path), entry.isFile() ? await readFile(path, 'utf8') : ''];
    if (texts.some((text) => text.includes(id) || text.includes(encodeId(id)))) found.push(path);
  }
  return found;
}
