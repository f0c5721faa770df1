/** Temporary data folders for tests. */
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

/** The knowledge that the product ships. */
export const realData = fileURLToPath(new URL('../../data', import.meta.url));

/** Two tiny roles: bakers and baristas. */
export const twoRoles = fileURLToPath(new URL('../fixtures/two-roles', import.meta.url));

/** The commands that the product ships. */
export const commandFolder = fileURLToPath(new URL('../../commands', import.meta.url));

/** An empty folder that is removed when the test ends. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'career-advisor-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** A copy of a data folder that a test may change. */
export async function copyOf(folder: string): Promise<string> {
  const copy = join(await temporaryFolder(), 'data');
  await cp(folder, copy, { recursive: true });
  return copy;
}

/** Replaces a text in a file; fails where the text is not there, so that a test cannot pass by changing nothing. */
export async function edit(file: string, from: string, to: string): Promise<void> {
  const text = await readFile(file, 'utf8');
  if (!text.includes(from)) throw new Error(`"${from}" does not stand in ${file}`);
  await writeFile(file, text.replace(from, to));
}
