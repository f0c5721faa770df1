/** `/outlook [topic]`: growth, openings, demand and AI's effect, each source apart. */
import { defineTopicCommand } from '../src/chat/topic-command.ts';

export default defineTopicCommand({
  name: 'outlook',
  summary: 'Growth, openings, demand and what AI changes, each source by itself',
  examples: ['/outlook', '/outlook ai', '/outlook openings'],
  heading: 'Outlook',
  selectText: 'More on the outlook',
  optionDescription: 'A topic, such as growth, openings, demand or AI',
  topics: (role) => role.outlook.topics,
  overview: ['growth', 'openings', 'demand', 'ai-impact'],
});
