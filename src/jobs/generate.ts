/** The job behind `npm run generate`: writes the generated files; with `--check` only says which are out of date. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { commandReference } from '../app/reference.ts';
import type { Config } from '../config.ts';
import { loadKnowledgeOrThrow } from '../knowledge/load.ts';
import { jsonSchemas } from '../knowledge/schema/json-schema.ts';
import { conversationWithoutRecords } from './conversation.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Returns 1 where `--check` finds a file that is out of date. */
export async function generate(config: Config, args: readonly string[]): Promise<number> {
  const onlyCheck = args.includes('--check');
  const stale: string[] = [];
  for (const [file, text] of await generatedFiles(config)) {
    const path = join(root, file);
    const current = await readFile(path, 'utf8').catch(() => undefined);
    if (current === text) continue;
    stale.push(file);
    if (onlyCheck) continue;
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text);
  }
  if (onlyCheck && stale.length > 0) {
    process.stderr.write(`Out of date: ${stale.join(', ')}. Fix: npm run generate, and commit what it writes.\n`);
    return 1;
  }
  process.stdout.write(stale.length === 0 ? 'Generated files are up to date.\n' : `Wrote ${stale.join(', ')}.\n`);
  return 0;
}

async function generatedFiles(config: Config): Promise<ReadonlyMap<string, string>> {
  const knowledge = await loadKnowledgeOrThrow(config.dataDir);
  const conversation = await conversationWithoutRecords(knowledge);
  return new Map([
    ...[...jsonSchemas()].map(([name, text]): [string, string] => [`data/schemas/${name}`, text]),
    ['docs/commands.md', commandReference(conversation.commands())],
  ]);
}
