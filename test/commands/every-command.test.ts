/** Properties of everything that a person can reach with the shipped commands and data. */
import { beforeAll, describe, expect, it } from 'vitest';
import { withRateLimits } from '../../src/app/rate-limits.ts';
import { decodeAction } from '../../src/chat/action.ts';
import type { Reply } from '../../src/chat/reply.ts';
import { requestFromLine } from '../../src/chat/request.ts';
import { loadKnowledgeOrThrow } from '../../src/knowledge/load.ts';
import type { Role } from '../../src/knowledge/knowledge.ts';
import { topicsOf } from '../../src/knowledge/summary.ts';
import { conversationOver, noon, textOf, type TestConversation } from '../support/conversation.ts';
import { channel, crawl, type Crawl } from '../support/crawl.ts';
import { realData, twoRoles } from '../support/folders.ts';
import { button, Person } from '../support/person.ts';
import { platforms } from '../support/platforms.ts';

const shippedRole = async (): Promise<Role> => {
  const role = (await loadKnowledgeOrThrow(realData)).roles.get('backend-engineer');
  if (role === undefined) throw new Error('the shipped role is gone');
  return role;
};

let bot: TestConversation;
let found: Crawl;
beforeAll(async () => {
  bot = await conversationOver(realData);
  const entries = (await shippedRole()).faq.map((entry) => `/faq ${entry.id}`);
  found = await crawl(bot, [...bot.commands().flatMap((command) => command.examples), ...entries]);
});

const each = (check: (reply: Reply, name: string) => void): void => {
  for (const [name, reply] of found.replies) check(reply, name);
};

describe('every reply that can be reached', () => {
  it('is reached: each command, each FAQ entry, each topic', async () => {
    const role = await shippedRole();
    const titles = new Set([...found.replies.values()].map((reply) => reply.title));
    const wholeText = [...found.replies.values()].map(textOf).join('\n');
    expect(role.faq.filter((entry) => !titles.has(entry.question)).map((entry) => entry.id)).toEqual([]);
    expect(
      topicsOf(role)
        .filter((topic) => !wholeText.includes(topic.title))
        .map((topic) => topic.id),
    ).toEqual([]);
    const asked = [...found.replies.keys(), ...found.forms.keys()];
    const isReached = (name: string): boolean =>
      asked.some((line) => line === `/${name}` || line.startsWith(`/${name} `));
    expect(bot.commands().filter(({ name }) => !isReached(name))).toEqual([]);
  });

  it('has a title and something to read', () => {
    each((reply, name) => {
      expect(reply.title.trim(), name).not.toBe('');
      expect(reply.blocks.length, name).toBeGreaterThan(0);
    });
  });

  it('names its sources, and each mark in the text has its source', () => {
    each((reply, name) => {
      const marks = new Set(
        [...textOf({ ...reply, sources: [] }).matchAll(/\[(\d+)\]/g)].map((match) => Number(match[1])),
      );
      expect(marks, name).toEqual(new Set(reply.sources.map((source) => source.number)));
      const isList = reply.title.endsWith('compared');
      if (reply.tone === 'answer' && !isList) expect(reply.sources.length, name).toBeGreaterThan(0);
    });
  });

  it('leaves no figure reference or markup unfilled', () => {
    each((reply, name) => {
      expect(textOf(reply), name).not.toMatch(/\{figure:|undefined|NaN|\*\*/);
    });
  });

  it('has only buttons that lead somewhere', () => {
    each((reply, name) => {
      for (const block of reply.blocks) {
        if (block.kind !== 'buttons') continue;
        for (const button of block.buttons)
          expect(decodeAction(button.action), `${name}: ${button.label}`).toBeDefined();
      }
    });
  });

  it('keeps an offer private, and everything that is no answer', () => {
    each((reply, name) => {
      if (name.includes('offer:')) expect(reply.visibility, name).toBe('private');
      if (reply.tone !== 'answer') expect(reply.visibility, name).toBe('private');
    });
  });
});

describe('every form that can be opened', () => {
  it('that is not taken gives back what was typed, and opens again with it', async () => {
    const none = { points: 0, duration: 3600 };
    const busy = withRateLimits(bot, () => undefined, { learner: none, community: none });
    const who = { platform: 'slack', learner: 'slack:T:U1', community: 'slack:T', now: noon } as const;
    const rephrased = await new Person(bot, 'asker').open('faq:rephrase:');
    const drill = await new Person(bot, 'writer').drill('open');
    const written = await new Person(bot, 'writer').open(button(drill.answered, /Write an answer/));
    const reported = await new Person(bot, 'writer').open(button(drill.answered, /Something wrong/));
    const forms = [...found.forms.values(), rephrased, written, reported];
    for (const { title, ...form } of forms) {
      const inputs = Object.fromEntries(form.fields.map(({ name }) => [name, `my *${name}*\n<@U1>`]));
      const refused = await busy.answer({ ...who, request: { kind: 'action', id: form.action, inputs } });
      if (!('reply' in refused)) throw new Error(`${title} was not refused`);
      for (const typed of Object.values(inputs)) expect(textOf(refused.reply), title).toContain(typed);
      for (const { render, problems, pings } of Object.values(platforms)) {
        const payload = render(refused);
        expect(problems(payload, refused), title).toEqual([]);
        if (pings !== undefined) expect(JSON.stringify(payload), title).not.toMatch(pings);
      }
      const again = await bot.ask({ kind: 'action', id: button(refused, /Open the form again/), inputs: {} });
      if (!('form' in again)) throw new Error(`${title} did not open again`);
      expect(again.form.action, title).toBe(form.action);
      expect(Object.fromEntries(again.form.fields.map(({ name, initial }) => [name, initial])), title).toEqual(inputs);
    }
  });

  it('takes its answers', async () => {
    const { replies } = await crawl(bot);
    expect(replies.size).toBeGreaterThan(0);
    const opened = await bot.ask({ kind: 'action', id: 'faq:rephrase:', inputs: {} });
    if (!('form' in opened)) throw new Error('the form did not open');
    const answered = await bot.ask({
      kind: 'action',
      id: opened.form.action,
      inputs: { question: 'do I need a degree' },
    });
    expect('reply' in answered && answered.answer?.kind).toBe('answered');
  });
});

describe('another role', () => {
  it('is served by the same commands from its folder alone', async () => {
    const two = await conversationOver(twoRoles);
    const lines: Readonly<Record<string, string>> = {
      faq: '/faq role:barista how is milk foam made',
      compare: '/compare from:barista',
      'my-data': '/my-data export role:barista',
      'daily set': '/daily set here role:barista',
      'admin faq-remove': '/admin faq-remove office-hours role:barista',
    };
    for (const { name } of two.commands()) {
      const outcome = await two.ask(requestFromLine(lines[name] ?? `/${name} role:barista`), { channel });
      if ('reply' in outcome) expect(outcome.status, name).toBeUndefined();
    }
    expect(textOf((await two.run('/faq role:barista how is milk foam made')).reply)).toContain('With steam');
    expect(textOf((await two.run('/salary role:barista')).reply)).toContain('Barista');
    expect(textOf((await two.run('/interview-question role:barista')).reply)).toContain(
      'no questions for this role yet',
    );
  });
});
