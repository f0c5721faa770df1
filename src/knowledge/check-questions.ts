/** Checks over a role's whole question bank: ids, levels, sources, options that give themselves away, questions that are nearly the same. */
import { basename } from 'node:path/posix';
import type { Finding, Place, TopicFile } from './content.ts';
import { dangling, duplicates, sharedAliases } from './findings.ts';
import { findNearDuplicates } from './near-duplicates.ts';
import type { ReadinessFile, RoleFile } from './schema/files.ts';
import type { ChoiceQuestion, Question } from './schema/question.ts';
import { wordsOf } from './words.ts';

/** What a bank refers to. */
export interface BankSurroundings {
  /** The role's folder below the data folder, such as `roles/baker`. */
  readonly base: string;
  readonly about: RoleFile;
  readonly readiness: ReadinessFile | undefined;
  readonly sourceIds: ReadonlySet<string>;
}

interface Placed extends Place {
  readonly question: Question;
}

/** Fewer choice questions than this say nothing about how right options are spread. */
const enoughToJudge = 10;
/** The largest share of questions in which the right option may be the longest, or stand at one and the same position. */
const largestShare = 0.4;

/** Checks the topic files of one role. Returns every finding; none means that the bank may go into service. */
export function checkQuestions(files: readonly TopicFile[], surroundings: BankSurroundings): Finding[] {
  const placed = files.flatMap(({ file, content }) =>
    content.questions.map((question, index): Placed => ({ file, path: ['questions', index], question })),
  );
  return [
    ...topics(files),
    ...duplicates(
      placed.map(({ question }) => question),
      (index) => placeIn(placed, index),
    ),
    ...placed.flatMap((each) => references(each, surroundings)),
    ...placed.flatMap(unmatchablePhrases),
    ...givenAwayByLength(placed, surroundings.base),
    ...givenAwayByPosition(placed, surroundings.base),
    ...findNearDuplicates(
      placed.map(({ file, path, question }) => ({
        entry: question.id,
        text: question.prompt,
        file,
        path: [...path, 'prompt'],
      })),
    ),
    ...readinessTopics(files, surroundings),
  ];
}

function placeIn(places: readonly Place[], index: number): Place {
  const place = places[index];
  if (place === undefined) throw new RangeError(`there is no entry ${index}`);
  return { file: place.file, path: place.path };
}

function topics(files: readonly TopicFile[]): Finding[] {
  const terms = files.map(({ content }) => content.topic);
  const placeOf = (index: number): Place => ({ file: files[index]?.file ?? '', path: ['topic'] });
  return [
    ...files.flatMap(({ file, content }) =>
      basename(file, '.yaml') === content.topic.id
        ? []
        : [
            {
              file,
              path: ['topic', 'id'],
              message: `the topic's id is "${content.topic.id}" but its file is "${basename(file)}"`,
              fix: 'give both the same name',
            },
          ],
    ),
    ...sharedAliases(terms, placeOf),
  ];
}

function references({ file, path, question }: Placed, { about, sourceIds }: BankSurroundings): Finding[] {
  const levels = new Set(about.levels.map((level) => level.id));
  return [
    ...(levels.has(question.level) ? [] : [dangling(file, [...path, 'level'], 'level', question.level, levels)]),
    ...(question.asked_in === undefined || sourceIds.has(question.asked_in)
      ? []
      : [dangling(file, [...path, 'asked_in'], 'source', question.asked_in, sourceIds)]),
  ];
}

/** Answers are compared word by word, so a phrase of signs alone would never be found. */
function unmatchablePhrases({ file, path, question }: Placed): Finding[] {
  if (question.kind !== 'open') return [];
  return question.key_points.flatMap(({ phrases }, point) =>
    phrases.flatMap((phrase, at) =>
      wordsOf(phrase).length > 0
        ? []
        : [
            {
              file,
              path: [...path, 'key_points', point, 'phrases', at],
              message: `the phrase "${phrase}" has no word in it, so that no answer could show it`,
              fix: 'write it in words',
            },
          ],
    ),
  );
}

const choices = (placed: readonly Placed[]): ChoiceQuestion[] =>
  placed.map(({ question }) => question).filter((question) => question.kind === 'choice');

function givenAwayByLength(placed: readonly Placed[], base: string): Finding[] {
  const all = choices(placed);
  const longest = all.filter(({ options }) => {
    const [first, second] = [...options].sort((a, b) => b.text.length - a.text.length);
    return first?.right === true && first.text.length !== second?.text.length;
  });
  if (all.length < enoughToJudge || longest.length <= largestShare * all.length) return [];
  return [
    {
      file: `${base}/questions`,
      path: [],
      message: `in ${longest.length} of ${all.length} choice questions the right option is the longest, which gives it away`,
      fix: `bring it to ${Math.floor(largestShare * all.length)} or fewer: lengthen a wrong option in ${someIds(longest)}`,
    },
  ];
}

function givenAwayByPosition(placed: readonly Placed[], base: string): Finding[] {
  const all = choices(placed).filter(({ options }) => options.length === 4);
  const byPosition = Map.groupBy(all, ({ options }) => options.findIndex((option) => option.right));
  if (all.length < enoughToJudge) return [];
  return [...byPosition]
    .filter(([, questions]) => questions.length > largestShare * all.length)
    .map(([position, questions]) => ({
      file: `${base}/questions`,
      path: [],
      message: `in ${questions.length} of ${all.length} questions with 4 options the right one is number ${position + 1}`,
      fix: `bring it to ${Math.floor(largestShare * all.length)} or fewer: move it in ${someIds(questions)}`,
    }));
}

const someIds = (questions: readonly Question[]): string =>
  questions
    .slice(0, 5)
    .map(({ id }) => id)
    .join(', ') + (questions.length > 5 ? ` … ${questions.length - 5} more` : '');

/** Each topic of questions counts for one family of the readiness model at most, so that no answer counts twice. */
function readinessTopics(files: readonly TopicFile[], { base, readiness }: BankSurroundings): Finding[] {
  const known = new Set(files.map(({ content }) => content.topic.id));
  const families = new Map<string, string>();
  const file = `${base}/readiness.yaml`;
  return (readiness?.families ?? []).flatMap((family, index) =>
    family.measured_by.flatMap((topic, at) => {
      const path = ['families', index, 'measured_by', at];
      if (!known.has(topic)) return [dangling(file, path, 'topic of questions', topic, known)];
      const other = families.get(topic);
      families.set(topic, family.id);
      return other === undefined
        ? []
        : [
            {
              file,
              path,
              message: `"${topic}" already measures "${other}"`,
              fix: 'let each topic of questions measure one family',
            },
          ];
    }),
  );
}
