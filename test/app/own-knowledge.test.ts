/** The FAQ as each community has it: read seldom, built once, and never in the way of an answer. */
import { describe, expect, it } from 'vitest';
import { withOwnFaq, withoutOwnFaq } from '../../src/app/desk/own-faq.ts';
import { createOwnKnowledge, type OwnKnowledge } from '../../src/app/own-knowledge.ts';
import type { Role } from '../../src/knowledge/knowledge.ts';
import type { CommunityRecord, OwnFaqEntry } from '../../src/practice/records.ts';
import { StoreError } from '../../src/practice/store.ts';
import { createMemoryStore } from '../../src/store/memory.ts';
import { entry, roleWith } from '../support/small-role.ts';

const shared = roleWith([entry('degree', ['Do I need a degree?', 'is university needed'])]);

const own = (id: string, question = `Own ${id}?`, role = shared.id): OwnFaqEntry => ({
  role,
  id,
  question,
  aliases: [],
  answer: 'Ours.',
  by: 'slack:T:U',
  at: '2026-11-22T12:00:00Z',
});

interface Setting {
  readonly faq: OwnKnowledge;
  readonly reads: string[];
  readonly troubles: string[];
  /** The roles whose search was asked for. */
  readonly prepared: Role[];
  readonly later: (milliseconds: number) => void;
  readonly write: (community: string, change: (record: CommunityRecord) => CommunityRecord) => Promise<void>;
  readonly away: { is: boolean };
}

function setting(
  read: (given: Promise<CommunityRecord>) => Promise<CommunityRecord> = (given) => given,
  patience?: number,
): Setting {
  const store = createMemoryStore();
  const clock = { now: 0 };
  const [reads, troubles, prepared, away]: [string[], string[], Role[], { is: boolean }] = [[], [], [], { is: false }];
  const faq = createOwnKnowledge({
    store: {
      community: (id) => {
        reads.push(id);
        return away.is ? Promise.reject(new StoreError('The database is away.')) : read(store.community(id));
      },
    },
    now: () => new Date(clock.now),
    prepare: (role) => {
      prepared.push(role);
      return Promise.resolve();
    },
    trouble: (_error, what) => troubles.push(what),
    ...(patience === undefined ? {} : { patience }),
  });
  return {
    faq,
    reads,
    troubles,
    prepared,
    away,
    later: (milliseconds) => (clock.now += milliseconds),
    write: (id, change) => store.updateCommunity(id, (record) => ({ record: change(record), result: undefined })),
  };
}

const questions = (role: Role): string[] => role.faq.map(({ question }) => question);

describe('a community without entries of its own', () => {
  it('gets the very same role, and is looked at once in 30 seconds, however many ask', async () => {
    const { faq, reads, later } = setting();
    const asked = await Promise.all(Array.from({ length: 10 }, () => faq.roleFor('slack:T', shared)));
    later(29_999);
    expect(new Set([...asked, await faq.roleFor('slack:T', shared)])).toEqual(new Set([shared]));
    expect(reads).toEqual(['slack:T']);
    later(1);
    await faq.roleFor('slack:T', shared);
    expect(reads).toEqual(['slack:T', 'slack:T']);
  });

  it('is not looked at where it has no admins: a terminal, a direct message', async () => {
    const { faq, reads } = setting();
    for (const id of ['console', 'discord:dm:7']) expect(await faq.roleFor(id, shared)).toBe(shared);
    expect(reads).toEqual([]);
  });
});

describe('a community with entries of its own', () => {
  it('has them before the shared ones, and in the place of one with the same id; nobody else has them', async () => {
    const { faq, write } = setting();
    await write('slack:T', (record) =>
      withOwnFaq(withOwnFaq(record, own('hours')), own('degree', 'Is a degree asked for here?')),
    );
    const role = await faq.roleFor('slack:T', shared);
    expect(questions(role)).toEqual(['Own hours?', 'Is a degree asked for here?']);
    expect(role.faq[1]?.also_asked).toEqual(['Do I need a degree?', 'is university needed']);
    expect(role.title).toBe(shared.title);
    expect(await faq.roleFor('slack:OTHER', shared)).toBe(shared);
  });

  it('gets one and the same role until something changes, so that its search is built once', async () => {
    const { faq, write, later, prepared } = setting();
    await write('slack:T', (record) => withOwnFaq(record, own('hours')));
    const asked = await Promise.all(Array.from({ length: 10 }, () => faq.roleFor('slack:T', shared)));
    const [first] = asked;
    expect(new Set(asked).size).toBe(1);
    later(60_000);
    expect(await faq.roleFor('slack:T', shared)).toBe(first);
    await write('slack:T', (record) => withOwnFaq(record, own('hours', 'When?')));
    expect(await faq.roleFor('slack:T', shared)).toBe(first);
    expect(prepared).toEqual([first]);
    faq.changed('slack:T');
    expect(questions(await faq.roleFor('slack:T', shared))).toEqual(['When?', 'Do I need a degree?']);
  });

  it('finds what another process changed within 30 seconds', async () => {
    const { faq, write, later } = setting();
    await faq.roleFor('slack:T', shared);
    await write('slack:T', (record) => withOwnFaq(record, own('hours')));
    later(30_000);
    expect(questions(await faq.roleFor('slack:T', shared))).toEqual(['Own hours?', 'Do I need a degree?']);
    await write('slack:T', (record) => withoutOwnFaq(record, shared.id, 'hours'));
    later(30_000);
    expect(await faq.roleFor('slack:T', shared)).toBe(shared);
  });

  it('has those of each role under that role alone, and anew when the knowledge is loaded anew', async () => {
    const { faq, write } = setting();
    await write('slack:T', (record) =>
      withOwnFaq(withOwnFaq(record, own('hours')), own('beans', 'Which beans?', 'barista')),
    );
    const reloaded = roleWith([entry('pay', ['What is the pay?'])]);
    expect(questions(await faq.roleFor('slack:T', shared))).toEqual(['Own hours?', 'Do I need a degree?']);
    expect(questions(await faq.roleFor('slack:T', reloaded))).toEqual(['Own hours?', 'What is the pay?']);
  });

  it('is no reason to load a question bank', async () => {
    const { faq, write } = setting();
    await write('slack:T', (record) => withOwnFaq(record, own('hours')));
    const lazy: Role = {
      ...shared,
      get questions(): Role['questions'] {
        throw new Error('the bank was loaded');
      },
    };
    const role = await faq.roleFor('slack:T', lazy);
    expect(role.faq).toHaveLength(2);
    expect(() => role.questions).toThrow('the bank was loaded');
  });

  it('in a terminal has them in the session in which they were written', async () => {
    const { faq, write } = setting();
    await write('console', (record) => withOwnFaq(record, own('hours')));
    faq.changed('console');
    expect((await faq.roleFor('console', shared)).faq).toHaveLength(2);
  });

  it('is read anew when it was changed while a look was on its way', async () => {
    const open = Promise.withResolvers<undefined>();
    const gate = { shut: true };
    const { faq, write } = setting(async (given) => {
      const record = await given;
      if (gate.shut) await open.promise;
      return record;
    }, 60_000);
    const early = faq.roleFor('slack:T', shared);
    await write('slack:T', (record) => withOwnFaq(record, own('hours')));
    gate.shut = false;
    faq.changed('slack:T');
    open.resolve(undefined);
    expect((await early).faq).toHaveLength(2);
    expect((await faq.roleFor('slack:T', shared)).faq).toHaveLength(2);
  });

  it('is kept with thousands of others, and forgotten only when there is too much to keep', async () => {
    const { faq, write, reads } = setting();
    const readsOf = (community: string): number => reads.filter((id) => id === community).length;
    const ask = async (community: string, entry: OwnFaqEntry): Promise<void> => {
      await write(community, (record) => withOwnFaq(record, entry));
      await faq.roleFor(community, shared);
    };
    for (let each = 0; each < 2_000; each += 1) await ask(`slack:${each}`, own('hours'));
    expect((await faq.roleFor('slack:0', shared)).faq).toHaveLength(2);
    expect(readsOf('slack:0')).toBe(1);
    await ask('slack:LONG', { ...own('hours'), answer: 'x'.repeat(9_300_000) });
    await faq.roleFor('slack:0', shared);
    expect(readsOf('slack:0')).toBe(1);
    expect((await faq.roleFor('slack:1', shared)).faq).toHaveLength(2);
    expect(readsOf('slack:1')).toBe(2);
  });
});

describe('while the store is away', () => {
  it('the shared FAQ answers alone, the operator is told once, and the store is not asked again at once', async () => {
    const { faq, reads, troubles, away, later } = setting();
    away.is = true;
    for (let time = 0; time < 3; time += 1) expect(await faq.roleFor('slack:T', shared)).toBe(shared);
    expect([reads.length, troubles]).toEqual([
      1,
      ['the own FAQ entries of communities cannot be read: the shared FAQ answers alone'],
    ]);
    later(30_000);
    await faq.roleFor('slack:T', shared);
    expect([reads.length, troubles.length]).toEqual([2, 1]);
  });

  it('what was known of a community before still answers', async () => {
    const { faq, write, away, later } = setting();
    await write('slack:T', (record) => withOwnFaq(record, own('hours')));
    const before = await faq.roleFor('slack:T', shared);
    away.is = true;
    later(30_000);
    expect(await faq.roleFor('slack:T', shared)).toBe(before);
  });

  it('nobody waits for a store that does not answer at all', async () => {
    const { faq } = setting(() => new Promise(() => undefined), 0);
    expect(await faq.roleFor('slack:T', shared)).toBe(shared);
  });
});
