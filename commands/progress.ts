/** `/progress`: accuracy and memory by topic, the weakest topics, and the readiness model on the learner's own results. */
import { defineCommand } from '../src/chat/command.ts';
import { progressBlocks } from '../src/chat/practice-blocks.ts';

export default defineCommand({
  name: 'progress',
  summary: 'How you do by topic, your weakest topics, and a readiness estimate with its steps',
  examples: ['/progress'],
  options: {},
  async run(context) {
    const progress = await context.practice.progress();
    const blocks = progressBlocks(progress, (topic) => context.actionOf('interview-question', 'another', topic));
    return {
      reply: { title: 'Your progress', blocks, sources: [], tone: 'notice', visibility: 'private' },
      data: { ...progress },
    };
  },
});
