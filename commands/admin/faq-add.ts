/** `/admin faq-add [entry]`: a form for an FAQ entry of the community's own, new or in the place of a shared one. */
import { type Context, defineCommand } from '../../src/chat/command.ts';
import { createDrafts } from '../../src/chat/form-drafts.ts';
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
import type { Outcome } from '../../src/chat/reply.ts';
import { shorten } from '../../src/chat/shorten.ts';
import type { OwnFaqEntry } from '../../src/practice/records.ts';

/** A form that could not be taken. `id` is empty for a new entry. */
interface Draft {
  readonly id: string;
  readonly inputs: OwnFaqInputs;
}

const drafts = createDrafts<Draft>();

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
  actions: {
    open,
    again: (context, name) => {
      const draft = drafts.find(name);
      return draft === undefined
        ? forgotten(context)
        : { form: ownFaqForm('FAQ entry', context.action('save', draft.id), draft.inputs) };
    },
    save,
  },
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

async function save(context: Context, id: string, submitted: Readonly<Record<string, string>>): Promise<Outcome> {
  const inputs = inputsIn(submitted);
  const read = readOwnFaq(inputs);
  if ('problems' in read) return refuse(context, { id, inputs }, read.problems);
  const all = await context.desk.faq();
  const own = all.filter(({ role }) => role === context.role.id);
  const shared = sharedEntry(context, id);
  const isKnown = shared !== undefined || own.some((each) => each.id === id);
  // A button of an entry that is gone since makes a new one: what was typed must not be lost.
  const target = isKnown
    ? id
    : idFor(read.entry.question, new Set([...own, ...context.role.faq].map((each) => each.id)));
  const problems = obstacles(read.entry, target, own, all.length);
  if (problems.length > 0) return refuse(context, { id, inputs }, problems);

  await context.desk.saveFaq({ role: context.role.id, id: target, ...read.entry });
  return privateNotice('Saved', [
    text(
      shared === undefined
        ? '`/faq` and questions in plain words find it from now on, within half a minute at the latest, and in this community alone.'
        : `In this community it now answers in the place of my entry “${literal(shared.question)}”.`,
    ),
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

const phrasingsOf = ({ question, aliases }: OwnFaqText): string[] =>
  [question, ...aliases].map((each) =>
    each
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
      .trim(),
  );

/** As many characters of what was typed as every platform shows beside the rest. */
const mostShown = 2500;

/** Nothing was saved: why, the form again with all that was typed, and the same in this message should the form be gone. */
function refuse(context: Context, draft: Draft, problems: readonly Markup[]): Outcome {
  const { question, aliases, answer } = draft.inputs;
  const typed = [question, aliases, answer].filter((each) => each.trim() !== '');
  const isMuch = typed.join('').length > mostShown;
  const { reply } = privateNotice('Not saved yet', [
    { kind: 'list', items: problems },
    {
      kind: 'buttons',
      buttons: [
        { label: 'Open the form again', action: context.action('again', drafts.keep(draft)), style: 'primary' },
      ],
    },
    ...(isMuch
      ? [text('_What you typed is in the file, too._')]
      : [text('_What you typed:_'), ...typed.map((each) => text(literal(each)))]),
  ]);
  return { reply: { ...reply, ...(isMuch ? { file: { name: 'faq-entry.txt', text: typed.join('\n\n') } } : {}) } };
}

const forgotten = (context: Context): Outcome =>
  privateNotice('I no longer have what you typed', [
    text(
      'It is too long ago, or I was started anew since. Nothing was saved; the message with the button still has it, so that you can copy it.',
    ),
    { kind: 'buttons', buttons: [openButton(context, 'A new entry')] },
  ]);
