/** `/admin doctor`: what works here and what does not, each with the fix. */
import { checkBlocks, summaryOf } from '../../src/chat/checks.ts';
import { type Context, defineCommand } from '../../src/chat/command.ts';
import { privateNotice } from '../../src/chat/notices.ts';
import type { Outcome } from '../../src/chat/reply.ts';

export default defineCommand({
  name: 'admin doctor',
  access: 'admins',
  summary: 'What works here and what does not: permissions, posts, records, data; each with the fix',
  examples: ['/admin doctor'],
  options: {},
  run: examine,
  actions: { again: examine },
});

async function examine(context: Context): Promise<Outcome> {
  const checks = await context.desk.doctor();
  return {
    ...privateNotice(summaryOf(checks), [
      ...checkBlocks(checks),
      { kind: 'buttons', buttons: [{ label: 'Look again', action: context.action('again') }] },
    ]),
    data: { checks },
  };
}
