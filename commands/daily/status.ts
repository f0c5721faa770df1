/** `/daily status`: what is set, whether it is on, when the next one comes, and what became of the last ones. */
import { type Context, defineCommand } from '../../src/chat/command.ts';
import { deliveryBlocks, notSetUp, settingsFields, stateBlocks } from '../../src/chat/daily-words.ts';
import { privateNotice } from '../../src/chat/notices.ts';
import type { Block, Button, Outcome } from '../../src/chat/reply.ts';
import type { Daily } from '../../src/practice/daily/daily.ts';

export default defineCommand({
  name: 'daily status',
  access: 'admins',
  summary: 'How the daily drill is set, when the next one comes, and how the last ones went',
  examples: ['/daily status'],
  options: {},
  run: show,
});

async function show(context: Context): Promise<Outcome> {
  const standing = await context.desk.daily();
  const { daily } = standing;
  if (daily === undefined) return privateNotice('The daily drill', notSetUp);
  const blocks: Block[] = [
    ...stateBlocks(standing, context.now),
    { kind: 'fields', fields: settingsFields(daily.settings, context.knowledge) },
    ...deliveryBlocks(daily, context.now),
    { kind: 'buttons', buttons: buttonsFor(context, daily) },
  ];
  return privateNotice('The daily drill', blocks);
}

const buttonsFor = (context: Context, { status }: Daily): Button[] => [
  status === 'on'
    ? { label: 'Pause', action: context.actionOf('daily pause', 'pause') }
    : { label: 'Resume', action: context.actionOf('daily resume', 'resume'), style: 'primary' },
  { label: 'Preview', action: context.actionOf('daily preview', 'show') },
];
