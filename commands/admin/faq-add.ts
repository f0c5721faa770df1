/** `/admin faq-add [entry]`: a form for an FAQ entry of the community's own, new or in the place of a shared one. */
import { type Context, defineCommand } from '../../src/chat/command.ts';
import { counted } from '../../src/chat/durations.ts';
import { literal, type Markup } from '../../src/chat/markup.ts';
import { privateNotice, text } from '../../src/chat/notices.ts';
import {
  idFor,
  inputsIn,
  inputsOf,
  ownEntryBlocks,
  ownFaqForm,
  ownFaqLimits,
  readOwnFaq,
  type OwnFaqInputs,
  type OwnFaqText,
} from '../../src/chat/own-faq.ts';
import { listButton, openButton, ownEntries, sharedEntry } from '../../src/chat/own-faq-desk.ts';
import type { Block, Outcome } from '../../src/chat/reply.ts';
import { shorten } from '../../src/chat/shorten.ts';
import { bareWords } from '../../src/knowledge/words.ts';
import { fingerprintOf } from '../../src/practice/fingerprint.ts';
import type { OwnFaqEntry } from '../../src/practice/records.ts';

export default defineCommand({
  name: 'admin faq-add',
  access: 'admins',
  summary: 'Add an FAQ entry of this community’s own, or answer one of mine in your own words',
  examples: ['/admin faq-add', '/admin faq-add When are the office hours?'],
  options: {
    entry: {
      kind: 'text',
      description: 'A new question, or the id of an entry to answer in your own words or to change',
      complete: ({ search }, partial) =>
        search
          .complete(partial, 25)
          .map(({ question, id }) => ({ label: shorten(`${id}: ${question}`, 100), value: id })),
    },
  },
  run: (context, { entry = '' }) => open(context, entry),
  actions: { open, answer, save },
  forms: { save: (action, inputs) => ownFaqForm('FAQ entry', action, inputsIn(inputs)) },
});

/** `entry`: the id of an own or a shared entry; else the question of a new one. */
async function open(context: Context, entry: string): Promise<Outcome> {
  const named = entry.trim();
  const form = (title: string, id: string, initial: Partial<OwnFaqInputs>): Outcome => ({
    form: ownFaqForm(title, context.action('save', id), initial),
  });
  if (named === '') return form('A new FAQ entry', '', {});
  const own = (await ownEntries(context)).find(({ id }) => id === named);
  if (own !== undefined) return form('Change your entry', own.id, inputsOf(own));
  const shared = sharedEntry(context, named);
  if (shared !== undefined) return form('Your own answer', shared.id, { question: shared.question });
  return form('A new FAQ entry', '', { question: named });
}

/** `key`: the fingerprint of a question on the list of unanswered ones. */
async function answer(context: Context, key: string): Promise<Outcome> {
  const asked = await unansweredWith(context, key);
  return asked === undefined
    ? privateNotice('That question is off the list already', [
        text('Nothing was changed.'),
        { kind: 'buttons', buttons: [listButton(context), openButton(context, 'Add an entry')] },
      ])
    : {
        form: ownFaqForm('A new FAQ entry', context.action('save', `.${key}`), {
          question: shorten(asked, ownFaqLimits.question),
        }),
      };
}

async function unansweredWith({ desk }: Context, key: string): Promise<string | undefined> {
  if (key === '') return undefined;
  return (await desk.unanswered())?.find(({ text: words }) => fingerprintOf(words) === key)?.text;
}

/** `argument`: the id of an entry, empty for a new one; and behind a dot the fingerprint of the unanswered question that it is for. */
async function save(context: Context, argument: string, submitted: Readonly<Record<string, string>>): Promise<Outcome> {
  const [id = '', key = ''] = argument.split('.');
  const read = readOwnFaq(inputsIn(submitted));
  if ('problems' in read) return notSaved(read.problems);
  const all = await context.desk.faq();
  const own = all.filter(({ role }) => role === context.role.id);
  const shared = sharedEntry(context, id);
  const isKnown = shared !== undefined || own.some((each) => each.id === id);
  // A button of an entry that is gone since makes a new one: what was typed must not be lost.
  const target = isKnown
    ? id
    : idFor(read.entry.question, new Set([...own, ...context.role.faq].map((each) => each.id)));
  const problems = obstacles(read.entry, target, own, all.length);
  if (problems.length > 0) return notSaved(problems);

  const entry = { role: context.role.id, id: target, ...read.entry };
  const answered = await context.desk.saveFaq(entry, await unansweredWith(context, key));
  return privateNotice('Saved', [
    text(
      shared === undefined
        ? '`/faq` and questions in plain words find it within half a minute, in this community alone.'
        : `In this community it now answers in the place of my entry “${literal(shared.question)}”.`,
    ),
    ...offTheList(answered),
    ...ownEntryBlocks(read.entry),
    {
      kind: 'buttons',
      buttons: [
        { label: 'See it as others do', action: context.actionOf('faq', 'show', target) },
        openButton(context, 'Change it', target),
        openButton(context, 'Add another'),
        listButton(context),
      ],
    },
  ]);
}

/** As much of a question as the reply repeats, in characters. */
const mostShown = 200;

function offTheList([first, ...others]: readonly string[]): Block[] {
  if (first === undefined) return [];
  const more = others.length === 0 ? '' : ` and ${counted(others.length, 'other')}`;
  return [text(`Off the list of unanswered questions: “${literal(shorten(first, mostShown))}”${more}.`)];
}

/** What stands in the way of an entry beside the others: no room for it, or one that asks the same. */
function obstacles(entry: OwnFaqText, id: string, own: readonly OwnFaqEntry[], count: number): Markup[] {
  const isNew = own.every((each) => each.id !== id);
  if (isNew && count >= ownFaqLimits.entries)
    return [
      `This community has ${count} entries of its own, and that is the most. Remove one first: \`/admin faq-list\`.`,
    ];
  const asked = new Set(phrasingsOf(entry));
  const twin = own.find((each) => each.id !== id && phrasingsOf(each).some((phrasing) => asked.has(phrasing)));
  return twin === undefined
    ? []
    : [
        `Your entry \`${twin.id}\` asks the same: “${literal(twin.question)}”. Change that one, or ask for something else.`,
      ];
}

const phrasingsOf = ({ question, aliases }: OwnFaqText): string[] => [question, ...aliases].map(bareWords);

const notSaved = (problems: readonly Markup[]): Outcome => ({
  ...privateNotice('Not saved yet', [{ kind: 'list', items: problems }]),
  status: 'usage-error',
});
