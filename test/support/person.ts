/** A person who talks to the bot, at instants that the test chooses, and stores that can be made to fail. */
import type { Invocation, Request } from '../../src/chat/invocation.ts';
import type { Form, Outcome, Reply } from '../../src/chat/reply.ts';
import { loadKnowledgeOrThrow } from '../../src/knowledge/load.ts';
import type { BankQuestion } from '../../src/practice/bank.ts';
import { type Store, StoreError } from '../../src/practice/store.ts';
import { createMemoryStore } from '../../src/store/memory.ts';
import { noon, textOf, type TestConversation } from './conversation.ts';

export type Answered = Extract<Outcome, { reply: Reply }>;

/** A question that was put to a person. */
export interface Drill {
  readonly id: string;
  readonly question: string;
  readonly kind: 'choice' | 'open';
  readonly answered: Answered;
}

const hour = 3_600_000;

export class Person {
  now: Date = noon;
  private readonly bot: Pick<TestConversation, 'ask'>;
  private readonly who: Partial<Invocation>;

  constructor(bot: Pick<TestConversation, 'ask'>, name: string, who: Partial<Invocation> = {}) {
    this.bot = bot;
    this.who = { learner: `console:${name}`, ...who };
  }

  at(instant: string): this {
    this.now = new Date(instant);
    return this;
  }

  later(hours: number): this {
    this.now = new Date(this.now.getTime() + hours * hour);
    return this;
  }

  async send(request: Request): Promise<Outcome> {
    return this.bot.ask(request, { ...this.who, now: this.now });
  }

  /** `/name text`. */
  async type(line: string): Promise<Answered> {
    const [, command = '', text = ''] = /^\/(\S+)\s*(.*)$/su.exec(line) ?? [];
    return replied(await this.send({ kind: 'text-command', command, text }), line);
  }

  async read(line: string): Promise<string> {
    return textOf((await this.type(line)).reply);
  }

  async press(id: string, inputs: Readonly<Record<string, string>> = {}): Promise<Answered> {
    return replied(await this.send({ kind: 'action', id, inputs }), id);
  }

  async open(id: string): Promise<Form> {
    const outcome = await this.send({ kind: 'action', id, inputs: {} });
    if (!('form' in outcome)) throw new Error(`${id} opened no form`);
    return outcome.form;
  }

  /** The next question, or the next of a kind: others are passed over. */
  async drill(kind?: Drill['kind'], filter = ''): Promise<Drill> {
    for (let tries = 0; tries < 40; tries += 1) {
      const answered = await this.type(`/interview-question ${filter}`);
      const { drill, question, kind: asked } = answered.data ?? {};
      if (typeof drill !== 'string' || typeof question !== 'string') throw new Error(textOf(answered.reply));
      if (kind === undefined || asked === kind)
        return { id: drill, question, kind: asked === 'open' ? 'open' : 'choice', answered };
    }
    throw new Error(`no ${kind ?? ''} question came`);
  }

  /** Answers a drill: a choice with its first option, an open question with a grade. */
  async answer({ id, kind }: Drill, grade = 'good'): Promise<Answered> {
    return this.press(
      kind === 'choice' ? `interview-question:choose:${id}.0` : `interview-question:grade:${id}.${grade}`,
    );
  }

  /** Asks and answers so many questions now. */
  async practise(times = 1): Promise<void> {
    for (let time = 0; time < times; time += 1) await this.answer(await this.drill());
  }

  /** One answer every 24 hours, the first one now; afterwards it is 24 hours after the last. */
  async practiseDaily(days: number): Promise<void> {
    for (let day = 0; day < days; day += 1) {
      await this.practise();
      this.later(24);
    }
  }
}

function replied(outcome: Outcome, to: string): Answered {
  if (!('reply' in outcome)) throw new Error(`${to} opened a form`);
  return outcome;
}

/** The action behind a button of a reply. */
export function button({ reply }: Answered, label: RegExp): string {
  const buttons = reply.blocks.flatMap((block) => (block.kind === 'buttons' ? block.buttons : []));
  const found = buttons.find((each) => label.test(each.label));
  if (found === undefined) throw new Error(`no button ${label.source} among ${buttons.map((b) => b.label).join(', ')}`);
  return found.action;
}

/** The questions of the only role in a data folder, by id. */
export async function questionsIn(dataDir: string): Promise<(id: string) => BankQuestion> {
  const knowledge = await loadKnowledgeOrThrow(dataDir);
  const questions = new Map(
    [...knowledge.roles.values()].flatMap((role) => role.questions.map((each) => [each.id, each])),
  );
  return (id) => {
    const question = questions.get(id);
    if (question === undefined) throw new Error(`there is no question ${id}`);
    return question;
  };
}

/** A store in memory that fails while `down.is` is true. */
export function breakableStore(): { readonly store: Store; readonly down: { is: boolean } } {
  const down = { is: false };
  const inner = createMemoryStore();
  const unless = <T>(work: () => Promise<T>): Promise<T> =>
    down.is
      ? Promise.reject(new StoreError('Could not write /srv/state: the disk is full.', { inShort: 'the disk is full' }))
      : work();
  const store: Store = {
    learner: (id) => unless(() => inner.learner(id)),
    updateLearner: (id, change) => unless(() => inner.updateLearner(id, change)),
    community: (id) => unless(() => inner.community(id)),
    updateCommunity: (id, change) => unless(() => inner.updateCommunity(id, change)),
    members: (community) => unless(() => inner.members(community)),
    standings: (community, from) => unless(() => inner.standings(community, from)),
    communitiesToWake: (before, limit) => unless(() => inner.communitiesToWake(before, limit)),
    learnersToWake: (before, limit) => unless(() => inner.learnersToWake(before, limit)),
    service: () => unless(() => inner.service()),
    updateService: (change) => unless(() => inner.updateService(change)),
    forgetLearner: (id) => unless(() => inner.forgetLearner(id)),
    installation: (key) => unless(() => inner.installation(key)),
    saveInstallation: (key, text) => unless(() => inner.saveInstallation(key, text)),
    removeInstallation: (key) => unless(() => inner.removeInstallation(key)),
    ready: () => unless(() => inner.ready()),
    close: () => inner.close(),
  };
  return { store, down };
}
