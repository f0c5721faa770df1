/** The question set in bench/questions.yaml: what people would type, and which entry answers it. */
import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import { z } from 'zod';
import type { Role } from '../src/knowledge/knowledge.ts';

export interface KnownQuestion {
  readonly asked: string;
  /** The id of the entry that answers it. */
  readonly entry: string;
}

export interface QuestionSplit {
  readonly known: readonly KnownQuestion[];
  /** Questions that no entry answers. */
  readonly foreign: readonly string[];
}

export interface QuestionSet {
  /** What coefficients and thresholds are found on. */
  readonly tuning: QuestionSplit;
  /** What is only ever measured. No entry has questions in both. */
  readonly test: QuestionSplit;
}

const split = z
  .strictObject({ known: z.record(z.string(), z.array(z.string()).min(1)), foreign: z.array(z.string()) })
  .transform(({ known, foreign }) => ({
    known: Object.entries(known).flatMap(([entry, questions]) => questions.map((asked) => ({ entry, asked }))),
    foreign,
  }));
const questionSet = z.strictObject({ tuning: split, test: split });

/** Reads the set. Throws where it names an entry that the role does not have, or one in both splits. */
export async function loadQuestions(role: Role): Promise<QuestionSet> {
  const set = questionSet.parse(parse(await readFile(new URL('questions.yaml', import.meta.url), 'utf8')));
  const entries = new Set(role.faq.map(({ id }) => id));
  const tuned = new Set(set.tuning.known.map(({ entry }) => entry));
  for (const { entry } of [...set.tuning.known, ...set.test.known]) {
    if (!entries.has(entry))
      throw new Error(`bench/questions.yaml asks for "${entry}", which is no FAQ entry: rename or remove it`);
  }
  for (const { entry } of set.test.known) {
    if (tuned.has(entry)) throw new Error(`bench/questions.yaml has "${entry}" in both splits: keep it in one`);
  }
  return set;
}
