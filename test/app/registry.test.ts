import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { commandProblems, loadCommands } from '../../src/app/registry.ts';
import { defineCommand, type Command } from '../../src/chat/command.ts';
import type { Outcome } from '../../src/chat/reply.ts';
import { commandFolder, temporaryFolder } from '../support/folders.ts';

const answer: Outcome = {
  reply: { title: 'Good', blocks: [], sources: [], tone: 'answer', visibility: 'public' },
};

const good: Command = defineCommand({
  name: 'good',
  summary: 'Does well',
  examples: ['/good'],
  options: {},
  run: () => answer,
});

/** A folder of commands, by file; each has the given name. */
async function folderWith(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await temporaryFolder();
  for (const [file, name] of Object.entries(files)) {
    await mkdir(dirname(join(folder, file)), { recursive: true });
    const command = { name, summary: 'Does well', examples: [`/${name}`], options: {} };
    await writeFile(join(folder, file), `export default { ...${JSON.stringify(command)}, run() {} };`);
  }
  return folder;
}

describe('the registry', () => {
  it('finds every command of the folder', async () => {
    expect([...(await loadCommands(commandFolder)).keys()]).toEqual([
      'admin allow',
      'admin disallow',
      'admin doctor',
      'admin faq-add',
      'admin faq-list',
      'admin faq-remove',
      'admin reports',
      'admin unanswered',
      'career-path',
      'compare',
      'daily now',
      'daily pause',
      'daily preview',
      'daily resume',
      'daily set',
      'daily skip',
      'daily status',
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
      'today',
    ]);
  });

  it('finds a command in the folder of its group', async () => {
    const folder = await folderWith({
      'alone.ts': 'alone',
      'drill/set.ts': 'drill set',
      'drill/pause.ts': 'drill pause',
    });
    expect([...(await loadCommands(folder)).keys()]).toEqual(['alone', 'drill pause', 'drill set']);
  });

  it.each<[words: string, loaded: string[]]>([
    ['drill set', ['drill set']],
    ['alone', ['alone']],
    ['alone drill', ['alone']],
    ['drill', ['alone', 'drill pause', 'drill set']],
    ['drill help', ['alone', 'drill pause', 'drill set']],
    ['unknown set', ['alone', 'drill pause', 'drill set']],
  ])('loads for the words %j of a request no more than %j', async (words, loaded) => {
    const folder = await folderWith({
      'alone.ts': 'alone',
      'drill/set.ts': 'drill set',
      'drill/pause.ts': 'drill pause',
    });
    expect([...(await loadCommands(folder, words)).keys()]).toEqual(loaded);
  });

  it('reads nothing but the one command', async () => {
    const folder = await folderWith({ 'drill/set.ts': 'drill set' });
    await writeFile(join(folder, 'drill', 'broken.ts'), 'throw new Error("read");');
    expect([...(await loadCommands(folder, 'drill set')).keys()]).toEqual(['drill set']);
    await expect(loadCommands(folder)).rejects.toThrow('read');
  });

  it('refuses bad groups with everything that is wrong', async () => {
    const many = Object.fromEntries(
      Array.from({ length: 26 }, (_, index) => [`big/c${index}.ts`, `big c${index}`] as const),
    );
    const folder = await folderWith({
      ...many,
      'drill.ts': 'drill',
      'drill/set.ts': 'drill set',
      'drill/help.ts': 'drill help',
      'drill/wrong.ts': 'wrong',
      'Bad/set.ts': 'Bad set',
      'a/b/c.ts': 'a b c',
    });
    const refusal = await loadCommands(folder).catch(String);
    for (const problem of [
      'commands/drill/ and commands/drill.ts: a group and a command cannot share a name',
      'commands/big/: 26 commands, a group may have 25',
      'commands/drill/help.ts: "help" lists the commands of a group: choose another name',
      'commands/drill/wrong.ts: its name is "wrong" instead of "drill wrong"; name the file and the command alike',
      'commands/Bad/set.ts: a name is lower-case letters, digits and hyphens, at most 20',
      'commands/a/b/c.ts: a group stands in the folder of the commands, not in another group',
    ]) {
      expect(refusal).toContain(problem);
    }
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
    [
      'two options of one name',
      {
        options: {
          a: { kind: 'word', description: 'x', otherNames: ['b'] },
          b: { kind: 'word', description: 'x' },
        },
      },
      'option "b": another one has this name too',
    ],
    [
      'an option with an odd other name',
      { options: { a: { kind: 'word', description: 'x', otherNames: ['B c'] } } },
      'other names of options are written as their names are',
    ],
    [
      'words that it refuses and takes',
      { options: { a: { kind: 'word', description: 'x' } }, refuseWords: () => 'x' },
      'refuseWords is for a command without options',
    ],
    ['a nameless option', { options: { 'No Name': { kind: 'money', description: 'x' } } }, 'option "No Name"'],
    [
      'an option without description',
      { options: { a: { kind: 'money', description: '' } } },
      'option "a": the description must have 1 to 100',
    ],
    [
      'an action of a name that is taken',
      { actions: { reopen: () => answer } },
      'the action "reopen" opens forms again',
    ],
  ])('refuses %s', (_what, change, problem) => {
    expect(commandProblems('good', { ...good, ...change }).join('\n')).toContain(problem);
  });

  it('accepts a good one', () => {
    expect(commandProblems('good', good)).toEqual([]);
  });
});
