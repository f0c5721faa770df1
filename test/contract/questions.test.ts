/** Every question of the bank, with the result of each option, each open page and each grade: valid and whole on every platform. */
import { beforeAll, describe, expect, it } from 'vitest';
import { plainText } from '../../src/chat/markup.ts';
import type { Block, Outcome, Reply } from '../../src/chat/reply.ts';
import { loadKnowledgeOrThrow } from '../../src/knowledge/load.ts';
import type { Role } from '../../src/knowledge/knowledge.ts';
import { grades } from '../../src/practice/ledger.ts';
import { actionsOf, conversationOver, type TestConversation } from '../support/conversation.ts';
import { realData } from '../support/folders.ts';
import { type Platform, platforms } from '../support/platforms.ts';

type Question = Role['questions'][number];

/** As many learners on each topic as a question can have options: each takes another one, and another grade. */
const learners = 5;

let bot: TestConversation;
let role: Role;
/** Every page, by what it is. */
const pages = new Map<string, Outcome>();

beforeAll(async () => {
  bot = await conversationOver(realData);
  const [first] = (await loadKnowledgeOrThrow(realData)).roles.values();
  if (first === undefined) throw new Error('there is no role');
  role = first;
  for (let learner = 0; learner < learners; learner += 1)
    for (const topic of role.questionTopics) await askAll(learner, topic.id);
}, 60_000);

/** Until everything about a topic was asked: no question comes twice in a week. */
async function askAll(learner: number, topic: string): Promise<void> {
  const as = { learner: `console:${topic}-${learner}` };
  const press = (id: string, inputs: Readonly<Record<string, string>> = {}): Promise<Outcome> =>
    bot.ask({ kind: 'action', id: `interview-question:${id}`, inputs }, as);
  for (;;) {
    const asked = await bot.ask({ kind: 'text-command', command: 'interview-question', text: `topic:${topic}` }, as);
    const { drill, question: id } = 'data' in asked ? (asked.data ?? {}) : {};
    const question = role.questions.find((each) => each.id === id);
    if (typeof drill !== 'string' || question === undefined) return;
    pages.set(`${question.id}, asked`, asked);
    if (question.kind === 'choice') {
      const option = learner % question.options.length;
      pages.set(`${question.id}, option ${option}`, await press(`choose:${drill}.${option}`));
      continue;
    }
    const answer = answers(question)[learner];
    if (answer === undefined) pages.set(`${question.id}, shown`, await press(`reveal:${drill}`));
    else {
      pages.set(`${question.id}, form`, await press(`write:${drill}`));
      pages.set(`${question.id}, answer ${learner}`, await press(`written:${drill}`, { answer }));
    }
    const grade = grades[learner % grades.length] ?? 'good';
    pages.set(`${question.id}, ${grade}`, await press(`grade:${drill}.${grade}`));
  }
}

/** A good answer, a partial one and a wrong one. */
const answers = ({ model_answer }: Extract<Question, { kind: 'open' }>): string[] => [
  model_answer,
  model_answer.slice(0, model_answer.length / 3),
  'I have no idea.',
];

const replies = (): [string, Reply][] =>
  [...pages].flatMap(([name, page]): [string, Reply][] => ('reply' in page ? [[name, page.reply]] : []));

it('reaches every page of every question', () => {
  const expected = role.questions.flatMap((question) =>
    question.kind === 'choice'
      ? ['asked', ...question.options.map((_, index) => `option ${index}`)].map((page) => `${question.id}, ${page}`)
      : ['asked', 'form', 'shown', 'answer 0', 'answer 1', 'answer 2', ...grades].map(
          (page) => `${question.id}, ${page}`,
        ),
  );
  expect(role.questions.length).toBeGreaterThanOrEqual(150);
  expect([...pages.keys()].sort()).toEqual(expected.sort());
  for (const [name, reply] of replies()) expect(reply.visibility, name).toBe('private');
  for (const [name, page] of pages) {
    if (!/, (option|again|hard|good|easy)/.test(name)) continue;
    expect(page, name).toMatchObject({ data: { counted: true } });
  }
});

describe.each(Object.entries(platforms))('%s', (_name, platform) => {
  it('takes every page', () => {
    for (const [name, page] of pages) {
      const payload = platform.render(page);
      const body = typeof payload === 'object' && payload !== null && 'view' in payload ? payload.view : payload;
      expect(platform.problems(body, page), name).toEqual([]);
    }
  });

  it('shows every word and carries every button', () => {
    for (const [name, reply] of replies()) {
      const shown = shownBy(platform, reply);
      expect(platform.shortened.test(shown), name).toBe(false);
      for (const text of textsOf(reply)) expect(lettersOf(shown), name).toContain(lettersOf(text));
      for (const action of actionsOf(reply)) expect(shown, name).toContain(action);
    }
  });
});

/** All texts of a payload that people see, one after the other. Slack's `text` beside blocks stands in notifications only. */
function shownBy(platform: Platform, reply: Reply): string {
  const strings: string[] = [];
  const payload = platform.render({ reply });
  const visible = typeof payload === 'object' && payload !== null && 'blocks' in payload ? payload.blocks : payload;
  JSON.stringify(visible, (_, value: unknown) => {
    if (typeof value === 'string') strings.push(value);
    return value;
  });
  return strings.join('\n').replaceAll(/&(amp|lt|gt);/g, ' ');
}

/** Letters and digits alone: signs of markup, breaks of lines and escapes differ from platform to platform. */
const lettersOf = (text: string): string => text.replaceAll(/[^\p{L}\p{N}]/gu, '');

/** Everything that the person must be able to read. */
const textsOf = (reply: Reply): string[] => [reply.title, ...reply.blocks.flatMap(textsIn)];

function textsIn(block: Block): string[] {
  switch (block.kind) {
    case 'heading':
      return [block.text];
    case 'text':
      return [plainText(block.text)];
    case 'list':
      return block.items.map(plainText);
    case 'links':
      return block.links.flatMap(({ label, url }) => [label, url]);
    case 'buttons':
      return block.buttons.map(({ label }) => label);
    case 'fields':
    case 'table':
    case 'select':
      throw new Error(`the pages of questions have no ${block.kind}`);
  }
}
