/** The loader over real folders: good data loads, and each mistake is named with file, line, entry and fix. */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadKnowledge } from '../../src/knowledge/load.ts';
import { formatProblem } from '../../src/knowledge/problem.ts';
import { copyOf, edit, realData, twoRoles } from '../support/folders.ts';

async function problemsOf(folder: string): Promise<string[]> {
  const result = await loadKnowledge(folder);
  return result.ok ? [] : result.problems.map(formatProblem);
}

const faq = 'roles/baker/faq.yaml';
const salary = 'roles/baker/salary.yaml';
const role = 'roles/baker/role.yaml';

describe('loading knowledge', () => {
  it('accepts the shipped data', async () => {
    expect(await problemsOf(realData)).toEqual([]);
  });

  it('takes a second role from a second folder, and nothing else', async () => {
    const result = await loadKnowledge(twoRoles);
    expect(result.ok && [...result.knowledge.roles.keys()]).toEqual(['baker', 'barista']);
  });

  it.each<[what: string, file: string, from: string, to: string, message: string]>([
    [
      'an unknown key',
      faq,
      '    tags: [day]',
      '    tag: [day]\n    tags: [day]',
      `${faq}:13 in "start-time": unknown key "tag". Fix: remove it, or correct its spelling`,
    ],
    [
      'a missing key',
      faq,
      '    updated: 2026-03-01',
      '',
      `${faq}:2 in "start-time": "updated" is missing. Fix: add it: it must be a text`,
    ],
    [
      'a wrong kind of value',
      faq,
      'question: Which flour is used most?',
      'question: 7',
      `${faq}:16 in "flour-kinds": "question" is a number, but must be a text. Fix: put the value in quotes`,
    ],
    [
      'a value that is none of the choices',
      salary,
      'measure: wage',
      'measure: pocket-money',
      `${salary}:4 in "apprentice-wage": "measure" is "pocket-money". Fix: use one of wage, base-salary`,
    ],
    ['broken YAML', faq, '    tags: [day]', '    tags: [day', `${faq}:14: is not valid YAML`],
    [
      'too few ways of asking',
      faq,
      '      - main ingredient type\n',
      '',
      `${faq}:18 in "flour-kinds": "also_asked" is not right. Fix: give at least five other ways of asking it`,
    ],
    [
      'a question without its mark',
      faq,
      'begin?',
      'begin',
      `${faq}:3 in "start-time": "question" is not right. Fix: a question ends with a question mark`,
    ],
    [
      'a duplicate entry id',
      faq,
      'id: flour-kinds',
      'id: start-time',
      `${faq}:15 in "start-time": id "start-time" is used twice. Fix: give one of them another id`,
    ],
    [
      'a related entry that does not exist',
      faq,
      'related: [flour-kinds]',
      'related: [flour-kind]',
      `${faq}:12 in "start-time": there is no related entry "flour-kind". Fix: use an id that exists, such as flour-kinds`,
    ],
    [
      'a source that does not exist',
      faq,
      'sources: [guild]',
      'sources: [gild]',
      `${faq}:11 in "start-time": there is no source "gild". Fix: use an id that exists`,
    ],
    [
      'a figure that does not exist',
      faq,
      '{figure:master-total}',
      '{figure:master-pay}',
      `${faq}:10 in "start-time": there is no figure "master-pay"`,
    ],
    [
      'a number without a source',
      faq,
      'Wheat, mostly.',
      'Wheat, in 80% of loaves.',
      `${faq}:23 in "flour-kinds": the text states "80%" without a source. Fix: make it a figure with its source`,
    ],
    [
      'an amount without a source',
      faq,
      'Wheat, mostly.',
      'It costs $2,000.',
      'the text states "$2,000" without a source',
    ],
    [
      'a duration without a source',
      faq,
      'Wheat, mostly.',
      'It keeps 3-6 months.',
      'the text states "3-6 months" without a source',
    ],
    [
      'a near-duplicate question',
      faq,
      '- wheat or rye',
      '- When does the day of a baker begin?',
      `${faq}:18 in "flour-kinds": "When does the day of a baker begin?" is nearly the same question as "When does a baker's day begin?" of entry "start-time"`,
    ],
    [
      'an answer without a source',
      faq,
      '    answer: Wheat, mostly.\n    sources: [guild]',
      '    answer: Wheat, mostly.',
      `${faq}:15 in "flour-kinds": the answer has no source`,
    ],
    [
      'a level that does not exist',
      salary,
      'level: apprentice',
      'level: apprentise',
      `${salary}:10 in "apprentice-wage": there is no level "apprentise"`,
    ],
    [
      'a level that nothing speaks of',
      role,
      'tiers:',
      '  - id: legend\n    title: Legend\ntiers:',
      `${role}:14 in "legend": level "legend" is dead: no figure, note or rung uses it`,
    ],
    [
      'one word for two levels',
      role,
      'aliases: [chief]',
      'aliases: [beginner]',
      `${role}:11 in "master": "beginner" already stands for "apprentice"`,
    ],
    [
      'a role named unlike its folder',
      role,
      'id: baker',
      'id: backer',
      `${role}:1: the role's id is "backer" but its folder is "baker"`,
    ],
    [
      'a figure id used twice',
      salary,
      'id: master-total',
      'id: apprentice-wage',
      `${salary}:14 in "apprentice-wage": figure id "apprentice-wage" is taken`,
    ],
    [
      'money without a currency',
      salary,
      '    currency: USD\n',
      '',
      `${salary}:2 in "apprentice-wage": "currency" is not right. Fix: money needs a currency`,
    ],
    ['a range upside down', salary, 'low: 50000', 'low: 90000', `"low" is not right. Fix: low must be under high`],
    [
      'a figure without an as-of date',
      salary,
      '    as_of: "2021"\n',
      '',
      `${salary}:2 in "apprentice-wage": "as_of" is missing`,
    ],
    [
      'a date that is none',
      salary,
      'as_of: "2021"',
      'as_of: "spring"',
      'Fix: as_of is "undated", YYYY, YYYY-MM or YYYY-MM-DD, in quotes',
    ],
    [
      'a source quoted in an unknown document',
      'sources.yaml',
      'read_in: guild',
      'read_in: gazette',
      'sources.yaml:15 in "old-almanac": there is no source "gazette"',
    ],
    [
      'an address that is not https',
      'sources.yaml',
      'https://example.org',
      'http://example.org',
      'Fix: a source url starts with https://',
    ],
  ])('names %s', async (_what, file, from, to, message) => {
    const folder = await copyOf(twoRoles);
    await edit(join(folder, file), from, to);
    expect((await problemsOf(folder)).join('\n')).toContain(message);
  });

  it('names a file that cannot belong to a role', async () => {
    const folder = await copyOf(twoRoles);
    await writeFile(join(folder, 'roles/baker/salry.yaml'), 'figures: []');
    expect(await problemsOf(folder)).toEqual([
      expect.stringContaining(
        'roles/baker/salry.yaml: is not a file of a role. Fix: remove it, or name it one of role.yaml, salary.yaml',
      ),
    ]);
  });

  it('names a role without role.yaml, a missing shared file, and a folder without roles', async () => {
    const folder = await copyOf(twoRoles);
    await mkdir(join(folder, 'roles/clown'));
    await rm(join(folder, 'search.yaml'));
    const problems = (await problemsOf(folder)).join('\n');
    expect(problems).toContain('roles/clown/role.yaml: is missing. Fix: add it: every role needs one.');
    expect(problems).toContain('search.yaml: cannot be read');
    await rm(join(folder, 'roles'), { recursive: true });
    const gone = 'roles: cannot be read. Fix: check that the folder is there and that DATA_DIR points above it.';
    expect((await problemsOf(folder)).filter((each) => each.startsWith('roles'))).toEqual([gone]);
    await mkdir(join(folder, 'roles'));
    expect(await problemsOf(folder)).toContainEqual(
      expect.stringContaining('roles: there is no role. Fix: add a folder'),
    );
  });

  it('names a figure that no text shows', async () => {
    const folder = await copyOf(twoRoles);
    await edit(join(folder, salary), 'measure: wage', 'measure: benefit');
    expect((await problemsOf(folder)).join('\n')).toContain('figure "apprentice-wage" is dead: no text refers to it');
  });

  it('shows all errors at once', async () => {
    const folder = await copyOf(twoRoles);
    await edit(join(folder, faq), '    tags: [day]', '    tag: [day]');
    await edit(join(folder, salary), 'measure: wage', 'measure: pocket-money');
    await edit(join(folder, 'roles/barista/role.yaml'), 'title: Trainee', 'titel: Trainee');
    const problems = await problemsOf(folder);
    expect(new Set(problems.map((problem) => problem.split(':')[0]))).toEqual(
      new Set([faq, salary, 'roles/barista/role.yaml']),
    );
  });

  it('ignores backup files that editors leave behind', async () => {
    const folder = await copyOf(twoRoles);
    await writeFile(join(folder, 'roles/baker/.faq.yaml.swp'), 'x');
    await writeFile(join(folder, 'roles/baker/faq.yaml~'), 'x');
    expect(await problemsOf(folder)).toEqual([]);
  });
});
