/** Walks everything that a person can reach: every command with every choice, then every button and select of every reply, and every form. */
import type { Form, Reply } from '../../src/chat/reply.ts';
import { actionsOf, type TestConversation } from './conversation.ts';

export interface Crawl {
  /** By how it was reached: a command line, or an action id. */
  readonly replies: ReadonlyMap<string, Reply>;
  readonly forms: ReadonlyMap<string, Form>;
}

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

  for (const line of [...commandLines(bot), ...lines]) {
    await visit(line, () => bot.run(line));
  }
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    const action = id;
    await visit(action, () => bot.ask({ kind: 'action', id: action, inputs: {} }));
  }
  return { replies, forms };
}

/** Every command alone where it needs nothing, and with each choice of each option. */
function commandLines(bot: TestConversation): string[] {
  return bot.commands().flatMap((command) => {
    const options = Object.entries(command.options);
    const alone = options.some(([, option]) => option.required === true) ? [] : [`/${command.name}`];
    const chosen = options.flatMap(([name, option]) => {
      // What needs another option besides cannot be asked alone.
      if (option.required !== true && alone.length === 0) return [];
      if (option.kind === 'money') return [`/${command.name} ${name}:185000`];
      const values =
        option.kind === 'term'
          ? bot.choices(command.name, name)
          : bot.complete({ command: command.name, option: name, partial: '', options: {} });
      return values.map(({ value }) => `/${command.name} ${name}:${value}`);
    });
    return [...alone, ...chosen];
  });
}
