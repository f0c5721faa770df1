/** A data folder with two roles that both have questions. */
import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { copyOf, realData } from './folders.ts';

/** The shipped data, and a second role with some of its questions. */
export async function withTwoRoles(): Promise<string> {
  const dataDir = await copyOf(realData);
  const [one, other] = ['backend-engineer', 'platform-engineer'].map((id) => join(dataDir, 'roles', id));
  await cp(`${one}/questions/caching.yaml`, `${other}/questions/caching.yaml`);
  const about = await readFile(`${one}/role.yaml`, 'utf8');
  await writeFile(
    `${other}/role.yaml`,
    about
      .replace('id: backend-engineer', 'id: platform-engineer')
      .replace(/title: .*\naliases: .*/, 'title: Platform Engineer\naliases: [platform]'),
  );
  return dataDir;
}
