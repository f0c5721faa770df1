/** `/faq question`: the entry that answers, or an honest "I do not know" with the nearest entries. */
import { defineCommand, type Context } from '../src/chat/command.ts';
import { Evidence } from '../src/chat/evidence.ts';
import { literal } from '../src/chat/markup.ts';
import { ownAnswerBlocks } from '../src/chat/own-faq.ts';
import { maxTextLength } from '../src/chat/option.ts';
import type { Block, Button, FaqAnswer, Form, Outcome } from '../src/chat/reply.ts';
import { disagreementBlocks } from '../src/chat/topics.ts';
import { shorten } from '../src/chat/shorten.ts';
import { isOwn } from '../src/knowledge/own-faq.ts';
import type { FaqEntry } from '../src/knowledge/schema/files.ts';

/** What Discord shows of a choice, and takes back. */
const completionLength = 100;

export default defineCommand({
  name: 'faq',
  summary: 'Ask a career question in your own words; answered from cited sources, or not at all',
  examples: ['/faq do I need a degree', '/faq what is on-call like', '/faq how long until senior'],
  options: {
    question: {
      kind: 'text',
      required: true,
      description: 'Your question, in your own words',
      complete: (context, partial) =>
        context.search
          .complete(partial, 25)
          .map((entry) => ({ label: shorten(entry.question, completionLength), value: entry.id })),
    },
  },
  run: (context, { question }) => ask(context, question),
  actions: {
    show: (context, id) => {
      const entry = context.role.faq.find((each) => each.id === id);
      return entry === undefined
        ? gone(context)
        : show(context, entry, { kind: 'answered', entry: id, near: [id], score: 1 });
    },
    rephrase: (context) => ({ form: questionForm(undefined, context.action('ask')) }),
    ask: (context, _argument, inputs) => ask(context, inputs['question'] ?? ''),
  },
  forms: { ask: (action, inputs) => questionForm(inputs['question'], action) },
});

const questionForm = (question: string | undefined, action: string): Form => ({
  title: 'Ask in other words',
  submitLabel: 'Ask',
  action,
  fields: [
    {
      name: 'question',
      label: 'Your question',
      placeholder: 'One question, in plain words',
      multiline: true,
      required: true,
      maxLength: 3000,
      ...(question === undefined ? {} : { initial: question }),
    },
  ],
});

async function ask(context: Context, question: string): Promise<Outcome> {
  // A picked completion arrives as the entry's id.
  const picked = context.role.faq.find((entry) => entry.id === question);
  if (picked !== undefined)
    return show(context, picked, { kind: 'answered', entry: picked.id, near: [picked.id], score: 1 });

  const found = context.search.find(question.slice(0, maxTextLength));
  const answer: FaqAnswer = {
    kind: found.kind,
    entry: found.kind === 'answered' ? (found.best?.id ?? null) : null,
    near: found.near.map((entry) => entry.id),
    score: found.confidence,
  };
  if (found.kind === 'answered' && found.best !== undefined) return show(context, found.best, answer);
  const noted = found.kind === 'unknown' && (await context.noteUnanswered(question));
  return suggest(context, question, found.near, answer, noted);
}

function show(context: Context, entry: FaqEntry, answer: FaqAnswer): Outcome {
  if (isOwn(entry)) return showOwn(entry, answer);
  const evidence = new Evidence(context.knowledge, context.role, context.now);
  const blocks: Block[] = [
    { kind: 'text', text: evidence.text(entry.answer, entry.sources) },
    ...entry.disagreements.flatMap((disagreement) => disagreementBlocks(disagreement, evidence)),
  ];
  const related = entry.related.flatMap((id) => context.role.faq.find((each) => each.id === id) ?? []);
  if (related.length > 0)
    blocks.push(
      { kind: 'text', text: '_Related questions:_' },
      { kind: 'buttons', buttons: related.slice(0, 5).map((each) => button(context, each)) },
    );
  return {
    reply: { title: entry.question, blocks, sources: evidence.citations(), tone: 'answer', visibility: 'public' },
    answer,
    data: { figures: evidence.figures() },
  };
}

/** The community's own answer: what it says is theirs, and nothing of ours stands behind it. */
const showOwn = ({ question, answer: own }: FaqEntry, answer: FaqAnswer): Outcome => ({
  reply: { title: question, blocks: ownAnswerBlocks(own), sources: [], tone: 'answer', visibility: 'public' },
  answer,
  data: { figures: [] },
});

/** Not sure, or not known: said so, with the nearest entries and a way to ask again. Only the asker sees it. */
function suggest(
  context: Context,
  question: string,
  near: readonly FaqEntry[],
  answer: FaqAnswer,
  noted: boolean,
): Outcome {
  const asked = `You asked: “${literal(shorten(question.trim().replaceAll(/\s+/g, ' '), 200))}”`;
  const unknown = answer.kind === 'unknown';
  const explanation = unknown
    ? 'I find no sure answer to this in my sources, and a wrong answer would be worse than none.'
    : 'I am not sure enough to answer straight away. Do you mean one of these?';
  const buttons: Button[] = [
    ...near.map((entry) => button(context, entry)),
    { label: 'Ask in other words', action: context.action('rephrase'), style: 'primary' },
  ];
  const blocks: Block[] = [
    { kind: 'text', text: asked },
    { kind: 'text', text: explanation },
    ...(noted
      ? [
          {
            kind: 'text' as const,
            text: 'I have put your question, without your name, on the list of what this community’s admins should add.',
          },
        ]
      : []),
    ...(unknown && near.length > 0 ? [{ kind: 'text' as const, text: 'The nearest that I can answer:' }] : []),
    { kind: 'buttons', buttons },
  ];
  return {
    reply: {
      title: unknown ? 'I do not know' : 'Did you mean …?',
      blocks,
      sources: [],
      tone: 'notice',
      visibility: 'private',
    },
    answer,
  };
}

const button = (context: Context, entry: FaqEntry): Button => ({
  label: entry.question,
  action: context.action('show', entry.id),
});

/** The entry behind an old button has been removed since. */
const gone = (context: Context): Outcome => ({
  reply: {
    title: 'That answer is no longer here',
    blocks: [
      { kind: 'text', text: 'The entry behind this button has been removed or renamed since. Ask your question anew.' },
      { kind: 'buttons', buttons: [{ label: 'Ask a question', action: context.action('rephrase'), style: 'primary' }] },
    ],
    sources: [],
    tone: 'notice',
    visibility: 'private',
  },
});
