import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { commandProblems, loadCommands } from '../../src/app/registry.ts';
import { defineCommand, type Command } from '../../src/chat/command.ts';
import { commandFolder, temporaryFolder } from '../support/folders.ts';

const good: Command = defineCommand({
  name: 'good',
  summary: 'Does well',
  examples: ['/good'],
  options: {},
  run: () => ({ reply: { title: 'Good', blocks: [], sources: [], tone: 'answer', visibility: 'public' } }),
});

describe('the registry', () => {
  it('finds every command of the folder', async () => {
    expect([...(await loadCommands(commandFolder)).keys()]).toEqual([
      'career-path',
      'compare',
      'faq',
      'help',
      'interview-prep',
      'interview-question',
      'job',
      'leaderboard',
      'my-data',
      'outlook',
      'progress',
      'review',
      'salary',
      'settings',
      'skills',
      'streak',
    ]);
  });

  it('refuses to start on a file that is no command, naming it', async () => {
    const folder = join(await temporaryFolder(), 'commands');
    await mkdir(folder);
    await writeFile(join(folder, 'broken.ts'), 'export default { title: "no command" };');
    await copyFile(join(commandFolder, 'job.ts'), join(folder, 'job.txt'));
    await expect(loadCommands(folder)).rejects.toThrow(
      'commands/broken.ts: must have a default export made by defineCommand',
    );
  });

  it('refuses an empty folder', async () => {
    await expect(loadCommands(await temporaryFolder())).rejects.toThrow('has no commands');
  });

  it.each<[what: string, change: Partial<Command>, problem: string]>([
    ['another name than its file', { name: 'other' }, 'name the file and the command alike'],
    [
      'a name that platforms refuse',
      { name: 'Good One' },
      'a name is lower-case letters, digits and hyphens, at most 20',
    ],
    ['an endless summary', { summary: 'x'.repeat(101) }, 'the summary must have 1 to 100 characters'],
    ['no example', { examples: [] }, 'give at least one example'],
    ['an example of another command', { examples: ['/bad'] }, 'the example "/bad" does not begin with /good'],
    [
      'two text options',
      { options: { a: { kind: 'text', description: 'x' }, b: { kind: 'text', description: 'x' } } },
      'at most one text option',
    ],
    ['a nameless option', { options: { 'No Name': { kind: 'money', description: 'x' } } }, 'option "No Name"'],
    [
      'an option without description',
      { options: { a: { kind: 'money', description: '' } } },
      'option "a": the description must have 1 to 100',
    ],
  ])('refuses %s', (_what, change, problem) => {
    expect(commandProblems('good', { ...good, ...change }).join('\n')).toContain(problem);
  });

  it('accepts a good one', () => {
    expect(commandProblems('good', good)).toEqual([]);
  });
});
