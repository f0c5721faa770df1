/** The question bank: it loads, and each mistake in it is named with file, line, entry and fix. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadKnowledge, loadKnowledgeOrThrow } from '../../src/knowledge/load.ts';
import { DataError, formatProblem } from '../../src/knowledge/problem.ts';
import { summarize } from '../../src/knowledge/summary.ts';
import { copyOf, edit, realData, twoRoles } from '../support/folders.ts';

const folder = 'roles/baker/questions';
const bread = `${folder}/bread.yaml`;

const breadFile = `topic:
  id: bread
  title: Bread
  aliases: [loaf]
questions:
  - id: bread-rise
    level: apprentice
    kind: choice
    minutes: 1
    prompt: What makes a dough rise?
    options:
      - text: The gas that yeast gives off
        right: true
        why: Yeast eats sugar and gives off carbon dioxide.
      - text: The salt that draws the water out
        why: Salt slows yeast down.
      - text: The heat of the hands that knead it
        why: Warmth helps, but makes no gas by itself.
    takeaway: Gas lifts, gluten holds.
    references:
      - title: Bread, an introduction
        url: https://example.org/bread
  - id: bread-stale
    level: master
    kind: open
    minutes: 3
    asked_in: guild
    prompt: Why does bread go stale, and what slows it down?
    model_answer: The starch crystallises again. Freezing stops it, a cool cupboard does not.
    key_points:
      - point: Starch crystallises
        phrases: [starch, crystal]
      - point: It is not mere drying
        phrases: [not dry, drying]
      - point: Freezing stops it
        phrases: [freez, frozen]
    follow_ups: [And in a fridge?]
    common_mistake: Taking it for drying alone.
    references:
      - title: Bread, an introduction
        url: https://example.org/bread
`;

/** Twelve choice questions with 4 options each; the right one stands at `right(index)` and is the longest where `long(index)`. */
function quizFile(right: (index: number) => number, long: (index: number) => boolean): string {
  const things = 'oven rye flour spelt yeast salt butter sugar crumb crust scale mixer'.split(' ');
  const questions = things.map((thing, index) => {
    const options = [0, 1, 2, 3].map((at) => {
      const isRight = at === right(index);
      const text = isRight && long(index) ? 'The right and very long option' : `Option ${at}, no more`;
      return `      - { text: "${text}", ${isRight ? 'right: true, ' : ''}why: Because. }`;
    });
    return [
      `  - { id: quiz-${thing}, level: master, kind: choice, minutes: 1, prompt: What is a ${thing} for?, takeaway: Look.,`,
      '      references: [{ title: Bread, url: "https://example.org/bread" }], options: [',
      options.map((option) => option.replace('- ', '')).join(',\n'),
      '    ] }',
    ].join('\n');
  });
  return `topic: { id: quiz, title: Quiz }\nquestions:\n${questions.join('\n')}\n`;
}

async function withBank(files: Readonly<Record<string, string>> = { 'bread.yaml': breadFile }): Promise<string> {
  const data = await copyOf(twoRoles);
  await mkdir(join(data, folder));
  for (const [name, text] of Object.entries(files)) await writeFile(join(data, folder, name), text);
  return data;
}

async function problemsOf(data: string): Promise<string[]> {
  const result = await loadKnowledge(data);
  return result.ok ? [] : result.problems.map(formatProblem);
}

describe('the question bank', () => {
  it('ships at least 150 questions over 18 topics, each topic with several levels', async () => {
    const knowledge = await loadKnowledgeOrThrow(realData);
    const { questions, questionTopics } = summarize(knowledge);
    expect(questions).toBeGreaterThanOrEqual(150);
    expect(questionTopics).toBeGreaterThanOrEqual(18);
    for (const role of knowledge.roles.values()) {
      const topics = Map.groupBy(role.questions, (question) => question.topic);
      expect([...topics.keys()]).toEqual(role.questionTopics.map((topic) => topic.id));
      for (const [topic, of] of topics) {
        expect(new Set(of.map((question) => question.level)).size, topic).toBeGreaterThanOrEqual(3);
      }
    }
  });

  it('gives a role its questions, each with its topic', async () => {
    const knowledge = await loadKnowledgeOrThrow(await withBank());
    const baker = knowledge.roles.get('baker');
    expect(baker?.questions.map(({ id, topic }) => [id, topic])).toEqual([
      ['bread-rise', 'bread'],
      ['bread-stale', 'bread'],
    ]);
    expect(baker?.questionTopics).toEqual([{ id: 'bread', title: 'Bread', aliases: ['loaf'] }]);
    expect(knowledge.roles.get('barista')?.questions).toEqual([]);
  });

  it.each<[what: string, from: string, to: string, message: string]>([
    [
      'an unknown key',
      '    takeaway:',
      '    takeway: x\n    takeaway:',
      `${bread}:19 in "bread-rise": unknown key "takeway". Fix: remove it`,
    ],
    [
      'no right option',
      '        right: true\n',
      '',
      `${bread}:12 in "bread-rise": "options" is not right. Fix: mark exactly one option as right (0 are)`,
    ],
    [
      'two options',
      `      - text: The heat of the hands that knead it\n        why: Warmth helps, but makes no gas by itself.\n`,
      '',
      `${bread}:12 in "bread-rise": "options" is not right. Fix: give 3 to 5 options`,
    ],
    [
      'an unknown kind',
      'kind: open',
      'kind: essay',
      `${bread}:25 in "bread-stale": "kind" is "essay". Fix: use one of choice, open`,
    ],
    [
      'no kind',
      '    kind: choice\n',
      '',
      `${bread}:6 in "bread-rise": "kind" is missing. Fix: use one of choice, open`,
    ],
    [
      'a key point with one phrase',
      '[starch, crystal]',
      '[starch]',
      `${bread}:32 in "bread-stale": "phrases" is not right. Fix: give at least two phrases that show the point`,
    ],
    [
      'a phrase without a word',
      '[starch, crystal]',
      '[starch, "->"]',
      `${bread}:32 in "bread-stale": the phrase "->" has no word in it, so that no answer could show it. Fix: write it in words.`,
    ],
    [
      'a level that the role does not have',
      'level: master',
      'level: senior',
      `${bread}:24 in "bread-stale": there is no level "senior". Fix: use an id that exists, such as apprentice, master.`,
    ],
    [
      'a source that does not exist',
      'asked_in: guild',
      'asked_in: gild',
      `${bread}:27 in "bread-stale": there is no source "gild". Fix: use an id that exists`,
    ],
    [
      'an id that is used twice',
      'id: bread-stale',
      'id: bread-rise',
      `${bread}:23 in "bread-rise": id "bread-rise" is used twice. Fix: give one of them another id.`,
    ],
    [
      'nearly the same question twice',
      'Why does bread go stale, and what slows it down?',
      'What is it that makes the dough rise?',
      `${bread}:28 in "bread-stale": "What is it that makes the dough rise?" is nearly the same question as "What makes a dough rise?" of entry "bread-rise". Fix: keep one of them`,
    ],
    [
      'a topic that is not named as its file',
      'id: bread\n',
      'id: loaves\n',
      `${bread}:2 in "loaves": the topic's id is "loaves" but its file is "bread.yaml". Fix: give both the same name.`,
    ],
    ['broken YAML', 'aliases: [loaf]', 'aliases: [loaf', `${bread}:5: is not valid YAML`],
  ])('names %s', async (_, from, to, message) => {
    const data = await withBank();
    await edit(join(data, bread), from, to);
    expect((await problemsOf(data)).join('\n')).toContain(message);
  });

  it('names an id and an alias that another topic has already', async () => {
    const cake = breadFile.replace('id: bread\n', 'id: cake\n').replace('title: Bread\n', 'title: Cake\n');
    const other = cake.replace('makes a dough rise', 'lifts sponge').replace('bread go stale', 'icing melt');
    const data = await withBank({
      'bread.yaml': breadFile,
      'cake.yaml': other.replace('id: bread-stale', 'id: cake-ice'),
    });
    expect(await problemsOf(data)).toEqual([
      `${folder}/cake.yaml:2 in "cake": "loaf" already stands for "bread". Fix: remove it from one of the two.`,
      `${folder}/cake.yaml:6 in "bread-rise": id "bread-rise" is taken, in ${bread}. Fix: give one of them another id.`,
    ]);
  });

  it('names files and folders that are no part of it, and leaves an editor’s own alone', async () => {
    const data = await withBank({ 'bread.yaml': breadFile, 'notes.txt': 'x', '.bread.yaml.swp': 'x' });
    await mkdir(join(data, folder, 'old'));
    await mkdir(join(data, 'roles/baker/question'));
    expect(await problemsOf(data)).toEqual([
      'roles/baker/question: is not a folder of a role. Fix: remove it: a role has only the folder questions.',
      `${folder}/old: is a folder among the questions. Fix: put its files directly into questions/: one file a topic.`,
      `${folder}/notes.txt: is not a topic of questions. Fix: remove it, or name it after its topic, such as caching.yaml.`,
    ]);
  });

  it('refuses a bank whose right options give themselves away by length or position', async () => {
    const spread = (index: number): number => index % 4;
    expect(await problemsOf(await withBank({ 'quiz.yaml': quizFile(spread, (index) => index < 4) }))).toEqual([]);
    expect(await problemsOf(await withBank({ 'quiz.yaml': quizFile(spread, (index) => index < 6) }))).toEqual([
      `${folder}: in 6 of 12 choice questions the right option is the longest, which gives it away. Fix: bring it to 4 or fewer: lengthen a wrong option in quiz-oven, quiz-rye, quiz-flour, quiz-spelt, quiz-yeast … 1 more.`,
    ]);
    const mostlyB = (index: number): number => (index < 5 ? 1 : [0, 2, 3][index % 3]) ?? 0;
    expect(await problemsOf(await withBank({ 'quiz.yaml': quizFile(mostlyB, () => false) }))).toEqual([
      `${folder}: in 5 of 12 questions with 4 options the right one is number 2. Fix: bring it to 4 or fewer: move it in quiz-oven, quiz-rye, quiz-flour, quiz-spelt, quiz-yeast.`,
    ]);
  });

  it('lets a readiness family be measured only by topics that exist, each by one family', async () => {
    const data = await withBank();
    const family = (id: string, topics: string): string =>
      `  - { id: ${id}, title: ${id}, weight: 0.5, measured_by: [${topics}], about: [{ text: It counts., sources: [guild] }] }\n`;
    await writeFile(
      join(data, 'roles/baker/readiness.yaml'),
      `families:\n${family('hands', 'bread, brad')}${family('head', 'bread')}scale: { low: 0, high: 10 }\nhalf_life_months: 6\n`,
    );
    expect(await problemsOf(data)).toEqual([
      'roles/baker/readiness.yaml:2 in "hands": there is no topic of questions "brad". Fix: use an id that exists, such as bread.',
      'roles/baker/readiness.yaml:3 in "head": "bread" already measures "hands". Fix: let each topic of questions measure one family.',
    ]);
  });

  it('waits with parsing where it is loaded when needed, and then names what to do about a mistake', async () => {
    const data = await withBank();
    const good = await loadKnowledgeOrThrow(data, { purpose: 'one-shot' });
    expect(good.roles.get('baker')?.questions).toHaveLength(2);
    expect(good.roles.get('baker')?.questions).toBe(good.roles.get('baker')?.questions);

    await edit(join(data, bread), 'level: master', 'level: senior');
    const bad = (await loadKnowledgeOrThrow(data, { purpose: 'one-shot' })).roles.get('baker');
    expect(bad?.title).toBe('Baker');
    expect(() => bad?.questions).toThrow(DataError);
    expect(() => bad?.questionTopics).toThrow(
      `${folder}: the question bank has 1 problem. Fix: run npm run check-data, which names each with its line.`,
    );
  });
});
