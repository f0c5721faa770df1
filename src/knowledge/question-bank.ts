/** The question bank of one role: read as texts, checked as a whole, and given to the commands as one list. */
import { checkQuestions, type BankSurroundings } from './check-questions.ts';
import type { TopicFile } from './content.ts';
import { DataError } from './problem.ts';
import { Reading } from './reading.ts';
import type { Term } from './schema/files.ts';
import { questionsFile, type Question } from './schema/question.ts';

/** A question with the id of its topic. */
export type BankQuestion = Question & { readonly topic: string };

export interface QuestionBank {
  readonly questions: readonly BankQuestion[];
  readonly topics: readonly Term[];
}

/** The texts of a role's topic files, by their path below the data folder, in the order of their names. */
export type BankTexts = ReadonlyMap<string, string>;

/** Reads the texts of `roles/<role>/questions/`; a role without that folder has none. */
export async function readBankTexts(reading: Reading, base: string): Promise<BankTexts> {
  const texts = new Map<string, string>();
  for (const folder of (await reading.folders(base)) ?? []) {
    if (folder !== 'questions') {
      reading.report(
        `${base}/${folder}`,
        'is not a folder of a role',
        'remove it: a role has only the folder questions',
      );
      continue;
    }
    for (const name of (await reading.folders(`${base}/questions`)) ?? []) {
      reading.report(
        `${base}/questions/${name}`,
        'is a folder among the questions',
        'put its files directly into questions/: one file a topic',
      );
    }
    for (const name of (await reading.fileNames(`${base}/questions`)) ?? []) {
      const file = `${base}/questions/${name}`;
      if (!name.endsWith('.yaml')) {
        reading.report(
          file,
          'is not a topic of questions',
          'remove it, or name it after its topic, such as caching.yaml',
        );
        continue;
      }
      const text = await reading.text(file);
      if (text !== undefined) texts.set(file, text);
    }
  }
  return texts;
}

/** The topic files of a bank; those that do not fit their schema are missing, with their problems noted in `reading`. */
export function parseBank(reading: Reading, texts: BankTexts): TopicFile[] {
  return [...texts].flatMap(([file, text]) => {
    const content = reading.parse(file, text, questionsFile);
    return content === undefined ? [] : [{ file, content }];
  });
}

/** All questions and topics of checked files. */
export function toBank(files: readonly TopicFile[]): QuestionBank {
  return {
    questions: files.flatMap(({ content: { topic, questions } }) =>
      questions.map((question) => ({ ...question, topic: topic.id })),
    ),
    topics: files.map(({ content }) => content.topic),
  };
}

/**
 * A bank that is parsed and checked when it is first asked for: a one-shot answer that needs no question should not wait for hundreds.
 * Asking throws a `DataError` where anything in it is wrong; it counts the problems, and `check-data` names them.
 */
export function bankWhenNeeded(dataDir: string, texts: BankTexts, surroundings: BankSurroundings): () => QuestionBank {
  let bank: QuestionBank | undefined;
  return () => (bank ??= openBank(new Reading(dataDir), texts, surroundings));
}

function openBank(reading: Reading, texts: BankTexts, surroundings: BankSurroundings): QuestionBank {
  const files = parseBank(reading, texts);
  if (reading.problemCount === 0) reading.add(checkQuestions(files, surroundings));
  if (reading.problemCount === 0) return toBank(files);
  const count = reading.problemCount === 1 ? '1 problem' : `${reading.problemCount} problems`;
  throw new DataError([
    {
      file: `${surroundings.base}/questions`,
      line: 0,
      entry: undefined,
      message: `the question bank has ${count}`,
      fix: 'run npm run check-data, which names each with its line',
    },
  ]);
}
