/** Which files a data folder has, and what they hold once each has passed its own schema. */
import type { z } from 'zod';
import {
  careerPathFile,
  comparisonsFile,
  faqFile,
  readinessFile,
  roleFile,
  salaryFile,
  searchFile,
  sourcesFile,
  topicsFile,
} from './schema/files.ts';
import type { QuestionsFile } from './schema/question.ts';
import type { DataPath } from './yaml.ts';

/** Each file of a role, with its schema. `role.yaml` is required; the others are as the role has them. */
export const roleFiles = {
  'role.yaml': roleFile,
  'salary.yaml': salaryFile,
  'outlook.yaml': topicsFile,
  'career-path.yaml': careerPathFile,
  'skills.yaml': topicsFile,
  'work.yaml': topicsFile,
  'interview.yaml': topicsFile,
  'comparisons.yaml': comparisonsFile,
  'readiness.yaml': readinessFile,
  'faq.yaml': faqFile,
} as const;

export const sharedFiles = { 'sources.yaml': sourcesFile, 'search.yaml': searchFile } as const;

export type RoleFileName = keyof typeof roleFiles;
/** The checked content of a role's files; a file that the role does not have is absent. */
export type RoleContent = { [Name in RoleFileName]?: z.infer<(typeof roleFiles)[Name]> };

/** One topic's file of the question bank, `roles/<role>/questions/<topic>.yaml`. */
export interface TopicFile {
  /** Path below the data folder. */
  readonly file: string;
  readonly content: QuestionsFile;
}

/** A part of a file. */
export interface Place {
  /** Path below the data folder. */
  readonly file: string;
  readonly path: DataPath;
}

/** A problem found after parsing, before its line is known. */
export interface Finding extends Place {
  readonly message: string;
  readonly fix: string;
}

/** Hidden files and backups are an editor's own: they come and go while somebody types, and are no part of the data. */
export const isEditorsFile = (name: string): boolean => name.startsWith('.') || name.endsWith('~');
