/**
 * The only reader of `data/`. Reads every file, checks each against its schema and all against each other, and either returns the
 * whole knowledge or every problem at once.
 */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { z } from 'zod';
import { crossCheck } from './check.ts';
import { isEditorsFile, roleFiles, type Finding, type RoleContent, type RoleFileName } from './content.ts';
import type { Knowledge, Role } from './knowledge.ts';
import type { DataProblem } from './problem.ts';
import { DataError } from './problem.ts';
import { explainIssues, nearestEntry } from './explain.ts';
import { searchFile, sourcesFile } from './schema/files.ts';
import type { Figure } from './schema/figure.ts';
import { lineFinder, parseYaml, type DataPath } from './yaml.ts';

export type LoadResult =
  | { readonly ok: true; readonly knowledge: Knowledge }
  | { readonly ok: false; readonly problems: readonly DataProblem[] };

/** Reads and checks the folder `dataDir`. Never throws for bad content: that comes back as problems. */
export async function loadKnowledge(dataDir: string): Promise<LoadResult> {
  const reading = new Reading(dataDir);
  const sources = await reading.file('sources.yaml', sourcesFile);
  const search = await reading.file('search.yaml', searchFile);
  const contents = new Map<string, RoleContent>();
  for (const folder of await reading.folders('roles')) {
    contents.set(folder, await readRole(reading, folder));
  }
  if (contents.size === 0) {
    reading.report('roles', 'there is no role', 'add a folder with a role.yaml below data/roles/');
  }
  if (reading.problems.length > 0 || sources === undefined || search === undefined) {
    return { ok: false, problems: reading.problems };
  }
  const findings = crossCheck(sources.sources, contents);
  if (findings.length > 0) return { ok: false, problems: await reading.locate(findings) };

  const roles = new Map<string, Role>();
  for (const [folder, content] of contents) roles.set(folder, toRole(content));
  return {
    ok: true,
    knowledge: { sources: new Map(sources.sources.map((source) => [source.id, source])), roles, search },
  };
}

/** As `loadKnowledge`, for callers that cannot go on without knowledge. Throws `DataError` with every problem. */
export async function loadKnowledgeOrThrow(dataDir: string): Promise<Knowledge> {
  const result = await loadKnowledge(dataDir);
  if (!result.ok) throw new DataError(result.problems);
  return result.knowledge;
}

async function readRole(reading: Reading, folder: string): Promise<RoleContent> {
  const base = `roles/${folder}`;
  const names = await reading.fileNames(base);
  const content: RoleContent = {};
  for (const name of names) {
    const file = `${base}/${name}`;
    if (name in roleFiles)
      Object.assign(content, { [name]: await reading.file(file, roleFiles[name as RoleFileName]) });
    else
      reading.report(
        file,
        'is not a file of a role',
        `remove it, or name it one of ${Object.keys(roleFiles).join(', ')}`,
      );
  }
  if (!names.includes('role.yaml')) reading.report(`${base}/role.yaml`, 'is missing', 'add it: every role needs one');
  return content;
}

/** One pass over the folder: keeps texts for line numbers, and gathers problems. */
class Reading {
  readonly problems: DataProblem[] = [];
  readonly #dataDir: string;
  readonly #read = new Map<string, { text: string; value: unknown }>();

  constructor(dataDir: string) {
    this.#dataDir = dataDir;
  }

  report(file: string, message: string, fix: string, line = 0, entry?: string): void {
    this.problems.push({ file, line, entry, message, fix });
  }

  async folders(below: string): Promise<string[]> {
    return (await this.#entries(below, 'folder')).sort();
  }

  async fileNames(below: string): Promise<string[]> {
    return (await this.#entries(below, 'file')).sort();
  }

  async #entries(below: string, kind: 'file' | 'folder'): Promise<string[]> {
    try {
      const entries = await readdir(join(this.#dataDir, below), { withFileTypes: true });
      // A symbolic link counts as what its name says: .yaml is a file, all else a folder.
      return entries
        .filter((entry) => !isEditorsFile(entry.name))
        .filter((entry) => {
          const isFile = entry.isSymbolicLink() ? /\.ya?ml$/.test(entry.name) : entry.isFile();
          return kind === 'file' ? isFile : !isFile;
        })
        .map((entry) => entry.name);
    } catch {
      this.report(below, 'cannot be read', 'check that the folder is there and that DATA_DIR points above it');
      return [];
    }
  }

  async file<S extends z.ZodType>(file: string, schema: S): Promise<z.infer<S> | undefined> {
    let text: string;
    try {
      text = await readFile(join(this.#dataDir, file), 'utf8');
    } catch {
      this.report(file, 'cannot be read', 'check that the file is there and that the bot may read it');
      return undefined;
    }
    const parsed = parseYaml(text);
    if (!parsed.ok) {
      this.report(
        file,
        `is not valid YAML: ${parsed.message}`,
        'check the indentation and the quotes on and above this line',
        parsed.line,
      );
      return undefined;
    }
    this.#read.set(file, { text, value: parsed.value });
    const checked = schema.safeParse(parsed.value);
    if (checked.success) return checked.data;
    const findings = explainIssues(checked.error.issues, parsed.value).map((found) => ({ file, ...found }));
    this.problems.push(...(await this.locate(findings)));
    return undefined;
  }

  /** Adds line and entry to findings. */
  async locate(findings: readonly Finding[]): Promise<DataProblem[]> {
    const finders = new Map<string, (path: DataPath) => number>();
    const problems: DataProblem[] = [];
    for (const { file, path, message, fix } of findings) {
      const read = this.#read.get(file);
      if (read !== undefined && !finders.has(file)) finders.set(file, await lineFinder(read.text));
      problems.push({
        file,
        line: finders.get(file)?.(path) ?? 0,
        entry: nearestEntry(read?.value, path),
        message,
        fix,
      });
    }
    return problems;
  }
}

function toRole(content: RoleContent): Role {
  const about = content['role.yaml'];
  if (about === undefined) throw new Error('a role without role.yaml must have been refused before');
  const figures = new Map<string, Figure>();
  for (const file of Object.values(content)) {
    if ('figures' in file) for (const figure of file.figures) figures.set(figure.id, figure);
  }
  return {
    id: about.id,
    title: about.title,
    about,
    salary: content['salary.yaml'] ?? { figures: [], notes: [], topics: [] },
    outlook: content['outlook.yaml'] ?? { figures: [], topics: [] },
    careerPath: content['career-path.yaml'] ?? { figures: [], rungs: [], topics: [] },
    skills: content['skills.yaml'] ?? { figures: [], topics: [] },
    work: content['work.yaml'] ?? { figures: [], topics: [] },
    interview: content['interview.yaml'] ?? { figures: [], topics: [] },
    comparisons: content['comparisons.yaml'] ?? { figures: [], comparisons: [] },
    readiness: content['readiness.yaml'],
    faq: content['faq.yaml']?.entries ?? [],
    figures,
  };
}
