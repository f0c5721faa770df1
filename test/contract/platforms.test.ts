/** What every platform owes to every reply: valid, whole, and harmless. The folder is listed, so that a new platform cannot forget to enrol. */
import { readdir } from 'node:fs/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Reply } from '../../src/chat/reply.ts';
import { literal } from '../../src/chat/markup.ts';
import { actionsOf, conversationOver, type TestConversation } from '../support/conversation.ts';
import { crawl, type Crawl } from '../support/crawl.ts';
import { loadKnowledgeOrThrow } from '../../src/knowledge/load.ts';
import { realData } from '../support/folders.ts';
import { platforms } from '../support/platforms.ts';

let bot: TestConversation;
let found: Crawl;
beforeAll(async () => {
  bot = await conversationOver(realData);
  const entries = [...(await loadKnowledgeOrThrow(realData)).roles.values()].flatMap((role) =>
    role.faq.map((entry) => `/faq ${entry.id}`),
  );
  found = await crawl(bot, [
    ...bot.commands().flatMap((command) => command.examples),
    ...entries,
    '/salary senior washington faang offer:185k',
    '/faq where is my cat',
  ]);
});

it('every platform is enrolled', async () => {
  const folders = await readdir(new URL('../../src/platforms', import.meta.url));
  expect(Object.keys(platforms).sort()).toEqual(folders.sort());
});

describe.each(Object.entries(platforms))('%s', (_name, platform) => {
  it('takes every reply that a person can reach', () => {
    for (const [name, reply] of found.replies) {
      const outcome = { reply };
      expect(platform.problems(platform.render(outcome), outcome), name).toEqual([]);
    }
  });

  it('shows every one of them whole', () => {
    const cut = [...found.replies].filter(([, reply]) =>
      platform.shortened.test(JSON.stringify(platform.render({ reply }))),
    );
    expect(cut.map(([name]) => name)).toEqual([]);
  });

  it('carries every button, option and form of them', () => {
    for (const [name, reply] of found.replies) {
      const payload = JSON.stringify(platform.render({ reply }));
      for (const action of actionsOf(reply))
        expect(payload.includes(action) || hasParts(payload, action), `${name}: ${action}`).toBe(true);
    }
    expect(found.forms.size).toBeGreaterThan(0);
    for (const form of found.forms.values()) {
      const outcome = { form };
      const payload = platform.render(outcome);
      const body = typeof payload === 'object' && payload !== null && 'view' in payload ? payload.view : payload;
      expect(platform.problems(body, outcome)).toEqual([]);
    }
  });

  it('names every source', () => {
    for (const [name, reply] of found.replies) {
      const payload = JSON.stringify(platform.render({ reply }));
      for (const source of reply.sources)
        expect(payload.includes(`[${source.number}]`), `${name}: [${source.number}]`).toBe(true);
    }
  });

  it('lets no typed text ping', () => {
    const typed = '<@123456789012345678> <@&1> <!channel> <!here> @everyone @here [x](https://evil.example) **b** `c`';
    const reply: Reply = {
      title: typed,
      blocks: [{ kind: 'text', text: literal(typed) }],
      sources: [],
      tone: 'notice',
      visibility: 'public',
    };
    const payload = JSON.stringify(platform.render({ reply }));
    if (platform.pings !== undefined) expect(payload).not.toMatch(platform.pings);
    expect(platform.problems(platform.render({ reply }), { reply })).toEqual([]);
  });
});

/** A select carries the action and its options apart. */
function hasParts(payload: string, action: string): boolean {
  const end = action.lastIndexOf(':') + 1;
  return payload.includes(action.slice(0, end)) && payload.includes(`"${action.slice(end)}"`);
}
