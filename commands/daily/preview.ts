/** `/daily preview`: the next post, for the admin's eyes only. */
import { type Context, defineCommand } from '../../src/chat/command.ts';
import { howToSetUp, stateBlocks } from '../../src/chat/daily-words.ts';
import { literal } from '../../src/chat/markup.ts';
import { privateNotice, text } from '../../src/chat/notices.ts';
import type { Block, Outcome } from '../../src/chat/reply.ts';

export default defineCommand({
  name: 'daily preview',
  access: 'admins',
  summary: 'What is posted next, as it will look; only you see it',
  examples: ['/daily preview'],
  options: {},
  run: show,
  actions: { show },
});

async function show(context: Context): Promise<Outcome> {
  const [standing, post] = await Promise.all([context.desk.daily(), context.desk.previewDaily()]);
  const state: readonly Block[] =
    standing.daily === undefined ? [text(howToSetUp)] : stateBlocks(standing, context.now);
  if (post === undefined) {
    const { daily } = standing;
    const role = (daily && context.knowledge.roles.get(daily.settings.role)) ?? context.role;
    return privateNotice('There is no question to show', [
      text(
        `I have no question for ${literal(role.title)} that fits what is set. \`/daily set\` chooses other topics or another level.`,
      ),
      ...state,
    ]);
  }
  const note =
    '_Only you see this, and nothing in it can be answered yet. An edit of the questions or the settings may change it._';
  return {
    reply: { ...post, blocks: [...post.blocks, { kind: 'heading', text: 'About this preview' }, text(note), ...state] },
  };
}
