/** `/admin faq-list`: the community's own FAQ entries, to look at, change, remove, or take along as a data file. */
import { type Context, defineCommand } from '../../src/chat/command.ts';
import { literal } from '../../src/chat/markup.ts';
import { privateNotice, text } from '../../src/chat/notices.ts';
import { ownEntryBlocks } from '../../src/chat/own-faq.ts';
import {
  listButton,
  noSuchEntry,
  openButton,
  ownEntries,
  removeOwnFaq,
  sharedEntry,
} from '../../src/chat/own-faq-desk.ts';
import { ownFaqFile } from '../../src/chat/own-faq-file.ts';
import type { Block, Button, Outcome } from '../../src/chat/reply.ts';
import { shorten } from '../../src/chat/shorten.ts';
import type { OwnFaqEntry } from '../../src/practice/records.ts';

/** As many entries at a time as every platform shows in one answer. */
const perPage = 15;

export default defineCommand({
  name: 'admin faq-list',
  access: 'admins',
  summary: 'The FAQ entries of this community’s own: look, change, remove, export',
  examples: ['/admin faq-list'],
  options: {},
  run: (context) => page(context, '0'),
  actions: {
    page,
    async show(context, id) {
      const entry = (await ownEntries(context)).find((each) => each.id === id);
      if (entry === undefined) return noSuchEntry(context, id);
      return privateNotice(`Your entry: ${entry.id}`, [
        ...standsFor(context, entry),
        ...ownEntryBlocks(entry),
        {
          kind: 'buttons',
          buttons: [
            openButton(context, 'Change it', id),
            { label: 'Remove it', action: context.action('remove', id), style: 'danger' },
            listButton(context),
          ],
        },
      ]);
    },
    remove: removeOwnFaq,
    async export(context) {
      const entries = await ownEntries(context);
      if (entries.length === 0) return nothingYet(context);
      const { reply } = privateNotice('Your entries as a data file', [
        text(
          `The file has ${entriesInWords(entries.length)} in the form of \`data/roles/${context.role.id}/faq.yaml\`, and says what each still needs to stand there. Nothing here was changed.`,
        ),
      ]);
      return { reply: { ...reply, file: await ownFaqFile(entries, context.role) } };
    },
  },
});

/** `from`: the index of the first entry to show. */
async function page(context: Context, from: string): Promise<Outcome> {
  const entries = await ownEntries(context);
  if (entries.length === 0) return nothingYet(context);
  const wanted = /^\d{1,4}$/.test(from) ? Number(from) : 0;
  const start = wanted < entries.length ? wanted : 0;
  const shown = entries.slice(start, start + perPage);
  const where = shown.length < entries.length ? ` ${start + 1} to ${start + shown.length}:` : '';
  return {
    ...privateNotice('Your own FAQ entries', [
      text(`This community has ${entriesInWords(entries.length)} of its own.${where}`),
      { kind: 'list', items: shown.map((entry) => `${literal(entry.question)} (\`${entry.id}\`)`) },
      {
        kind: 'select',
        placeholder: 'Look at one, change or remove it',
        action: context.action('show'),
        options: shown.map(({ id, question }) => ({ label: shorten(question, 75), value: id })),
      },
      {
        kind: 'buttons',
        buttons: [
          ...turnButtons(context, start, entries.length),
          openButton(context, 'Add an entry'),
          exportButton(context),
        ],
      },
    ]),
    data: { entries: entries.map(({ id }) => id) },
  };
}

const turnButtons = (context: Context, start: number, count: number): Button[] => [
  ...(start > 0 ? [{ label: 'Earlier', action: context.action('page', String(Math.max(0, start - perPage))) }] : []),
  ...(start + perPage < count ? [{ label: 'More', action: context.action('page', String(start + perPage)) }] : []),
];

const exportButton = (context: Context): Button => ({ label: 'Export as YAML', action: context.action('export') });

const entriesInWords = (count: number): string => (count === 1 ? '1 entry' : `${count} entries`);

function standsFor(context: Context, { id }: OwnFaqEntry): Block[] {
  const shared = sharedEntry(context, id);
  return shared === undefined ? [] : [text(`It answers in the place of my entry “${literal(shared.question)}”.`)];
}

const nothingYet = (context: Context): Outcome =>
  privateNotice('No entries of your own', [
    text(
      'This community has none yet: everything is answered from my cited sources. Your own answers go before them, here alone.',
    ),
    { kind: 'buttons', buttons: [openButton(context, 'Add an entry')] },
  ]);
