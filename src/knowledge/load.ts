/**
 * The only reader of `data/`. Reads every file, checks each against its schema and all against each other, and either returns the
 * whole knowledge or every problem at once.
 */
import { crossCheck } from './check.ts';
import { checkQuestions, type BankSurroundings } from './check-questions.ts';
import { roleFiles, type RoleContent, type RoleFileName } from './content.ts';
import type { Knowledge, Role } from './knowledge.ts';
import { DataError, type DataProblem } from './problem.ts';
import {
  bankWhenNeeded,
  parseBank,
  readBankTexts,
  toBank,
  type BankTexts,
  type QuestionBank,
} from './question-bank.ts';
import { Reading } from './reading.ts';
import { searchFile, sourcesFile } from './schema/files.ts';
import type { Figure } from './schema/figure.ts';

export type LoadResult =
  | { readonly ok: true; readonly knowledge: Knowledge }
  | { readonly ok: false; readonly problems: readonly DataProblem[] };

export interface LoadOptions {
  /**
   * `service` (the default) checks everything. `one-shot` leaves out what takes longer than all the rest, for a process that answers once:
   * question banks are parsed and checked at the first use of a role's questions (which then may throw a `DataError`), and questions that
   * are nearly the same are not looked for.
   */
  readonly purpose?: 'service' | 'one-shot';
}

/** Reads and checks the folder `dataDir`. Never throws for bad content: that comes back as problems. */
export async function loadKnowledge(dataDir: string, { purpose = 'service' }: LoadOptions = {}): Promise<LoadResult> {
  const reading = new Reading(dataDir);
  const sources = await reading.file('sources.yaml', sourcesFile);
  const search = await reading.file('search.yaml', searchFile);
  const contents = new Map<string, RoleContent>();
  const texts = new Map<string, BankTexts>();
  const folders = await reading.folders('roles');
  for (const folder of folders ?? []) {
    contents.set(folder, await readRole(reading, folder));
    texts.set(folder, await readBankTexts(reading, `roles/${folder}`));
  }
  if (folders?.length === 0) {
    reading.report('roles', 'there is no role', 'add a folder with a role.yaml below data/roles/');
  }
  const parsed = purpose === 'service' ? [...texts].map(([, bank]) => parseBank(reading, bank)) : [];
  if (reading.problemCount > 0 || sources === undefined || search === undefined) {
    return { ok: false, problems: await reading.problems() };
  }
  reading.add(crossCheck(sources.sources, contents, { nearDuplicates: purpose === 'service' }));

  const sourceIds = new Set(sources.sources.map((source) => source.id));
  const roles = new Map<string, Role>();
  for (const [index, [folder, content]] of [...contents].entries()) {
    const surroundings = surroundingsOf(folder, content, sourceIds);
    const files = parsed[index];
    if (files === undefined) {
      roles.set(folder, toRole(content, bankWhenNeeded(dataDir, texts.get(folder) ?? new Map(), surroundings)));
    } else {
      reading.add(checkQuestions(files, surroundings));
      const bank = toBank(files);
      roles.set(
        folder,
        toRole(content, () => bank),
      );
    }
  }
  if (reading.problemCount > 0) return { ok: false, problems: await reading.problems() };
  return {
    ok: true,
    knowledge: { sources: new Map(sources.sources.map((source) => [source.id, source])), roles, search },
  };
}

/** As `loadKnowledge`, for callers that cannot go on without knowledge. Throws `DataError` with every problem. */
export async function loadKnowledgeOrThrow(dataDir: string, options?: LoadOptions): Promise<Knowledge> {
  const result = await loadKnowledge(dataDir, options);
  if (!result.ok) throw new DataError(result.problems);
  return result.knowledge;
}

async function readRole(reading: Reading, folder: string): Promise<RoleContent> {
  const base = `roles/${folder}`;
  const content: RoleContent = {};
  const names = await reading.fileNames(base);
  if (names === undefined) return content;
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

const aboutOf = (content: RoleContent): NonNullable<RoleContent['role.yaml']> => {
  const about = content['role.yaml'];
  if (about === undefined) throw new Error('a role without role.yaml must have been refused before');
  return about;
};

const surroundingsOf = (folder: string, content: RoleContent, sourceIds: ReadonlySet<string>): BankSurroundings => ({
  base: `roles/${folder}`,
  about: aboutOf(content),
  readiness: content['readiness.yaml'],
  sourceIds,
});

function toRole(content: RoleContent, bank: () => QuestionBank): Role {
  const about = aboutOf(content);
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
    get questions() {
      return bank().questions;
    },
    get questionTopics() {
      return bank().topics;
    },
  };
}
