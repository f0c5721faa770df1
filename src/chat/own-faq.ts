/** A community's own FAQ entries in the chat: the form that writes one, what is asked of it, and how it is shown. */
import type { OwnFaqEntry } from '../practice/records.ts';
import { counted } from './durations.ts';
import { literal, type Markup } from './markup.ts';
import { text } from './notices.ts';
import type { Block, Form } from './reply.ts';

/** Lengths in characters. A question and its aliases are as long as `data/` takes them, so that an entry can move there. */
export const ownFaqLimits = { entries: 100, question: 150, aliases: 15, alias: 150, answer: 2000 } as const;

/** As many characters of a generated id; those of `data/` have at most 48. */
const longestId = 40;

/** What stands in the form, as it was typed. */
export interface OwnFaqInputs {
  readonly question: string;
  readonly aliases: string;
  readonly answer: string;
}

/** What an entry says, read from the form. */
export type OwnFaqText = Pick<OwnFaqEntry, 'question' | 'aliases' | 'answer'>;

export const ownFaqForm = (title: string, action: string, initial: Partial<OwnFaqInputs>): Form => ({
  title,
  submitLabel: 'Save',
  action,
  fields: [
    {
      name: 'question',
      label: 'The question',
      placeholder: 'When are the office hours?',
      multiline: false,
      required: true,
      maxLength: ownFaqLimits.question,
      ...initialOf(initial.question),
    },
    {
      name: 'aliases',
      label: 'Other ways of asking it, one a line',
      placeholder: 'They decide whether it is found: use other words',
      multiline: true,
      required: false,
      maxLength: 2500,
      ...initialOf(initial.aliases),
    },
    {
      name: 'answer',
      label: 'The answer',
      placeholder: 'Plain text; it is shown as this community’s own',
      multiline: true,
      required: true,
      maxLength: ownFaqLimits.answer,
      ...initialOf(initial.answer),
    },
  ],
});

const initialOf = (value: string | undefined): { initial?: string } =>
  value === undefined || value === '' ? {} : { initial: value };

export const inputsIn = (inputs: Readonly<Record<string, string>>): OwnFaqInputs => ({
  question: inputs['question'] ?? '',
  aliases: inputs['aliases'] ?? '',
  answer: inputs['answer'] ?? '',
});

export const inputsOf = ({ question, aliases, answer }: OwnFaqText): OwnFaqInputs => ({
  question,
  aliases: aliases.join('\n'),
  answer,
});

/** Reads the form: the entry's text, or all that is wrong with it, in markup. */
export function readOwnFaq(
  inputs: OwnFaqInputs,
): { readonly entry: OwnFaqText } | { readonly problems: readonly Markup[] } {
  const question = asQuestion(oneLine(inputs.question));
  const aliases = [...new Set(inputs.aliases.split(/\r\n?|\n/).map(oneLine))].filter(
    (each) => each !== '' && each !== question,
  );
  const answer = inputs.answer.trim();
  const tooLong = aliases.filter((each) => each.length > ownFaqLimits.alias);
  const problems = [
    ...(hasWords(question) ? [] : ['The question has no words.']),
    ...(question.length > ownFaqLimits.question
      ? [`The question has ${question.length} characters; at most ${ownFaqLimits.question} fit.`]
      : []),
    ...(aliases.length > ownFaqLimits.aliases
      ? [`There are ${aliases.length} other ways of asking it; at most ${ownFaqLimits.aliases} fit.`]
      : []),
    ...tooLong.map(
      (each) =>
        `This way of asking it has ${each.length} characters; at most ${ownFaqLimits.alias} fit: “${literal(each.slice(0, 60))}…”`,
    ),
    ...(hasWords(answer) ? [] : ['The answer has no words.']),
    ...(answer.length > ownFaqLimits.answer
      ? [
          `The answer has ${answer.length.toLocaleString('en-US')} characters; at most ${ownFaqLimits.answer.toLocaleString('en-US')} fit.`,
        ]
      : []),
  ];
  return problems.length > 0 ? { problems } : { entry: { question, aliases, answer } };
}

const oneLine = (line: string): string => line.replaceAll(/\s+/g, ' ').trim();
const hasWords = (typed: string): boolean => /[\p{L}\p{N}]/u.test(typed);
const asQuestion = (line: string): string =>
  line === '' || line.endsWith('?') ? line : `${line.replace(/[\s.!…]+$/, '')}?`;

/** A new id that says what the question is, as ids of `data/` are written; none of `taken`. */
export function idFor(question: string, taken: ReadonlySet<string>): string {
  const words =
    question
      .normalize('NFKD')
      .toLowerCase()
      .match(/[a-z0-9]+/g) ?? [];
  let base = words.shift()?.slice(0, longestId) ?? 'question';
  for (const word of words) {
    if (base.length + 1 + word.length > longestId) break;
    base = `${base}-${word}`;
  }
  let id = base;
  for (let number = 2; taken.has(id); number += 1) id = `${base}-${number}`;
  return id;
}

/** Said under every answer that is not ours. */
const ownLine = '_This community’s own answer, written by its admins. It names no source of mine._';

/** The answer as it was typed, paragraph by paragraph: nothing in it can format, link or ping. */
export const ownAnswerBlocks = (answer: string): Block[] => [...plainBlocks(answer), text(ownLine)];

/** An entry as its admins see it. */
export const ownEntryBlocks = ({ question, aliases, answer }: OwnFaqText): Block[] => [
  text(`**${literal(question)}**`),
  ...(aliases.length === 0
    ? []
    : [
        text(`Also asked (${counted(aliases.length, 'way')}):`),
        { kind: 'list' as const, items: aliases.map(literal) },
      ]),
  ...plainBlocks(answer),
];

const plainBlocks = (answer: string): Block[] => answer.split(/\n\s*\n/).map((paragraph) => text(literal(paragraph)));
