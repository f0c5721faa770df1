/** The practice of one learner over a store: what is written when, and what a failure leaves behind. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { Role } from '../../src/knowledge/knowledge.ts';
import { loadKnowledgeOrThrow } from '../../src/knowledge/load.ts';
import { practiceOf } from '../../src/practice/learner-practice.ts';
import type { Practice } from '../../src/practice/practice.ts';
import { type Store, StoreError } from '../../src/practice/store.ts';
import { createMemoryStore } from '../../src/store/memory.ts';
import { conversationOver, textOf } from '../support/conversation.ts';
import { realData, twoRoles } from '../support/folders.ts';
import { breakableStore, Person } from '../support/person.ts';

let role: Role;
beforeAll(async () => {
  const found = (await loadKnowledgeOrThrow(realData)).roles.get('backend-engineer');
  if (found === undefined) throw new Error('the shipped role is gone');
  role = found;
});

let ids = 0;
const practiceIn = (
  store: Store,
  more: { now?: Date; community?: string; name?: string; role?: Role } = {},
): Practice =>
  practiceOf({
    store,
    role: more.role ?? role,
    learner: 'discord:1',
    community: more.community ?? 'discord:guild',
    now: more.now ?? new Date('2026-11-22T12:00:00Z'),
    name: more.name,
    profileZone: () => Promise.resolve(undefined),
    defaultZone: undefined,
    newId: () => `id${(ids += 1)}`,
    trouble: (error) => {
      throw error;
    },
  });

/** The first open question that comes. */
async function openDrill(practice: Practice): Promise<string> {
  const asked = await practice.ask({ topic: 'caching', level: 'junior' });
  if (asked.kind === 'none') throw new Error('nothing was asked');
  return asked.question.kind === 'open' ? asked.drill : openDrill(practice);
}

describe('an answer', () => {
  it('that is durable is told as recorded, whatever fails afterwards', async () => {
    const inner = createMemoryStore();
    const written = { is: false };
    const afterwards = <T>(work: () => Promise<T>): Promise<T> =>
      written.is ? Promise.reject(new StoreError('The disk is gone.')) : work();
    const store: Store = {
      ...inner,
      learner: (id) => afterwards(() => inner.learner(id)),
      service: () => afterwards(() => inner.service()),
      async updateLearner(id, change) {
        const result = await afterwards(() => inner.updateLearner(id, change));
        written.is = true;
        return result;
      },
    };
    const drill = await openDrill(practiceIn(inner));
    expect(await practiceIn(store).grade(drill, 'good')).toMatchObject({ kind: 'recorded', streak: { current: 1 } });
    written.is = false;
    expect(await practiceIn(store).changeSettings({ zone: 'Asia/Tokyo' })).toMatchObject({
      kind: 'changed',
      settings: { zone: 'Asia/Tokyo', zoneFrom: 'you' },
    });
  });

  it('to a question that was edited since it was asked is not graded by its new options', async () => {
    const store = createMemoryStore();
    const asked = await practiceIn(store).ask({ topic: 'http', level: 'junior' });
    if (asked.kind === 'none') throw new Error('nothing was asked');
    const edited: Role = {
      ...role,
      questions: role.questions.map((question) =>
        question.id !== asked.question.id
          ? question
          : question.kind === 'choice'
            ? { ...question, options: question.options.toReversed() }
            : { ...question, prompt: 'Something else?' },
      ),
    };
    const afterwards = practiceIn(store, { role: edited });
    const answered =
      asked.question.kind === 'choice' ? afterwards.choose(asked.drill, 0) : afterwards.grade(asked.drill, 'good');
    expect((await answered).kind).toBe('expired');
    expect((await store.learner('discord:1')).ledger).toEqual([]);
  });

  it('that could not be written leaves the drill open and the record as it was', async () => {
    const { store, down } = breakableStore();
    const drill = await openDrill(practiceIn(store));
    const before = await store.learner('discord:1');
    down.is = true;
    await expect(practiceIn(store).grade(drill, 'good')).rejects.toThrow(StoreError);
    down.is = false;
    expect(await store.learner('discord:1')).toEqual(before);
    expect(await practiceIn(store).grade(drill, 'good')).toMatchObject({ kind: 'recorded' });
  });

  it('keeps the name that the platform gives, for leaderboards', async () => {
    const store = createMemoryStore();
    const drill = await openDrill(practiceIn(store));
    await practiceIn(store, { name: 'Ada' }).grade(drill, 'hard');
    expect((await store.learner('discord:1')).name).toBe('Ada');
  });

  it('keeps at most 6,000 characters of what was typed', async () => {
    const store = createMemoryStore();
    const drill = await openDrill(practiceIn(store));
    expect((await practiceIn(store).write(drill, 'word '.repeat(4000)))?.answer).toHaveLength(6000);
  });
});

describe('a question that the FAQ could not answer', () => {
  const unknown = 'which knitting needles suit merino wool';
  const lists = async (store: Store, community: string): Promise<readonly { text: string; times: number }[]> =>
    (await store.community(community)).unanswered;

  it.each([
    ['discord', 'discord:guild'],
    ['slack', 'slack:T'],
  ] as const)('is noted for a community on %s, the same words once', async (platform, community) => {
    const store = createMemoryStore();
    const ada = new Person(await conversationOver(realData, store), 'ada', { platform, community });
    for (const text of [unknown, `  ${unknown.toUpperCase()} `, `“${unknown}” …?!`])
      expect(await ada.read(`/faq ${text}`)).toMatch(/^I do not know/);
    expect(await lists(store, community)).toMatchObject([{ text: unknown, times: 3 }]);
    await ada.read('/faq do I need a degree');
    expect(await lists(store, community)).toHaveLength(1);
  });

  it('is not noted in the terminal, and a direct message names nobody', async () => {
    const store = createMemoryStore();
    const bot = await conversationOver(realData, store);
    await new Person(bot, 'ada').read(`/faq ${unknown}`);
    expect(await lists(store, 'console')).toEqual([]);
    await new Person(bot, 'ada', { platform: 'discord', community: 'discord:dm:77' }).read(`/faq ${unknown}`);
    expect(await lists(store, 'discord:dm:77')).toEqual([]);
    expect(await lists(store, 'discord:dm')).toMatchObject([{ text: unknown }]);
  });

  it('is answered all the same while the list cannot be written, and the operator is told', async () => {
    const { store, down } = breakableStore();
    const told: string[] = [];
    const bot = await conversationOver(realData, store, (_error, what) => told.push(what));
    down.is = true;
    const { reply, status } = await new Person(bot, 'ada', { platform: 'slack', community: 'slack:T' }).type(
      `/faq ${unknown}`,
    );
    expect([reply.title, status]).toEqual(['I do not know', undefined]);
    expect(told).toEqual([
      'the own FAQ entries of communities cannot be read: the shared FAQ answers alone',
      'an unanswered question was not noted',
    ]);
  });

  it('is another one where a sign tells it apart', async () => {
    const store = createMemoryStore();
    for (const text of ['c++ or c#', 'c# or c++', '???', '!!!']) await practiceIn(store).noteUnanswered(text);
    expect(await lists(store, 'discord:guild')).toHaveLength(4);
  });

  it('keeps the newest 200, each shortened', async () => {
    const store = createMemoryStore();
    for (let each = 0; each < 205; each += 1) await practiceIn(store).noteUnanswered(`${each} ${'x'.repeat(2000)}`);
    await practiceIn(store).noteUnanswered('  ');
    const kept = await lists(store, 'discord:guild');
    expect([kept.length, kept[0]?.text.slice(0, 2), kept[0]?.text.length]).toEqual([200, '5 ', 1000]);
  });
});

describe('a role without questions', () => {
  it('says so, and keeps nothing', async () => {
    const store = createMemoryStore();
    const ada = new Person(await conversationOver(twoRoles, store), 'ada');
    expect(textOf((await ada.type('/interview-question')).reply)).toContain(
      'There are no questions for this role yet.',
    );
    expect((await store.learner('console:ada')).drills).toEqual([]);
  });
});
