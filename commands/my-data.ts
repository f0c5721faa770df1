/** `/my-data export` and `/my-data forget`: what is kept of a person belongs to that person. */
import { defineCommand, type Context } from '../src/chat/command.ts';
import { counted } from '../src/chat/durations.ts';
import type { Block, Outcome, ReplyFile } from '../src/chat/reply.ts';
import type { Term } from '../src/knowledge/schema/files.ts';

const choices: readonly Term[] = [
  { id: 'export', title: 'export', aliases: ['download', 'show', 'get'] },
  { id: 'forget', title: 'forget', aliases: ['delete', 'erase', 'remove', 'forget me'] },
];

export default defineCommand({
  name: 'my-data',
  summary: 'Get everything I keep of you as a file, or have it erased',
  examples: ['/my-data export', '/my-data forget'],
  options: {
    what: { kind: 'term', noun: 'choice', required: true, description: 'export or forget', terms: () => choices },
  },
  run: (context, { what }) => (what === 'export' ? exported(context) : confirm(context)),
  actions: {
    forget: erase,
    keep: () => privately('Nothing was erased', [{ kind: 'text', text: 'Everything is as it was.' }]),
  },
});

async function exported(context: Context): Promise<Outcome> {
  const text = await context.practice.exportData();
  return privately(
    'Your data',
    [
      {
        kind: 'text',
        text: 'This file has everything that I keep of you: settings, answers, review dates and reports.',
      },
    ],
    {
      name: 'my-data.json',
      text,
    },
  );
}

/** Asks once: what is erased cannot be brought back. */
const confirm = (context: Context): Outcome =>
  privately('Erase everything?', [
    {
      kind: 'text',
      text: 'This erases your answers, streak, review dates, settings and reports, in every community. It cannot be undone. `/my-data export` first gives you a copy.',
    },
    {
      kind: 'buttons',
      buttons: [
        { label: 'Erase everything', action: context.action('forget'), style: 'danger' },
        { label: 'Keep it', action: context.action('keep') },
      ],
    },
  ]);

async function erase(context: Context): Promise<Outcome> {
  const { attempts, found } = await context.practice.forget();
  if (!found) {
    return privately('Nothing to erase', [
      { kind: 'text', text: 'Nothing of you is kept here. You can start afresh at any time.' },
    ]);
  }
  return privately('Erased', [
    {
      kind: 'text',
      text: `Gone: ${counted(attempts, 'answer')}, your streak, review dates, settings, reports and places on leaderboards. A backup that whoever runs the bot made earlier still holds them until it is replaced. You can start afresh at any time.`,
    },
  ]);
}

const privately = (title: string, blocks: readonly Block[], file?: ReplyFile): Outcome => ({
  reply: { title, blocks, sources: [], tone: 'notice', visibility: 'private', ...(file === undefined ? {} : { file }) },
});
