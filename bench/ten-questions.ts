/** `npm run bench -- ten-questions`: ten questions of different topics as each platform shows them, with what three answers to each bring. */
import { fileURLToPath } from 'node:url';
import type { Outcome } from '../src/chat/reply.ts';
import { conversationOver } from '../src/jobs/conversation.ts';
import type { Role } from '../src/knowledge/knowledge.ts';
import { loadKnowledgeOrThrow } from '../src/knowledge/load.ts';
import { renderOutcome as renderConsole } from '../src/platforms/console/render.ts';
import { renderCallback } from '../src/platforms/discord/render.ts';
import { renderOutcome as renderSlack } from '../src/platforms/slack/render.ts';
import { createMemoryStore } from '../src/store/memory.ts';
import { discordMessage, type Screen, slackMessage } from '../test/support/screens.ts';

type Question = Role['questions'][number];

const questions = 10;
const width = 100;
const now = new Date('2026-11-22T12:00:00Z');

interface Answer {
  readonly how: string;
  /** What is pressed one after the other, without the command's name; with what is written into a form. */
  readonly presses: (drill: string) => readonly (readonly [action: string, answer?: string])[];
}

/** Prints everything; needs no state on disk. */
export async function run(): Promise<void> {
  const knowledge = await loadKnowledgeOrThrow(fileURLToPath(new URL('../data', import.meta.url)));
  const [role] = knowledge.roles.values();
  if (role === undefined) throw new Error('there is no role');
  const conversation = await conversationOver({
    knowledge: () => knowledge,
    store: createMemoryStore(),
    defaultZone: undefined,
    record: () => undefined,
    trouble: (error) => {
      throw error;
    },
  });
  const as = (learner: string) => ({ platform: 'console', learner, community: 'console', now }) as const;
  const press = (learner: string, [action, answer]: readonly [string, string?]): Promise<Outcome> =>
    conversation.answer({
      ...as(learner),
      request: {
        kind: 'action',
        id: `interview-question:${action}`,
        inputs: answer === undefined ? {} : { answer },
      },
    });

  for (const [number, question] of tenOf(role).entries()) {
    console.log(`\n${'#'.repeat(width)}\n# ${number + 1}. ${question.id} (${question.topic}, ${question.level})`);
    for (const [index, { how, presses }] of answersTo(question).entries()) {
      const learner = `console:${question.id}-${index}`;
      const { asked, drill } = await askFor(question, (text) =>
        conversation.answer({
          ...as(learner),
          request: { kind: 'text-command', command: 'interview-question', text },
        }),
      );
      if (index === 0) show('The question', asked);
      for (const [step, pressed] of presses(drill).entries()) {
        const outcome = await press(learner, pressed);
        show(step === 0 ? how : `${how}, graded`, outcome);
      }
    }
  }
}

/** One of each of the first ten topics, choices and open questions in turns. */
function tenOf(role: Role): Question[] {
  return role.questionTopics.slice(0, questions).flatMap(({ id }, index) => {
    const wanted = index % 2 === 0 ? 'open' : 'choice';
    const found = role.questions.find(({ topic, kind }) => topic === id && kind === wanted);
    return found === undefined ? [] : [found];
  });
}

function answersTo(question: Question): Answer[] {
  if (question.kind === 'choice') {
    const right = question.options.findIndex((option) => option.right);
    const choose =
      (index: number): Answer['presses'] =>
      (drill) => [[`choose:${drill}.${index}`]];
    // A choice is right or wrong: there is nothing between.
    return [
      { how: 'A good answer', presses: choose(right) },
      { how: 'A wrong answer', presses: choose(right === 0 ? 1 : 0) },
    ];
  }
  const { model_answer } = question;
  const write =
    (answer: string, grade: string): Answer['presses'] =>
    (drill) => [[`written:${drill}`, answer], [`grade:${drill}.${grade}`]];
  return [
    { how: 'A good answer (the model answer itself)', presses: write(model_answer, 'good') },
    {
      how: 'A partial answer (its first third)',
      presses: write(model_answer.slice(0, model_answer.length / 3), 'hard'),
    },
    { how: 'A wrong answer ("I would just restart it.")', presses: write('I would just restart it.', 'again') },
  ];
}

/** Asks for questions of its topic and level until it comes. */
async function askFor(
  { id, topic, level }: Question,
  ask: (text: string) => Promise<Outcome>,
): Promise<{ asked: Outcome; drill: string }> {
  for (;;) {
    const asked = await ask(`topic:${topic} level:${level}`);
    const { drill, question } = 'data' in asked ? (asked.data ?? {}) : {};
    if (typeof drill !== 'string') throw new Error(`${id} was never asked`);
    if (question === id) return { asked, drill };
  }
}

function show(what: string, outcome: Outcome): void {
  const screens = {
    Terminal: renderConsole(outcome, { colour: false, width }),
    Discord: withNote(discordMessage(renderCallback(outcome).data)),
    Slack: withNote(slackMessage(renderSlack(outcome))),
  };
  for (const [platform, screen] of Object.entries(screens))
    console.log(`\n=== ${what} · ${platform} ===\n\n${screen.trimEnd()}`);
}

const withNote = ({ text, isPrivate }: Screen): string => (isPrivate ? `(Only you can see this)\n\n${text}` : text);
