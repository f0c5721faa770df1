/** Walks everything that a person can reach: every command with every choice, then every button and select of every reply, and every form. */
import type { Form, Reply } from '../../src/chat/reply.ts';
import type { Option } from '../../src/chat/option.ts';
import { requestFromLine } from '../../src/chat/request.ts';
import { actionsOf, type TestConversation } from './conversation.ts';

export interface Crawl {
  /** By how it was reached: a command line, or an action id. */
  readonly replies: ReadonlyMap<string, Reply>;
  readonly forms: ReadonlyMap<string, Form>;
}

/** Where everything is asked, so that `here` means something. */
export const channel = 'C012ABCDEF';

/** `lines` are asked besides what the commands themselves offer: their examples, or what completion does not list without a text. */
export async function crawl(bot: TestConversation, lines: readonly string[] = []): Promise<Crawl> {
  const replies = new Map<string, Reply>();
  const forms = new Map<string, Form>();
  const waiting: string[] = [];

  const visit = async (name: string, ask: () => ReturnType<TestConversation['ask']>): Promise<void> => {
    if (replies.has(name) || forms.has(name)) return;
    const outcome = await ask();
    if ('form' in outcome) {
      forms.set(name, outcome.form);
      return;
    }
    if (outcome.status !== undefined) throw new Error(`${name} gave "${outcome.reply.title}"`);
    replies.set(name, outcome.reply);
    waiting.push(...actionsOf(outcome.reply));
  };

  for (const line of [...(await commandLines(bot)), ...lines]) {
    await visit(line, () => bot.ask(requestFromLine(line), { channel }));
  }
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    const action = id;
    await visit(action, () => bot.ask({ kind: 'action', id: action, inputs: {} }, { channel }));
  }
  return { replies, forms };
}

/** Every command alone where it needs nothing, and with each choice of each option; else with each choice of the one that it needs. */
async function commandLines(bot: TestConversation): Promise<string[]> {
  const lines = bot.commands().map(async (command) => {
    const options = Object.entries(command.options);
    const needed = options.filter(([, option]) => option.required === true);
    // What needs several cannot be asked with one alone.
    const asked = needed.length === 0 ? options : needed.length === 1 ? needed : [];
    const chosen = asked.map(async ([name, option]) =>
      (await valuesFor(bot, command.name, name, option)).map((value) => `/${command.name} ${name}:${value}`),
    );
    return [...(needed.length === 0 ? [`/${command.name}`] : []), ...(await Promise.all(chosen)).flat()];
  });
  return (await Promise.all(lines)).flat();
}

/** What can be asked for without knowing the command. */
const samples: Readonly<Partial<Record<Option['kind'], string[]>>> = {
  money: ['185000'],
  channel: ['here'],
  person: ['<@U012ABCDEF|ada>'],
  time: ['9:30'],
};

async function valuesFor(
  bot: TestConversation,
  command: string,
  name: string,
  { kind }: Option,
): Promise<readonly string[]> {
  const request = { community: 'console', command, option: name, partial: '', options: {} };
  const offered = kind === 'term' ? bot.choices(command, name) : await bot.complete(request);
  return samples[kind] ?? offered.map(({ value }) => value);
}
