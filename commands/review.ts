/** `/review`: what is due, how much of it today, and when the next is. */
import { defineCommand } from '../src/chat/command.ts';
import { reviewBlocks } from '../src/chat/practice-blocks.ts';

export default defineCommand({
  name: 'review',
  summary: 'What is due for you, how many today, and when the next come',
  examples: ['/review'],
  options: {},
  async run(context) {
    const review = await context.practice.review();
    const start = context.actionOf('interview-question', 'another');
    return {
      reply: {
        title: 'Your review',
        blocks: reviewBlocks(review, start, context.now),
        sources: [],
        tone: 'notice',
        visibility: 'private',
      },
      data: { due: review.today.length, waiting: review.waiting, next: review.next },
    };
  },
});
