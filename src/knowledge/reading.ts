/** One pass over the data folder: reads and checks single files, keeps their texts for line numbers, and gathers every problem. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { z } from 'zod';
import { isEditorsFile, type Finding } from './content.ts';
import { explainIssues, nearestEntry } from './explain.ts';
import type { DataProblem } from './problem.ts';
import { lineFinder, parseYaml, type DataPath } from './yaml.ts';

export class Reading {
  readonly #dataDir: string;
  readonly #read = new Map<string, { text: string; value: unknown }>();
  readonly #found: (DataProblem | Finding)[] = [];

  constructor(dataDir: string) {
    this.#dataDir = dataDir;
  }

  /** How many problems there are so far. */
  get problemCount(): number {
    return this.#found.length;
  }

  /** Notes a problem of a file as a whole, or of a line that is known. */
  report(file: string, message: string, fix: string, line = 0): void {
    this.#found.push({ file, line, entry: undefined, message, fix });
  }

  /** Notes problems whose lines are still to be looked up. */
  add(findings: readonly Finding[]): void {
    this.#found.push(...findings);
  }

  /** The names of the folders below a folder, sorted; undefined, and a problem noted, where it cannot be read. */
  async folders(below: string): Promise<string[] | undefined> {
    return (await this.#entries(below, 'folder'))?.sort();
  }

  /** The names of the files in a folder, sorted, without an editor's own; undefined, and a problem noted, where it cannot be read. */
  async fileNames(below: string): Promise<string[] | undefined> {
    return (await this.#entries(below, 'file'))?.sort();
  }

  async #entries(below: string, kind: 'file' | 'folder'): Promise<string[] | undefined> {
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
      return undefined;
    }
  }

  /** A file's text; undefined, and a problem noted, where it cannot be read. */
  async text(file: string): Promise<string | undefined> {
    try {
      return await readFile(join(this.#dataDir, file), 'utf8');
    } catch {
      this.report(file, 'cannot be read', 'check that the file is there and that the bot may read it');
      return undefined;
    }
  }

  /** A text as what its schema says; undefined, and every problem noted, where it is anything else. */
  parse<S extends z.ZodType>(file: string, text: string, schema: S): z.infer<S> | undefined {
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
    this.add(explainIssues(checked.error.issues, parsed.value).map((found) => ({ file, ...found })));
    return undefined;
  }

  /** Reads and checks one file. */
  async file<S extends z.ZodType>(file: string, schema: S): Promise<z.infer<S> | undefined> {
    const text = await this.text(file);
    return text === undefined ? undefined : this.parse(file, text, schema);
  }

  /** Every problem so far, each with its line and entry. */
  async problems(): Promise<DataProblem[]> {
    const finders = new Map<string, (path: DataPath) => number>();
    const problems: DataProblem[] = [];
    for (const found of this.#found) {
      if ('line' in found) {
        problems.push(found);
        continue;
      }
      const { file, path, message, fix } = found;
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
